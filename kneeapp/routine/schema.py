"""The files as people write them: pydantic models, strict, every key known.

These models are the one description of the format: reading, the JSON Schema for editors and the
test of `routines/README.md` all use them. They only describe; `build` makes the domain model.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, StringConstraints, model_validator

from kneeapp.routine.fields import (
    Count,
    Days,
    Id,
    LongText,
    Part,
    RestTime,
    Short,
    Sources,
    TempoField,
    Text,
    Time,
    Title,
    Word,
)
from kneeapp.routine.gates import Few, GateFile, Pain  # noqa: TC001 - pydantic reads them
from kneeapp.routine.steps import ChooseFile, CircuitFile, Doing, ExerciseStepFile, StepFile

# --- exercise ---------------------------------------------------------------------------------

Muscle: TypeAlias = Literal[
    "front_thigh", "back_thigh", "inner_thigh", "outer_hip", "hip_front", "buttock", "calf",
    "deep_calf", "shin", "foot", "trunk", "back", "shoulder", "arms", "whole_body",
]  # fmt: skip
LoadTag: TypeAlias = Literal[
    "loaded_bend", "deep_squat", "deep_bend", "full_straightening", "single_leg", "step",
    "kneeling", "impact", "running", "twist", "side_load", "balance", "thigh_stretch",
    "hamstring_stretch", "hamstring_load", "calf_stretch", "calf_load", "hip_load", "strain",
    "floor", "cold", "massage",
]  # fmt: skip
Position: TypeAlias = Literal[
    "standing", "sitting", "lying_back", "lying_side", "lying_front", "hands_and_knees",
    "half_kneeling", "plank", "walking", "running", "cycling", "any",
]  # fmt: skip
Translations: TypeAlias = dict[
    Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(_[A-Z]{2})?$")], dict[str, Text]
]


class NeighbourFile(Part):
    """The easier or harder form of an exercise."""

    exercise: Id | None = None
    note: Text = ""

    @model_validator(mode="after")
    def _says_something(self) -> NeighbourFile:
        if self.exercise is None and not self.note:
            raise ValueError("give exercise, note, or both")
        return self


class ExerciseFile(Part):
    """One exercise; how its figure moves is described in `figure`, for those who draw it."""

    kind: Literal["exercise"]
    id: Id
    code: Short = ""
    name: Short
    summary: Text = ""
    group: Literal[
        "warm_up", "stretch", "mobility", "strength", "balance", "jump", "cardio", "recovery",
        "task",
    ]  # fmt: skip
    position: Position
    start: Text
    steps: Annotated[list[Text], Field(min_length=1)]
    cues: list[Short] = Field(default_factory=list)
    errors: list[Text] = Field(default_factory=list)
    cautions: list[Text] = Field(default_factory=list)
    avoid_when: list[Text] = Field(default_factory=list)
    muscles: list[Muscle] = Field(default_factory=list)
    equipment: list[Short] = Field(default_factory=list)
    sides: Literal["both", "each", "alternate", "none"]
    loads: list[LoadTag] = Field(default_factory=list)
    easier: NeighbourFile | None = None
    harder: NeighbourFile | None = None
    dose: Text
    tempo: TempoField | None = None
    suits: list[Short] = Field(default_factory=list)
    sources: Sources
    alt: Text
    figure: Any = None
    translations: Translations = Field(default_factory=dict)


# --- routine ----------------------------------------------------------------------------------


class PainRuleFile(Part):
    """How much pain is allowed."""

    during: Pain
    careful_during: Pain | None = None
    after: Pain | None = None
    settles_within: Time | None = None
    next_morning: Pain | None = None
    mode: Literal["careful", "rehab", "running", "bone"]
    sources: Sources

    @model_validator(mode="after")
    def _bone_has_no_pain(self) -> PainRuleFile:
        if self.mode == "bone" and self.during > 0:
            raise ValueError("mode bone allows no pain; during must be 0")
        if self.careful_during is not None and self.careful_during > self.during:
            raise ValueError("careful_during is above during")
        return self


class FrequencyFile(Part):
    """How often."""

    days_per_week: Count | None = None
    times_per_day: Count | None = None
    weeks: Count | None = None
    rest_days: bool = False
    note: Text = ""


class ProgressFile(Part):
    """When to go on."""

    next: Id | None = None
    gates: list[GateFile] = Field(default_factory=list)
    text: Text = ""


class RoutineFile(Part):
    """One routine."""

    kind: Literal["routine"]
    id: Id
    code: Short = ""
    title: Title
    purpose: Literal[
        "warm_up", "recovery", "relief", "rehab", "strength", "mobility", "prevention", "running"
    ]
    summary: Text
    who: Text = ""
    not_for: list[Text] = Field(default_factory=list)
    families: list[Word] = Field(default_factory=list)
    equipment: list[Short] | None = None
    frequency: FrequencyFile | None = None
    pain_rule: PainRuleFile
    stop: Annotated[list[Text], Field(min_length=1)]
    note: LongText = ""
    progress: ProgressFile | None = None
    get_ready: RestTime | None = None
    switch: RestTime | None = None
    blocks: dict[Id, Annotated[list[StepFile], Field(min_length=1)]] = Field(default_factory=dict)
    steps: Annotated[list[StepFile], Field(min_length=1, max_length=200)]
    sources: Sources
    translations: Translations = Field(default_factory=dict)


def named_steps(file: RoutineFile) -> dict[str, ExerciseStepFile]:
    """The steps of a routine that have an id of their own."""
    found: dict[str, ExerciseStepFile] = {}
    waiting: list[StepFile] = [*file.steps, *(step for b in file.blocks.values() for step in b)]
    for step in waiting:
        match step:
            case ExerciseStepFile() if step.id:
                found[step.id] = step
            case CircuitFile():
                waiting.extend(step.circuit.steps)
            case ChooseFile():
                waiting.extend(step.of)
            case _:
                pass
    return found


# --- programme --------------------------------------------------------------------------------


class ChangeFile(Doing):
    """Other values for one step of a routine."""

    step: Id
    exercise: Id | None = None
    order: Literal["every_set", "all_sets"] | None = None
    optional: bool | None = None


class RampFile(Part):
    """A value that grows."""

    step: Id
    key: Literal["sets", "reps", "time", "hold"]
    start: Few | None = None
    add: Few | None = None
    every: Literal["session", "day", "week"] = "session"
    top: Few | None = None
    at: dict[Annotated[str, StringConstraints(pattern="^[1-9][0-9]{0,2}$")], Few] | None = None

    @model_validator(mode="after")
    def _one_way(self) -> RampFile:
        if (self.at is None) == (self.start is None or self.add is None):
            raise ValueError("give start and add, or at")
        return self


class SessionFile(Part):
    """A routine in a phase."""

    routine: Id
    days_per_week: Count | None = None
    times_per_day: Count | None = None
    rest_days: bool = False
    times: Few | None = None
    on: list[Few] = Field(default_factory=list)
    variant: Short = ""
    minutes: Annotated[int, Field(ge=1, le=240)] | None = None
    without: list[Id] = Field(default_factory=list)
    changes: list[ChangeFile] = Field(default_factory=list)
    ramps: list[RampFile] = Field(default_factory=list)


class PhaseFile(Part):
    """One phase of a programme."""

    id: Id
    title: Title
    note: Text = ""
    weeks: Count | None = None
    at_least: Days | None = None
    sessions: Annotated[list[SessionFile], Field(min_length=1)]
    plus: list[Id] = Field(default_factory=list)
    gates: list[GateFile] = Field(default_factory=list)
    after_red: Id | None = None
    after_two_green: Id | None = None


class StartFile(Part):
    """Where to start by today's pain."""

    when: GateFile
    phase: Id


class ProgrammeFile(Part):
    """One programme."""

    kind: Literal["programme"]
    id: Id
    code: Short = ""
    title: Title
    summary: Text
    who: Text = ""
    not_for: list[Text] = Field(default_factory=list)
    families: list[Word] = Field(default_factory=list)
    stop: list[Text] = Field(default_factory=list)
    note: LongText = ""
    pain_rule: PainRuleFile | None = None
    entry: list[GateFile] = Field(default_factory=list)
    starts: list[StartFile] = Field(default_factory=list)
    phases: Annotated[list[PhaseFile], Field(min_length=1, max_length=60)]
    after: Text = ""
    sources: Sources
    translations: Translations = Field(default_factory=dict)


FILES: dict[str, type[ExerciseFile] | type[RoutineFile] | type[ProgrammeFile]] = {
    "exercise": ExerciseFile,
    "routine": RoutineFile,
    "programme": ProgrammeFile,
}
