"""An entry of the journal in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from kneeapp.flow.visit import said
from kneeapp.journal.model import (
    AnswerRecord,
    MapRecord,
    NoteRecord,
    SessionRecord,
    Status,
)

if TYPE_CHECKING:
    from datetime import date

    from kneeapp.journal.model import Detail, Entry


@dataclass(frozen=True, slots=True)
class Line:
    """What the list shows of an entry: a kind, a sentence, and a smaller one."""

    kind: str
    text: str
    more: str = ""


def line(detail: Detail) -> Line:
    """The words for one entry."""
    match detail:
        case MapRecord(read_back, pain_map):
            note = pain_map.note if pain_map is not None else ""
            return Line(_tr("Where it hurt"), read_back, note)
        case AnswerRecord() as answer:
            return Line(_tr("Check"), answer.summary, "; ".join(_reasons(answer)))
        case SessionRecord() as session:
            return Line(_tr("Routine"), session.plan.title, _session(session))
        case NoteRecord(text):
            return Line(_tr("Note"), text)
        case _:
            return Line(*said.short(detail))


def day(of: date, today: date) -> str:
    """A heading for a day."""
    match (today - of).days:
        case 0:
            return _tr("Today")
        case 1:
            return _tr("Yesterday")
        case _:
            pattern = "dddd d MMMM" if of.year == today.year else "dddd d MMMM yyyy"
            return QLocale().toString(QDate(of.year, of.month, of.day), pattern)


def clock_time(entry: Entry) -> str:
    """What the clock on the wall showed."""
    local = entry.at.local
    return QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)


def _reasons(answer: AnswerRecord) -> list[str]:
    return [str(reason["text"]).rstrip(".") for reason in answer.reasons[:2] if "text" in reason]


def _session(session: SessionRecord) -> str:
    words = {
        Status.DONE: _tr("Done: {done} of {planned} sets"),
        Status.STOPPED: _tr("Stopped after {done} of {planned} sets"),
        Status.RUNNING: _tr("Not finished: {done} of {planned} sets"),
    }[session.status]
    parts = [words.format(done=session.done_sets, planned=session.plan.sets)]
    minutes = round(session.done_ms / 60_000)
    if minutes:
        parts.append(_tr("{minutes} min").format(minutes=minutes))
    before, after = session.plan.pain_before, session.pain_after
    if before is not None and after is not None:
        parts.append(_tr("pain {before} → {after} of 10").format(before=before, after=after))
    elif after is not None:
        parts.append(_tr("pain afterwards {after} of 10").format(after=after))
    if session.pain_peak is not None:
        parts.append(_tr("worst {peak}").format(peak=session.pain_peak))
    if session.hurt_sharply:
        parts.append(_tr("sharp pain"))
    return " · ".join(parts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("JournalWords", text)
