"""The session that was interrupted: whether the routine on the list goes on with it, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeapp.flow.session.opening import OpenSession
from kneeapp.flow.session.place import find
from kneeapp.ui.player import words

if TYPE_CHECKING:
    from kneeapp.flow.session.plan import SessionPlan
    from kneeapp.journal.store import Journal
    from kneeapp.routine.timeline import Timeline


class Interrupted:
    """What the journal says was running though no player runs it.

    Attributes:
        session: it; None when there is none.
    """

    def __init__(self) -> None:
        self.session: OpenSession | None = None
        self._goes_on = False

    def look_for(self, journal: Journal, plan: SessionPlan | None = None) -> OpenSession | None:
        """Find it; with a plan, the list goes on with it only if that asks for the same work."""
        self.session = OpenSession.of(journal)
        found = self.session
        self._goes_on = found is not None and (plan is None or plan.is_same_work(found.choice))
        return found

    def where(self, timeline: Timeline) -> str:
        """Where it stopped and can go on, in words; empty when it cannot."""
        if not self._goes_on or self.session is None or self.session.place is None:
            return ""
        found = find(timeline, self.session.place)
        return "" if found is None else words.kept_place(timeline, found.index, exact=found.exact)

    def end(self, journal: Journal) -> None:
        """Something else is begun: what was done of it is kept."""
        if self.session is not None:
            journal.finish_session(self.session.session_id, "stopped", self.session.active_ms)

    def forget(self) -> None:
        """It has gone on to its end."""
        self.session, self._goes_on = None, False
