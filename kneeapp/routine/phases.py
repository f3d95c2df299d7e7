"""A programme as the program sees it: phases of routines, and what changes from week to week."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kneeapp.routine.amounts import NO_TRANSLATIONS, Amount, Texts, Translations

if TYPE_CHECKING:
    from kneeapp.routine.conditions import Gate, PainRule
    from kneeapp.routine.workout import ExerciseStep


@dataclass(frozen=True, slots=True)
class Ramp:
    """A value of a step that grows: by `add` every session, day or week, or at given numbers."""

    step: str
    key: str
    start: int | None = None
    add: int | None = None
    every: str = "session"
    top: int | None = None
    at: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What one step of a routine (by its id) becomes in this stage."""

    step: str
    becomes: ExerciseStep


@dataclass(frozen=True, slots=True)
class Session:
    """A routine inside a stage of a programme; `without` names the steps that are left out."""

    routine: str
    days_per_week: Amount | None = None
    times_per_day: Amount | None = None
    rest_days: bool = False
    times: int | None = None
    on: tuple[int, ...] = ()
    variant: str = ""
    minutes: int | None = None
    without: frozenset[str] = frozenset()
    changes: tuple[Change, ...] = ()
    ramps: tuple[Ramp, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """One phase of a programme."""

    id: str
    title: str
    sessions: tuple[Session, ...]
    note: str = ""
    weeks: Amount | None = None
    at_least_days: int | None = None
    plus: Texts = ()
    gates: tuple[Gate, ...] = ()
    after_red: str | None = None
    after_two_green: str | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """Where to start by today's pain."""

    when: Gate
    phase: str


@dataclass(frozen=True, slots=True)
class Programme:
    """Weeks of routines, with conditions to enter, to go on and to go back."""

    id: str
    title: str
    summary: str
    stages: tuple[Stage, ...]
    sources: Texts
    code: str = ""
    who: str = ""
    not_for: Texts = ()
    families: Texts = ()
    stop: Texts = ()
    note: str = ""
    pain_rule: PainRule | None = None
    entry: tuple[Gate, ...] = ()
    starts: tuple[Start, ...] = ()
    after: str = ""
    translations: Translations = field(default_factory=lambda: NO_TRANSLATIONS)
