"""What is needed to build a session's timeline, again after a crash if need be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from kneeapp.base.errors import UserError
from kneeapp.base.side import Side
from kneeapp.flow.session import levels
from kneeapp.flow.visit.choice import with_own_times
from kneeapp.player import pain
from kneeapp.routine.fit import shortest
from kneeapp.routine.programme import Place, routine_at
from kneeapp.routine.timeline import Choices, compile_timeline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kneeapp.base.settings import Settings
    from kneeapp.flow.visit.choice import RoutineChoice
    from kneeapp.routine.model import Exercise, Library, Routine
    from kneeapp.routine.timeline import Timeline


class Sided(Enum):
    """What the sore side changes in a routine: which legs work, which one begins, or nothing."""

    WORK = auto()
    ORDER = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Changed:
    """A plan in which one exercise is easier or harder.

    Attributes:
        step: where that exercise is in the timeline.
    """

    plan: SessionPlan
    timeline: Timeline
    step: int


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """A routine and what was chosen for today.

    Attributes:
        side: the sore side; None when there is no single one.
        minutes: fit it to these minutes; None = as written.
        exclude: exercise ids and load tags to leave out.
        easier, harder: steps done in another form, by `PlayStep.source`.
        pain_limit: most pain today's answers allow, 0 to 10; None = as the routine says.
        why: why this routine, in words for the person.
        place: where in a programme it belongs; None = it stands alone.
    """

    routine: Routine
    library: Library
    side: Side | None = None
    minutes: int | None = None
    exclude: frozenset[str] = frozenset()
    easier: frozenset[int] = frozenset()
    harder: frozenset[int] = frozenset()
    pain_limit: int | None = None
    why: str = ""
    place: Place | None = None

    @classmethod
    def of_choice(cls, choice: RoutineChoice, library: Library) -> SessionPlan:
        """The plan for a routine made fit for this knee.

        Raises:
            UserError: there is no such routine.
        """
        return cls(
            routine=_routine(library, choice.routine_id, choice.place),
            library=library,
            side=choice.side,
            minutes=choice.minutes,
            exclude=choice.exclude,
            pain_limit=choice.pain_limit,
            why=choice.why,
            place=choice.place,
        )

    @classmethod
    def from_json(cls, data: Mapping[str, Any], library: Library) -> SessionPlan:
        """Read what `to_json` wrote.

        Raises:
            UserError: the routine is gone, or the record cannot be read.
        """
        place = Place.from_json(data.get("place"))
        try:
            routine = _routine(library, str(data["routine_id"]), place)
            return cls(
                routine=routine,
                library=library,
                side=Side(data["side"]) if data["side"] else None,
                minutes=data["minutes"],
                exclude=frozenset(map(str, data["exclude"])),
                easier=levels.read(routine, data.get("easier")),
                harder=levels.read(routine, data.get("harder")),
                pain_limit=data["pain_limit"],
                why=str(data["why"]),
                place=place,
            )
        except (KeyError, TypeError, ValueError) as error:
            raise UserError("The interrupted session cannot be read.") from error

    def to_json(self) -> dict[str, Any]:
        """As a plain object."""
        return {
            "routine_id": self.routine.id,
            "side": self.side.value if self.side else None,
            "minutes": self.minutes,
            "exclude": sorted(self.exclude),
            "easier": levels.written(self.routine, self.easier),
            "harder": levels.written(self.routine, self.harder),
            "pain_limit": self.pain_limit,
            "why": self.why,
            "place": self.place.to_json() if self.place else None,
        }

    def is_same_work(self, data: Mapping[str, Any]) -> bool:
        """Whether a kept plan asks for the same work; why it was chosen does not matter."""
        mine = self.to_json()
        same = ("routine_id", "side", "minutes", "exclude", "place")
        return all(data.get(key) == mine[key] for key in same)

    def timeline(self, settings: Settings) -> Timeline:
        """The timeline with the person's own times to change sides and to get ready."""
        return compile_timeline(self.routine, self.library, self._choices(settings))

    def shortest(self, settings: Settings) -> Timeline:
        """What is left of it when there is hardly any time."""
        return shortest(self.routine, self.library, self._choices(settings))

    def _choices(self, settings: Settings) -> Choices:
        choices = Choices(
            side=self.side,
            minutes=self.minutes,
            easier=self.easier,
            harder=self.harder,
            exclude=self.exclude,
        )
        return with_own_times(choices, settings)

    def side_matters(self, settings: Settings) -> Sided:
        """What it changes which knee is the sore one."""
        left, right, both = (replace(self, side=side).timeline(settings) for side in Side)
        if left.length_ms != both.length_ms:
            return Sided.WORK
        order = ([segment.side for segment in each.segments] for each in (left, right))
        return Sided.NOTHING if next(order) == next(order) else Sided.ORDER

    def with_levels_of(self, kept: Mapping[str, Any]) -> SessionPlan:
        """The same with the easier and harder forms of an earlier session of this routine."""
        return replace(
            self,
            easier=levels.read(self.routine, kept.get("easier")),
            harder=levels.read(self.routine, kept.get("harder")),
        )

    def at_level(self, source: int, by: int) -> SessionPlan:
        """The same with one step easier (-1) or harder (1) than now."""
        now = (source in self.harder) - (source in self.easier)
        level = max(-1, min(1, now + by))
        return replace(
            self,
            easier=self.easier - {source} | ({source} if level < 0 else set()),
            harder=self.harder - {source} | ({source} if level > 0 else set()),
        )

    def changed_at(
        self, timeline: Timeline, step: int, by: int, settings: Settings
    ) -> Changed | None:
        """The same with one exercise easier (-1) or harder (1); None when it has no such form."""
        before = timeline.steps[step]
        plan = self.at_level(before.source, by)
        made = plan.timeline(settings)
        places = [n for n, s in enumerate(made.steps) if s.source == before.source]
        if plan == self or not places:
            return None
        place = min(places, key=lambda n: abs(n - step))
        after = made.steps[place]
        same = (before.exercise, before.dose, before.note) == (
            after.exercise,
            after.dose,
            after.note,
        )
        return None if same else Changed(plan, made, place)

    def limits(self) -> pain.Limits:
        """How much pain is allowed today."""
        return pain.limits(self.routine.pain_rule, most=self.pain_limit)

    def exercise(self, exercise_id: str | None) -> Exercise | None:
        """An exercise of the library."""
        return self.library.exercises.get(exercise_id or "")

    def tips(self) -> dict[str, tuple[str, ...]]:
        """Technique sentences by exercise id."""
        return {e.id: e.cues for e in self.library.exercises.values() if e.cues}

    def starts(self) -> dict[str, str]:
        """How each exercise begins, by exercise id."""
        return {e.id: e.start for e in self.library.exercises.values() if e.start}

    def equipment(self) -> tuple[str, ...]:
        """What is needed: as the routine says, else all that its exercises need."""
        if self.routine.equipment is not None:
            return self.routine.equipment
        used = (self.exercise(step) for step in _exercise_ids(self.routine.steps))
        return tuple(dict.fromkeys(thing for e in used if e for thing in e.equipment))


def _routine(library: Library, routine_id: str, place: Place | None) -> Routine:
    of_programme = routine_at(library, place) if place else None
    routine = of_programme or library.routines.get(routine_id)
    if routine is None:
        raise UserError(f"There is no routine called {routine_id}.", hint="Choose another one.")
    return routine


def _exercise_ids(steps: tuple[Any, ...]) -> list[str]:
    found: list[str] = []
    for step in steps:
        nested = getattr(step, "steps", None) or getattr(step, "of", ())
        found += _exercise_ids(nested) if nested else [getattr(step, "exercise", "")]
    return found
