"""Two pain maps held against each other, and many of them place by place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kneeapp.body.places import place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneeapp.base.side import Side
    from kneeapp.body.marks import Mark, PainMap


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """One place of one side; ``None`` = marked without a strength, absent = not marked."""

    place: str
    side: Side
    before: Mark | None
    after: Mark | None

    @property
    def better(self) -> bool | None:
        """Less pain here or none; ``None`` when it is the same or cannot be said."""
        if self.after is None or self.before is None:
            return self.after is None
        if self.before.strength is None or self.after.strength is None:
            return None
        if self.before.strength == self.after.strength:
            return None
        return self.after.strength < self.before.strength

    @property
    def words(self) -> str:
        """For example "Right kneecap: 5 → 2", "Left kneecap: gone"."""
        name = f"{self.side.value.capitalize()} {place(self.place).plain_name}"
        if self.after is None:
            return f"{name}: gone"
        if self.before is None:
            return f"{name}: new{_strength(self.after, ', ')}"
        if self.before.strength == self.after.strength:
            return f"{name}: as before{_strength(self.after, ', ')}"
        return f"{name}: {_number(self.before)} → {_number(self.after)}"


def compare(before: PainMap, after: PainMap) -> tuple[PlaceChange, ...]:
    """Every place marked in either, those of ``after`` first."""
    keys = [mark.key for mark in after.marks]
    keys += [mark.key for mark in before.marks if mark.key not in keys]
    return tuple(
        PlaceChange(where, side, before.mark(where, side), after.mark(where, side))
        for where, side in keys
    )


def place_table(maps: Sequence[PainMap]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """For each place ever marked its name and, map by map, its strength ("", "yes", "0" … "10")."""
    keys = dict.fromkeys(mark.key for each in maps for mark in each.marks)
    return tuple(
        (
            f"{side.value.capitalize()} {place(where).plain_name}",
            tuple(_cell(each.mark(where, side)) for each in maps),
        )
        for where, side in keys
    )


def _cell(mark: Mark | None) -> str:
    if mark is None:
        return ""
    return "yes" if mark.strength is None else str(mark.strength)


def _number(mark: Mark) -> str:
    return "marked" if mark.strength is None else str(mark.strength)


def _strength(mark: Mark, lead: str) -> str:
    return "" if mark.strength is None else f"{lead}{mark.strength}"
