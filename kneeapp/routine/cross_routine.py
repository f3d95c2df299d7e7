"""Whether what a routine refers to is there, and whether its doses and blocks fit together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeapp.routine.doses import dose_problems, gives_dose
from kneeapp.routine.messages import suggestion
from kneeapp.routine.references import At, Finding, Index, gates, known, repeated
from kneeapp.routine.steps import (
    BlockFile,
    ChooseFile,
    CircuitFile,
    Doing,
    ExerciseStepFile,
    LevelFile,
    NoteFile,
    PauseFile,
    StepFile,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kneeapp.routine import schema

_MAX_STEPS = 500  # after blocks are written out


class RoutineCheck:
    """What one routine refers to, and whether its doses, blocks and step ids fit together."""

    def __init__(self, file: schema.RoutineFile, index: Index) -> None:
        self._file = file
        self._index = index
        self._used_blocks: set[str] = set()

    def findings(self) -> Iterator[Finding]:
        """Where something does not fit, and what."""
        for name, block in self._file.blocks.items():
            yield from self._steps(block, ("blocks", name))
        yield from self._steps(self._file.steps, ("steps",))
        yield from self._names()
        looping = [name for name in self._file.blocks if self._loops(name, ())]
        for name in looping:
            yield ("blocks", name), f"block '{name}' holds itself"
        for name in sorted(self._file.blocks.keys() - self._used_blocks):
            yield ("blocks", name), f"block '{name}' is not used"
        if not looping and sum(map(self._length, self._file.steps)) > _MAX_STEPS:
            yield ("steps",), f"more than {_MAX_STEPS} steps in all"
        yield from self._progress()

    def _steps(self, steps: Sequence[StepFile], at: At) -> Iterator[Finding]:
        for position, step in enumerate(steps):
            yield from self._step(step, (*at, position))

    def _step(self, step: StepFile, at: At) -> Iterator[Finding]:
        match step:
            case ExerciseStepFile():
                yield from self._doing(step, at)
            case CircuitFile():
                yield from self._steps(step.circuit.steps, (*at, "circuit", "steps"))
            case ChooseFile():
                yield from self._steps(step.of, (*at, "of"))
            case BlockFile():
                self._used_blocks.add(step.block)
                if step.block not in self._file.blocks:
                    hint = suggestion(step.block, self._file.blocks)
                    yield (*at, "block"), f"there is no block '{step.block}'{hint}"
            case PauseFile() | NoteFile():
                pass

    def _doing(self, step: ExerciseStepFile, at: At) -> Iterator[Finding]:
        wrong = known("exercise", step.exercise, self._index)
        if wrong:
            yield (*at, "exercise"), wrong
        yield from doses(step, at, self._has_tempo(step.exercise))
        for key, level in (("easier", step.easier), ("harder", step.harder)):
            if level is not None:
                yield from self._level(step, level, (*at, key))

    def _level(self, step: ExerciseStepFile, level: LevelFile, at: At) -> Iterator[Finding]:
        exercise = level.exercise or step.exercise
        wrong = known("exercise", exercise, self._index) if level.exercise else None
        if wrong:
            yield (*at, "exercise"), wrong
        if level.parts is not None or gives_dose(level):
            yield from doses(level, at, self._has_tempo(exercise))
        elif level.exercise is None and not level.model_fields_set:
            yield at, "what is different? give exercise or another dose"

    def _has_tempo(self, exercise: str) -> bool:
        found = self._index.exercises.get(exercise)
        # An unknown exercise is a problem already; do not ask for a tempo on top of it.
        return found is None or found.tempo is not None

    def _names(self) -> Iterator[Finding]:
        for at, count in repeated(step_ids(self._file)):
            yield at, f"the step id is used {count} times"

    def _loops(self, name: str, inside: tuple[str, ...]) -> bool:
        if name in inside:
            return name == inside[0]
        block = self._file.blocks.get(name, [])
        return any(self._loops(inner, (*inside, name)) for inner in _blocks_in(block))

    def _length(self, step: StepFile) -> int:
        match step:
            case CircuitFile():
                return step.circuit.rounds.value * sum(map(self._length, step.circuit.steps))
            case ChooseFile():
                return sum(map(self._length, step.of))
            case BlockFile():
                return sum(map(self._length, self._file.blocks.get(step.block, [])))
            case ExerciseStepFile() | PauseFile() | NoteFile():
                return 1

    def _progress(self) -> Iterator[Finding]:
        progress = self._file.progress
        if progress is None:
            return
        if progress.next:
            here = known("routine", progress.next, self._index)
            if here and known("programme", progress.next, self._index):
                yield ("progress", "next"), here
        yield from gates(progress.gates, ("progress", "gates"), self._index)


def doses(step: Doing, at: At, has_tempo: bool) -> Iterator[Finding]:
    """What does not fit in the dose of a step."""
    if step.parts is None:
        for key, said in dose_problems(step, has_tempo=has_tempo):
            yield (*at, key) if key else at, said
        return
    if gives_dose(step) or step.settle is not None:
        yield (*at, "parts"), "with parts, say how much inside the parts only"
    for position, part in enumerate(step.parts):
        for key, said in dose_problems(part, has_tempo=has_tempo):
            yield (*at, "parts", position, *([key] if key else [])), said


def _blocks_in(steps: Iterable[StepFile]) -> Iterator[str]:
    for step in steps:
        match step:
            case BlockFile():
                yield step.block
            case CircuitFile():
                yield from _blocks_in(step.circuit.steps)
            case ChooseFile():
                yield from _blocks_in(step.of)
            case _:
                pass


def step_ids(file: schema.RoutineFile) -> Iterator[tuple[At, str]]:
    """Every id of a step, and where it stands."""
    for name, block in file.blocks.items():
        yield from _ids_in(block, ("blocks", name))
    yield from _ids_in(file.steps, ("steps",))


def _ids_in(steps: Sequence[StepFile], at: At) -> Iterator[tuple[At, str]]:
    for position, step in enumerate(steps):
        here = (*at, position)
        match step:
            case ExerciseStepFile() if step.id:
                yield (*here, "id"), step.id
            case CircuitFile():
                yield from _ids_in(step.circuit.steps, (*here, "circuit", "steps"))
            case ChooseFile():
                yield from _ids_in(step.of, (*here, "of"))
            case _:
                pass
