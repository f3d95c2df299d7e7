"""Copies beside the journal: one for each day of use, thinned with age; one before big changes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kneeapp.base.errors import UserError
from kneeapp.journal import disk

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable
    from datetime import datetime
    from pathlib import Path

DAYS, WEEKS, MONTHS = 7, 4, 12
"""Copies kept: the newest of each of so many days of use, weeks and months."""

KEPT_BEFORE = 3
"""Copies kept of those made before a big change."""

_DAILY = ".backup-"
_BEFORE = ".before-"


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy and what is in it.

    Attributes:
        path: the file.
        entries: how many entries it holds.
        first: day of its oldest entry, or ``None`` when it is empty.
        last: day of its newest entry.
    """

    path: Path
    entries: int
    first: date | None
    last: date | None


def kept(days: Iterable[date]) -> set[date]:
    """Which of the days keep their copy: the newest of each day, week and month, while few enough.

    A copy that was the newest of its month stays so, whatever is thinned before it.
    """
    newest_first = sorted(set(days), reverse=True)
    return (
        _newest_of_each(newest_first, date.toordinal, DAYS)
        | _newest_of_each(newest_first, lambda day: day.isocalendar()[:2], WEEKS)
        | _newest_of_each(newest_first, lambda day: (day.year, day.month), MONTHS)
    )


def _newest_of_each(
    newest_first: Iterable[date], span: Callable[[date], Hashable], most: int
) -> set[date]:
    found: dict[Hashable, date] = {}
    for day in newest_first:
        found.setdefault(span(day), day)
    return set(list(found.values())[:most])


def daily_of(path: Path) -> list[Path]:
    """The daily copies, newest first."""
    return sorted((p for p in _with(path, _DAILY) if _day(p) is not None), reverse=True)


def beside(path: Path) -> list[Path]:
    """Every other file this room made: copies and damaged files set aside."""
    return sorted(path.parent.glob(f"{path.name}.*"))


def make_daily(db: sqlite3.Connection, path: Path, now: datetime) -> Path | None:
    """One copy per day of use; a full disk must not stop the journal from opening.

    Returns:
        The copy, or ``None`` when there is one of today already or none could be made.
    """
    target = path.with_name(f"{path.name}{_DAILY}{now:%Y-%m-%d}")
    if target.exists():
        return None
    try:
        disk.copy_to(db, target)
    except (sqlite3.Error, OSError):
        target.with_name(target.name + ".part").unlink(missing_ok=True)
        return None
    there = {_day(copy): copy for copy in daily_of(path)}
    keep = kept(day for day in there if day)
    for day, copy in there.items():
        if day not in keep:
            copy.unlink(missing_ok=True)
    return target


def make_before(
    db: sqlite3.Connection, path: Path, what: str, now: datetime, spare: Path | None = None
) -> Path:
    """A copy before a big change, named after it; of older ones few are kept, and ``spare``.

    Raises:
        sqlite3.Error: the copy could not be made; then the change must not be made either.
        OSError: likewise.
    """
    target = disk.free_name(path.with_name(f"{path.name}{_BEFORE}{what}-{now:%Y-%m-%dT%H%M%S}"))
    disk.copy_to(db, target)
    made = [copy for copy in _newest_first(_with(path, _BEFORE)) if "version" not in copy.name]
    for old in made[KEPT_BEFORE:]:
        if old != spare:
            old.unlink(missing_ok=True)
    return target


def listed(path: Path) -> list[Backup]:
    """Every copy that can be opened, newest first, with what is in it.

    Their pages are checked only when one is brought back: that would take long for many large ones.
    """
    copies = _newest_first([*daily_of(path), *_with(path, _BEFORE)])
    return [found for copy in copies if (found := preview(copy, pages=False))]


def preview(path: Path, *, pages: bool = True) -> Backup | None:
    """What is in a copy; ``None`` when it cannot be trusted, as far as it was checked."""
    try:
        disk.refuse_strangers(path)
        with closing(disk.connect_read_only(path)) as db:
            if pages and db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                return None
            row = db.execute("SELECT count(*), min(at_utc), max(at_utc) FROM entry").fetchone()
    except (disk.DamagedError, UserError, sqlite3.Error, OSError, UnicodeDecodeError):
        return None
    return Backup(path, int(row[0]), _date(row[1]), _date(row[2]))


def newest_good(path: Path) -> Path | None:
    """The newest copy that is whole."""
    return next((copy for copy in daily_of(path) if preview(copy) is not None), None)


def bring_back(db: sqlite3.Connection, copy: Path) -> None:
    """Put what a copy holds in the place of what the journal holds, in one step."""
    with closing(disk.connect_read_only(copy)) as source:
        source.backup(db)
    disk.migrate(db)


def _newest_first(copies: list[Path]) -> list[Path]:
    return sorted(copies, key=lambda copy: copy.stat().st_mtime_ns, reverse=True)


def _with(path: Path, mark: str) -> list[Path]:
    return [p for p in path.parent.glob(f"{path.name}{mark}*[0-9]") if p.is_file()]


def _day(copy: Path) -> date | None:
    return _date(copy.name.rpartition(_DAILY)[2])


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
