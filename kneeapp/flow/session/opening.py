"""A session that the journal calls running though no player runs it: the program was ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kneeapp.flow.session.place import Snapshot
from kneeapp.journal.model import SessionRecord

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kneeapp.journal.store import Journal


@dataclass(frozen=True, slots=True)
class OpenSession:
    """What is needed to go on with it.

    Attributes:
        session_id: its entry in the journal.
        choice: what was chosen for it, see `SessionPlan.from_json`.
        place: where it stopped; None when that cannot be read.
        before, worst: pain told before and during it, 0 to 10; None when not told.
        sharp: sharp pain was told.
    """

    session_id: int
    choice: Mapping[str, Any]
    place: Snapshot | None
    before: int | None = None
    worst: int | None = None
    sharp: bool = False

    @property
    def active_ms(self) -> int:
        """Time done in it."""
        return self.place.active_ms if self.place else 0

    @classmethod
    def of(cls, journal: Journal) -> OpenSession | None:
        """The newest one; None when there is none."""
        entry = journal.unfinished_session()
        if entry is None or not isinstance(entry.detail, SessionRecord):
            return None
        record = entry.detail
        return cls(
            session_id=entry.id,
            choice=record.plan.choice,
            place=Snapshot.from_json(record.state or {}),
            before=record.plan.pain_before,
            worst=record.pain_peak,
            sharp=record.hurt_sharply,
        )
