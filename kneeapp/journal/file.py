"""The journal's file: private, checked, migrated, backed up. Opening it never loses anything."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from kneeapp.base.errors import UserError
from kneeapp.journal.schema import APPLICATION_ID, MIGRATIONS, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

KEPT_BACKUPS = 14
"""Days of use that have a backup."""

_MAGIC = b"SQLite format 3\0"
_PRAGMAS = (
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA busy_timeout = 2000",
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


def open_file(path: Path, now: datetime) -> tuple[sqlite3.Connection, str]:
    """Open the journal, mending what can be mended.

    Args:
        path: the journal file; made when missing.
        now: the wall time, for names of backups.

    Returns:
        The connection and a sentence for the person, empty when all is well.

    Raises:
        UserError: the file is newer than this program, not a journal, or cannot be opened.
    """
    with plain_errors():
        _create_private(path)
        try:
            return _open_checked(path, now), ""
        except DamagedError:
            aside = set_aside(path, now)
        backup = _newest_good_backup(path)
        _create_private(path)
        if backup is not None:
            path.write_bytes(backup.read_bytes())
    return _reopen(path, now, aside, backup)


def _reopen(
    path: Path, now: datetime, aside: Path, backup: Path | None
) -> tuple[sqlite3.Connection, str]:
    told = f"Your journal file was damaged. It is kept as {aside.name}. "
    told += "Your last backup is open now." if backup else "A new, empty journal is open now."
    with plain_errors():
        return _open_checked(path, now), told


def _create_private(path: Path) -> None:
    """Make folder (0700) and file (0600) before SQLite could make them readable for others."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        if path.is_file() and path.stat().st_mode & 0o077:
            path.chmod(0o600)


def _open_checked(path: Path, now: datetime) -> sqlite3.Connection:
    _refuse_strangers(path)
    db = _checked_connection(path)
    try:
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
        if version:
            _daily_backup(db, path, now)
        migrate(db, path, version)
    except BaseException:
        db.close()
        raise
    return db


def _refuse_strangers(path: Path) -> None:
    """Judge by the header alone, so that a file that is not for us stays as it is.

    Raises:
        DamagedError: there is no header, and nothing that SQLite could roll back.
        UserError: the file is newer than this program or not a journal.
    """
    with path.open("rb") as file:
        head = file.read(100)
    hot = path.with_name(path.name + "-journal")
    if not head or (hot.exists() and hot.stat().st_size):
        return
    if len(head) < 100 or not head.startswith(_MAGIC):
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


def _checked_connection(path: Path) -> sqlite3.Connection:
    """Open and check the pages.

    Raises:
        DamagedError: SQLite finds the file broken.
    """
    db: sqlite3.Connection | None = None
    try:
        db = connect(str(path))
        verdict = db.execute("PRAGMA quick_check(1)").fetchone()[0]
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


def _is_damage(error: sqlite3.Error) -> bool:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)


def migrate(db: sqlite3.Connection, path: Path | None, version: int) -> None:
    """Bring the tables from ``version`` to the present one, a backup before the first step."""
    if version == VERSION:
        return
    if version and path is not None:
        copy_to(db, path.with_name(f"{path.name}.before-version-{version + 1}"))
    with transaction(db):
        for step in MIGRATIONS[version:]:
            for statement in step:
                db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {VERSION}")


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


def copy_to(db: sqlite3.Connection, target: Path) -> None:
    """A private, complete copy of the open journal; appears under its name only when whole."""
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    _create_private(part)
    with closing(sqlite3.connect(part)) as copy:
        db.backup(copy)
    part.replace(target)


def backups(path: Path) -> list[Path]:
    """Daily backups, newest first."""
    return sorted(path.parent.glob(f"{path.name}.backup-*[0-9]"), reverse=True)


def beside(path: Path) -> list[Path]:
    """Every other file this room made: backups and damaged files set aside."""
    return sorted(path.parent.glob(f"{path.name}.*"))


def _daily_backup(db: sqlite3.Connection, path: Path, now: datetime) -> None:
    """One copy per day of use; a full disk must not stop the journal from opening."""
    target = path.with_name(f"{path.name}.backup-{now:%Y-%m-%d}")
    if target.exists():
        return
    try:
        copy_to(db, target)
    except (sqlite3.Error, OSError):
        return
    for old in backups(path)[KEPT_BACKUPS:]:
        old.unlink(missing_ok=True)


def _newest_good_backup(path: Path) -> Path | None:
    for candidate in backups(path):
        try:
            _refuse_strangers(candidate)
            _checked_connection(candidate).close()
        except (DamagedError, UserError, sqlite3.Error, OSError):
            continue
        return candidate
    return None


def set_aside(path: Path, now: datetime) -> Path:
    """Rename a damaged file; it is never deleted."""
    stem = f"{path.name}.damaged-{now:%Y-%m-%dT%H%M%S}"
    target = path.with_name(stem)
    number = 1
    while target.exists():
        number += 1
        target = path.with_name(f"{stem}-{number}")
    path.replace(target)
    hot = path.with_name(path.name + "-journal")
    if hot.exists():
        hot.replace(target.with_name(target.name + "-journal"))
    return target
