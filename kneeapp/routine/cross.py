"""What no single key can tell: references, doses that fit together, ladders, blocks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from kneeapp.routine import schema
from kneeapp.routine.doses import dose_problems, gives_dose
from kneeapp.routine.gates import GateFile, TestGate
from kneeapp.routine.messages import suggestion
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
    from collections.abc import Iterable, Iterator, Mapping, Sequence

At: TypeAlias = tuple[str | int, ...]
Finding: TypeAlias = tuple[At, str]
AnyFile: TypeAlias = schema.ExerciseFile | schema.RoutineFile | schema.ProgrammeFile

_MAX_STEPS = 500  # after blocks are written out


@dataclass(frozen=True, slots=True)
class Index:
    """Every file that could be read, by id, and the ids of those that could not."""

    exercises: Mapping[str, schema.ExerciseFile] = field(default_factory=dict)
    routines: Mapping[str, schema.RoutineFile] = field(default_factory=dict)
    programmes: Mapping[str, schema.ProgrammeFile] = field(default_factory=dict)
    broken: frozenset[tuple[str, str]] = frozenset()


def findings(file: AnyFile, data: Any, index: Index) -> Iterator[Finding]:  # noqa: ANN401 - YAML
    """Where in a file something does not fit, and what."""
    match file:
        case schema.ExerciseFile():
            yield from _exercise(file, index)
        case schema.RoutineFile():
            yield from _Routine(file, index).findings()
        case schema.ProgrammeFile():
            yield from _programme(file, index)
    yield from _translations(file, data)


_REFERENCES = {"exercise": "exercise", "test": "exercise", "routine": "routine"}


def raw_findings(data: Any, index: Index, at: At = ()) -> Iterator[Finding]:  # noqa: ANN401 - YAML
    """Unknown references in a file that its model refused, so that all is told at once."""
    pairs = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in pairs:
        if isinstance(value, dict | list):
            yield from raw_findings(value, index, (*at, key))
        elif key in _REFERENCES and isinstance(value, str):
            wrong = _known(_REFERENCES[key], value, index)
            if wrong:
                yield (*at, key), wrong


def _known(kind: str, wanted: str, index: Index) -> str | None:
    """What is wrong with a reference, if anything."""
    known: Mapping[str, object] = {
        "exercise": index.exercises,
        "routine": index.routines,
        "programme": index.programmes,
    }[kind]
    if wanted in known:
        return None
    if (kind, wanted) in index.broken:
        return f"the {kind} '{wanted}' has problems of its own"
    return f"there is no {kind} '{wanted}'{suggestion(wanted, known)}"


def _exercise(file: schema.ExerciseFile, index: Index) -> Iterator[Finding]:
    for key, rung in (("easier", file.easier), ("harder", file.harder)):
        # A rung with problems of its own is told in its own file; this exercise works without.
        if rung and rung.exercise and ("exercise", rung.exercise) not in index.broken:
            wrong = _known("exercise", rung.exercise, index)
            if wrong:
                yield (key, "exercise"), wrong
            elif _returns(file.id, rung.exercise, key, index):
                yield (key, "exercise"), f"this ladder of {key} exercises leads back here"


def _returns(start: str, at: str, key: str, index: Index) -> bool:
    seen: set[str] = set()
    while at not in seen and at in index.exercises:
        if at == start:
            return True
        seen.add(at)
        rung: schema.NeighbourFile | None = getattr(index.exercises[at], key)
        at = (rung.exercise if rung else None) or ""
    return False


class _Routine:
    def __init__(self, file: schema.RoutineFile, index: Index) -> None:
        self._file = file
        self._index = index
        self._used_blocks: set[str] = set()

    def findings(self) -> Iterator[Finding]:
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
        wrong = _known("exercise", step.exercise, self._index)
        if wrong:
            yield (*at, "exercise"), wrong
        yield from doses(step, at, self._has_tempo(step.exercise))
        for key, level in (("easier", step.easier), ("harder", step.harder)):
            if level is not None:
                yield from self._level(step, level, (*at, key))

    def _level(self, step: ExerciseStepFile, level: LevelFile, at: At) -> Iterator[Finding]:
        exercise = level.exercise or step.exercise
        wrong = _known("exercise", exercise, self._index) if level.exercise else None
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
        for at, count in _repeated(_step_ids(self._file)):
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
            here = _known("routine", progress.next, self._index)
            if here and _known("programme", progress.next, self._index):
                yield ("progress", "next"), here
        yield from _gates(progress.gates, ("progress", "gates"), self._index)


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


def _step_ids(file: schema.RoutineFile) -> Iterator[tuple[At, str]]:
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


def _repeated(named: Iterable[tuple[At, str]]) -> Iterator[tuple[At, int]]:
    listed = list(named)
    counts = Counter(name for _, name in listed)
    seen: set[str] = set()
    for at, name in listed:
        if name in seen:
            yield at, counts[name]
        seen.add(name)


def _gates(gates: Sequence[GateFile], at: At, index: Index) -> Iterator[Finding]:
    for position, gate in enumerate(gates):
        if isinstance(gate, TestGate):
            wrong = _known("exercise", gate.test, index)
            if wrong:
                yield (*at, position, "test"), wrong


def _programme(file: schema.ProgrammeFile, index: Index) -> Iterator[Finding]:
    yield from _gates(file.entry, ("entry",), index)
    phases = [phase.id for phase in file.phases]
    named: list[tuple[At, str]] = [(("phases", n, "id"), name) for n, name in enumerate(phases)]
    for at, count in _repeated(named):
        yield at, f"the phase id is used {count} times"
    for position, start in enumerate(file.starts):
        yield from _phase(start.phase, phases, ("starts", position, "phase"))
    for position, phase in enumerate(file.phases):
        yield from _one_phase(phase, phases, ("phases", position), index)


def _one_phase(
    phase: schema.PhaseFile, phases: list[str], at: At, index: Index
) -> Iterator[Finding]:
    yield from _gates(phase.gates, (*at, "gates"), index)
    for key in ("after_red", "after_two_green"):
        target: str | None = getattr(phase, key)
        if target:
            yield from _phase(target, phases, (*at, key))
    for position, earlier in enumerate(phase.plus):
        yield from _phase(earlier, phases[: phases.index(phase.id)], (*at, "plus", position))
    for position, session in enumerate(phase.sessions):
        yield from _session(session, (*at, "sessions", position), index)


def _phase(wanted: str, known: list[str], at: At) -> Iterator[Finding]:
    if wanted not in known:
        yield at, f"there is no phase '{wanted}' to name here{suggestion(wanted, known)}"


def _session(session: schema.SessionFile, at: At, index: Index) -> Iterator[Finding]:
    wrong = _known("routine", session.routine, index)
    if wrong:
        yield (*at, "routine"), wrong
        return
    names = {name for _, name in _step_ids(index.routines[session.routine])}
    named: list[tuple[At, str]] = [
        *(((*at, "changes", n, "step"), c.step) for n, c in enumerate(session.changes)),
        *(((*at, "ramps", n, "step"), r.step) for n, r in enumerate(session.ramps)),
    ]
    for place, name in named:
        if name not in names:
            said = f"the routine '{session.routine}' has no step with the id '{name}'"
            yield place, said + suggestion(name, names)
    yield from _ramps(session, at, schema.named_steps(index.routines[session.routine]))
    for position, change in enumerate(session.changes):
        where = (*at, "changes", position)
        wrong = _known("exercise", change.exercise, index) if change.exercise else None
        if wrong:
            yield (*where, "exercise"), wrong
        if change.parts is not None or gives_dose(change):
            yield from doses(change, where, has_tempo=True)


def _ramps(
    session: schema.SessionFile, at: At, steps: Mapping[str, ExerciseStepFile]
) -> Iterator[Finding]:
    """A ramp must find the value that is to grow."""
    doing: dict[str, Doing] = {**steps}
    doing |= {c.step: c for c in session.changes if c.parts is not None or gives_dose(c)}
    for position, ramp in enumerate(session.ramps):
        step = doing.get(ramp.step)
        if step is None or ramp.key == "sets":
            continue
        if not any(getattr(part, ramp.key) for part in step.parts or [step]):
            said = f"the step '{ramp.step}' has no {ramp.key} that could grow"
            yield (*at, "ramps", position, "key"), said


def _translations(file: AnyFile, data: Any) -> Iterator[Finding]:  # noqa: ANN401 - YAML
    if not file.translations:
        return
    texts = set(_texts({key: value for key, value in data.items() if key != "translations"}))
    for language, words in file.translations.items():
        for text in words:
            if text not in texts:
                said = f"'{text[:40]}' is not a text of this file{suggestion(text, texts)}"
                yield ("translations", language, text), said


def _texts(data: Any) -> Iterator[str]:  # noqa: ANN401 - YAML
    match data:
        case str():
            yield data
        case dict():
            for value in data.values():
                yield from _texts(value)
        case list():
            for value in data:
                yield from _texts(value)
        case _:
            pass
