"""YAML from people: guarded, without surprises, and every value knows its line and column.

Size, encoding and hidden characters are judged here, on the text; what is built from the parser's
events is judged in `yamlevents`.

Plain scalars follow the YAML 1.2 core schema, narrowed: `1:30`, `no`, `010`, `1e3` and
`2026-11-22` stay text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from kneeapp.base.problems import Problem, YamlProblems
from kneeapp.base.yamlevents import HIDDEN, Builder, Mark, RefusedError

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 256 * 1024
# Many %TAG lines make the parser quadratic; nothing else of ours starts a line with %.
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)
Path_ = tuple[str | int, ...]


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


def read_file(path: Path, *, skip: str = "") -> Document:
    """Read one file.

    Args:
        path: the file.
        skip: a key of the whole file whose indented block is passed over unread.

    Raises:
        YamlProblems: when it cannot be read or used.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        raise YamlProblems((Problem(str(path), 1, 1, f"cannot be read: {reason}"),)) from None
    return read_text(raw, str(path), skip=skip)


def read_text(text: str | bytes, name: str, *, skip: str = "") -> Document:
    """Read YAML text; `name` is how problems call it, `skip` as for `read_file`.

    Raises:
        YamlProblems: with every problem that could be found.
    """
    builder = Builder()
    try:
        source = _decode(text)
        _refuse_hidden(source)
        builder.run(_without(source, skip) if skip else source)
    except RefusedError as refusal:
        builder.problems.append((refusal.mark, refusal.message))
    except yaml.MarkedYAMLError as error:
        builder.problems.append((_mark_of(error), _sentence(error)))
    except yaml.YAMLError as error:
        builder.problems.append(((1, 1), f"not valid YAML: {error}"))
    if builder.problems:
        raise YamlProblems(tuple(Problem(name, *mark, said) for mark, said in builder.problems))
    return Document(name, builder.root, builder.start, builder.marks)


def _decode(text: str | bytes) -> str:
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    if len(raw) > MAX_BYTES:
        raise RefusedError((1, 1), f"the file is larger than {MAX_BYTES // 1024} KiB")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        raise RefusedError((line, column), "not UTF-8 text; save the file as UTF-8") from None


def _refuse_hidden(text: str) -> None:
    found = HIDDEN.search(text)
    if found:
        said = f"hidden or control character U+{ord(found[0]):04X}; remove it"
        raise RefusedError(_place(text, found.start()), said)
    tab = text.find("\t")
    if tab >= 0:
        raise RefusedError(_place(text, tab), "a tab; use spaces")
    directive = _DIRECTIVE.search(text)
    if directive:
        raise RefusedError(_place(text, directive.start()), "a YAML directive (%) is not used here")


def _without(text: str, key: str) -> str:
    """The text with that block blank; every other line keeps its number."""
    block = rf"^{re.escape(key)}:[ ]*(?:#.*)?\n(?:(?:[ #].*)?(?:\n|\Z))*"
    return re.sub(block, lambda found: "\n" * found[0].count("\n"), text, flags=re.MULTILINE)


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
