"""Figures out of the journal for pictures and sentences: few columns of many entries, fast."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from kneeapp.base.errors import UserError
from kneeapp.body.marks_json import from_json
from kneeapp.journal import rows
from kneeapp.journal.schema import DETAIL_OF

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator

    from kneeapp.body.marks import PainMap
    from kneeapp.journal.model import RunRecord, Stamp, SymptomRecord, TreatmentRecord
    from kneeapp.journal.store import Journal

_Record = TypeVar("_Record")

_DAY = "coalesce(date(at_utc, offset_min || ' minutes'), '1970-01-01')"
"""The person's day; 1970 for an instant that damage made unreadable."""

_FROM = f"at_utc >= :since AND (at_utc >= :sure OR {_DAY} >= :day)"
"""From a day of the person on; the day itself is reckoned only where the hour of it matters."""


class _Source(NamedTuple):
    """Where figures stand: their kind of entry, occasion (a `Moment`, "run" or "map"), column."""

    kind: str
    what: str
    value: str

    def sql(self, *, whole: bool = False) -> str:
        """The day, occasion and figure of each entry that has one.

        Args:
            whole: there is no older entry, so reading row by row is faster than by an index.
        """
        table = DETAIL_OF[self.kind]
        joined = f"{table} CROSS JOIN entry" if whole else f"entry JOIN {table}"
        return f"""
            SELECT {_DAY} AS day, {self.what} AS what, {self.value} AS value
            FROM {joined} ON entry_id = id
            WHERE kind = '{self.kind}' AND {_FROM} AND {self.value} IS NOT NULL
        """  # noqa: S608 - own words only


_SOURCES = (
    _Source("pain", "moment", "value"),
    _Source("session", "'before'", "pain_before"),
    _Source("session", "'during'", "pain_peak"),
    _Source("session", "'after'", "pain_after"),
    _Source("run", "'run'", "pain"),
    _Source(
        "map",
        "'map'",
        "CASE WHEN json_valid(marks) THEN (SELECT max(json_extract(value, '$.strength'))"
        " FROM json_each(marks, '$.marks')) END",
    ),
)


_ALL_OF_SESSION = _Source(
    "session",
    "'session'",
    "nullif(max(coalesce(pain_before, -1), coalesce(pain_peak, -1), coalesce(pain_after, -1)), -1)",
)
_WORST_SOURCES = (*(each for each in _SOURCES if each.kind != "session"), _ALL_OF_SESSION)
"""Read once where only the strongest matters."""


class Figure(NamedTuple):
    """One pain figure: the person's day, on what occasion (a `Moment`, "run" or "map"), 0 to 10."""

    day: date
    what: str
    value: int


@dataclass(frozen=True, slots=True)
class SetsDone:
    """What became of the sessions: how many, sets done of sets planned, the day of the first."""

    sessions: int
    done: int
    planned: int
    first: date


@dataclass(frozen=True, slots=True)
class Hard:
    """How hard something was on a day, 0 to 10."""

    day: date
    what: str
    value: int


def figures(journal: Journal, since: date) -> list[Figure]:
    """Every pain figure from a day on, oldest day first."""
    found = journal.query(" UNION ALL ".join(each.sql() for each in _SOURCES), _since(since))
    return sorted((Figure(_date(d), w, v) for d, w, v in found), key=_day_of)


def ends(journal: Journal, since: date, each: int) -> list[Figure]:
    """Of each occasion the first and the last few figures from a day on, oldest day first."""
    told: dict[str, dict[tuple[str, int], Figure]] = {}
    moments = [row[0] for row in journal.query("SELECT DISTINCT moment FROM pain", {})]
    for source in _SOURCES:
        for moment in moments if source.kind == "pain" else ("",):
            for way in ("ASC", "DESC"):
                sql = f"""
                    SELECT at_utc, id, {source.sql().strip().removeprefix("SELECT")}
                        AND (:moment = '' OR {source.what} = :moment)
                    ORDER BY at_utc {way}, id {way} LIMIT :each
                """
                values = _since(since) | {"moment": moment, "each": each}
                for at, number, day, what, value in journal.query(sql, values):
                    figure = Figure(_date(day), what, value)
                    told.setdefault(what, {})[at, number] = figure
    return [figure for of in told.values() for figure in _outer(of, each)]


def _outer(told: dict[tuple[str, int], Figure], each: int) -> list[Figure]:
    """The first and the last few by time; sources of one occasion may have given more."""
    ordered = [told[key] for key in sorted(told)]
    return ordered[:each] + ordered[max(each, len(ordered) - each) :]


