"""Gates of a file → the domain model, with a sentence for each."""

from __future__ import annotations

from kneeapp.routine import model
from kneeapp.routine.gates import (
    AskGate,
    FreeGate,
    GateFile,
    PainGate,
    SessionsGate,
    TestGate,
    TimeGate,
)
from kneeapp.routine.words import duration


def gate_of(file: GateFile) -> model.Gate:
    """The gate a file describes, with the sentence people see."""
    kinds = model.GateKind
    match file:
        case PainGate():
            return model.Gate(
                kinds.PAIN,
                file.say or _pain_said(file),
                what=file.pain,
                at_most=file.at_most,
                at_least=file.at_least,
                days=file.days,
                sessions=file.sessions,
            )
        case TestGate():
            return model.Gate(
                kinds.TEST,
                file.say or _test_said(file),
                what=file.test,
                reps=file.reps,
                hold=file.hold,
                equal=file.sides == "equal",
            )
        case FreeGate():
            said = file.say or f"No {file.free_of.replace('_', ' ')}{_for_days(file.days)}."
            return model.Gate(kinds.FREE_OF, said, what=file.free_of, days=file.days)
        case AskGate():
            return model.Gate(kinds.ASK, file.say or file.ask, what=file.ask)
        case SessionsGate():
            good = "good sessions" if file.green else "sessions"
            said = file.say or f"{file.sessions} {good} done."
            return model.Gate(kinds.SESSIONS, said, sessions=file.sessions, green=file.green)
        case TimeGate():
            days = (file.weeks or 0) * 7 + (file.days or 0)
            return model.Gate(kinds.TIME, file.say or f"At least {days} days.", days=days)


_PAIN_WHEN = {
    "now": "right now",
    "during": "while exercising",
    "after": "after exercising",
    "next_morning": "the next morning",
    "stairs": "on stairs",
    "walking": "when you walk",
    "rest": "at rest",
}


def _pain_said(file: PainGate) -> str:
    limit = f"at most {file.at_most}" if file.at_most is not None else f"{file.at_least} or more"
    times = f" in {file.sessions} sessions" if file.sessions else ""
    return f"Pain {_PAIN_WHEN[file.pain]} {limit} out of 10{times}{_for_days(file.days)}."


def _test_said(file: TestGate) -> str:
    name = file.test.replace("-", " ").capitalize()
    much = f"{file.reps} times" if file.reps else duration(file.hold.value if file.hold else 0)
    equal = ", both sides about the same" if file.sides else ""
    return f"{name}: {much}{equal}."


def _for_days(days: int | None) -> str:
    if not days:
        return ""
    return " for 1 day" if days == 1 else f" for {days} days"
