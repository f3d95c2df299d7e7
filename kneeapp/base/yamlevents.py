"""From the events of the YAML parser to data, guarded, with a line and column for every value.

Nothing here recurses, and nothing is built before its guard (depth, nodes, no anchors, aliases or
tags) has let it through: a composed tree of hostile input can eat all memory, and the C loader
crashes on deep nesting.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_DEPTH = 16
MAX_NODES = 10_000

_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Invisible or direction-changing characters can make a file read differently from what it says.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})?\.[0-9]{1,20}([eE][-+]?[0-9]{1,3})?")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}

Mark = tuple[int, int]
"""Line and column, from 1."""


class RefusedError(Exception):
    """The file stops here: what is wrong, and where."""

    def __init__(self, mark: Mark, message: str) -> None:
        super().__init__(message)
        self.mark = mark
        self.message = message


class Builder:
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
        """Read all of the text into `root`, `start` and `marks`; go on past `problems`.

        Raises:
            RefusedError: at the first thing that a guard does not let through.
            yaml.YAMLError: where it is not YAML.
        """
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
        raise RefusedError(_at(event), f"alias *{event.anchor} is not used here; write it out")

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            raise RefusedError(_at(event), "a second document (---); one file holds one thing")

    def _count(self, event: yaml.NodeEvent) -> Mark:
        mark = _at(event)
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise RefusedError(mark, f"more than {MAX_NODES} values in one file")
        if event.anchor:
            raise RefusedError(mark, f"anchor &{event.anchor} is not used here; write it out")
        if event.tag:  # type: ignore[attr-defined]  # scalar and collection events have one
            raise RefusedError(mark, f"tag {event.tag} is not used here")  # type: ignore[attr-defined]
        return mark

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        mark = self._count(event)
        text: str = event.value
        if event.style == '"' and (found := HIDDEN.search(text)):
            raise RefusedError(
                mark, f"hidden or control character U+{ord(found[0]):04X} in the text"
            )
        parent = self._stack[-1] if self._stack else None
        if parent is not None and parent.wants_key:
            self._key(parent, text, mark)
        else:
            self._place(text if event.style else _plain(text), mark)

    def _key(self, parent: _Open, text: str, mark: Mark) -> None:
        if text in ("", "<<"):
            raise RefusedError(
                mark, "merging (<<) is not used here" if text else "a key is missing"
            )
        earlier = parent.marks.get(text)
        if earlier:
            self.problems.append((mark, f"duplicate key '{text}' (first on line {earlier[0][0]})"))
        parent.key, parent.key_mark = text, mark

    def _open(self, event: yaml.NodeEvent, container: Any) -> None:  # noqa: ANN401 - list or dict
        mark = self._count(event)
        if self._stack and self._stack[-1].wants_key:
            raise RefusedError(mark, "a key must be a plain word")
        if len(self._stack) >= MAX_DEPTH:
            raise RefusedError(mark, f"nested more than {MAX_DEPTH} deep")
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
