"""Exercises, routines and programmes as the program sees them: frozen, checked, without YAML.

The door to this part of the room; what they are made of stands in the modules named below.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kneeapp.routine.amounts import (
    NOTHING,
    ONE,
    SAME_AS_SET,
    Amount,
    Beat,
    Phase,
    SameAsSet,
    Tempo,
    read_only,
)
from kneeapp.routine.conditions import Gate, GateKind, PainMode, PainRule
from kneeapp.routine.exercise import Exercise, Group, Load, Neighbour, Sides
from kneeapp.routine.phases import Change, Programme, Ramp, Session, Stage, Start
from kneeapp.routine.workout import (
    Choose,
    Circuit,
    Dose,
    ExerciseStep,
    Frequency,
    Note,
    Order,
    Pause,
    Progress,
    Purpose,
    Reminder,
    Routine,
    Step,
    Until,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kneeapp.base.problems import Problem

__all__ = [
    "NOTHING",
    "ONE",
    "SAME_AS_SET",
    "Amount",
    "Beat",
    "Change",
    "Choose",
    "Circuit",
    "Dose",
    "Exercise",
    "ExerciseStep",
    "Frequency",
    "Gate",
    "GateKind",
    "Group",
    "Library",
    "Load",
    "Neighbour",
    "Note",
    "Order",
    "PainMode",
    "PainRule",
    "Pause",
    "Phase",
    "Programme",
    "Progress",
    "Purpose",
    "Ramp",
    "Reminder",
    "Routine",
    "SameAsSet",
    "Session",
    "Sides",
    "Stage",
    "Start",
    "Step",
    "Tempo",
    "Until",
]


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that could be read, and every problem that was found.

    Attributes:
        texts: named files of each item, "kind/id" -> file, for messages and for `play`.
    """

    exercises: Mapping[str, Exercise]
    routines: Mapping[str, Routine]
    programmes: Mapping[str, Programme]
    problems: tuple[Problem, ...] = ()
    files: Mapping[str, str] = field(default_factory=lambda: read_only({}))
