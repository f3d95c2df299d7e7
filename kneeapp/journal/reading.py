"""Reading the journal: entries, the newest of a kind, what is unfinished, facts, raw rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kneeapp.base.errors import UserError
from kneeapp.journal import rows
from kneeapp.journal.model import Entry, MapRecord, NoteRecord, Stamp
from kneeapp.journal.schema import DETAIL_OF
from kneeapp.journal.tables import Tables

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Mapping

    from kneeapp.base.clock import Clock
    from kneeapp.body.marks import PainMap
    from kneeapp.journal.model import Detail, SetDone

_MORNING_DAYS = 2


class Reading:
    """What can be asked of an open journal; it changes nothing."""

    def __init__(self, db: sqlite3.Connection, clock: Clock) -> None:
        self._tables = Tables(db)
        self._clock = clock

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
        for entry in self.sessions(10):
            if 1 <= (today - entry.at.day).days <= _MORNING_DAYS:
                sql = "SELECT 1 FROM pain WHERE session_id = ?"
                return None if self._tables.read(sql, entry.id) else entry
        return None

    def sets(self, session_id: int) -> tuple[SetDone, ...]:
        """The finished sets of a session, in order."""
        found = self._tables.belonging("set_done", session_id)
        return tuple(rows.set_done(row) for row in sorted(found, key=_row_id))

    def profile(self) -> dict[str, Any]:
        """Facts about the person, as last saved."""
        found = self._tables.read("SELECT fact, value FROM profile ORDER BY fact")
        return {row["fact"]: json.loads(row["value"]) for row in found}

    def query(self, sql: str, values: Mapping[str, Any]) -> list[sqlite3.Row]:
        """The rows of a query of this room (see `look`)."""
        return self._tables.read_named(sql, values)

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """Every row of every table, for export."""
        return self._tables.all_rows()

    def json_rows(self, table: str, opened: Collection[str]) -> list[str]:
        """Every row of a table as a JSON object; the ``opened`` columns hold JSON already.

        Raises:
            UserError: such a column holds something else.
        """
        return self._tables.json_rows(table, opened)

    # Inside.

    def _stamp(self) -> Stamp:
        return Stamp.of(self._clock.wall())

    def _of_kind(self, kind: str, limit: int | None) -> list[Entry]:
        sql = "SELECT * FROM entry WHERE kind = ? ORDER BY at_utc DESC, id DESC LIMIT ?"
        return [self._entry(row) for row in self._tables.read(sql, kind, _limit(limit))]

    def _entry(self, row: sqlite3.Row) -> Entry:
        try:
            detail = self._detail(row["kind"], row["id"])
        except (ValueError, LookupError, TypeError):
            # A page can be damaged so that SQLite does not notice; the other entries are fine.
            detail = NoteRecord(f"This entry ({row['kind']}) can no longer be read.")
        return Entry(row["id"], rows.stamp_or_epoch(row), detail)

    def _detail(self, kind: str, entry_id: int) -> Detail:
        row = self._tables.belonging(DETAIL_OF[kind], entry_id)[0]
        if kind != "session":
            return rows.read(kind, row)
        sql = "SELECT count(*) FROM set_done WHERE session_id = ?"
        return rows.session(row, int(self._tables.read(sql, entry_id)[0][0]))


def _row_id(row: sqlite3.Row) -> int:
    return int(row["id"])


def _limit(limit: int | None) -> int:
    return -1 if limit is None else limit
