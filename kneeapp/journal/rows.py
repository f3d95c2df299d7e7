"""From the rows of the file to the records of the model."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kneeapp.base.errors import UserError
from kneeapp.base.side import Side
from kneeapp.body.marks import from_json
from kneeapp.journal.model import (
    AnswerRecord,
    MapRecord,
    Moment,
    NoteRecord,
    PainRecord,
    SessionPlan,
    SessionRecord,
    SetDone,
    Stamp,
    Status,
)

if TYPE_CHECKING:
    import sqlite3


def dump(data: object) -> str:
    """JSON as it is kept in a column."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def stamp(row: sqlite3.Row) -> Stamp:
    """When a row was written."""
    return Stamp.read(row["at_utc"], row["offset_min"], row["zone"])


def pain_map(row: sqlite3.Row) -> MapRecord:
    """A pain map; one bad map must not hide the rest of the journal."""
    try:
        return MapRecord(row["read_back"], from_json(json.loads(row["marks"])))
    except UserError:
        return MapRecord(row["read_back"], None)


def answer(row: sqlite3.Row) -> AnswerRecord:
    """What a check said."""
    return AnswerRecord(
        urgency=row["urgency"],
        review_in_days=row["review_in_days"],
        summary=row["summary"],
        case_file=json.loads(row["case_file"]),
        reasons=tuple(json.loads(row["reasons"])),
    )


def session(row: sqlite3.Row, done_sets: int) -> SessionRecord:
    """A session, with the number of sets finished."""
    plan = SessionPlan(
        routine=row["routine"],
        title=row["title"],
        side=_side(row["side"]),
        sets=row["planned_sets"],
        length_ms=row["planned_ms"],
        choice=json.loads(row["choice"]),
        pain_before=row["pain_before"],
    )
    return SessionRecord(
        plan=plan,
        status=Status(row["status"]),
        done_sets=done_sets,
        done_ms=row["done_ms"],
        pain_peak=row["pain_peak"],
        pain_after=row["pain_after"],
        state=json.loads(row["state"]) if row["state"] else None,
    )


def set_done(row: sqlite3.Row) -> SetDone:
    """A finished set."""
    return SetDone(
        step=row["step"],
        exercise=row["exercise"],
        side=_side(row["side"]),
        set_no=row["set_no"],
        reps=row["reps"],
        length_ms=row["length_ms"],
    )


def set_columns(session_id: int, done: SetDone) -> dict[str, Any]:
    """The columns of a finished set, without its instant."""
    return {
        "session_id": session_id,
        "step": done.step,
        "exercise": done.exercise,
        "side": done.side,
        "set_no": done.set_no,
        "reps": done.reps,
        "length_ms": done.length_ms,
    }


def pain(row: sqlite3.Row) -> PainRecord:
    """One pain figure."""
    return PainRecord(Moment(row["moment"]), row["value"], row["session_id"])


def note(row: sqlite3.Row) -> NoteRecord:
    """The person's own words."""
    return NoteRecord(row["text"])


def _side(text: str | None) -> Side | None:
    return Side(text) if text else None
