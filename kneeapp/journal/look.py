"""Figures out of the journal for pictures and sentences: few columns of many entries, fast."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from kneeapp.base.errors import UserError
from kneeapp.body.marks import from_json
from kneeapp.journal import rows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator

    from kneeapp.body.marks import PainMap
    from kneeapp.journal.model import RunRecord, Stamp, SymptomRecord, TreatmentRecord
    from kneeapp.journal.store import Journal

_Record = TypeVar("_Record")

_DAY = "coalesce(date(at_utc, offset_min || ' minutes'), '1970-01-01')"
"""The person's day; 1970 for an instant that damage made unreadable."""
_FIGURES = f"""
    SELECT {_DAY} AS day, moment AS what, value FROM entry JOIN pain ON entry_id = id
        WHERE kind = 'pain' AND at_utc >= :since
    UNION ALL SELECT {_DAY}, 'before', pain_before FROM entry JOIN session ON entry_id = id
        WHERE kind = 'session' AND at_utc >= :since AND pain_before IS NOT NULL
    UNION ALL SELECT {_DAY}, 'during', pain_peak FROM entry JOIN session ON entry_id = id
        WHERE kind = 'session' AND at_utc >= :since AND pain_peak IS NOT NULL
    UNION ALL SELECT {_DAY}, 'after', pain_after FROM entry JOIN session ON entry_id = id
        WHERE kind = 'session' AND at_utc >= :since AND pain_after IS NOT NULL
    UNION ALL SELECT {_DAY}, 'run', pain FROM entry JOIN run ON entry_id = id
        WHERE kind = 'run' AND at_utc >= :since AND pain IS NOT NULL
    UNION ALL SELECT {_DAY}, 'map', (SELECT max(json_extract(value, '$.strength'))
        FROM json_each(marks, '$.marks')) FROM entry JOIN pain_map ON entry_id = id
        WHERE kind = 'map' AND at_utc >= :since AND json_valid(marks)
"""  # noqa: S608 - own words only


class Figure(NamedTuple):
    """One pain figure: the person's day, on what occasion (a `Moment`, "run" or "map"), 0 to 10."""

    day: date
    what: str
    value: int


@dataclass(frozen=True, slots=True)
class SessionDay:
    """A session by its day, title and sets done of sets planned."""

    day: date
    title: str
    done: int
    planned: int


@dataclass(frozen=True, slots=True)
class Hard:
    """How hard something was on a day, 0 to 10."""

    day: date
    what: str
    value: int


def figures(journal: Journal, since: date) -> list[Figure]:
    """Every pain figure from a day on, oldest day first."""
    found = journal.query(_FIGURES, {"since": since.isoformat()})
    made = (Figure(_date(d), w, v) for d, w, v in found if v is not None)
    return sorted(made, key=_day_of)


def ends(journal: Journal, since: date, each: int) -> list[Figure]:
    """Of each occasion the first and the last few figures from a day on, oldest day first."""
    sql = f"""
        SELECT day, what, value FROM (
            SELECT day, what, value, row_number() OVER told AS number,
                count(*) OVER (PARTITION BY what) AS many
            FROM ({_FIGURES}) WHERE value IS NOT NULL
            WINDOW told AS (PARTITION BY what ORDER BY day))
        WHERE number <= :each OR number > many - :each ORDER BY what, number
    """  # noqa: S608 - own words only
    found = journal.query(sql, {"since": since.isoformat(), "each": each})
    return [Figure(_date(day), what, value) for day, what, value in found]


def worst_by_day(journal: Journal, since: date) -> list[tuple[date, bool, int]]:
    """For each day from a day on the strongest figure, those of the morning after apart."""
    sql = f"""
        SELECT day, what = 'next_morning' AS morning, max(value) FROM ({_FIGURES})
        WHERE value IS NOT NULL GROUP BY 1, 2
    """  # noqa: S608 - own words only
    found = journal.query(sql, {"since": since.isoformat()})
    return [(_date(day), bool(morning), value) for day, morning, value in found]


