"""What no single key can tell: references, doses that fit together, ladders, blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from kneeapp.routine import schema
from kneeapp.routine.cross_programme import programme_findings
from kneeapp.routine.cross_routine import RoutineCheck
from kneeapp.routine.messages import suggestion
from kneeapp.routine.references import At, Finding, Index, known

if TYPE_CHECKING:
    from collections.abc import Iterator

AnyFile: TypeAlias = schema.ExerciseFile | schema.RoutineFile | schema.ProgrammeFile


def findings(file: AnyFile, data: Any, index: Index) -> Iterator[Finding]:  # noqa: ANN401 - YAML
    """Where in a file something does not fit, and what."""
    match file:
        case schema.ExerciseFile():
            yield from _exercise(file, index)
        case schema.RoutineFile():
            yield from RoutineCheck(file, index).findings()
        case schema.ProgrammeFile():
            yield from programme_findings(file, index)
    yield from _translations(file, data)


_REFERENCES = {"exercise": "exercise", "test": "exercise", "routine": "routine"}


def raw_findings(data: Any, index: Index, at: At = ()) -> Iterator[Finding]:  # noqa: ANN401 - YAML
    """Unknown references in a file that its model refused, so that all is told at once."""
    pairs = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in pairs:
        if isinstance(value, dict | list):
            yield from raw_findings(value, index, (*at, key))
        elif key in _REFERENCES and isinstance(value, str):
            wrong = known(_REFERENCES[key], value, index)
            if wrong:
                yield (*at, key), wrong


def _exercise(file: schema.ExerciseFile, index: Index) -> Iterator[Finding]:
    for key, rung in (("easier", file.easier), ("harder", file.harder)):
        # A rung with problems of its own is told in its own file; this exercise works without.
        if rung and rung.exercise and ("exercise", rung.exercise) not in index.broken:
            wrong = known("exercise", rung.exercise, index)
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
