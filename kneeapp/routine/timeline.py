"""Routine + choices → the flat timeline that is played. The door to the compiler."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeapp.routine.compiler import compile_with
from kneeapp.routine.expand import Cuts
from kneeapp.routine.fit import fit
from kneeapp.routine.model import Phase
from kneeapp.routine.segment import Choices, Kind, PlayStep, Segment, Timeline

if TYPE_CHECKING:
    from kneeapp.routine.model import Library, Routine

__all__ = ["Choices", "Kind", "Phase", "PlayStep", "Segment", "Timeline", "compile_timeline"]


def compile_timeline(routine: Routine, library: Library, choices: Choices) -> Timeline:
    """The timeline of a routine of this library.

    With `choices.minutes` the longest form that fits is taken: sets are dropped evenly, then
    optional steps; rests stay as they are.
    """
    if choices.minutes is None:
        return compile_with(routine, library, choices, Cuts())
    return fit(routine, library, choices)
