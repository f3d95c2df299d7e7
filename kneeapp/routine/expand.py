"""A routine and choices → the flat list of what is played, before it is timed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias, assert_never

from kneeapp.routine.model import Amount, Choose, Circuit, ExerciseStep, Note, Pause, Sides
from kneeapp.routine.words import LOAD_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kneeapp.routine.model import Dose, Exercise, Library, Routine, Step, Tempo
    from kneeapp.routine.segment import Choices

_LADDER = 8  # rungs looked down; a ladder that goes in a circle ends here


@dataclass(frozen=True, slots=True)
class Play:
    """One exercise to be played.

    Attributes:
        source: position in the routine, see `PlayStep.source`.
    """

    source: int
    step: ExerciseStep
    exercise: Exercise
    sides: Sides
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class Break:
    """A rest between exercises or rounds."""

    length_ms: int
    label: str


@dataclass(frozen=True, slots=True)
class Say:
    """A note of the routine itself."""

    source: int
    note: Note


Entry: TypeAlias = Play | Break | Say


@dataclass(frozen=True, slots=True)
class Cuts:
    """What fitting to a time takes away, by source.

    Attributes:
        counts: fewer sets of a step or rounds of a circuit.
        dropped: steps that are left out.
    """

    counts: Mapping[int, int] = field(default_factory=dict)
    dropped: frozenset[int] = frozenset()


def number(steps: Sequence[Step], start: int = 0) -> Iterator[tuple[int, Step]]:
    """Every step with its source number, circuits and choices before what they hold."""
    position = start
    for step in steps:
        yield position, step
        children = _children(step)
        yield from number(children, position + 1)
        position += _size(step)


def expand(
    routine: Routine, library: Library, choices: Choices, cuts: Cuts
) -> tuple[list[Entry], list[str]]:
    """What is played, and sentences about what was left out or replaced."""
    expander = _Expander(library, choices, cuts)
    entries = list(expander.steps(routine.steps, 0))
    return entries, list(dict.fromkeys(expander.left_out))


def _children(step: Step) -> tuple[Step, ...]:
    match step:
        case Circuit():
            return step.steps
        case Choose():
            return step.of
        case ExerciseStep() | Pause() | Note():
            return ()
        case _:
            assert_never(step)


def _size(step: Step) -> int:
    return 1 + sum(_size(child) for child in _children(step))


class _Expander:
    def __init__(self, library: Library, choices: Choices, cuts: Cuts) -> None:
        self._library = library
        self._choices = choices
        self._cuts = cuts
        self.left_out: list[str] = []

    def steps(self, steps: Sequence[Step], start: int) -> Iterator[Entry]:
        position = start
        for step in steps:
            if position not in self._cuts.dropped:
                yield from self._step(step, position)
            position += _size(step)

    def _step(self, step: Step, source: int) -> Iterator[Entry]:
        match step:
            case ExerciseStep():
                play = self._play(step, source)
                if play:
                    yield play
            case Circuit():
                yield from self._circuit(step, source)
            case Choose():
                yield from self._choose(step, source)
            case Pause():
                yield Break(step.length.value, step.label)
            case Note():
                yield Say(source, step)
            case _:
                assert_never(step)

    def _circuit(self, circuit: Circuit, source: int) -> Iterator[Entry]:
        rounds = self._cuts.counts.get(source, circuit.rounds.value)
        for turn in range(1, rounds + 1):
            if turn > 1 and circuit.rest.value:
                yield Break(circuit.rest.value, "Rest")
            said = f"Round {turn} of {rounds}"
            for entry in self.steps(circuit.steps, source + 1):
                yield _with_note(entry, said) if rounds > 1 else entry

    def _choose(self, choose: Choose, source: int) -> Iterator[Entry]:
        taken, position = 0, source + 1
        for step in choose.of:
            if taken < choose.count:
                found = list(self._step(step, position))
                taken += bool(found)
                yield from found
            position += _size(step)

    def _play(self, step: ExerciseStep, source: int) -> Play | None:
        chosen = self._level(step, source)
        fitting = self._fitting(chosen)
        if fitting is None:
            name = self._library.exercises[step.exercise].name
            self.left_out.append(f"Left out: {name} ({self._reason(step.exercise)}).")
            return None
        if fitting.exercise != chosen.exercise:
            before = self._library.exercises[chosen.exercise].name
            after = self._library.exercises[fitting.exercise].name
            reason = self._reason(chosen.exercise)
            self.left_out.append(f"{after} instead of {before} ({reason}).")
        fitting = self._cut(fitting, source)
        exercise = self._library.exercises[fitting.exercise]
        sides = fitting.sides or exercise.sides
        note = ". ".join(filter(None, (fitting.condition, fitting.load, fitting.cadence)))
        return Play(source, fitting, exercise, sides, fitting.label or exercise.name, note)

    def _cut(self, step: ExerciseStep, source: int) -> ExerciseStep:
        count = self._cuts.counts.get(source)
        return step if count is None else replace(step, sets=replace(step.sets, value=count))

    def _level(self, step: ExerciseStep, source: int) -> ExerciseStep:
        exercise = self._library.exercises[step.exercise]
        if source in self._choices.easier:
            rung, other = exercise.easier, step.easier
        elif source in self._choices.harder:
            rung, other = exercise.harder, step.harder
        else:
            return step
        if other is not None:
            return other
        if rung and rung.exercise and rung.exercise in self._library.exercises:
            return self._swap(step, rung.exercise)
        return replace(step, condition=rung.note) if rung and rung.note else step

    def _fitting(self, step: ExerciseStep) -> ExerciseStep | None:
        """The step itself, its easier form, or an easier exercise that may be done."""
        if self._allowed(step.exercise):
            return step
        if step.easier is not None and self._allowed(step.easier.exercise):
            return step.easier
        current = self._library.exercises[step.exercise]
        for _ in range(_LADDER):
            below = current.easier.exercise if current.easier else None
            if below is None or below not in self._library.exercises:
                return None
            if self._allowed(below):
                return self._swap(step, below)
            current = self._library.exercises[below]
        return None

    def _allowed(self, exercise_id: str) -> bool:
        exercise = self._library.exercises[exercise_id]
        return exercise.id not in self._choices.exclude and not (
            exercise.loads & self._choices.exclude
        )

    def _swap(self, step: ExerciseStep, exercise_id: str) -> ExerciseStep:
        """The same dose with another exercise, which keeps its own sides, pace and name."""
        sides = step.sides if step.sides is Sides.SORE else None
        tempo = self._library.exercises[exercise_id].tempo
        parts = tuple(_paced(part, tempo) for part in step.parts)
        return replace(
            step, exercise=exercise_id, parts=parts, label="", sides=sides, load="", cadence=""
        )

    def _reason(self, exercise_id: str) -> str:
        loads = self._library.exercises[exercise_id].loads & self._choices.exclude
        return ", ".join(LOAD_WORDS[load] for load in sorted(loads)) or "you chose to leave it out"


def _paced(part: Dose, tempo: Tempo) -> Dose:
    """A dose at the pace of another exercise; what has no reps is held for as long."""
    if part.reps is None or part.hold is not None or not part.tempo:
        return part
    if tempo:
        return replace(part, tempo=tempo, label="")
    rep_ms = sum(beat.length.value for beat in part.tempo)
    held = Amount(part.reps.value * rep_ms)
    return replace(part, reps=None, tempo=(), hold=held, label="")


def _with_note(entry: Entry, said: str) -> Entry:
    if isinstance(entry, Play):
        return replace(entry, note=". ".join(filter(None, (said, entry.note))))
    return entry
