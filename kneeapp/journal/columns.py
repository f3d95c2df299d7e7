"""From the records of the model to the rows of the file; what a person got wrong is said first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never

from kneeapp.base.errors import UserError
from kneeapp.body.marks_json import to_json
from kneeapp.body.readback import read_back
from kneeapp.journal.model import (
    AnswerRecord,
    HardRecord,
    MapRecord,
    NoteRecord,
    PainRecord,
    RunRecord,
    SessionRecord,
    SymptomRecord,
    TreatmentRecord,
)
from kneeapp.journal.rows import dump

if TYPE_CHECKING:
    from kneeapp.journal.model import Detail, SessionPlan

_LONGEST_NOTE = 20_000
_LONGEST_WORDS = 200
_WORST = 10
_MOST_SYMPTOM = 3
_LONGEST_RUN_M = 500_000
_LONGEST_RUN_S = 360_000


def of(detail: Detail) -> tuple[str, dict[str, Any]]:
    """The kind of an entry and the columns of its detail row.

    Raises:
        UserError: a value is not one that may be kept.
    """
    match detail:
        case MapRecord():
            return "map", _map(detail)
        case AnswerRecord():
            return "answer", _answer(detail)
        case SessionRecord():
            return "session", _session(detail)
        case RunRecord():
            return "run", _run(detail)
        case _:
            return _short_ones(detail)


def _short_ones(
    detail: PainRecord | NoteRecord | SymptomRecord | TreatmentRecord | HardRecord,
) -> tuple[str, dict[str, Any]]:
    match detail:
        case PainRecord(moment, value, session_id):
            row = {"moment": moment.value, "value": pain(value), "session_id": session_id}
            return "pain", row
        case NoteRecord(text):
            return "note", {"text": words(text)}
        case SymptomRecord(what, level):
            return "symptom", {"what": what.value, "level": _level(level)}
        case TreatmentRecord(what, said):
            return "treatment", {"what": what.value, "detail": _short(said)}
        case HardRecord(what, value):
            return "hard_thing", {"what": _thing(what), "value": pain(value)}
        case _:
            assert_never(detail)


def plan(of: SessionPlan) -> dict[str, Any]:
    """The columns of what is planned."""
    return {
        "routine": of.routine,
        "title": of.title,
        "side": of.side,
        "choice": dump(of.choice),
        "planned_sets": of.sets,
        "planned_ms": of.length_ms,
        "pain_before": pain(of.pain_before),
    }


def pain(value: int | None) -> int | None:
    """A figure as it is, once it is known to be one.

    Raises:
        UserError: it is not from 0 to 10.
    """
    if value is not None and not 0 <= value <= _WORST:
        raise UserError(f"Pain is a number from 0 to 10, not {value}.")
    return value


def words(text: str) -> str:
    """The words of a note without the space round them.

    Raises:
        UserError: there are none, or too many.
    """
    text = text.strip()
    if not text:
        raise UserError("There are no words to save yet.", hint="Type your note first.")
    if len(text) > _LONGEST_NOTE:
        raise UserError("This note is too long to save.", hint="Split it into two notes.")
    return text


def _map(detail: MapRecord) -> dict[str, Any]:
    if detail.pain_map is None:
        raise UserError("A pain map that cannot be read cannot be changed.")
    return {"read_back": read_back(detail.pain_map), "marks": dump(to_json(detail.pain_map))}


def _answer(detail: AnswerRecord) -> dict[str, Any]:
    return {
        "urgency": detail.urgency,
        "review_in_days": detail.review_in_days,
        "summary": detail.summary,
        "case_file": dump(detail.case_file),
        "reasons": dump(detail.reasons),
    }


def _session(detail: SessionRecord) -> dict[str, Any]:
    return plan(detail.plan) | {
        "status": detail.status.value,
        "done_ms": detail.done_ms,
        "pain_peak": pain(detail.pain_peak),
        "pain_after": pain(detail.pain_after),
        "state": None if detail.state is None else dump(detail.state),
    }


def _run(detail: RunRecord) -> dict[str, Any]:
    if detail.metres is None and detail.seconds is None:
        raise UserError("Give the distance or the minutes of your run.")
    if detail.metres is not None and not 0 < detail.metres <= _LONGEST_RUN_M:
        raise UserError("The distance must be more than 0 and at most 500 km.")
    if detail.seconds is not None and not 0 < detail.seconds <= _LONGEST_RUN_S:
        raise UserError("The time must be more than 0 and at most 100 hours.")
    return {
        "metres": detail.metres,
        "seconds": detail.seconds,
        "surface": detail.surface,
        "shoes": _short(detail.shoes),
        "pain": pain(detail.pain),
    }


def _short(text: str) -> str:
    text = text.strip()
    if len(text) > _LONGEST_WORDS:
        raise UserError("These words are too long.", hint="Put the long version into a note.")
    return text


def _thing(what: str) -> str:
    if not what.strip():
        raise UserError("Say what you find hard first.", hint="For example: stairs.")
    return _short(what)


def _level(level: int) -> int:
    if not 0 <= level <= _MOST_SYMPTOM:
        raise UserError(f"There is no such amount: {level}.")
    return level
