"""Whatever a damaged journal file still holds, row by row, read from a copy of it."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kneeapp.journal import disk
from kneeapp.journal.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kneeapp.journal.merge import Row

_BLOCK = 256
_PAGE = 4096
_LEAST_BYTES_PER_ROW = 12
_LEAST_PATIENCE = 2000
_COST_WITHOUT_SUCCESS = 8  # a table of which nothing can be read is given up soon


def rows(damaged: Path, backup: Path | None) -> dict[str, list[Row]]:
    """Every row that can still be read, by table; the file itself is not touched.

    When the first page, which names the tables, is gone, that of the backup or of a new journal
    takes its place: the tables of all of them lie at the same pages.

    Args:
        damaged: the file set aside.
        backup: a whole copy from earlier, if there is one.
    """
    whole = damaged.read_bytes()
    best: dict[str, list[Row]] = {}
    with tempfile.TemporaryDirectory(prefix="kneeapp-") as folder:
        copy = Path(folder) / "copy.db"
        for candidate in _candidates(whole, backup, Path(folder)):
            copy.write_bytes(candidate)
            found = _read_all(copy)
            if len(found.get("entry", ())) > len(best.get("entry", ())):
                best = found
            if candidate is whole and best:
                break
    return best


def _candidates(whole: bytes, backup: Path | None, folder: Path) -> Iterator[bytes]:
    yield whole
    if backup is not None:
        yield _with_first_page(whole, backup.read_bytes())
    new = folder / "new.db"
    with closing(disk.connect(str(new))) as db:
        disk.migrate(db)
    yield _with_first_page(whole, new.read_bytes())


def _with_first_page(whole: bytes, donor: bytes) -> bytes:
    """The file with another first page that believes the length of the file, not its own count."""
    page = bytearray(donor[:_PAGE])
    page[28:32] = bytes(4)
    page[32:40] = bytes(8)  # no free pages: every page may hold something
    return bytes(page) + whole[_PAGE:]


def _read_all(copy: Path) -> dict[str, list[Row]]:
    try:
        with closing(sqlite3.connect(copy, isolation_level=None)) as db:
            db.row_factory = sqlite3.Row
            db.text_factory = _text
            db.execute("PRAGMA query_only = ON")
            db.execute("SELECT 1 FROM entry LIMIT 0")  # whether the tables' names can be read
            most = copy.stat().st_size // _LEAST_BYTES_PER_ROW
            return {table: _Reader(db, table, most).all_rows() for table in TABLES}
    except (sqlite3.Error, OSError, ValueError):
        return {}


class _Reader:
    """Reads a table by ranges of row numbers; a range with a bad page is halved and tried again.

    An entry's number is its rowid, so each look-up goes straight to its page.
    """

    def __init__(self, db: sqlite3.Connection, table: str, most: int) -> None:
        self._db = db
        self._table = table
        self._highest = self._last_given(most)
        self._failures_left = max(_LEAST_PATIENCE, self._highest // 2)
        self._found: list[Row] = []

    def all_rows(self) -> list[Row]:
        if self._table == "profile":
            return _try(self._db, "SELECT * FROM profile") or []
        for low in range(1, self._highest + 1, _BLOCK):
            self._range(low, low + _BLOCK - 1)
        return self._found

    def _range(self, low: int, high: int) -> None:
        if self._failures_left <= 0:
            return
        sql = f"SELECT * FROM {self._table} WHERE rowid BETWEEN ? AND ?"  # noqa: S608 - own names
        block = _try(self._db, sql, low, high)
        if block is not None:
            self._found += block
            return
        self._failures_left -= 1 if self._found else _COST_WITHOUT_SUCCESS
        if low < high:
            middle = (low + high) // 2
            self._range(low, middle)
            self._range(middle + 1, high)

    def _last_given(self, most: int) -> int:
        sql = "SELECT seq FROM sqlite_sequence WHERE name = ?"
        name = self._table if self._table == "set_done" else "entry"
        given = _try(self._db, sql, name)
        if given and isinstance(given[0]["seq"], int):
            return min(given[0]["seq"], most)
        return 0 if given == [] else most


def _try(db: sqlite3.Connection, sql: str, *values: Any) -> list[Row] | None:  # noqa: ANN401
    try:
        return [dict(row) for row in db.execute(sql, values)]
    except (sqlite3.Error, OverflowError, ValueError):
        return None


def _text(raw: bytes) -> str:
    return raw.decode(errors="replace")
