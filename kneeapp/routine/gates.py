"""The conditions to go on, as they stand in a file."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Discriminator, Field, Tag, model_validator

from kneeapp.routine.fields import Id, Part, Text, Time, Word

Pain: TypeAlias = Annotated[int, Field(ge=0, le=10)]
Few: TypeAlias = Annotated[int, Field(ge=1, le=365)]


class PainGate(Part):
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


class TestGate(Part):
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


class FreeGate(Part):
    """A symptom was away for some days."""

    free_of: Word
    days: Few | None = None
    say: Text = ""


class AskGate(Part):
    """The person says yes."""

    ask: Text
    say: Text = ""


class SessionsGate(Part):
    """So many sessions were done."""

    sessions: Few
    green: bool = False
    say: Text = ""


class TimeGate(Part):
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
