"""Making a routine fit the minutes a person has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeapp.routine.compiler import compile_with
from kneeapp.routine.expand import Cuts, number
from kneeapp.routine.model import Circuit, ExerciseStep
from kneeapp.routine.segment import Timeline
from kneeapp.routine.words import duration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kneeapp.routine.model import Library, Routine, Step
    from kneeapp.routine.segment import Choices


def fit(routine: Routine, library: Library, choices: Choices) -> Timeline:
    """The longest form that fits `choices.minutes`.

    Sets (and rounds) are dropped one at a time, always from what has most of them left; then
    optional steps, the last first. Rests, holds and reps stay as they are.
    """
    steps = dict(number(routine.steps))
    limit = (choices.minutes or 0) * 60_000
    counts, optional = _counts(steps), _optional(steps)
    full = dict(counts)
    dropped: list[int] = []
    timeline = compile_with(routine, library, choices, Cuts())
    while timeline.length_ms > limit:
        if any(count > 1 for count in counts.values()):
            most = max(counts.values())
            # The later of equals goes first: what comes early is the heart of the routine.
            counts[max(s for s, count in counts.items() if count == most)] -= 1
        elif len(dropped) < len(optional):
            dropped.append(optional[-1 - len(dropped)])
        else:
            break
        cuts = Cuts(dict(counts), frozenset(dropped))
        timeline = compile_with(routine, library, choices, cuts)
    said = [
        *_sets_said(steps, full, counts, library),
        *(f"Left out: {_name(steps[source], library)}." for source in sorted(dropped)),
    ]
    if timeline.length_ms > limit:
        said.append(f"This is the shortest form: {duration(timeline.length_ms)}.")
    return Timeline(
        timeline.id,
        timeline.title,
        timeline.segments,
        timeline.steps,
        (*timeline.left_out, *said),
    )


def shortest(routine: Routine, library: Library, choices: Choices) -> Timeline:
    """The form with one set of everything and nothing optional; no time makes it shorter."""
    steps = dict(number(routine.steps))
    cuts = Cuts(dict.fromkeys(_counts(steps), 1), frozenset(_optional(steps)))
    return compile_with(routine, library, choices, cuts)


def _counts(steps: Mapping[int, Step]) -> dict[int, int]:
    return {source: _count(step) for source, step in steps.items() if _count(step) > 1}


def _optional(steps: Mapping[int, Step]) -> list[int]:
    return [s for s, step in steps.items() if isinstance(step, ExerciseStep) and step.optional]


def _count(step: Step) -> int:
    match step:
        case ExerciseStep():
            return step.sets.value
        case Circuit():
            return step.rounds.value
        case _:
            return 1


def _sets_said(
    steps: Mapping[int, Step],
    full: Mapping[int, int],
    counts: Mapping[int, int],
    library: Library,
) -> list[str]:
    said = []
    for source, count in counts.items():
        if count < full[source]:
            step = steps[source]
            unit = "round" if isinstance(step, Circuit) else "set"
            plural = "" if count == 1 else "s"
            name = _name(step, library)
            said.append(f"{name}: {count} {unit}{plural} instead of {full[source]}.")
    return said


def _name(step: Step, library: Library) -> str:
    match step:
        case ExerciseStep():
            return step.label or library.exercises[step.exercise].name
        case Circuit():
            return step.label or "Circuit"
        case _:
            return "Step"
