"""From the rows of the file to the records of the model."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from kneeapp.base.errors import UserError
from kneeapp.base.side import Side
from kneeapp.body.marks_json import from_json
from kneeapp.journal.model import (
    AnswerRecord,
    HardRecord,
    MapRecord,
    Moment,
    NoteRecord,
    PainRecord,
    RunRecord,
    SessionPlan,
    SessionRecord,
    SetDone,
    Stamp,
    Status,
    Surface,
    Symptom,
    SymptomRecord,
    Treatment,
    TreatmentRecord,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping

    from kneeapp.journal.model import Detail

Row: TypeAlias = "sqlite3.Row | Mapping[str, Any]"


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def dump(data: object) -> str:
    """JSON as it is kept in a column."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def stamp(row: Row) -> Stamp:
    """When a row was written."""
    return Stamp.read(row["at_utc"], row["offset_min"], row["zone"])


def stamp_or_epoch(row: Row) -> Stamp:
    """When a row was written; damage that SQLite cannot see makes it 1970, not a crash."""
    try:
        return stamp(row)
    except (ValueError, TypeError, OverflowError):
        return Stamp(_EPOCH, 0, "")


def pain_map(row: Row) -> MapRecord:
    """A pain map; one bad map must not hide the rest of the journal."""
    try:
        return MapRecord(row["read_back"], from_json(json.loads(row["marks"])))
    except UserError:
        return MapRecord(row["read_back"], None)


def answer(row: Row) -> AnswerRecord:
    """What a check said."""
    return AnswerRecord(
        urgency=row["urgency"],
        review_in_days=row["review_in_days"],
        summary=row["summary"],
        case_file=json.loads(row["case_file"]),
        reasons=tuple(json.loads(row["reasons"])),
    )


def session(row: Row, done_sets: int) -> SessionRecord:
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


def set_done(row: Row) -> SetDone:
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


def pain(row: Row) -> PainRecord:
    """One pain figure."""
    return PainRecord(Moment(row["moment"]), row["value"], row["session_id"])


def note(row: Row) -> NoteRecord:
    """The person's own words."""
    return NoteRecord(row["text"])


def symptom(row: Row) -> SymptomRecord:
    """How much of a symptom."""
    return SymptomRecord(Symptom(row["what"]), row["level"])


def run(row: Row) -> RunRecord:
    """One run."""
    surface = Surface(row["surface"]) if row["surface"] else None
    return RunRecord(row["metres"], row["seconds"], surface, row["shoes"], row["pain"])


def treatment(row: Row) -> TreatmentRecord:
    """Something done for the knee."""
    return TreatmentRecord(Treatment(row["what"]), row["detail"])


def hard_thing(row: Row) -> HardRecord:
    """Something the person finds hard."""
    return HardRecord(row["what"], row["value"])


def read(kind: str, row: Row) -> Detail:
    """The record of a detail row; a session without its number of sets.

    Raises:
        KeyError: the kind is not known, or a column is missing.
        ValueError: a value is not one of those it may be.
    """
    return _READERS[kind](row)


def _bare_session(row: Row) -> SessionRecord:
    return session(row, 0)


_READERS: Mapping[str, Callable[[Row], Detail]] = {
    "map": pain_map,
    "answer": answer,
    "session": _bare_session,
    "pain": pain,
    "note": note,
    "symptom": symptom,
    "run": run,
    "treatment": treatment,
    "hard_thing": hard_thing,
}


def _side(text: str | None) -> Side | None:
    return Side(text) if text else None