def runs(journal: Journal, since: date) -> list[tuple[Stamp, RunRecord]]:
    """Runs from a day on, oldest first."""
    sql = """
        SELECT * FROM entry JOIN run ON entry_id = id
        WHERE kind = 'run' AND at_utc >= :since ORDER BY at_utc, id
    """
    found = journal.query(sql, {"since": since.isoformat()})
    return list(_readable(found, rows.run))


def sessions(journal: Journal, since: date) -> list[SessionDay]:
    """Sessions from a day on, oldest first."""
    sql = f"""
        SELECT {_DAY}, title, planned_sets,
            (SELECT count(*) FROM set_done WHERE session_id = entry.id)
        FROM entry JOIN session ON entry_id = entry.id
        WHERE kind = 'session' AND at_utc >= :since ORDER BY at_utc, entry.id
    """  # noqa: S608 - own words only
    found = journal.query(sql, {"since": since.isoformat()})
    return [SessionDay(_date(d), t, done, plan) for d, t, plan, done in found]


def hard_things(journal: Journal, since: date) -> list[Hard]:
    """What was found hard from a day on, oldest first."""
    sql = f"""
        SELECT {_DAY}, what, value FROM entry JOIN hard_thing ON entry_id = id
        WHERE kind = 'hard_thing' AND at_utc >= :since ORDER BY at_utc, id
    """  # noqa: S608 - own words only
    found = journal.query(sql, {"since": since.isoformat()})
    return [Hard(_date(d), what, value) for d, what, value in found]


def maps(journal: Journal, since: date, most: int = 100) -> list[tuple[datetime, PainMap]]:
    """The newest pain maps from a day on, oldest first; unreadable ones are left out."""
    sql = """
        SELECT at_utc, offset_min, zone, marks FROM entry JOIN pain_map ON entry_id = id
        WHERE kind = 'map' AND at_utc >= :since ORDER BY at_utc DESC, id DESC LIMIT :most
    """
    found = []
    for row in reversed(journal.query(sql, {"since": since.isoformat(), "most": most})):
        try:
            found.append((rows.stamp_or_epoch(row).local, from_json(json.loads(row["marks"]))))
        except (UserError, ValueError):
            continue
    return found


def treatments_and_symptoms(
    journal: Journal, since: date
) -> list[tuple[date, TreatmentRecord | SymptomRecord]]:
    """What was done and noticed from a day on, newest first."""
    found: list[tuple[Stamp, TreatmentRecord | SymptomRecord]] = []
    for kind, read in (("treatment", rows.treatment), ("symptom", rows.symptom)):
        sql = f"""
            SELECT * FROM entry JOIN {kind} ON entry_id = id
            WHERE kind = '{kind}' AND at_utc >= :since
        """  # noqa: S608 - own words only
        found += _readable(journal.query(sql, {"since": since.isoformat()}), read)
    found.sort(key=_instant, reverse=True)
    return [(at.day, detail) for at, detail in found]


def active_days(journal: Journal, since: date) -> dict[date, set[str]]:
    """For each day from a day on on which anything was told: the kinds of its entries."""
    sql = f"SELECT DISTINCT {_DAY}, kind FROM entry WHERE at_utc >= :since"  # noqa: S608
    found: dict[date, set[str]] = {}
    for day, kind in journal.query(sql, {"since": since.isoformat()}):
        found.setdefault(_date(day), set()).add(kind)
    return found


def first_day(journal: Journal) -> date | None:
    """The day of the oldest entry."""
    found = journal.query(f"SELECT {_DAY} FROM entry ORDER BY at_utc LIMIT 1", {})  # noqa: S608
    return date.fromisoformat(found[0][0]) if found else None


@cache
def _date(text: str) -> date:
    """The few days of many rows, read once."""
    return date.fromisoformat(text)


def _readable(
    found: Iterable[sqlite3.Row], read: Callable[[sqlite3.Row], _Record]
) -> Iterator[tuple[Stamp, _Record]]:
    """What can be read; one row damaged so that SQLite does not notice hides no other."""
    for row in found:
        try:
            record = read(row)
        except (ValueError, LookupError, TypeError):
            continue
        yield rows.stamp_or_epoch(row), record


def _instant(row: tuple[Stamp, object]) -> datetime:
    return row[0].utc


def _day_of(figure: Figure) -> date:
    return figure.day
