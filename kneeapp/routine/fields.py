"""The values inside a file as pydantic types, with what editors need to know of them."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
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


def number_range(low: float, high: float) -> Any:  # noqa: ANN401 - an annotation, not a value
    """The type of a number, or a range of numbers, between two limits."""
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


class Part(BaseModel):
    """What every piece of a file has in common: no unknown keys, no silent conversions."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)
