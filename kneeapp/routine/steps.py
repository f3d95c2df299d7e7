"""The steps of a routine as they stand in a file."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Discriminator, Field, Tag, model_validator

from kneeapp.routine.fields import (
    Count,
    Distance,
    Id,
    Part,
    Rest,
    RestTime,
    Sets,
    Short,
    TempoField,
    Text,
    Time,
    Title,
    WorkTime,
    number_range,
)


class PartFile(Part):
    """How much: the keys of one dose."""

    label: Title = ""
    time: WorkTime | None = None
    reps: Count | None = None
    tempo: TempoField | None = None
    hold: WorkTime | None = None
    relax: RestTime | None = None
    distance: Distance | None = None
    about: Time | None = None
    until: Literal["done", "tired", "tired or time"] | None = None
    sets: Sets | None = None
    rest: Rest | None = None
    settle: RestTime | None = None


class LoadFile(Part):
    """What makes a step heavier, in words and numbers."""

    kg: number_range(0, 500) | None = None  # type: ignore[valid-type]
    band: Short | None = None
    body_weight: bool | None = None
    percent_max: number_range(1, 120) | None = None  # type: ignore[valid-type]
    effort: number_range(0, 10) | None = None  # type: ignore[valid-type]
    joint_range: number_range(-20, 180) | None = None  # type: ignore[valid-type]
    step_height: number_range(1, 100) | None = None  # type: ignore[valid-type]
    note: Text | None = None


class CadenceFile(Part):
    """Steps per minute, or the change of one's own."""

    steps_per_minute: number_range(60, 240) | None = None  # type: ignore[valid-type]
    change_percent: number_range(-50, 50) | None = None  # type: ignore[valid-type]

    @model_validator(mode="after")
    def _one(self) -> CadenceFile:
        if (self.steps_per_minute is None) == (self.change_percent is None):
            raise ValueError("give either steps_per_minute or change_percent")
        return self


class ReminderFile(Part):
    """A sentence said during a set."""

    at: RestTime
    say: Text


class Doing(PartFile):
    """What a step and its easier and harder forms share."""

    parts: Annotated[list[PartFile], Field(min_length=1)] | None = None
    sides: Literal["both", "each", "alternate", "sore", "each_direction", "none"] | None = None
    load: LoadFile | None = None
    cadence: CadenceFile | None = None
    reminders: list[ReminderFile] = Field(default_factory=list)


class LevelFile(Doing):
    """The easier or harder form of one step."""

    exercise: Id | None = None


class ExerciseStepFile(Doing):
    """One exercise in a routine."""

    exercise: Id
    id: Id = ""
    order: Literal["every_set", "all_sets"] = "every_set"
    switch: RestTime | None = None
    then: RestTime | None = None
    easier: LevelFile | None = None
    harder: LevelFile | None = None
    optional: bool = False
    condition: Text = Field("", alias="if")


class CircuitBody(Part):
    """Rounds of steps."""

    rounds: Count
    steps: Annotated[list[StepFile], Field(min_length=1)]
    rest: RestTime | None = None
    label: Title = ""


class CircuitFile(Part):
    """A step that is a circuit."""

    circuit: CircuitBody


class BlockFile(Part):
    """A step that stands for the steps of a block."""

    block: Id


class ChooseFile(Part):
    """A step that takes some of several."""

    choose: Annotated[int, Field(ge=1, le=50)]
    of: Annotated[list[StepFile], Field(min_length=1)]

    @model_validator(mode="after")
    def _enough(self) -> ChooseFile:
        if self.choose > len(self.of):
            raise ValueError(f"choose {self.choose} of only {len(self.of)} steps")
        return self


class PauseFile(Part):
    """A rest between exercises."""

    pause: WorkTime
    label: Title = ""


class NoteFile(Part):
    """A sentence that is shown."""

    note: Text
    time: WorkTime | None = None
    until: Literal["done"] | None = None


def _kind_of_step(value: object) -> str | None:
    if isinstance(value, dict):
        return next((f"<{key}>" for key in STEP_KEYS if key in value), None)
    return None


# Tags stand in pydantic's locations; the brackets keep them apart from the keys of a file.
STEP_KEYS = ("exercise", "circuit", "block", "choose", "pause", "note")
StepFile: TypeAlias = Annotated[
    Annotated[ExerciseStepFile, Tag("<exercise>")]
    | Annotated[CircuitFile, Tag("<circuit>")]
    | Annotated[BlockFile, Tag("<block>")]
    | Annotated[ChooseFile, Tag("<choose>")]
    | Annotated[PauseFile, Tag("<pause>")]
    | Annotated[NoteFile, Tag("<note>")],
    Discriminator(_kind_of_step),
]
