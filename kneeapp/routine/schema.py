"""The files as people write them: pydantic models, strict, every key known.

These models are the one description of the format: reading, the JSON Schema for editors and the
test of `routines/README.md` all use them. They only describe; `build` makes the domain model.
"""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainValidator,
    StringConstraints,
    Tag,
    WithJsonSchema,
    model_validator,
)

from kneeapp.routine import values
from kneeapp.routine.model import SAME_AS_SET, Amount

PHASES = ("down", "hold", "up", "relax")
_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_WORD = r"^[a-z0-9]+([_-][a-z0-9]+)*$"

Id: TypeAlias = Annotated[str, StringConstraints(pattern=_ID, max_length=60)]
Word: TypeAlias = Annotated[str, StringConstraints(pattern=_WORD, max_length=60)]
Short: TypeAlias = Annotated[str, StringConstraints(min_length=1, max_length=60)]
Title: TypeAlias = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Text: TypeAlias = Annotated[str, StringConstraints(min_length=1, max_length=600)]
LongText: TypeAlias = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Sources: TypeAlias = Annotated[list[Text], Field(min_length=1)]

_TIME_SCHEMA = WithJsonSchema({"type": "string", "examples": ["45s", "1m30s", "2 min", "20-30s"]})
_COUNT_SCHEMA = WithJsonSchema(
    {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "string"}], "examples": [10, "8-12"]}
)
_RANGE_SCHEMA = WithJsonSchema({"type": ["number", "string"], "examples": [5, "10-15"]})


def _time(value: object) -> Amount:
    return values.duration(value)


def _time_or_default(value: object) -> Amount:
    return values.duration(value, unstated=30_000)


def _time_or_zero(value: object) -> Amount:
    return values.duration(value, unstated=30_000, zero=True)


def _rest(value: object) -> Amount | str:
    return SAME_AS_SET if value == SAME_AS_SET else _time_or_zero(value)


Time: TypeAlias = Annotated[Amount, PlainValidator(_time), _TIME_SCHEMA]
WorkTime: TypeAlias = Annotated[Amount, PlainValidator(_time_or_default), _TIME_SCHEMA]
RestTime: TypeAlias = Annotated[Amount, PlainValidator(_time_or_zero), _TIME_SCHEMA]
Rest: TypeAlias = Annotated[Amount | Literal["same as set"], PlainValidator(_rest), _TIME_SCHEMA]
Count: TypeAlias = Annotated[
    Amount, PlainValidator(partial(values.count, unstated=10)), _COUNT_SCHEMA
]
Sets: TypeAlias = Annotated[
    Amount, PlainValidator(partial(values.count, unstated=1)), _COUNT_SCHEMA
]
Distance: TypeAlias = Annotated[
    str,
    PlainValidator(values.distance),
    WithJsonSchema({"type": "string", "examples": ["400 m", "1 mile"]}),
]
Days: TypeAlias = Annotated[
    int,
    PlainValidator(values.days),
    WithJsonSchema({"type": "string", "examples": ["10 days", "2 weeks"]}),
]


def _range(low: float, high: float) -> Any:  # noqa: ANN401 - an annotation, not a value
    return Annotated[
        str, PlainValidator(partial(values.number_range, low=low, high=high)), _RANGE_SCHEMA
    ]


def _tempo(value: object) -> object:
    # A bare time only counts reps; `REP` never stands in a file.
    return value if isinstance(value, dict) else {REP: value}


REP = "<rep>"
TempoField: TypeAlias = Annotated[
    dict[Literal["down", "hold", "up", "relax", "<rep>"], Time],
    Field(min_length=1),
    BeforeValidator(_tempo),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {
                    "type": "object",
                    "properties": {word: {"type": "string"} for word in PHASES},
                    "additionalProperties": False,
                },
            ],
            "examples": ["1.5s", {"down": "2s", "hold": "5s", "up": "2s"}],
        }
    ),
]


