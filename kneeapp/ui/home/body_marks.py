"""The places of the body that are marked on Today, what is said of each, with undo."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kneeapp.base.side import Side
from kneeapp.body.figure import Part
from kneeapp.body.marks import History, Mark, PainMap

if TYPE_CHECKING:
    from collections.abc import Callable

    from kneeapp.body.marks import Depth, Quality, When


class BodyMarks(QObject):
    """A pain map without a knee, and the mark in hand.

    Signals:
        changed: marks, what is said of them, or the one in hand are different.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = History(PainMap())
        self._chosen: Part | None = None

    @property
    def marks(self) -> tuple[Mark, ...]:
        """In the order in which they were made."""
        return self._history.present.marks

    @property
    def chosen(self) -> Mark | None:
        """The mark in hand."""
        return self._mark_of(self._chosen) if self._chosen is not None else None

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._history.past)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to take again."""
        return bool(self._history.future)

    def press(self, part: Part) -> None:
        """Mark a place; take one that is marked in hand; take away the mark in hand."""
        if self._mark_of(part) is None:
            self._chosen = part
            self._do(self._history.present.add(Mark(part.place, part.side)))
        elif part != self._chosen:
            self.choose(part)
        else:
            self.remove(part)

    def choose(self, part: Part) -> None:
        """Take the mark of a place in hand."""
        self._chosen = part
        self.changed.emit()

    def remove(self, part: Part) -> None:
        """Take the mark of a place away; another one comes in hand."""
        left = self._history.present.remove(part.place, part.side)
        self._do(left)

    def clear(self) -> None:
        """Take all marks away."""
        self._do(self._history.present.clear())

    def forget(self) -> None:
        """Begin anew, without a step to take back."""
        self._history = History(PainMap())
        self._chosen = None
        self.changed.emit()

    def set_strength(self, strength: int) -> None:
        """How strong it is in the place in hand, 0 to 10."""
        self._change(lambda mark: replace(mark, strength=strength))

    def set_qualities(self, qualities: tuple[Quality, ...]) -> None:
        """What it feels like there."""
        self._change(lambda mark: replace(mark, qualities=qualities))

    def set_when(self, when: tuple[When, ...]) -> None:
        """What makes it hurt there."""
        self._change(lambda mark: replace(mark, when=when))

    def set_depth(self, depth: Depth | None) -> None:
        """Near the skin or inside."""
        self._change(lambda mark: replace(mark, depth=depth))

    def undo(self) -> None:
        """One step back."""
        self._take(self._history.undo())

    def redo(self) -> None:
        """One step forward again."""
        self._take(self._history.redo())

    def pain_map(self) -> PainMap:
        """All marks, and the side of the first; the back, of which there is one, is of none."""
        sides = (mark.side for mark in self.marks if mark.side is not Side.BOTH)
        return self._history.present.with_sides(next(sides, Side.BOTH))

    def _mark_of(self, part: Part) -> Mark | None:
        return self._history.present.mark(part.place, part.side)

    def _change(self, made: Callable[[Mark], Mark]) -> None:
        if self.chosen is not None:
            self._do(self._history.present.add(made(self.chosen)))

    def _do(self, changed: PainMap) -> None:
        self._take(self._history.do(changed))

    def _take(self, history: History) -> None:
        before = {mark.key for mark in self.marks}
        self._history = history
        fresh = [mark for mark in self.marks if mark.key not in before]
        if self.chosen is None or fresh:
            last = (fresh or self.marks)[-1:]
            self._chosen = Part(last[0].place, last[0].side) if last else None
        self.changed.emit()
