"""The routine of one session of a programme: what its phase changes, leaves out, and what grows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, assert_never

from kneeapp.routine.model import Choose, Circuit, ExerciseStep, Note, Pause
from kneeapp.routine.schedule import session_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneeapp.routine.model import Amount, Dose, Library, Ramp, Routine, Session, Step
    from kneeapp.routine.schedule import Key

_SECOND = 1000


@dataclass(frozen=True, slots=True)
class When:
    """How far a person is in a phase; all counted from 1."""

    session: int = 1
    day: int = 1
    week: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a programme a session belongs; kept with the session in the journal.

    Attributes:
        programme, phase: their ids.
        key: which session of the programme it is.
        when: how far the person is, for what grows.
    """

    programme: str
    phase: str
    key: Key
    when: When = field(default_factory=When)

    def to_json(self) -> dict[str, Any]:
        """As a plain object."""
        when = self.when
        return {
            "programme": self.programme,
            "phase": self.phase,
            "key": list(self.key),
            "when": [when.session, when.day, when.week],
        }

    @classmethod
    def from_json(cls, data: object) -> Place | None:
        """Read back; None when it is not one."""
        match data:
            case {
                "programme": str(programme),
                "phase": str(phase),
                "key": [str(part), int(position)],
                "when": [int(session), int(day), int(week)],
            }:
                return cls(programme, phase, (part, position), When(session, day, week))
            case _:
                return None


def routine_at(library: Library, place: Place) -> Routine | None:
    """The routine of a place in a programme, under the programme's own pain rule.

    None when the programme or its routine is no longer there.
    """
    programme = library.programmes.get(place.programme)
    session = session_of(programme, place.key) if programme else None
    routine = library.routines.get(session.routine) if session else None
    if programme is None or session is None or routine is None:
        return None
    made = session_routine(routine, session, place.when)
    return replace(made, pain_rule=programme.pain_rule or made.pain_rule)


def session_routine(routine: Routine, session: Session, when: When) -> Routine:
    """The routine as this session does it."""
    return replace(routine, steps=_Changed(session, when).many(routine.steps))


class _Changed:
    """Steps as one session does them."""

    def __init__(self, session: Session, when: When) -> None:
        self._without = session.without
        self._changes = {change.step: change.becomes for change in session.changes}
        self._ramps = session.ramps
        self._when = when

    def many(self, steps: Iterable[Step]) -> tuple[Step, ...]:
        return tuple(self._one(step) for step in steps if not self._is_left_out(step))

    def _is_left_out(self, step: Step) -> bool:
        return isinstance(step, ExerciseStep) and bool(step.id) and step.id in self._without

    def _one(self, step: Step) -> Step:
        match step:
            case ExerciseStep():
                return self._exercise(step)
            case Circuit():
                return replace(step, steps=self.many(step.steps))
            case Choose():
                return replace(step, of=self.many(step.of))
            case Pause() | Note():
                return step
            case _:
                assert_never(step)

    def _exercise(self, step: ExerciseStep) -> ExerciseStep:
        step = self._changes.get(step.id, step)
        for ramp in self._ramps:
            if ramp.step == step.id:
                step = _grown(step, ramp, ramp_value(ramp, self._when))
        return step


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