class _Part(BaseModel):
    """What every piece of a file has in common: no unknown keys, no silent conversions."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


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


class NeighbourFile(_Part):
    """The easier or harder form of an exercise."""

    exercise: Id | None = None
    note: Text = ""

    @model_validator(mode="after")
    def _says_something(self) -> NeighbourFile:
        if self.exercise is None and not self.note:
            raise ValueError("give exercise, note, or both")
        return self


# How the picture is made; only the picture scripts look inside.
Figure: TypeAlias = dict[
    Literal[
        "camera", "size", "muscles", "muscle_side", "loop", "props", "crop_props", "lift",
        "anchor", "sink", "frames", "keys", "alt",
    ],
    Any,
]  # fmt: skip


class ExerciseFile(_Part):
    """One exercise."""

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
    cues: list[Short] = []
    errors: list[Text] = []
    cautions: list[Text] = []
    avoid_when: list[Text] = []
    muscles: list[Muscle] = []
    equipment: list[Short] = []
    sides: Literal["both", "each", "alternate", "none"]
    loads: list[LoadTag] = []
    easier: NeighbourFile | None = None
    harder: NeighbourFile | None = None
    dose: Text
    tempo: TempoField | None = None
    suits: list[Short] = []
    sources: Sources
    alt: Text
    figure: Figure | None = None
    translations: Translations = {}


# --- routine ----------------------------------------------------------------------------------


class PartFile(_Part):
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


class LoadFile(_Part):
    """What makes a step heavier, in words and numbers."""

    kg: _range(0, 500) | None = None  # type: ignore[valid-type]
    band: Short | None = None
    body_weight: bool | None = None
    percent_max: _range(1, 120) | None = None  # type: ignore[valid-type]
    effort: _range(0, 10) | None = None  # type: ignore[valid-type]
    joint_range: _range(-20, 180) | None = None  # type: ignore[valid-type]
    step_height: _range(1, 100) | None = None  # type: ignore[valid-type]
    note: Text | None = None


class CadenceFile(_Part):
    """Steps per minute, or the change of one's own."""

    steps_per_minute: _range(60, 240) | None = None  # type: ignore[valid-type]
    change_percent: _range(-50, 50) | None = None  # type: ignore[valid-type]

    @model_validator(mode="after")
    def _one(self) -> CadenceFile:
        if (self.steps_per_minute is None) == (self.change_percent is None):
            raise ValueError("give either steps_per_minute or change_percent")
        return self


class ReminderFile(_Part):
    """A sentence said during a set."""

    at: RestTime
    say: Text


class _Doing(PartFile):
    """What a step and its easier and harder forms share."""

    parts: Annotated[list[PartFile], Field(min_length=1)] | None = None
    sides: Literal["both", "each", "alternate", "sore", "each_direction", "none"] | None = None
    load: LoadFile | None = None
    cadence: CadenceFile | None = None
    reminders: list[ReminderFile] = []


class LevelFile(_Doing):
    """The easier or harder form of one step."""

    exercise: Id | None = None


class ExerciseStepFile(_Doing):
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


class CircuitBody(_Part):
    """Rounds of steps."""

    rounds: Count
    steps: Annotated[list[StepFile], Field(min_length=1)]
    rest: RestTime | None = None
    label: Title = ""


class CircuitFile(_Part):
    """A step that is a circuit."""

    circuit: CircuitBody


class BlockFile(_Part):
    """A step that stands for the steps of a block."""

    block: Id


class ChooseFile(_Part):
    """A step that takes some of several."""

    choose: Annotated[int, Field(ge=1, le=50)]
    of: Annotated[list[StepFile], Field(min_length=1)]

    @model_validator(mode="after")
    def _enough(self) -> ChooseFile:
        if self.choose > len(self.of):
            raise ValueError(f"choose {self.choose} of only {len(self.of)} steps")
        return self


class PauseFile(_Part):
    """A rest between exercises."""

    pause: WorkTime
    label: Title = ""


class NoteFile(_Part):
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

Pain: TypeAlias = Annotated[int, Field(ge=0, le=10)]
Few: TypeAlias = Annotated[int, Field(ge=1, le=365)]


class PainRuleFile(_Part):
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


class PainGate(_Part):
    """Pain was at most (or at least) so much."""

    pain: Literal["now", "during", "after", "next_morning", "stairs", "walking", "rest"]
    at_most: Pain | None = None
    at_least: Pain | None = None
    days: Few | None = None
    sessions: Few | None = None
    say: Text = ""

    @model_validator(mode="after")
    def _one_limit(self) -> PainGate:
        if (self.at_most is None) == (self.at_least is None):
            raise ValueError("give either at_most or at_least")
        return self


class TestGate(_Part):
    """A test was passed."""

    test: Id
    reps: Few | None = None
    hold: Time | None = None
    sides: Literal["equal"] | None = None
    say: Text = ""

    @model_validator(mode="after")
    def _measured(self) -> TestGate:
        if (self.reps is None) == (self.hold is None):
            raise ValueError("give either reps or hold")
        return self


class FreeGate(_Part):
    """A symptom was away for some days."""

    free_of: Word
    days: Few | None = None
    say: Text = ""


