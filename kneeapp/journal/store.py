"""The journal: every entry is on disk when the method that wrote it returns."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kneeapp.base.errors import UserError
from kneeapp.body.marks import to_json
from kneeapp.body.readback import read_back
from kneeapp.journal import file, rows
from kneeapp.journal.model import (
    AnswerRecord,
    Deleted,
    Detail,
    Entry,
    MapRecord,
    Moment,
    NoteRecord,
    SessionPlan,
    SetDone,
    Stamp,
    Status,
)
from kneeapp.journal.schema import DETAIL_TABLES, TABLES
from kneeapp.journal.tables import Tables, stamp_columns

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from pathlib import Path

    from kneeapp.base.clock import Clock
    from kneeapp.body.marks import PainMap
    from kneeapp.journal.model import Json

_LONGEST_NOTE = 20_000
_WORST_PAIN = 10
_MORNING_DAYS = 2


class Journal:
    """Adds, reads, deletes and restores entries; one transaction for each action.

    Attributes:
        path: the file, or ``None`` for a journal that lives in memory only.
        notice: a sentence for the person about what happened at opening; empty when all is well.
    """

    def __init__(
        self, db: sqlite3.Connection, clock: Clock, path: Path | None = None, notice: str = ""
    ) -> None:
        self._tables = Tables(db)
        self._clock = clock
        self.path = path
        self.notice = notice

    @classmethod
    def open(cls, path: Path, clock: Clock) -> Journal:
        """Open the file, made private when missing.

        A damaged file is set aside under another name, the newest good backup takes its place,
        and `notice` says so.

        Raises:
            UserError: the file is newer than this program, is not a journal, or cannot be opened.
        """
        db, notice = file.open_file(path, clock.wall())
        return cls(db, clock, path, notice)

    @classmethod
    def in_memory(cls, clock: Clock) -> Journal:
        """A journal that is gone when the program ends."""
        db = file.connect(":memory:")
        file.migrate(db, None, 0)
        return cls(db, clock)

    def close(self) -> None:
        """Let go of the file."""
        self._tables.db.close()

    # Writing. Each raises UserError when nothing was saved.

    def add_map(self, pain_map: PainMap) -> int:
        """Keep where it hurts; returns the id of the entry."""
        row = {"read_back": read_back(pain_map), "marks": rows.dump(to_json(pain_map))}
        return self._tables.insert_entry("map", "pain_map", self._stamp(), row)

    def add_answer(self, record: AnswerRecord) -> int:
        """Keep what the check said; returns the id of the entry."""
        row = {
            "urgency": record.urgency,
            "review_in_days": record.review_in_days,
            "summary": record.summary,
            "case_file": rows.dump(record.case_file),
            "reasons": rows.dump(record.reasons),
        }
        return self._tables.insert_entry("answer", "answer", self._stamp(), row)

    def add_pain(self, moment: Moment | str, value: int, session_id: int | None = None) -> int:
        """Keep one pain figure, 0 to 10; returns the id of the entry."""
        row = {
            "moment": Moment(moment).value,
            "value": _checked(value),
            "session_id": session_id,
        }
        return self._tables.insert_entry("pain", "pain", self._stamp(), row)

    def add_note(self, text: str) -> int:
        """Keep the person's own words; returns the id of the entry."""
        return self._tables.insert_entry("note", "note", self._stamp(), {"text": _words(text)})

    def change_note(self, entry_id: int, text: str) -> None:
        """Put new words in the place of old ones."""
        words = _words(text)
        with self._tables.writing():
            sql = "UPDATE note SET text = ? WHERE entry_id = ?"
            self._tables.db.execute(sql, (words, entry_id))

    def start_session(self, plan: SessionPlan) -> int:
        """Begin a session; returns its id."""
        row = {
            "routine": plan.routine,
            "title": plan.title,
            "side": plan.side,
            "choice": rows.dump(plan.choice),
            "status": Status.RUNNING.value,
            "planned_sets": plan.sets,
            "planned_ms": plan.length_ms,
            "pain_before": _checked(plan.pain_before),
        }
        return self._tables.insert_entry("session", "session", self._stamp(), row)

    def add_set_done(self, session_id: int, done: SetDone, state: Json | None = None) -> None:
        """Keep a finished set and, in the same transaction, where the player is."""
        row = rows.set_columns(session_id, done) | stamp_columns(self._stamp())
        with self._tables.writing():
            self._tables.insert("set_done", row)
            if state is not None:
                self._tables.update_session(session_id, {"state": rows.dump(state)})

    def save_state(self, session_id: int, state: Json) -> None:
        """Keep the player's snapshot, for going on after a crash."""
        with self._tables.writing():
            self._tables.update_session(session_id, {"state": rows.dump(state)})

    def set_session_pain(
        self,
        session_id: int,
        *,
        before: int | None = None,
        peak: int | None = None,
        after: int | None = None,
    ) -> None:
        """Fill in the pain figures that are given, 0 to 10; the others stay as they are."""
        given = {"pain_before": before, "pain_peak": peak, "pain_after": after}
        row = {name: _checked(value) for name, value in given.items() if value is not None}
        with self._tables.writing():
            self._tables.update_session(session_id, row)

    def finish_session(self, session_id: int, status: Status | str, done_ms: int) -> None:
        """End a session; ``done_ms`` is the time done. The snapshot is no longer needed."""
        row = {
            "status": Status(status).value,
            "done_ms": done_ms,
            "ended_utc": self._stamp().text,
            "state": None,
        }
        with self._tables.writing():
            self._tables.update_session(session_id, row)

    def save_profile(self, facts: Mapping[str, Any]) -> None:
        """Remember facts about the person (age, sex, history …) for the next check."""
        stamp = stamp_columns(self._stamp())
        with self._tables.writing():
            for fact, value in facts.items():
                self._tables.db.execute("DELETE FROM profile WHERE fact = ?", (fact,))
                self._tables.insert("profile", {"fact": fact, "value": rows.dump(value)} | stamp)

    # Deleting.

    def delete(self, entry_id: int) -> Deleted:
        """Delete an entry for good; what is returned can bring it back.

        Raises:
            UserError: there is no such entry.
        """
        with self._tables.writing():
            kept = self._rows_of(entry_id)
            self._tables.db.execute("DELETE FROM entry WHERE id = ?", (entry_id,))
        return kept

    def restore(self, deleted: Deleted) -> None:
        """Put a deleted entry back as it was."""
        with self._tables.writing():
            for table in TABLES:
                for row in deleted.rows.get(table, ()):
                    self._tables.insert(table, row)
            for pain_id in deleted.referring:
                sql = "UPDATE pain SET session_id = ? WHERE entry_id = ?"
                self._tables.db.execute(sql, (deleted.entry_id, pain_id))

    def delete_all(self) -> None:
        """Delete everything the journal holds, its backups and any damaged copies."""
        self._tables.empty()
        if self.path is not None:
            with file.plain_errors():
                for other in file.beside(self.path):
                    other.unlink(missing_ok=True)

    # Reading.

    def entries(self, limit: int | None = None) -> list[Entry]:
        """Entries, newest first; all of them when there is no limit."""
        sql = "SELECT * FROM entry ORDER BY at_utc DESC, id DESC LIMIT ?"
        return [self._entry(row) for row in self._tables.read(sql, _limit(limit))]

    def recent(self, limit: int = 50) -> list[Entry]:
        """The newest entries, newest first."""
        return self.entries(limit)

    def entry(self, entry_id: int) -> Entry:
        """One entry.

        Raises:
            UserError: there is no such entry.
        """
        found = self._tables.belonging("entry", entry_id)
        if not found:
            raise UserError("This entry is no longer in the journal.")
        return self._entry(found[0])

    def answers(self, limit: int | None = None) -> list[Entry]:
        """What the checks said, newest first."""
        return self._of_kind("answer", limit)

    def sessions(self, limit: int | None = None) -> list[Entry]:
        """Sessions, newest first."""
        return self._of_kind("session", limit)

    def last_map(self) -> PainMap | None:
        """The newest pain map."""
        found = self._of_kind("map", 1)
        detail = found[0].detail if found else None
        return detail.pain_map if isinstance(detail, MapRecord) else None

    def unfinished_session(self) -> Entry | None:
        """The session that was running when the program ended, if any."""
        sql = (
            "SELECT entry.* FROM entry JOIN session ON entry_id = id"
            " WHERE status = 'running' ORDER BY at_utc DESC, id DESC LIMIT 1"
        )
        found = self._tables.read(sql)
        return self._entry(found[0]) if found else None

    def morning_due(self) -> Entry | None:
        """The newest session of the last 2 days, not today's, without its next-morning figure."""
        today = self._stamp().day
        told = {row[0] for row in self._tables.read("SELECT session_id FROM pain")}
        for entry in self.sessions(10):
            if 1 <= (today - entry.at.day).days <= _MORNING_DAYS:
                return None if entry.id in told else entry
        return None

    def sets(self, session_id: int) -> tuple[SetDone, ...]:
        """The finished sets of a session, in order."""
        found = self._tables.belonging("set_done", session_id)
        return tuple(rows.set_done(row) for row in sorted(found, key=_row_id))

    def profile(self) -> dict[str, Any]:
        """Facts about the person, as last saved."""
        found = self._tables.read("SELECT fact, value FROM profile ORDER BY fact")
        return {row["fact"]: json.loads(row["value"]) for row in found}

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """Every row of every table, for export."""
        return self._tables.all_rows()

    # Inside.

    def _stamp(self) -> Stamp:
        return Stamp.of(self._clock.wall())

    def _of_kind(self, kind: str, limit: int | None) -> list[Entry]:
        sql = "SELECT * FROM entry WHERE kind = ? ORDER BY at_utc DESC, id DESC LIMIT ?"
        return [self._entry(row) for row in self._tables.read(sql, kind, _limit(limit))]

    def _rows_of(self, entry_id: int) -> Deleted:
        self.entry(entry_id)
        kept = {
            table: tuple(dict(row) for row in self._tables.belonging(table, entry_id))
            for table in ("entry", *DETAIL_TABLES, "set_done")
        }
        told = self._tables.read("SELECT entry_id FROM pain WHERE session_id = ?", entry_id)
        return Deleted(entry_id, kept, tuple(row[0] for row in told))

    def _entry(self, row: sqlite3.Row) -> Entry:
        try:
            detail = self._detail(row["kind"], row["id"])
        except (ValueError, LookupError, TypeError):
            # A page can be damaged so that SQLite does not notice; the other entries are fine.
            detail = NoteRecord(f"This entry ({row['kind']}) can no longer be read.")
        return Entry(row["id"], rows.stamp(row), detail)

    def _detail(self, kind: str, entry_id: int) -> Detail:
        row = self._tables.belonging("pain_map" if kind == "map" else kind, entry_id)[0]
        match kind:
            case "map":
                return rows.pain_map(row)
            case "answer":
                return rows.answer(row)
            case "session":
                sql = "SELECT count(*) FROM set_done WHERE session_id = ?"
                return rows.session(row, int(self._tables.read(sql, entry_id)[0][0]))
            case "pain":
                return rows.pain(row)
            case _:
                return rows.note(row)


def _row_id(row: sqlite3.Row) -> int:
    return int(row["id"])


def _limit(limit: int | None) -> int:
    return -1 if limit is None else limit


def _checked(value: int | None) -> int | None:
    if value is not None and not 0 <= value <= _WORST_PAIN:
        raise UserError(f"Pain is a number from 0 to 10, not {value}.")
    return value


def _words(text: str) -> str:
    text = text.strip()
    if not text:
        raise UserError("There are no words to save yet.", hint="Type your note first.")
    if len(text) > _LONGEST_NOTE:
        raise UserError("This note is too long to save.", hint="Split it into two notes.")
    return text
