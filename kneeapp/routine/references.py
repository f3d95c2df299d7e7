"""What a file may refer to: every file that could be read, by id."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from kneeapp.routine.gates import GateFile, TestGate
from kneeapp.routine.messages import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kneeapp.routine import schema

At: TypeAlias = tuple[str | int, ...]
Finding: TypeAlias = tuple[At, str]


@dataclass(frozen=True, slots=True)
class Index:
    """Every file that could be read, by id, and the ids of those that could not."""

    exercises: Mapping[str, schema.ExerciseFile] = field(default_factory=dict)
    routines: Mapping[str, schema.RoutineFile] = field(default_factory=dict)
    programmes: Mapping[str, schema.ProgrammeFile] = field(default_factory=dict)
    broken: frozenset[tuple[str, str]] = frozenset()


def known(kind: str, wanted: str, index: Index) -> str | None:
    """What is wrong with a reference, if anything."""
    there: Mapping[str, object] = {
        "exercise": index.exercises,
        "routine": index.routines,
        "programme": index.programmes,
    }[kind]
    if wanted in there:
        return None
    if (kind, wanted) in index.broken:
        return f"the {kind} '{wanted}' has problems of its own"
    return f"there is no {kind} '{wanted}'{suggestion(wanted, there)}"


def gates(listed: Sequence[GateFile], at: At, index: Index) -> Iterator[Finding]:
    """Tests of conditions that no exercise stands for."""
    for position, gate in enumerate(listed):
        if isinstance(gate, TestGate):
            wrong = known("exercise", gate.test, index)
            if wrong:
                yield (*at, position, "test"), wrong


def repeated(named: Iterable[tuple[At, str]]) -> Iterator[tuple[At, int]]:
    """Every later place of a name that stands more than once, and how often it does."""
    listed = list(named)
    counts = Counter(name for _, name in listed)
    seen: set[str] = set()
    for at, name in listed:
        if name in seen:
            yield at, counts[name]
        seen.add(name)
