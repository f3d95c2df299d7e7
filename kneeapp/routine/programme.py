"""The routine of one session of a programme: what its phase changes, and what grows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

from kneeapp.routine.model import Choose, Circuit, ExerciseStep, Note, Pause

if TYPE_CHECKING:
    from kneeapp.routine.model import Amount, Dose, Ramp, Routine, Session, Step

_SECOND = 1000


@dataclass(frozen=True, slots=True)
class When:
    """How far a person is in a phase; all counted from 1."""

    session: int = 1
    day: int = 1
    week: int = 1


def session_routine(routine: Routine, session: Session, when: When) -> Routine:
    """The routine as this session does it."""
    changes = {change.step: change.becomes for change in session.changes}
    ramps: dict[str, list[Ramp]] = {}
    for ramp in session.ramps:
        ramps.setdefault(ramp.step, []).append(ramp)

    def one(step: Step) -> Step:
        match step:
            case ExerciseStep():
                step = changes.get(step.id, step)
                for ramp in ramps.get(step.id, ()):
                    step = _grown(step, ramp, ramp_value(ramp, when))
                return step
            case Circuit():
                return replace(step, steps=tuple(map(one, step.steps)))
            case Choose():
                return replace(step, of=tuple(map(one, step.of)))
            case Pause() | Note():
                return step
            case _:
                assert_never(step)

    return replace(routine, steps=tuple(map(one, routine.steps)))


def ramp_value(ramp: Ramp, when: When) -> int:
    """What a ramp has grown to; a count, or seconds."""
    number = {"session": when.session, "day": when.day, "week": when.week}[ramp.every]
    if ramp.at:
        reached = [value for start, value in ramp.at if start <= number]
        return reached[-1] if reached else ramp.at[0][1]
    grown = (ramp.start or 0) + (ramp.add or 0) * (number - 1)
    return grown if ramp.top is None else min(grown, ramp.top)


def _grown(step: ExerciseStep, ramp: Ramp, value: int) -> ExerciseStep:
    if ramp.key == "sets":
        return replace(step, sets=_set(step.sets, value))
    return replace(step, parts=tuple(_grown_part(part, ramp.key, value) for part in step.parts))


def _grown_part(part: Dose, key: str, value: int) -> Dose:
    match key:
        case "reps" if part.reps:
            return replace(part, reps=_set(part.reps, value))
        case "hold" if part.hold:
            return replace(part, hold=_set(part.hold, value * _SECOND))
        case "time" if part.time:
            return replace(part, time=_set(part.time, value * _SECOND))
        case _:
            return part


def _set(amount: Amount, value: int) -> Amount:
    return replace(amount, value=value, low=None, high=None, stated=True)
