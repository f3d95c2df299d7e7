"""Where it hurts, as the person marked it: values that are never changed, only replaced."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from kneeapp.base.side import Side
from kneeapp.body import places

if TYPE_CHECKING:
    from kneeapp.body.camera import Point

MAX_STRENGTH = 10
"""Pain strength is a whole number from 0 to 10 (numeric rating scale)."""

MAX_NOTE = 500
"""Characters of a note kept; the rest of a longer one is dropped."""

MAX_OUTLINE = 64
"""Points of an outline kept at most."""


class Spread(StrEnum):
    """How big the sore spot is, or why it has none."""

    ONE_FINGER = "one_finger"
    HAND = "hand"
    ALL_OVER = "all_over"
    RING = "ring"
    DEEP = "deep"
    MOVES = "moves"


class Quality(StrEnum):
    """What the pain feels like."""

    SHARP = "sharp"
    DULL = "dull"
    ACHING = "aching"
    BURNING = "burning"
    THROBBING = "throbbing"
    STABBING = "stabbing"
    STIFF = "stiff"
    TIGHT = "tight"
    SORE = "sore"
    TEARING = "tearing"
    CONSTANT = "constant"


class When(StrEnum):
    """What makes it hurt here; the words are those of the questions about the whole knee."""

    RUNNING = "running"
    WALKING = "walking"
    STAIRS_DOWN = "stairs_down"
    SQUATTING = "squatting"
    KNEELING = "kneeling"
    JUMPING = "jumping"
    TWISTING = "twisting"
    SITTING = "sitting"


class Depth(StrEnum):
    """Near the skin or inside."""

    SURFACE = "surface"
    DEEP = "deep"


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked place of one knee (or a coarse place of the body).

    Attributes:
        place: the place's id.
        side: LEFT or RIGHT; BOTH only for a place there is one of.
        strength: 0 to 10, or None when not given.
        qualities: what it feels like, in the order of Quality.
        depth: near the skin or inside, or None.
        spread: how big this spot is, or None.
        point: the clicked point of the skin, mm in the knee frame; None when chosen from the list.
        when: what makes it hurt here, in the order of When.
    """

    place: str
    side: Side
    strength: int | None = None
    qualities: tuple[Quality, ...] = ()
    depth: Depth | None = None
    spread: Spread | None = None
    point: Point | None = None
    when: tuple[When, ...] = ()

    @property
    def key(self) -> tuple[str, Side]:
        """What makes a mark the same mark."""
        return self.place, self.side


