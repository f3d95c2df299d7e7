"""An exercise for those who lack the thing that another one needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kneeapp.base.settings import Settings
    from kneeapp.flow.session.plan import SessionPlan
    from kneeapp.routine.timeline import Timeline

RARE = frozenset({"bike"})
"""Things that many homes do not have and nothing in a home replaces."""


@dataclass(frozen=True, slots=True)
class StandIn:
    """Another exercise that needs no such thing.

    Attributes:
        source: the step, by `PlayStep.source`.
        thing: what it does without.
        name: of the exercise that stands in.
        chosen: it is in the plan already.
    """

    source: int
    thing: str
    name: str
    chosen: bool


def stand_ins(plan: SessionPlan, timeline: Timeline, settings: Settings) -> tuple[StandIn, ...]:
    """What can be done instead, or is already, where the easier form needs no rare thing."""
    return tuple(_find(plan, timeline, settings))


def _find(plan: SessionPlan, timeline: Timeline, settings: Settings) -> Iterator[StandIn]:
    seen: set[int] = set()
    for number, step in enumerate(timeline.steps):
        if step.source in seen:
            continue
        seen.add(step.source)
        chosen = step.source in plan.easier
        other = plan.changed_at(timeline, number, 1 if chosen else -1, settings)
        if other is None:
            continue
        forms = (step.exercise, other.timeline.steps[other.step].exercise)
        usual, easier = reversed(forms) if chosen else forms
        if things := _rare(plan, usual) - _rare(plan, easier):
            stands_in = plan.exercise(easier)
            assert stands_in is not None
            yield StandIn(step.source, min(things), stands_in.name, chosen)


def _rare(plan: SessionPlan, exercise_id: str) -> frozenset[str]:
    exercise = plan.exercise(exercise_id)
    return RARE & frozenset(exercise.equipment) if exercise else frozenset()