class AskGate(_Part):
    """The person says yes."""

    ask: Text
    say: Text = ""


class SessionsGate(_Part):
    """So many sessions were done."""

    sessions: Few
    green: bool = False
    say: Text = ""


class TimeGate(_Part):
    """So much time has passed."""

    weeks: Few | None = None
    days: Few | None = None
    say: Text = ""


def _kind_of_gate(value: object) -> str | None:
    if isinstance(value, dict):
        return next((f"<{key}>" for key in GATE_KEYS if key in value), None)
    return None


GATE_KEYS = ("pain", "test", "free_of", "ask", "sessions", "weeks", "days")
GateFile: TypeAlias = Annotated[
    Annotated[PainGate, Tag("<pain>")]
    | Annotated[TestGate, Tag("<test>")]
    | Annotated[FreeGate, Tag("<free_of>")]
    | Annotated[AskGate, Tag("<ask>")]
    | Annotated[SessionsGate, Tag("<sessions>")]
    | Annotated[TimeGate, Tag("<weeks>")]
    | Annotated[TimeGate, Tag("<days>")],
    Discriminator(_kind_of_gate),
]


class FrequencyFile(_Part):
    """How often."""

    days_per_week: Count | None = None
    times_per_day: Count | None = None
    weeks: Count | None = None
    rest_days: bool = False
    note: Text = ""


class ProgressFile(_Part):
    """When to go on."""

    next: Id | None = None
    gates: list[GateFile] = []
    text: Text = ""


class RoutineFile(_Part):
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
    not_for: list[Text] = []
    families: list[Word] = []
    equipment: list[Short] | None = None
    frequency: FrequencyFile | None = None
    pain_rule: PainRuleFile
    stop: Annotated[list[Text], Field(min_length=1)]
    note: LongText = ""
    progress: ProgressFile | None = None
    get_ready: RestTime | None = None
    switch: RestTime | None = None
    blocks: dict[Id, Annotated[list[StepFile], Field(min_length=1)]] = {}
    steps: Annotated[list[StepFile], Field(min_length=1, max_length=200)]
    sources: Sources
    translations: Translations = {}


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


class ChangeFile(_Doing):
    """Other values for one step of a routine."""

    step: Id
    exercise: Id | None = None
    order: Literal["every_set", "all_sets"] | None = None
    optional: bool | None = None


class RampFile(_Part):
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


class SessionFile(_Part):
    """A routine in a phase."""

    routine: Id
    days_per_week: Count | None = None
    times_per_day: Count | None = None
    rest_days: bool = False
    times: Few | None = None
    on: list[Few] = []
    variant: Short = ""
    minutes: Annotated[int, Field(ge=1, le=240)] | None = None
    changes: list[ChangeFile] = []
    ramps: list[RampFile] = []


class PhaseFile(_Part):
    """One phase of a programme."""

    id: Id
    title: Title
    note: Text = ""
    weeks: Count | None = None
    at_least: Days | None = None
    sessions: Annotated[list[SessionFile], Field(min_length=1)]
    plus: list[Id] = []
    gates: list[GateFile] = []
    after_red: Id | None = None
    after_two_green: Id | None = None


class StartFile(_Part):
    """Where to start by today's pain."""

    when: GateFile
    phase: Id


class ProgrammeFile(_Part):
    """One programme."""

    kind: Literal["programme"]
    id: Id
    code: Short = ""
    title: Title
    summary: Text
    who: Text = ""
    not_for: list[Text] = []
    families: list[Word] = []
    stop: list[Text] = []
    note: LongText = ""
    pain_rule: PainRuleFile | None = None
    entry: list[GateFile] = []
    starts: list[StartFile] = []
    phases: Annotated[list[PhaseFile], Field(min_length=1, max_length=60)]
    after: Text = ""
    sources: Sources
    translations: Translations = {}


FILES: dict[str, type[ExerciseFile] | type[RoutineFile] | type[ProgrammeFile]] = {
    "exercise": ExerciseFile,
    "routine": RoutineFile,
    "programme": ProgrammeFile,
}


def json_schema() -> dict[str, Any]:
    """JSON Schema of a routine, exercise or programme file, for editors."""
    from pydantic import TypeAdapter

    any_file: TypeAdapter[Any] = TypeAdapter(
        Annotated[ExerciseFile | RoutineFile | ProgrammeFile, Field(discriminator="kind")]
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Kneeapp exercise, routine or programme",
        **any_file.json_schema(by_alias=True),
    }
