"""YAML from people: guarded, without surprises, and every value knows its line and column.

The reader builds the data straight from the parser's event stream, so that the guards (size,
depth, nodes, no anchors, aliases or tags) act before anything is built: a composed tree of hostile
input can eat all memory, and the C loader crashes on deep nesting.

Plain scalars follow the YAML 1.2 core schema, narrowed: `1:30`, `no`, `010`, `1e3` and
`2026-11-22` stay text.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from kneeapp.base.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MAX_BYTES = 256 * 1024
MAX_DEPTH = 16
MAX_NODES = 10_000

_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Invisible or direction-changing characters can make a file read differently from what it says.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
# Many %TAG lines make the parser quadratic; nothing else of ours starts a line with %.
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})?\.[0-9]{1,20}([eE][-+]?[0-9]{1,3})?")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}

Path_ = tuple[str | int, ...]
Mark = tuple[int, int]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a file, at a line and column counted from 1."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class YamlProblems(UserError):  # noqa: N818 - it is a list of problems, told all at once
    """A file cannot be used; `problems` says why, one entry each."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)), hint="Correct the file and try again.")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Document:
    """The data of one file, and where in the file each value stands.

    Attributes:
        name: the file as it is shown to people.
        data: dict (text keys), list, str, int, float, bool or None.
    """

    name: str
    data: Any
    _start: Mark = (1, 1)
    # Per container (by identity: this document keeps them alive): child -> (mark of key, of value).
    _marks: dict[int, dict[str | int, tuple[Mark, Mark]]] = field(default_factory=dict, repr=False)

    def mark(self, path: Path_, *, key: bool = False) -> Mark:
        """Line and column (from 1) of the value at `path`; of its key with `key`.

        A path that leads nowhere gives the last place on it that exists.
        """
        node, found = self.data, self._start
        for step in path:
            children = self._marks.get(id(node), {})
            if step not in children:
                break
            found = children[step][0 if key else 1]
            node = node[step]
        return found