@dataclass(frozen=True, slots=True)
class Area:
    """A sore area drawn freely on the skin of one knee.

    Attributes:
        side: LEFT or RIGHT.
        outline: its rim, points of the skin in order, mm in the knee frame.
        cm2: how much skin lies inside, square centimetres.
        places: ids of the places it covers, most covered first.
    """

    side: Side
    outline: tuple[Point, ...]
    cm2: float
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PainMap:
    """Everything that is marked today.

    Attributes:
        marks: in the order in which they were made; at most one per place and side.
        spread: how the pain as a whole is spread, when the person says so; None = not said.
        sides: the knee, or both, that the person said hurts before marking anything.
        areas: outlines drawn by hand, oldest first.
        note: the person's own words, one line.
    """

    marks: tuple[Mark, ...] = ()
    spread: Spread | None = None
    sides: Side = Side.RIGHT
    areas: tuple[Area, ...] = ()
    note: str = ""

    @property
    def side(self) -> Side:
        """The side that hurts: as said when both were said, else as marked."""
        marked = {mark.side for mark in self.marks}
        if len(marked) > 1:
            marked.discard(Side.BOTH)  # the back, of which there is one, says nothing of a side
        if self.sides is Side.BOTH or not marked:
            return self.sides
        return marked.pop() if len(marked) == 1 else Side.BOTH

    @property
    def strength(self) -> int | None:
        """The strongest pain marked, or None."""
        given = [mark.strength for mark in self.marks if mark.strength is not None]
        return max(given, default=None)

    @property
    def empty(self) -> bool:
        """Whether nothing is said of where it hurts."""
        return not self.marks and self.spread is None and not self.areas

    def mark(self, place: str, side: Side) -> Mark | None:
        """The mark of a place, if there is one."""
        return next((each for each in self.marks if each.key == (place, side)), None)

    def add(self, mark: Mark) -> PainMap:
        """With a mark; an older one of the same place and side is replaced where it stood."""
        places.place(mark.place)
        if self.mark(*mark.key) is None:
            return replace(self, marks=(*self.marks, mark))
        return replace(self, marks=tuple(mark if m.key == mark.key else m for m in self.marks))

    def remove(self, place: str, side: Side) -> PainMap:
        """Without the mark of a place."""
        return replace(self, marks=tuple(m for m in self.marks if m.key != (place, side)))

    def toggle(self, place: str, side: Side, point: Point | None = None) -> PainMap:
        """With a mark of the place where there was none, and the other way round."""
        if self.mark(place, side) is None:
            return self.add(Mark(place, side, point=point))
        return self.remove(place, side)

    def with_spread(self, spread: Spread | None) -> PainMap:
        """With another answer to how the pain is spread."""
        return replace(self, spread=spread)

    def with_note(self, note: str) -> PainMap:
        """With other words of the person's own."""
        return replace(self, note=_one_line(note))

    def add_area(self, area: Area) -> PainMap:
        """With a drawn area; the places it covers are marked too."""
        grown = replace(self, areas=(*self.areas, area))
        for place in area.places:
            if grown.mark(place, area.side) is None:
                grown = grown.add(Mark(place, area.side))
        return grown

    def remove_area(self, area: Area) -> PainMap:
        """Without a drawn area; the places stay marked."""
        return replace(self, areas=tuple(each for each in self.areas if each != area))

    def with_sides(self, sides: Side) -> PainMap:
        """With another knee, or both, said to hurt."""
        return replace(self, sides=sides)

    def copy_to_other_knee(self, side: Side) -> PainMap:
        """With the marks of one knee repeated on the other; what is marked there already stays."""
        other = side.mirrored
        copied = self
        for mark in self.marks:
            if mark.side is side and self.mark(mark.place, other) is None:
                copied = copied.add(replace(mark, side=other))
        drawn = tuple(replace(area, side=other) for area in self.areas if area.side is side)
        new = tuple(area for area in drawn if area not in self.areas)
        return replace(copied, areas=(*copied.areas, *new))

    def swap_sides(self) -> PainMap:
        """With left and right exchanged: it is the other knee."""
        swapped = tuple(replace(mark, side=mark.side.mirrored) for mark in self.marks)
        areas = tuple(replace(area, side=area.side.mirrored) for area in self.areas)
        return replace(self, marks=swapped, areas=areas, sides=self.sides.mirrored)

    def clear(self) -> PainMap:
        """With nothing marked."""
        return PainMap(sides=self.sides)


@dataclass(frozen=True, slots=True)
class History:
    """A pain map with everything that was done to it, and everything that was taken back."""

    present: PainMap
    past: tuple[PainMap, ...] = ()
    future: tuple[PainMap, ...] = ()

    def do(self, changed: PainMap) -> History:
        """After a change; a change that changes nothing leaves no trace."""
        if changed == self.present:
            return self
        return History(changed, (*self.past, self.present))

    def undo(self) -> History:
        """One step back, if there is one."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (self.present, *self.future))

    def redo(self) -> History:
        """One step forward again, if there is one."""
        if not self.future:
            return self
        return History(self.future[0], (*self.past, self.present), self.future[1:])


def _one_line(text: str) -> str:
    """Without line breaks, control and direction characters, which could hide what is said."""
    seen = "".join(c for c in text if c.isspace() or not unicodedata.category(c).startswith("C"))
    return " ".join(seen.split())[:MAX_NOTE].rstrip()
