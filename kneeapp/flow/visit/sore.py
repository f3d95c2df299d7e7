"""Which knee is sore, as the journal knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeapp.base.side import Side

if TYPE_CHECKING:
    from kneeapp.journal.store import Journal


def sore_side(journal: Journal) -> Side:
    """The knee of the newest map; both when it names both or none, or there is no map."""
    newest = journal.last_map()
    return newest.side if newest is not None and newest.marks else Side.BOTH
