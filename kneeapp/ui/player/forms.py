"""Easier and harder forms of the exercise under way: which there are, and going over to one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kneeapp.player.sets import subject
from kneeapp.ui.player import words

if TYPE_CHECKING:
    from kneeapp.flow.session.plan import Changed, SessionPlan
    from kneeapp.flow.session.session import Beat, Session
    from kneeapp.routine.timeline import Timeline
    from kneeapp.ui.services import Services


@dataclass(frozen=True, slots=True)
class Made:
    """An exercise was changed.

    Attributes:
        plan: with the other form, for the rest of the session and the next one.
        beat: what is to be heard.
        shown: what has changed, and how to change it back.
    """

    plan: SessionPlan
    beat: Beat
    shown: str


class Forms:
    """Looks at each exercise once."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._seen: tuple[Timeline, int] | None = None
        self._offered = (False, False)

    def offered(self, session: Session, plan: SessionPlan) -> tuple[bool, bool]:
        """Whether the exercise that a moment is about can be easier, and whether harder."""
        seen = (session.timeline, _step(session))
        if self._seen is None or self._seen[0] is not seen[0] or self._seen[1] != seen[1]:
            self._seen = seen
            found = (plan.changed_at(*seen, by, self._services.settings) for by in (-1, 1))
            easier, harder = (each is not None for each in found)
            self._offered = (easier, harder)
        return self._offered

    def change(self, session: Session, plan: SessionPlan, by: int) -> Made | None:
        """Go over to the easier (-1) or harder (1) form; None when there is none."""
        timeline, step = session.timeline, _step(session)
        made: Changed | None = plan.changed_at(timeline, step, by, self._services.settings)
        if made is None:
            return None
        before, after = timeline.steps[step], made.timeline.steps[made.step]
        said = words.form_said(by, after.label)
        lead_in_ms = self._services.settings.countdown_s * 1_000
        beat = session.change_exercise(made.timeline, made.step, said, lead_in_ms)
        return Made(made.plan, beat, words.form_shown(by, before, after))


def _step(session: Session) -> int:
    timeline = session.timeline
    return timeline.segments[subject(timeline, session.state.index)].step
