"""Rows in and out of the open file. Every table and column name comes from this room's code."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kneeapp.journal import disk
from kneeapp.journal.schema import DETAIL_TABLES, TABLES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterator, Mapping

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
        with disk.plain_errors(), disk.transaction(self.db):
            yield

    def read(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """The rows of a query."""
        with disk.plain_errors():
            return self.db.execute(sql, values).fetchall()

    def read_named(self, sql: str, values: Mapping[str, Any]) -> list[sqlite3.Row]:
        """The rows of a query with named values."""
        with disk.plain_errors():
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

    def json_rows(self, table: str, opened: Collection[str]) -> list[str]:
        """Every row of a table as a JSON object; the ``opened`` columns hold JSON already."""
        names = [str(row["name"]) for row in self.read(f"PRAGMA table_info({table})")]
        values = [
            f"'{name}', json({name})" if name in opened else f"'{name}', {name}" for name in names
        ]
        sql = f"SELECT json_object({', '.join(values)}) FROM {table} ORDER BY {names[0]}"  # noqa: S608
        return [row[0] for row in self.read(sql)]

    def insert(self, table: str, row: Mapping[str, Any]) -> int:
        """Add a row; returns its id. Only within `writing`."""
        marks = ", ".join("?" * len(row))
        sql = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"  # noqa: S608
        return int(self.db.execute(sql, tuple(row.values())).lastrowid or 0)

    def update(self, table: str, entry_id: int, row: Mapping[str, Any]) -> None:
        """Change the given columns of the row that belongs to an entry. Only within `writing`."""
        if row:
            columns = ", ".join(f"{name} = ?" for name in row)
            sql = f"UPDATE {table} SET {columns} WHERE {_KEYS[table]} = ?"  # noqa: S608
            self.db.execute(sql, (*row.values(), entry_id))

    def delete(self, entry_id: int) -> None:
        """Delete an entry and all that belongs to it. Only within `writing`."""
        self.db.execute("DELETE FROM entry WHERE id = ?", (entry_id,))

    def empty(self) -> None:
        """Delete every row and give the space back."""
        with self.writing():
            self.db.execute("DELETE FROM entry")
            self.db.execute("DELETE FROM profile")
            self.db.execute("DELETE FROM sqlite_sequence")
        with disk.plain_errors():
            self.db.execute("VACUUM")


def stamp_columns(stamp: Stamp) -> dict[str, Any]:
    """The three columns of an instant."""
    return {"at_utc": stamp.text, "offset_min": stamp.offset_min, "zone": stamp.zone}
