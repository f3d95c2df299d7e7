"""The journal: every entry is on disk when the method that wrote it returns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from kneeapp.base.errors import UserError
from kneeapp.journal import backups, columns, disk, file, rows
from kneeapp.journal.model import (
    AnswerRecord,
    Before,
    Detail,
    MapRecord,
    Moment,
    NoteRecord,
    PainRecord,
    SessionPlan,
    SetDone,
    Stamp,
    Status,
)
from kneeapp.journal.reading import Reading
from kneeapp.journal.schema import DETAIL_OF, DETAIL_TABLES, TABLES
from kneeapp.journal.tables import stamp_columns

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from pathlib import Path
    from threading import Thread

    from kneeapp.base.clock import Clock
    from kneeapp.body.marks import PainMap
    from kneeapp.journal.merge import Merged, TableRows
    from kneeapp.journal.model import Json


class Journal(Reading):
    """Adds, changes, deletes, brings back and reads entries; one transaction for each action.

    Attributes:
        path: the file, or ``None`` for a journal that lives in memory only.
        notice: a sentence for the person about what happened at opening; empty when all is well.
    """

    def __init__(
        self, db: sqlite3.Connection, clock: Clock, path: Path | None = None, notice: str = ""
    ) -> None:
        super().__init__(db, clock)
        self.path = path
        self.notice = notice
        self._tending: Thread | None = None

    @classmethod
    def open(cls, path: Path, clock: Clock) -> Journal:
        """Open the file, made private when missing.

        A damaged file is set aside under another name, the newest good backup takes its place,
        and `notice` says so.

        Raises:
            UserError: the file is newer than this program, is not a journal, or cannot be opened.
        """
        opened = file.open_file(path, clock.wall())
        journal = cls(opened.db, clock, path, opened.notice)
        journal._tending = opened.tending
        return journal

    @classmethod
    def in_memory(cls, clock: Clock) -> Journal:
        """A journal that is gone when the program ends."""
        db = disk.connect(":memory:")
        disk.migrate(db)
        return cls(db, clock)

    def snapshot(self) -> Journal:
        """What it holds now, in memory, for another thread to read and close."""
        with disk.plain_errors():
            return Journal(disk.snapshot(self._tables.db), self._clock)

    def close(self) -> None:
        """Let go of the file."""
        self._wait()
        self._tables.db.close()

    def trouble(self) -> str:
        """What a check since the start found wrong with the file; empty when all is well."""
        if self.path is None or not file.is_suspect(self.path):
            return ""
        return (
            "A check found your journal file damaged. Close Kneeapp and open it again:"
            " it is mended then, and the damaged file is kept."
        )

    # Writing. Each raises UserError when nothing was saved.

    def add(self, detail: Detail, at: Stamp | None = None) -> int:
        """Keep anything; returns the id of the entry.

        Args:
            detail: what to keep.
            at: when it happened; now when not given.
        """
        kind, row = columns.of(detail)
        with self._tables.writing():
            return self._insert(kind, at or self._stamp(), row)

    def add_map(self, pain_map: PainMap) -> int:
        """Keep where it hurts; returns the id of the entry."""
        return self.add(MapRecord("", pain_map))

    def add_answer(self, record: AnswerRecord) -> int:
        """Keep what the check said; returns the id of the entry."""
        return self.add(record)

    def add_pain(self, moment: Moment | str, value: int, session_id: int | None = None) -> int:
        """Keep one pain figure, 0 to 10; returns the id of the entry."""
        return self.add(PainRecord(Moment(moment), value, session_id))

    def add_note(self, text: str) -> int:
        """Keep the person's own words; returns the id of the entry."""
        return self.add(NoteRecord(text))

    def change(self, entry_id: int, detail: Detail, at: Stamp | None = None) -> Before:
        """Put another record, and if given another time, in the place of what an entry holds.

        Returns:
            What `undo` needs to take the change back.

        Raises:
            UserError: there is no such entry, or it is of another kind.
        """
        kind, row = columns.of(detail)
        with self._tables.writing():
            before = self._rows_of(entry_id)
            if before.rows["entry"][0]["kind"] != kind:
                raise UserError("An entry cannot become one of another kind.")
            entry = {"changed_utc": self._stamp().text} | (stamp_columns(at) if at else {})
            self._tables.update("entry", entry_id, entry)
            self._tables.update(DETAIL_OF[kind], entry_id, row)
        return before

    def delete(self, entry_id: int) -> Before:
        """Delete an entry for good; what is returned can bring it back.

        Raises:
            UserError: there is no such entry.
        """
        with self._tables.writing():
            before = self._rows_of(entry_id)
            self._tables.delete(entry_id)
        return before

    def undo(self, before: Before) -> Before:
        """Make an entry again what it was; what is returned does the change once more."""
        with self._tables.writing():
            there = bool(self._tables.belonging("entry", before.entry_id))
            now = self._rows_of(before.entry_id) if there else Before(before.entry_id, {})
            self._tables.delete(before.entry_id)
            for table in TABLES:
                for row in before.rows.get(table, ()):
                    self._tables.insert(table, row)
            if before.rows:
                for pain_id in before.referring:
                    self._tables.update("pain", pain_id, {"session_id": before.entry_id})
        return now

    def start_session(self, plan: SessionPlan) -> int:
        """Begin a session; returns its id."""
        row = columns.plan(plan) | {"status": Status.RUNNING.value}
        with self._tables.writing():
            return self._insert("session", self._stamp(), row)

    def add_set_done(self, session_id: int, done: SetDone, state: Json | None = None) -> None:
        """Keep a finished set and, in the same transaction, where the player is."""
        row = rows.set_columns(session_id, done) | stamp_columns(self._stamp())
        with self._tables.writing():
            self._tables.insert("set_done", row)
            if state is not None:
                self._tables.update("session", session_id, {"state": rows.dump(state)})

    def save_state(self, session_id: int, state: Json) -> None:
        """Keep the player's snapshot, for going on after a crash."""
        with self._tables.writing():
            self._tables.update("session", session_id, {"state": rows.dump(state)})

    def save_choice(self, session_id: int, choice: Json) -> None:
        """Keep what was chosen anew while the session runs, to build its timeline again."""
        with self._tables.writing():
            self._tables.update("session", session_id, {"choice": rows.dump(choice)})

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
        row = {name: columns.pain(value) for name, value in given.items() if value is not None}
        with self._tables.writing():
            self._update_session(session_id, row)

    def finish_session(self, session_id: int, status: Status | str, done_ms: int) -> None:
        """End a session; ``done_ms`` is the time done. The snapshot is no longer needed."""
        row = {
            "status": Status(status).value,
            "done_ms": done_ms,
            "ended_utc": self._stamp().text,
            "state": None,
        }
        with self._tables.writing():
            self._update_session(session_id, row)

    def save_profile(self, facts: Mapping[str, Any]) -> None:
        """Remember facts about the person (age, sex, history …) for the next check."""
        stamp = stamp_columns(self._stamp())
        with self._tables.writing():
            for fact, value in facts.items():
                self._tables.db.execute("DELETE FROM profile WHERE fact = ?", (fact,))
                self._tables.insert("profile", {"fact": fact, "value": rows.dump(value)} | stamp)

    # The journal as a whole.

    def merge(self, tables: TableRows, *, what: str = "import") -> Merged:
        """Join the rows of another journal, after a copy of this one was made.

        Raises:
            UserError: something in them cannot be read; then nothing was changed.
        """
        from kneeapp.journal.merge import merge

        self._copy_before(what)
        with self._tables.writing():
            return merge(self._tables.db, tables, strict=True)

    def backups(self) -> list[backups.Backup]:
        """The copies beside the file, newest first, with what is in them."""
        if self.path is None:
            return []
        with disk.plain_errors():
            return backups.listed(self.path)

    def bring_back(self, copy: Path) -> None:
        """Make the journal again what it was in a copy; a copy of today's is made first.

        Raises:
            UserError: the copy cannot be trusted, or the journal cannot be written.
        """
        if backups.preview(copy) is None:
            raise UserError("This copy is damaged and cannot be used.", hint="Choose another one.")
        self._copy_before("restore", copy)
        with disk.plain_errors():
            backups.bring_back(self._tables.db, copy)

    def delete_all(self) -> None:
        """Delete everything the journal holds, its backups and any damaged copies."""
        self._wait()
        self._tables.empty()
        if self.path is not None:
            with disk.plain_errors():
                for other in backups.beside(self.path):
                    other.unlink(missing_ok=True)

    # Inside.

    def _wait(self) -> None:
        if self._tending is not None:
            self._tending.join()

    def _insert(self, kind: str, at: Stamp, row: Mapping[str, Any]) -> int:
        entry = {"kind": kind, "uid": uuid4().hex, "changed_utc": self._stamp().text}
        entry_id = self._tables.insert("entry", entry | stamp_columns(at))
        self._tables.insert(DETAIL_OF[kind], {"entry_id": entry_id, **row})
        return entry_id

    def _update_session(self, session_id: int, row: Mapping[str, Any]) -> None:
        self._tables.update("session", session_id, row)
        self._tables.update("entry", session_id, {"changed_utc": self._stamp().text})

    def _copy_before(self, what: str, spare: Path | None = None) -> None:
        if self.path is not None:
            with disk.plain_errors():
                now = self._clock.wall()
                backups.make_before(self._tables.db, self.path, what, now, spare)

    def _rows_of(self, entry_id: int) -> Before:
        self.entry(entry_id)
        kept = {
            table: tuple(dict(row) for row in self._tables.belonging(table, entry_id))
            for table in ("entry", *DETAIL_TABLES, "set_done")
        }
        told = self._tables.read("SELECT entry_id FROM pain WHERE session_id = ?", entry_id)
        return Before(entry_id, kept, tuple(row[0] for row in told))
