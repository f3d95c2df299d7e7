"""A routine as the program sees it: its steps with their doses, and whom it suits."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from kneeapp.routine.amounts import (
    NO_TRANSLATIONS,
    NOTHING,
    ONE,
    Amount,
    SameAsSet,
    Tempo,
    Texts,
    Translations,
)

if TYPE_CHECKING:
    from kneeapp.routine.conditions import Gate, PainRule
    from kneeapp.routine.exercise import Sides


class Order(StrEnum):
    """When the side changes: after every set, or after all sets of one side."""

    EVERY_SET = "every_set"
    ALL_SETS = "all_sets"


class Until(StrEnum):
    """What ends a set, when it is not the clock or the count."""

    DONE = "done"
    TIRED = "tired"
    TIRED_OR_TIME = "tired or time"


class Purpose(StrEnum):
    """What a routine is for."""

    WARM_UP = "warm_up"
    RECOVERY = "recovery"
    RELIEF = "relief"
    REHAB = "rehab"
    STRENGTH = "strength"
    MOBILITY = "mobility"
    PREVENTION = "prevention"
    RUNNING = "running"


@dataclass(frozen=True, slots=True)
class Dose:
    """How much: one of time, hold, reps × tempo, reps × hold, or ended by the person.

    Attributes:
        about: estimated length in ms of a set that the person ends.
        rest: between sets, ms, or as long as the set just done.
        settle: time to get into position at the start of every set, ms.
    """

    time: Amount | None = None
    reps: Amount | None = None
    tempo: Tempo = ()
    hold: Amount | None = None
    relax: Amount | None = None
    distance: str = ""
    about: Amount | None = None
    until: Until | None = None
    sets: Amount = ONE
    rest: Amount | SameAsSet = NOTHING
    settle: Amount = NOTHING
    label: str = ""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A sentence said during a set, `at_ms` after its start."""

    at_ms: int
    text: str


@dataclass(frozen=True, slots=True)
class ExerciseStep:
    """One exercise in a routine.

    Attributes:
        parts: the doses done one after the other in every set.
        sets, rest: how often the parts are done, and the rest between.
        sides: None = as the exercise says.
        switch: time to change sides; None = as the routine says.
        then: time to change to the next exercise.
        load, cadence: in words, for people.
        easier, harder: the same step done more easily or harder.
        condition: when to do it, in words.
    """

    exercise: str
    parts: tuple[Dose, ...]
    sets: Amount = ONE
    rest: Amount | SameAsSet = NOTHING
    id: str = ""
    label: str = ""
    sides: Sides | None = None
    order: Order = Order.EVERY_SET
    switch: Amount | None = None
    then: Amount = NOTHING
    load: str = ""
    cadence: str = ""
    reminders: tuple[Reminder, ...] = ()
    easier: ExerciseStep | None = None
    harder: ExerciseStep | None = None
    optional: bool = False
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Circuit:
    """Steps done one after the other, some rounds long."""

    rounds: Amount
    steps: tuple[Step, ...]
    rest: Amount = NOTHING
    label: str = ""


@dataclass(frozen=True, slots=True)
class Choose:
    """The first `count` steps that fit."""

    count: int
    of: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Pause:
    """A rest between exercises."""

    length: Amount
    label: str = "Rest"


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence shown for a while, or until the person goes on."""

    text: str
    length: Amount
    until_done: bool = False


Step: TypeAlias = ExerciseStep | Circuit | Choose | Pause | Note


@dataclass(frozen=True, slots=True)
class Progress:
    """When to leave a routine, and for which."""

    next: str | None = None
    gates: tuple[Gate, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often a routine is done; None = not stated."""

    days_per_week: Amount | None = None
    times_per_day: Amount | None = None
    weeks: Amount | None = None
    rest_days: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Routine:
    """A session: steps with their doses, and whom it suits."""

    id: str
    title: str
    purpose: Purpose
    summary: str
    steps: tuple[Step, ...]
    sources: Texts
    pain_rule: PainRule
    stop: Texts
    code: str = ""
    who: str = ""
    not_for: Texts = ()
    families: Texts = ()
    equipment: Texts | None = None
    frequency: Frequency | None = None
    note: str = ""
    progress: Progress | None = None
    get_ready: Amount = NOTHING
    switch: Amount = NOTHING
    translations: Translations = field(default_factory=lambda: NO_TRANSLATIONS)
