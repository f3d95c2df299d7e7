"""Rows from elsewhere (an export, a damaged file) joined with those the journal holds."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from kneeapp.base.errors import UserError
from kneeapp.journal import rows
from kneeapp.journal.schema import DETAIL_OF, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Row: TypeAlias = dict[str, Any]
TableRows: TypeAlias = "Mapping[str, Sequence[Row]]"
"""Rows by the name of their table, as `Journal.rows` gives them."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of it: entries new here, entries that were newer there, entries known already."""

    added: int = 0
    changed: int = 0
    known: int = 0
    unreadable: int = 0


def upgrade(tables: TableRows) -> dict[str, list[Row]]:
    """Rows of any older version as the present tables want them."""
    made = {name: [dict(row) for row in tables.get(name, ())] for name in TABLES}
    for row in made["entry"]:
        row.setdefault("uid", f"v2-{row.get('id')}-{row.get('at_utc')}")
        row.setdefault("changed_utc", row.get("at_utc"))
    return made


def merge(db: sqlite3.Connection, tables: TableRows, *, strict: bool) -> Merged:
    """Join rows into the open journal, inside a transaction that the caller holds.

    An entry is known by its ``uid``; of two states of one entry the one changed last stays.

    Args:
        db: the open journal.
        tables: the rows.
        strict: refuse everything when one row cannot be read; else leave that entry out.

    Raises:
        UserError: a row cannot be read, and ``strict``.
    """
    return _Merge(db, upgrade(tables), strict=strict).run()


class _Merge:
    def __init__(
        self, db: sqlite3.Connection, tables: dict[str, list[Row]], *, strict: bool
    ) -> None:
        self._db = db
        self._strict = strict
        self._tables = tables
        self._details = {
            table: {row.get("entry_id"): row for row in tables[table]}
            for table in DETAIL_OF.values()
        }
        self._ids: dict[int, int] = {}
        self._counts = dict.fromkeys(("added", "changed", "known", "unreadable"), 0)
        self._columns = {name: _columns(db, name) for name in TABLES}

    def run(self) -> Merged:
        taken = [entry for entry in self._tables["entry"] if self._take(entry)]
        self._sets({entry["id"] for entry in taken})
        self._sessions_of_pain(taken)
        self._profile()
        return Merged(**self._counts)

    def _take(self, entry: Row) -> bool:
        self._db.execute("SAVEPOINT one_entry")
        try:
            outcome = self._one(entry)
        except (sqlite3.Error, UserError, ValueError, LookupError, TypeError) as problem:
            self._db.execute("ROLLBACK TO one_entry")
            self._db.execute("RELEASE one_entry")
            if self._strict:
                number = entry.get("id")
                raise UserError(f"Entry {number} of this file cannot be read.") from problem
            self._counts["unreadable"] += 1
            return False
        self._db.execute("RELEASE one_entry")
        self._counts[outcome] += 1
        return outcome != "known"

    def _one(self, entry: Row) -> str:
        kind = entry["kind"]
        detail = self._details[DETAIL_OF[kind]][entry["id"]]
        rows.stamp(entry)
        rows.read(kind, detail)
        sql = "SELECT id, changed_utc FROM entry WHERE uid = ?"
        there = self._db.execute(sql, (entry["uid"],)).fetchone()
        if there is not None:
            self._ids[entry["id"]] = there["id"]
            if there["changed_utc"] >= entry["changed_utc"]:
                return "known"
            self._replace(there["id"], entry, detail)
            return "changed"
        self._put(self._with_free_id(entry), detail)
        return "added"

    def _replace(self, here: int, entry: Row, detail: Row) -> None:
        told = self._db.execute("SELECT entry_id FROM pain WHERE session_id = ?", (here,))
        referring = [row["entry_id"] for row in told]
        self._db.execute("DELETE FROM entry WHERE id = ?", (here,))
        self._put(entry | {"id": here}, detail)
        for pain in referring:
            self._db.execute("UPDATE pain SET session_id = ? WHERE entry_id = ?", (here, pain))

    def _with_free_id(self, entry: Row) -> Row:
        taken = self._db.execute("SELECT 1 FROM entry WHERE id = ?", (entry["id"],)).fetchone()
        return {k: v for k, v in entry.items() if k != "id"} if taken else entry

    def _put(self, entry: Row, detail: Row) -> None:
        new_id = self._insert("entry", entry)
        self._ids[detail["entry_id"]] = new_id
        row = detail | {"entry_id": new_id}
        if "session_id" in row:
            row["session_id"] = None  # joined again when all sessions are here
        self._insert(DETAIL_OF[entry["kind"]], row)

    def _insert(self, table: str, row: Row) -> int:
        row = {name: row[name] for name in self._columns[table] if name in row}
        marks = ", ".join("?" * len(row))
        sql = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"  # noqa: S608 - own names
        return int(self._db.execute(sql, tuple(row.values())).lastrowid or 0)

    def _sets(self, taken: set[int]) -> None:
        for row in self._tables["set_done"]:
            if row.get("session_id") not in taken:
                continue
            here = row | {"session_id": self._ids[row["session_id"]]}
            sql = "SELECT 1 FROM set_done WHERE id = ?"
            if self._db.execute(sql, (row.get("id"),)).fetchone():
                here.pop("id")
            self._lenient("set_done", here)

    def _lenient(self, table: str, row: Row) -> None:
        try:
            self._insert(table, row)
        except (sqlite3.Error, ValueError, TypeError) as problem:
            if self._strict:
                raise UserError(f"A row of {table} in this file cannot be read.") from problem

    def _sessions_of_pain(self, taken: Iterable[Row]) -> None:
        for entry in taken:
            session = self._details["pain"].get(entry["id"], {}).get("session_id")
            if entry["kind"] == "pain" and session in self._ids:
                sql = "UPDATE pain SET session_id = ? WHERE entry_id = ?"
                try:
                    self._db.execute(sql, (self._ids[session], self._ids[entry["id"]]))
                except sqlite3.IntegrityError:
                    continue  # what it names is no session here

    def _profile(self) -> None:
        for row in self._tables["profile"]:
            sql = "SELECT at_utc FROM profile WHERE fact = ?"
            there = self._db.execute(sql, (row.get("fact"),)).fetchone()
            if there is not None and there["at_utc"] >= str(row.get("at_utc")):
                continue
            self._db.execute("DELETE FROM profile WHERE fact = ?", (row.get("fact"),))
            self._lenient("profile", row)


def _columns(db: sqlite3.Connection, table: str) -> tuple[str, ...]:
    return tuple(row["name"] for row in db.execute(f"PRAGMA table_info({table})"))
