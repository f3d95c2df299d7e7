"""Rows in and out of the open file. Every table and column name comes from this room's code."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kneeapp.journal import file
from kneeapp.journal.schema import DETAIL_TABLES, TABLES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from kneeapp.journal.model import Stamp

_KEYS = {"entry": "id", **dict.fromkeys(DETAIL_TABLES, "entry_id"), "set_done": "session_id"}
"""The column by which each table's rows belong to an entry."""


class Tables:
    """A thin hand around the connection; what fails is said in one sentence."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all of the block or none of it.

        Raises:
            UserError: nothing of the block was saved.
        """
        with file.plain_errors(), file.transaction(self.db):
            yield

    def read(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """The rows of a query."""
        with file.plain_errors():
            return self.db.execute(sql, values).fetchall()

    def belonging(self, table: str, entry_id: int) -> list[sqlite3.Row]:
        """The rows of one table that belong to an entry."""
        return self.read(f"SELECT * FROM {table} WHERE {_KEYS[table]} = ?", entry_id)  # noqa: S608

    def all_rows(self) -> dict[str, list[dict[str, Any]]]:
        """Every row of every table."""
        return {
            table: [dict(row) for row in self.read(f"SELECT * FROM {table} ORDER BY 1")]  # noqa: S608
            for table in TABLES
        }

    def insert(self, table: str, row: Mapping[str, Any]) -> int:
        """Add a row; returns its id. Only within `writing`."""
        marks = ", ".join("?" * len(row))
        sql = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"  # noqa: S608
        return int(self.db.execute(sql, tuple(row.values())).lastrowid or 0)

    def insert_entry(self, kind: str, table: str, stamp: Stamp, row: Mapping[str, Any]) -> int:
        """Add an entry and its detail in one transaction; returns its id."""
        with self.writing():
            entry_id = self.insert("entry", {"kind": kind} | stamp_columns(stamp))
            self.insert(table, {"entry_id": entry_id, **row})
        return entry_id

    def update_session(self, session_id: int, row: Mapping[str, Any]) -> None:
        """Change the given columns of a session. Only within `writing`."""
        if row:
            columns = ", ".join(f"{name} = ?" for name in row)
            sql = f"UPDATE session SET {columns} WHERE entry_id = ?"  # noqa: S608
            self.db.execute(sql, (*row.values(), session_id))

    def empty(self) -> None:
        """Delete every row and give the space back."""
        with self.writing():
            self.db.execute("DELETE FROM entry")
            self.db.execute("DELETE FROM profile")
            self.db.execute("DELETE FROM sqlite_sequence")
        with file.plain_errors():
            self.db.execute("VACUUM")


def stamp_columns(stamp: Stamp) -> dict[str, Any]:
    """The three columns of an instant."""
    return {"at_utc": stamp.text, "offset_min": stamp.offset_min, "zone": stamp.zone}
