"""Steps of a routine done easier or harder, kept so that it outlives a changed routine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeapp.journal.model import SessionRecord
from kneeapp.routine.expand import number
from kneeapp.routine.model import ExerciseStep

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kneeapp.journal.model import Entry, Json
    from kneeapp.routine.model import Routine


def written(routine: Routine, sources: Iterable[int]) -> list[str]:
    """Steps by their number and their exercise, such as "3:wall-sit"."""
    exercises = _exercises(routine)
    return [f"{n}:{exercises[n]}" for n in sorted(sources) if n in exercises]


def read(routine: Routine, kept: object) -> frozenset[int]:
    """The steps that were written, as far as the same exercise is still at the same place."""
    exercises = _exercises(routine)
    wanted = kept if isinstance(kept, list) else []
    return frozenset(n for n, exercise in exercises.items() if f"{n}:{exercise}" in wanted)


def of_last_session(routine_id: str, entries: Iterable[Entry]) -> Json:
    """What was chosen in the last session of a routine; empty when there was none.

    Args:
        routine_id: the routine.
        entries: of the journal, newest first.
    """
    for entry in entries:
        if isinstance(entry.detail, SessionRecord) and entry.detail.plan.routine == routine_id:
            return entry.detail.plan.choice
    return {}


def _exercises(routine: Routine) -> Mapping[int, str]:
    numbered = number(routine.steps)
    return {n: step.exercise for n, step in numbered if isinstance(step, ExerciseStep)}