def worst_by_day(journal: Journal, since: date) -> list[tuple[date, bool, int]]:
    """For each day from a day on the strongest figure, those of the morning after apart."""
    oldest = first_day(journal)
    whole = oldest is not None and since <= oldest
    each = " UNION ALL ".join(
        f"""
            SELECT day, what = 'next_morning' AS morning, max(value) AS value
            FROM ({source.sql(whole=whole)}) GROUP BY 1, 2
        """  # noqa: S608 - own words only
        for source in _WORST_SOURCES
    )
    sql = f"SELECT day, morning, max(value) FROM ({each}) GROUP BY 1, 2"  # noqa: S608
    found = journal.query(sql, _since(since))
    return [(_date(day), bool(morning), value) for day, morning, value in found]


class RunDay(NamedTuple):
    """All runs of one day: metres, seconds, how many."""

    day: date
    metres: int
    seconds: int
    runs: int


def run_days(journal: Journal, since: date) -> list[RunDay]:
    """Days with a run, from a day on."""
    sql = f"""
        SELECT {_DAY}, coalesce(sum(metres), 0), coalesce(sum(seconds), 0), count(*)
        FROM entry JOIN run ON entry_id = id
        WHERE kind = 'run' AND {_FROM} GROUP BY 1
    """  # noqa: S608 - own words only
    found = journal.query(sql, _since(since))
    return [RunDay(_date(day), *told) for day, *told in found]


def runs(journal: Journal, since: date) -> list[tuple[Stamp, RunRecord]]:
    """Runs from a day on, oldest first."""
    sql = f"""
        SELECT * FROM entry JOIN run ON entry_id = id
        WHERE kind = 'run' AND {_FROM} ORDER BY at_utc, id
    """  # noqa: S608 - own words only
    found = journal.query(sql, _since(since))
    return list(_readable(found, rows.run))


def sessions(journal: Journal, since: date) -> list[tuple[date, str, int]]:
    """Day, title and number of the sessions from a day on, oldest day first."""
    sql = f"""
        SELECT {_DAY}, title, count(*) FROM entry JOIN session ON entry_id = id
        WHERE kind = 'session' AND {_FROM} GROUP BY 1, 2 ORDER BY 1
    """  # noqa: S608 - own words only
    found = journal.query(sql, _since(since))
    return [(_date(day), title, count) for day, title, count in found]


def sets_done(journal: Journal, since: date) -> SetsDone | None:
    """How much was done from a day on; nothing without a session."""
    sql = f"""
        SELECT count(*), coalesce(sum(min(coalesce(done, 0), planned_sets)), 0),
            coalesce(sum(planned_sets), 0), min({_DAY})
        FROM entry JOIN session ON entry_id = entry.id
        LEFT JOIN (SELECT session_id, count(*) AS done FROM set_done GROUP BY 1)
            ON session_id = entry.id
        WHERE kind = 'session' AND {_FROM}
    """  # noqa: S608 - own words only
    ((count, done, planned, first),) = journal.query(sql, _since(since))
    return SetsDone(count, done, planned, _date(first)) if count else None


def hard_things(journal: Journal, since: date) -> list[Hard]:
    """What was found hard from a day on, oldest first."""
    sql = f"""
        SELECT {_DAY}, what, value FROM entry JOIN hard_thing ON entry_id = id
        WHERE kind = 'hard_thing' AND {_FROM} ORDER BY at_utc, id
    """  # noqa: S608 - own words only
    found = journal.query(sql, _since(since))
    return [Hard(_date(d), what, value) for d, what, value in found]


def maps(journal: Journal, since: date, most: int = 100) -> list[tuple[datetime, PainMap]]:
    """The newest pain maps from a day on, oldest first; unreadable ones are left out."""
    sql = f"""
        SELECT at_utc, offset_min, zone, marks FROM entry JOIN pain_map ON entry_id = id
        WHERE kind = 'map' AND {_FROM} ORDER BY at_utc DESC, id DESC LIMIT :most
    """  # noqa: S608 - own words only
    found = []
    for row in reversed(journal.query(sql, _since(since) | {"most": most})):
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
            WHERE kind = '{kind}' AND {_FROM}
        """  # noqa: S608 - own words only
        found += _readable(journal.query(sql, _since(since)), read)
    found.sort(key=_instant, reverse=True)
    return [(at.day, detail) for at, detail in found]


def active_days(journal: Journal, since: date) -> dict[date, set[str]]:
    """For each day from a day on on which anything was told: the kinds of its entries."""
    sql = f"SELECT DISTINCT {_DAY}, kind FROM entry WHERE {_FROM}"  # noqa: S608
    found: dict[date, set[str]] = {}
    for day, kind in journal.query(sql, _since(since)):
        found.setdefault(_date(day), set()).add(kind)
    return found


def first_day(journal: Journal) -> date | None:
    """The day of the oldest entry."""
    found = journal.query(f"SELECT {_DAY} FROM entry ORDER BY at_utc LIMIT 1", {})  # noqa: S608
    return date.fromisoformat(found[0][0]) if found else None


def _since(day: date) -> dict[str, Any]:
    one = timedelta(days=1)
    words = {"since": day - one, "sure": day + one, "day": day}
    return {name: each.isoformat() for name, each in words.items()}


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