def read_file(path: Path) -> Document:
    """Read one file.

    Raises:
        YamlProblems: when it cannot be read or used.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        raise YamlProblems((Problem(str(path), 1, 1, f"cannot be read: {reason}"),)) from None
    return read_text(raw, str(path))


def read_text(text: str | bytes, name: str) -> Document:
    """Read YAML text; `name` is how problems call it.

    Raises:
        YamlProblems: with every problem that could be found.
    """
    builder = _Builder()
    try:
        source = _decode(text)
        _refuse_hidden(source)
        builder.run(source)
    except _Refused as refusal:
        builder.problems.append((refusal.mark, refusal.message))
    except yaml.MarkedYAMLError as error:
        builder.problems.append((_mark_of(error), _sentence(error)))
    except yaml.YAMLError as error:
        builder.problems.append(((1, 1), f"not valid YAML: {error}"))
    if builder.problems:
        raise YamlProblems(tuple(Problem(name, *mark, said) for mark, said in builder.problems))
    return Document(name, builder.root, builder.start, builder.marks)


class _Refused(Exception):  # noqa: N818 - control flow inside this module
    def __init__(self, mark: Mark, message: str) -> None:
        super().__init__(message)
        self.mark = mark
        self.message = message


def _decode(text: str | bytes) -> str:
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    if len(raw) > MAX_BYTES:
        raise _Refused((1, 1), f"the file is larger than {MAX_BYTES // 1024} KiB")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        raise _Refused((line, column), "not UTF-8 text; save the file as UTF-8") from None


def _refuse_hidden(text: str) -> None:
    found = _HIDDEN.search(text)
    if found:
        said = f"hidden or control character U+{ord(found[0]):04X}; remove it"
        raise _Refused(_place(text, found.start()), said)
    tab = text.find("\t")
    if tab >= 0:
        raise _Refused(_place(text, tab), "a tab; use spaces")
    directive = _DIRECTIVE.search(text)
    if directive:
        raise _Refused(_place(text, directive.start()), "a YAML directive (%) is not used here")


def _place(text: str, index: int) -> Mark:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _mark_of(error: yaml.MarkedYAMLError) -> Mark:
    mark = error.problem_mark or error.context_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


# The parser's words for what people most often get wrong, and plain ones.
_PLAIN_WORDS = (
    ("mapping values are not allowed", "a second ': ' in this place; put the text in quotes"),
    ("could not find expected ':'", "a ':' is missing, or the text needs quotes"),
    (
        "did not find expected ',' or",
        "a , or a closing bracket is missing, or the text needs quotes",
    ),
    ("did not find expected key", "the line is indented differently from the lines it belongs to"),
    ("did not find expected '-' indicator", "a '- ' is missing, or the indentation is wrong"),
    ("found unexpected end of stream", "a quote is opened and never closed"),
    ("cannot start any token", "text that starts with @ or ` needs quotes"),
)


def _sentence(error: yaml.MarkedYAMLError) -> str:
    parts = [part for part in (error.context, error.problem) if part]
    said = ", ".join(parts)
    return next(
        (plain for words, plain in _PLAIN_WORDS if words in said), f"not valid YAML: {said}"
    )


class _Builder:
    """Turns events into data, iteratively: nothing here recurses."""

    def __init__(self) -> None:
        self.problems: list[tuple[Mark, str]] = []
        self.marks: dict[int, dict[str | int, tuple[Mark, Mark]]] = {}
        self.root: Any = None
        self.start: Mark = (1, 1)
        self._stack: list[_Open] = []
        self._nodes = 0
        self._documents = 0

    def run(self, text: str) -> None:
        parser = _PARSER(text)
        takers: dict[type[yaml.Event], Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._mapping,
            yaml.SequenceStartEvent: self._sequence,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        try:
            while (event := parser.get_event()) is not None:
                taker = takers.get(type(event))
                if taker:
                    taker(event)
        finally:
            parser.dispose()

    def _mapping(self, event: yaml.MappingStartEvent) -> None:
        self._open(event, {})

    def _sequence(self, event: yaml.SequenceStartEvent) -> None:
        self._open(event, [])

    def _end(self, _event: yaml.Event) -> None:
        self._stack.pop()

    def _alias(self, event: yaml.AliasEvent) -> None:
        raise _Refused(_at(event), f"alias *{event.anchor} is not used here; write it out")

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            raise _Refused(_at(event), "a second document (---); one file holds one thing")

    def _count(self, event: yaml.NodeEvent) -> Mark:
        mark = _at(event)
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise _Refused(mark, f"more than {MAX_NODES} values in one file")
        if event.anchor:
            raise _Refused(mark, f"anchor &{event.anchor} is not used here; write it out")
        if event.tag:  # type: ignore[attr-defined]  # scalar and collection events have one
            raise _Refused(mark, f"tag {event.tag} is not used here")  # type: ignore[attr-defined]
        return mark

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        mark = self._count(event)
        text: str = event.value
        if event.style == '"' and (found := _HIDDEN.search(text)):
            raise _Refused(mark, f"hidden or control character U+{ord(found[0]):04X} in the text")
        parent = self._stack[-1] if self._stack else None
        if parent is not None and parent.wants_key:
            self._key(parent, text, mark)
        else:
            self._place(text if event.style else _plain(text), mark)

    def _key(self, parent: _Open, text: str, mark: Mark) -> None:
        if text in ("", "<<"):
            raise _Refused(mark, "merging (<<) is not used here" if text else "a key is missing")
        earlier = parent.marks.get(text)
        if earlier:
            self.problems.append((mark, f"duplicate key '{text}' (first on line {earlier[0][0]})"))
        parent.key, parent.key_mark = text, mark

    def _open(self, event: yaml.NodeEvent, container: Any) -> None:  # noqa: ANN401 - list or dict
        mark = self._count(event)
        if self._stack and self._stack[-1].wants_key:
            raise _Refused(mark, "a key must be a plain word")
        if len(self._stack) >= MAX_DEPTH:
            raise _Refused(mark, f"nested more than {MAX_DEPTH} deep")
        self._place(container, mark)
        opened = _Open(container)
        self.marks[id(container)] = opened.marks
        self._stack.append(opened)

    def _place(self, value: Any, mark: Mark) -> None:  # noqa: ANN401 - any YAML value
        if self._stack:
            self._stack[-1].add(value, mark)
        else:
            self.root, self.start = value, mark


class _Open:
    """A list or mapping that is still being read."""

    __slots__ = ("container", "key", "key_mark", "marks")

    def __init__(self, container: Any) -> None:  # noqa: ANN401 - list or dict
        self.container = container
        self.marks: dict[str | int, tuple[Mark, Mark]] = {}
        self.key: str | None = None
        self.key_mark: Mark = (1, 1)

    @property
    def wants_key(self) -> bool:
        return self.key is None and isinstance(self.container, dict)

    def add(self, value: Any, mark: Mark) -> None:  # noqa: ANN401 - any YAML value
        if self.key is None:
            self.marks[len(self.container)] = (mark, mark)
            self.container.append(value)
        else:
            self.marks[self.key] = (self.key_mark, mark)
            self.container[self.key] = value
            self.key = None


def _at(event: yaml.Event) -> Mark:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _plain(text: str) -> str | int | float | bool | None:
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        number = float(text)
        return number if math.isfinite(number) else text
    return text
