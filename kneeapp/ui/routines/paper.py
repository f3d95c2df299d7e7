"""What of a routine goes on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from kneeapp.ui.routines.printing import PrintedRoutine, PrintedStep
from kneeapp.ui.routines.words import facts

if TYPE_CHECKING:
    from kneeapp.routine.model import Library, Routine
    from kneeapp.routine.timeline import PlayStep, Timeline


def printed(routine: Routine, timeline: Timeline, library: Library, length: str) -> PrintedRoutine:
    """The routine with how to do each exercise; `length` is its time in words."""
    told = ((_tr("Time"), length), *facts(routine, timeline, library))
    footer = _tr(
        "Sources: {list}. General information, not a medical device, not yet checked by a "
        "clinician. Made with Kneeapp."
    ).format(list=", ".join(routine.sources))
    steps = tuple(
        _step(number, step, library) for number, step in enumerate(timeline.steps, start=1)
    )
    return PrintedRoutine(routine.title, routine.summary, tuple(told), steps, footer)


def _step(number: int, step: PlayStep, library: Library) -> PrintedStep:
    exercise = library.exercises.get(step.exercise)
    lines = [step.note] if step.note else []
    if exercise is not None:
        lines += [exercise.start, " ".join(exercise.steps)]
        if exercise.cues:
            lines.append(_tr("Think of: {cues}.").format(cues=", ".join(exercise.cues)))
    return PrintedStep(step.exercise, f"{number}. {step.label}", step.dose, tuple(lines))


def _tr(text: str) -> str:
    return QCoreApplication.translate("RoutinePaper", text)
