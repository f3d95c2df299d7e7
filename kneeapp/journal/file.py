"""Opening the journal's file: made private, checked, migrated, mended. It never loses anything.

A small file is checked and copied while it is opened. That would take too long for ten years of
entries, so a large one is copied after it was opened, once a day, by a thread that checks the copy;
a copy found broken has the file itself checked, and mended, at the next start.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from threading import Thread
from typing import TYPE_CHECKING

from kneeapp.journal import backups, disk
from kneeapp.journal.schema import VERSION

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


SMALL_BYTES = 4 * 2**20
"""Up to this size a check takes no longer than a blink (about 9 ms for each MiB)."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The open file.

    Attributes:
        db: the connection.
        notice: a sentence for the person, empty when all is well.
        tending: still copying and checking, or ``None``; wait for it before the file goes.
    """

    db: sqlite3.Connection
    notice: str = ""
    tending: Thread | None = None


def open_file(path: Path, now: datetime) -> Opened:
    """Open the journal, mending what can be mended.

    Args:
        path: the journal file; made when missing.
        now: the wall time, for names of backups.

    Raises:
        UserError: the file is newer than this program, not a journal, or cannot be opened.
    """
    with disk.plain_errors():
        disk.create_private(path)
        try:
            return _open_checked(path, now)
        except disk.DamagedError:
            aside = set_aside(path, now)
        return _replace(path, now, aside)


def _replace(path: Path, now: datetime, aside: Path) -> Opened:
    """The newest whole backup, with whatever else the damaged file still holds."""
    from kneeapp.journal import merge, salvage

    backup = backups.newest_good(path)
    with closing(disk.connect(":memory:")) as found:
        disk.migrate(found)
        if backup is not None:
            backups.bring_back(found, backup)
        held = salvage.rows(aside, backup)
        with disk.transaction(found):
            saved = merge.merge(found, held, strict=False).added
        disk.create_private(path)
        disk.copy_to(found, path)
    _suspect(path).unlink(missing_ok=True)
    return replace(_open_checked(path, now), notice=_told(aside, backup, saved))


def _told(aside: Path, backup: Path | None, saved: int) -> str:
    entries = f"{saved} {'entry' if saved == 1 else 'entries'}"
    told = f"Your journal file was damaged. It is kept as {aside.name}. "
    if backup is not None:
        more = f", with {entries} more out of the damaged file" if saved else ""
        return f"{told}Your backup of {backup.name[-10:]} is open now{more}."
    if saved:
        return f"{told}{entries.capitalize()} could be saved and are open now."
    return f"{told}Nothing in it could be read, so a new, empty journal is open now."


def _open_checked(path: Path, now: datetime) -> Opened:
    disk.refuse_strangers(path)
    suspect = _suspect(path)
    whole = path.stat().st_size <= SMALL_BYTES or suspect.exists()
    db = disk.connect_checked(path, pages=whole)
    try:
        if whole:
            suspect.unlink(missing_ok=True)  # before the thread below, which may make it anew
        tending = _bring_up_to_date(db, path, now, whole=whole)
    except BaseException:
        db.close()
        raise
    return Opened(db, tending=tending)


def _bring_up_to_date(
    db: sqlite3.Connection, path: Path, now: datetime, *, whole: bool
) -> Thread | None:
    """The copy of the day and newer tables; the thread that copies when it is not yet ``whole``."""
    version = disk.version_of(db)
    if version and whole:
        backups.make_daily(db, path, now)
    if 0 < version < VERSION:
        disk.copy_to(db, path.with_name(f"{path.name}.before-version-{VERSION}"))
    disk.migrate(db)
    if whole or not version:
        return None
    tending = Thread(target=_tend, args=(path, now), name="journal backup")
    tending.start()
    return tending


def _tend(path: Path, now: datetime) -> None:
    """Make and check the copy of the day of a large file."""
    try:
        with closing(disk.connect(str(path))) as db:
            made = backups.make_daily(db, path, now)
        if made is not None and backups.preview(made) is None:
            made.unlink(missing_ok=True)
            disk.create_private(_suspect(path))
    except (sqlite3.Error, OSError):
        return  # the next start tries again


def is_suspect(path: Path) -> bool:
    """Whether a check since the start found the file broken; the next start mends it."""
    return _suspect(path).exists()


def _suspect(path: Path) -> Path:
    """There while a copy was found broken and the file was not looked at yet."""
    return path.with_name(f"{path.name}.suspect")


def set_aside(path: Path, now: datetime) -> Path:
    """Rename a damaged file; it is never deleted."""
    target = disk.free_name(path.with_name(f"{path.name}.damaged-{now:%Y-%m-%dT%H%M%S}"))
    path.replace(target)
    hot = path.with_name(path.name + "-journal")
    if hot.exists():
        hot.replace(target.with_name(target.name + "-journal"))
    return target
