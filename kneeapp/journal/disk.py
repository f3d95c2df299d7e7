"""The SQLite file as such: connections, transactions, private copies, and errors in plain words."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from kneeapp.base.errors import UserError
from kneeapp.journal.schema import APPLICATION_ID, MIGRATIONS, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MAGIC = b"SQLite format 3\0"
_HEADER = 100
_PRAGMAS = (
    "PRAGMA journal_mode = DELETE",
    # EXTRA is FULL that also syncs the folder: else the rollback journal, deleted to commit, could
    # be there again after a power cut and take the commit back (tests/unit/journal/test_power.py).
    "PRAGMA synchronous = EXTRA",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA busy_timeout = 2000",
    "PRAGMA cache_size = -32768",  # KiB: ten years of entries are read more than once
)
_SENTENCES = {
    sqlite3.SQLITE_FULL: (
        "The disk is full, so this was not saved in your journal.",
        "Make some room on the disk, then try again.",
    ),
    sqlite3.SQLITE_READONLY: (
        "The journal cannot be changed: its file or folder is read-only.",
        "Check the rights of the folder, then start Kneeapp again.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "The journal file cannot be opened.",
        "Check the rights of its folder, then start Kneeapp again.",
    ),
    sqlite3.SQLITE_BUSY: (
        "Another program is using the journal right now, so this was not saved.",
        "Close the other program, then try again.",
    ),
    sqlite3.SQLITE_IOERR: (
        "The disk did not take the change, so this was not saved in your journal.",
        "Check that the disk is well and has room, then try again.",
    ),
}
_DAMAGED = ("The journal file is damaged.", "Start Kneeapp again; the file is kept for you.")
_DAMAGE_CODES = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)


class DamagedError(Exception):
    """The file is there but cannot be trusted."""


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn what SQLite or the disk says into one sentence for a person.

    Raises:
        UserError: for every failure of SQLite or the file system inside the block.
    """
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        text, hint = _SENTENCES.get(code, _DAMAGED)
        raise UserError(text, hint=hint) from error
    except OSError as error:
        raise UserError(
            f"The journal cannot be kept in this folder ({error.strerror or error}).",
            hint="Check that the folder exists and that you may write there.",
        ) from error


def connect(target: str) -> sqlite3.Connection:
    """A connection with our settings; transactions are begun by hand."""
    db = sqlite3.connect(target, isolation_level=None)
    db.row_factory = sqlite3.Row
    for pragma in _PRAGMAS:
        db.execute(pragma)
    return db


def connect_read_only(path: Path) -> sqlite3.Connection:
    """A connection that leaves the file and its folder as they are."""
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    db.row_factory = sqlite3.Row
    return db


def snapshot(db: sqlite3.Connection) -> sqlite3.Connection:
    """Everything as it is now, in memory; any one thread may read it."""
    copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    copy.row_factory = sqlite3.Row
    db.backup(copy)
    return copy


def connect_checked(path: Path, *, pages: bool) -> sqlite3.Connection:
    """Open and check: that the tables can be read, and if asked every page.

    Raises:
        DamagedError: SQLite finds the file broken.
    """
    db: sqlite3.Connection | None = None
    try:
        db = connect(str(path))
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        verdict = db.execute("PRAGMA quick_check(1)").fetchone()[0] if pages else "ok"
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if db is not None:
            db.close()
        if isinstance(error, sqlite3.OperationalError) and not _is_damage(error):
            raise
        raise DamagedError from error
    if verdict != "ok":
        db.close()
        raise DamagedError(verdict)
    return db


def refuse_strangers(path: Path) -> None:
    """Judge by the header alone, so that a file that is not for us stays as it is.

    Raises:
        DamagedError: there is no header, and nothing that SQLite could roll back.
        UserError: the file is newer than this program or not a journal.
    """
    with path.open("rb") as file:
        head = file.read(_HEADER)
    hot = path.with_name(path.name + "-journal")
    if not head or (hot.exists() and hot.stat().st_size):
        return
    if len(head) < _HEADER or not head.startswith(_MAGIC):
        raise DamagedError
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise UserError(
            f"{path.name} belongs to another program, so Kneeapp leaves it alone.",
            hint="Move that file away, then start Kneeapp again.",
        )
    if int.from_bytes(head[60:64], "big") > VERSION:
        raise UserError(
            "Your journal was written by a newer Kneeapp, so this one leaves it alone.",
            hint="Use the newer Kneeapp to open it.",
        )


def version_of(db: sqlite3.Connection) -> int:
    """The number of migrations a file has seen."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: sqlite3.Connection) -> None:
    """Bring the tables to the present version, in one transaction."""
    version = version_of(db)
    if version == VERSION:
        return
    # A rebuilt table is dropped first; with foreign keys on that would take its rows elsewhere.
    db.execute("PRAGMA foreign_keys = OFF")
    try:
        with transaction(db):
            for step in MIGRATIONS[version:]:
                for statement in step:
                    db.execute(statement)
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {VERSION}")
    finally:
        db.execute("PRAGMA foreign_keys = ON")


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All of the block or none of it, on disk when the block ends."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def create_private(path: Path) -> None:
    """Make folder (0700) and file (0600) before SQLite could make them readable for others."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        if path.is_file() and path.stat().st_mode & 0o077:
            path.chmod(0o600)


def copy_to(db: sqlite3.Connection, target: Path) -> None:
    """A private, complete copy of the open journal; appears under its name only when whole."""
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    create_private(part)
    with closing(sqlite3.connect(part)) as copy:
        db.backup(copy)
    part.replace(target)


def free_name(wanted: Path) -> Path:
    """The wanted path, or one with a number at its end when that is taken."""
    target, number = wanted, 1
    while target.exists():
        number += 1
        target = wanted.with_name(f"{wanted.name}-{number}")
    return target


def _is_damage(error: sqlite3.Error) -> bool:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    return code in _DAMAGE_CODES
