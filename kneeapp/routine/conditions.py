"""Conditions: how much pain a routine allows, and when to go on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kneeapp.routine.amounts import Amount, Texts


class PainMode(StrEnum):
    """Which studied limits a pain rule follows. Source: content 6.2."""

    CAREFUL = "careful"
    REHAB = "rehab"
    RUNNING = "running"
    BONE = "bone"


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
