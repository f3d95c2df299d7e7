"""Which knee is sore, as the journal knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeapp.base.side import Side
from kneeapp.body import places
from kneeapp.body.marks import PainMap

if TYPE_CHECKING:
    from kneeapp.journal.store import Journal


def sore_side(journal: Journal) -> Side:
    """The knee of the newest map; both when it names both or none, or there is no map."""
    newest = journal.last_map() or PainMap(sides=Side.BOTH)
    sides = {mark.side for mark in newest.marks if places.place(mark.place).number}
    if not sides and newest.spread is not None:
        return newest.sides
    return sides.pop() if len(sides) == 1 else Side.BOTH
