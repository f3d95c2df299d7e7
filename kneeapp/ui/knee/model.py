"""What the knee page shows and edits; the picture, the list and the editor all drive this."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kneeapp.base.side import Side
from kneeapp.body import places
from kneeapp.body.marks import History, PainMap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneeapp.body.camera import Point
    from kneeapp.body.marks import Area, Depth, Mark, Quality, Spread, When


class KneeModel(QObject):
    """The pain map with its history, the knee on show, and the place in hand.

    Signals:
        changed: marks, the knee on show or the chosen mark are different.
        pointed(str): another place is pointed at or stepped to; "" = none.
    """

    changed = Signal()
    pointed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = History(PainMap())
        self._side = Side.RIGHT
        self._chosen = ""
        self._pointed = ""

    # ------------------------------------------------------------------ what is
    @property
    def map(self) -> PainMap:
        """The pain map as it stands."""
        return self._history.present

    @property
    def side(self) -> Side:
        """The knee on show: LEFT or RIGHT."""
        return self._side

    @property
    def chosen(self) -> Mark | None:
        """The mark in the editor, or None."""
        return self.map.mark(self._chosen, self._side)

    @property
    def pointed_at(self) -> str:
        """The place under the mouse or the keyboard; "" = none."""
        return self._pointed

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks of the knee on show."""
        return tuple(m for m in self.map.marks if m.side is self._side and _on_the_knee(m))

    @property
    def areas(self) -> tuple[Area, ...]:
        """The areas drawn on the knee on show."""
        return tuple(area for area in self.map.areas if area.side is self._side)

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._history.past)

    @property
    def can_redo(self) -> bool:
        """Whether there is something to do again."""
        return bool(self._history.future)

    @property
    def is_begun(self) -> bool:
        """Whether anything is said of a knee, or could be brought back."""
        now = self.map
        said = any(map(_on_the_knee, now.marks)) or now.spread or now.areas or now.note
        return bool(said) or self.can_undo

    # ------------------------------------------------------------------ what changes
    def start(self, pain_map: PainMap, side: Side) -> None:
        """Begin with a map and no history."""
        self._history = History(pain_map)
        self._side = side
        self._chosen = ""
        self._choose_a_mark()
        self.point_at("")
        self.changed.emit()

    def come_back(self, side: Side, also: Iterable[Mark]) -> None:
        """Go on with the map as it is, and the marks elsewhere as they are now."""
        here = tuple(mark for mark in self.map.marks if _on_the_knee(mark))
        present = replace(self.map, marks=(*here, *also))
        if side is Side.BOTH:
            present = present.with_sides(side)
        self._history = replace(self._history, present=present)
        if side in (Side.BOTH, self._side):
            self.changed.emit()
        else:
            self.show_side(side)

    def carry_on(self, other: KneeModel) -> None:
        """Go on with the map, the history and the mark in hand of another."""
        self._history, self._side, self._chosen = other._history, other._side, other._chosen
        self.changed.emit()

    def show_side(self, side: Side) -> None:
        """Show the other knee; before anything is marked, it is the knee that hurts."""
        if side is self._side:
            return
        self._side = side
        self._choose_a_mark()
        if not any(map(_on_the_knee, self.map.marks)) and self.map.sides is not Side.BOTH:
            self._history = replace(self._history, present=self.map.with_sides(side))
        self.changed.emit()

    def point_at(self, place: str) -> None:
        """Point at a place, or at none."""
        if place != self._pointed:
            self._pointed = place
            self.pointed.emit(place)

    def choose(self, place: str) -> None:
        """Take a marked place in hand."""
        self._chosen = place
        self.changed.emit()

    def mark(self, place: str, point: Point | None) -> None:
        """Mark a place and take it in hand; a marked one is only taken in hand."""
        self._chosen = place
        if self.map.mark(place, self._side) is None:
            self._do(self.map.toggle(place, self._side, point))
        else:
            self.changed.emit()

    def unmark(self, place: str) -> None:
        """Take the mark of a place away."""
        self._do(self.map.remove(place, self._side))

    def set_strength(self, strength: int) -> None:
        """Say how strong the pain at the chosen mark is, 0 to 10."""
        if self.chosen is not None:
            self._do(self.map.add(replace(self.chosen, strength=strength)))

    def set_qualities(self, qualities: tuple[Quality, ...]) -> None:
        """Say what the pain at the chosen mark is like."""
        if self.chosen is not None:
            self._do(self.map.add(replace(self.chosen, qualities=qualities)))

    def set_when(self, when: tuple[When, ...]) -> None:
        """Say what makes the chosen mark hurt."""
        if self.chosen is not None:
            self._do(self.map.add(replace(self.chosen, when=when)))

    def set_depth(self, depth: Depth | None) -> None:
        """Say whether the pain at the chosen mark is near the skin or deep."""
        if self.chosen is not None:
            self._do(self.map.add(replace(self.chosen, depth=depth)))

    def set_spot(self, spread: Spread | None) -> None:
        """Say how big the spot at the chosen mark is."""
        if self.chosen is not None:
            self._do(self.map.add(replace(self.chosen, spread=spread)))

    def set_spread(self, spread: Spread | None) -> None:
        """Say how the pain as a whole is spread."""
        self._do(self.map.with_spread(spread))

    def set_note(self, note: str) -> None:
        """Keep the person's own words."""
        self._do(self.map.with_note(note))

    def add_area(self, area: Area) -> None:
        """Keep a drawn area, mark what it covers, and take what it covers most in hand."""
        self._chosen = area.places[0] if area.places else self._chosen
        self._do(self.map.add_area(area))

    def remove_last_area(self) -> None:
        """Take the area drawn last on this knee away; its places stay marked."""
        if self.areas:
            self._do(self.map.remove_area(self.areas[-1]))

    def copy_to_other_knee(self) -> None:
        """Repeat the marks of this knee on the other one."""
        self._do(self.map.copy_to_other_knee(self._side))

    def swap_sides(self) -> None:
        """It is the other knee: exchange left and right, and show the marks where they now are."""
        self._side = self._side.mirrored
        self._do(self.map.swap_sides())

    def take_over(self, pain_map: PainMap, also: Iterable[Mark] = ()) -> None:
        """Begin with an earlier map, and today's marks elsewhere; this can be taken back."""
        if pain_map.side is not Side.BOTH:
            self._side = pain_map.side
        for mark in also:
            pain_map = pain_map.add(mark)
        self._do(pain_map)

    def clear(self) -> None:
        """Take all marks away."""
        self._do(self.map.clear())

    def undo(self) -> None:
        """Take the last change back."""
        self._show(self._history.undo())
        self._follow_marks()

    def redo(self) -> None:
        """Do again what was taken back."""
        self._show(self._history.redo())
        self._follow_marks()

    def _do(self, changed: PainMap) -> None:
        self._show(self._history.do(changed))

    def _show(self, history: History) -> None:
        self._history = history
        if self.chosen is None:
            self._choose_a_mark()
        self.changed.emit()

    def _follow_marks(self) -> None:
        """Show the other knee when what was taken back or done again is all there."""
        if not self.marks and any(mark.side is self._side.mirrored for mark in self.map.marks):
            self.show_side(self._side.mirrored)

    def _choose_a_mark(self) -> None:
        if self.chosen is None:
            self._chosen = self.marks[-1].place if self.marks else ""


def _on_the_knee(mark: Mark) -> bool:
    return places.place(mark.place).number > 0
