"""Exercises, routines and programmes as the program sees them: frozen, checked, without YAML."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kneeapp.base.yamlfile import Problem

Texts: TypeAlias = tuple[str, ...]


class Group(StrEnum):
    """What sort of thing an exercise is; a task is a check, a set-up or a log."""

    WARM_UP = "warm_up"
    STRETCH = "stretch"
    MOBILITY = "mobility"
    STRENGTH = "strength"
    BALANCE = "balance"
    JUMP = "jump"
    CARDIO = "cardio"
    RECOVERY = "recovery"
    TASK = "task"


class Load(StrEnum):
    """What an exercise asks of the knee and the body; used to leave it out for a sore knee."""

    LOADED_BEND = "loaded_bend"
    DEEP_SQUAT = "deep_squat"
    DEEP_BEND = "deep_bend"
    FULL_STRAIGHTENING = "full_straightening"
    SINGLE_LEG = "single_leg"
    STEP = "step"
    KNEELING = "kneeling"
    IMPACT = "impact"
    RUNNING = "running"
    TWIST = "twist"
    SIDE_LOAD = "side_load"
    BALANCE = "balance"
    THIGH_STRETCH = "thigh_stretch"
    HAMSTRING_STRETCH = "hamstring_stretch"
    HAMSTRING_LOAD = "hamstring_load"
    CALF_STRETCH = "calf_stretch"
    CALF_LOAD = "calf_load"
    HIP_LOAD = "hip_load"
    STRAIN = "strain"
    FLOOR = "floor"
    COLD = "cold"
    MASSAGE = "massage"


class Sides(StrEnum):
    """How a step goes over the two sides of the body."""

    BOTH = "both"
    EACH = "each"
    ALTERNATE = "alternate"
    SORE = "sore"
    EACH_DIRECTION = "each_direction"
    NONE = "none"


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


class PainMode(StrEnum):
    """Which studied limits a pain rule follows. Source: content 6.2."""

    CAREFUL = "careful"
    REHAB = "rehab"
    RUNNING = "running"
    BONE = "bone"


class Phase(StrEnum):
    """Part of one rep."""

    DOWN = "down"
    HOLD = "hold"
    UP = "up"
    RELAX = "relax"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that a source may give as a range, or not at all.

    Attributes:
        value: the number that is used (a count, or milliseconds).
        low, high: the range in the source, when there is one.
        stated: False when the source does not say and `value` is a default.
    """

    value: int
    low: int | None = None
    high: int | None = None
    stated: bool = True


SameAsSet: TypeAlias = Literal["same as set"]
SAME_AS_SET: SameAsSet = "same as set"
ONE = Amount(1)
NOTHING = Amount(0)


@dataclass(frozen=True, slots=True)
class Beat:
    """One part of a rep; `phase` is None when a rep is only counted."""

    phase: Phase | None
    length: Amount


Tempo: TypeAlias = tuple[Beat, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The easier or harder form of an exercise: another exercise, a note, or both."""

    exercise: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Exercise:
    """How one exercise is done. Texts are plain sentences for people."""

    id: str
    name: str
    group: Group
    position: str
    start: str
    steps: Texts
    sides: Sides
    dose: str
    sources: Texts
    alt: str
    code: str = ""
    summary: str = ""
    cues: Texts = ()
    errors: Texts = ()
    cautions: Texts = ()
    avoid_when: Texts = ()
    muscles: Texts = ()
    equipment: Texts = ()
    loads: frozenset[Load] = frozenset()
    easier: Neighbour | None = None
    harder: Neighbour | None = None
    tempo: Tempo = ()
    suits: Texts = ()
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: _NO_TRANSLATIONS)


_NO_TRANSLATIONS: Mapping[str, Mapping[str, str]] = MappingProxyType({})


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
class PainRule:
    """How much pain is allowed, 0 to 10, and how soon it must be gone.

    Attributes:
        during: most pain allowed while exercising.
        careful_during: the limit in the first session (content decision 2).
        after: most pain allowed right afterwards; None = not stated.
        settles_within: ms after which pain must be back to before; None = not stated.
        next_morning: points above before that are allowed next morning; None = not stated.
    """

    during: int
    careful_during: int
    mode: PainMode
    sources: Texts
    after: int | None = None
    settles_within: Amount | None = None
    next_morning: int | None = None


class GateKind(StrEnum):
    """What a gate looks at."""

    PAIN = "pain"
    SESSIONS = "sessions"
    TIME = "time"
    TEST = "test"
    FREE_OF = "free_of"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Gate:
    """One condition to go on.

    Attributes:
        what: which pain, the exercise of the test, the symptom, or the question.
        at_most, at_least: pain limits, 0 to 10.
        days, sessions: for how long it must be so, or how many must be done.
        green: every one of those sessions kept the pain rule.
        reps, hold: what passes a test; `equal` = about the same on both sides.
        say: the sentence people see.
    """

    kind: GateKind
    say: str
    what: str = ""
    at_most: int | None = None
    at_least: int | None = None
    days: int | None = None
    sessions: int | None = None
    green: bool = False
    reps: int | None = None
    hold: Amount | None = None
    equal: bool = False


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
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: _NO_TRANSLATIONS)


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
    """A routine inside a stage of a programme."""

    routine: str
    days_per_week: Amount | None = None
    times_per_day: Amount | None = None
    rest_days: bool = False
    times: int | None = None
    on: tuple[int, ...] = ()
    variant: str = ""
    minutes: int | None = None
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
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: _NO_TRANSLATIONS)


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
    files: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
