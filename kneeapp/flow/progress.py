"""Is it getting better? The journal in a few plain sentences."""

from __future__ import annotations

from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING

from kneeapp.flow import running
from kneeapp.flow.followup import CLEAR_CHANGE
from kneeapp.journal import look

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from kneeapp.journal.store import Journal

_LEAST_FIGURES = 4
_EACH_END = 3
_MOST_PAIN_SENTENCES = 3
_LEAST_DAYS = 7
_WEEK = 7
_FEW_WEEKS_DAYS = 13
_MANY_DAYS = 80
_MONTH_DAYS = 30.4
_OCCASIONS = (
    ("run", "Pain while running"),
    ("during", "The worst pain during exercise"),
    ("after", "Pain after exercise"),
    ("next_morning", "Pain on the morning after"),
    ("now", "The pain you told now and then"),
    ("worst_day", "The worst pain of the day"),
    ("map", "The pain you marked on the knee"),
)


def sentences(journal: Journal, since: date, today: date) -> list[str]:
    """What changed, what was done, and how long the next run may be."""
    runs = look.runs(journal, today - timedelta(days=running.LOOK_BACK_DAYS))
    allowed = running.advice(runs, today)
    return [*changes(journal, since, today), *(allowed.sentences if allowed else ())]


def changes(journal: Journal, since: date, today: date) -> list[str]:
    """What changed since a day, and what was done; empty when there is too little to tell."""
    told = look.ends(journal, since, _EACH_END)
    found = [
        sentence
        for what, name in _OCCASIONS
        if (sentence := change([(f.day, f.value) for f in told if f.what == what], name))
    ]
    found = found[:_MOST_PAIN_SENTENCES]
    found += _hard(look.hard_things(journal, since))
    return found + _done(look.sessions(journal, since), since, today)


def change(points: Sequence[tuple[date, int]], name: str) -> str:
    """One sentence about figures, oldest first; empty when they are too few to tell.

    The middle of the first 3 is held against the middle of the last 3 (2 of few); a change under
    2 of 10 is "about the same" (Source: content 6.1, Farrar 2001).
    """
    if len(points) < _LEAST_FIGURES:
        return ""
    span = (points[-1][0] - points[0][0]).days
    if span < _LEAST_DAYS:
        return ""
    end = min(_EACH_END, len(points) // 2)
    first = _middle(value for _, value in points[:end])
    last = _middle(value for _, value in points[-end:])
    if abs(last - first) < CLEAR_CHANGE:
        return f"{name} stayed about the same: {last} of 10."
    way = "fell" if last < first else "rose"
    return f"{name} {way} from {first} to {last} in {span_words(span)}."


def span_words(days: int) -> str:
    """A length of time as people say it: "9 days", "3 weeks", "4 months"."""
    if days <= _FEW_WEEKS_DAYS:
        return f"{days} days"
    if days < _MANY_DAYS:
        return f"{round(days / _WEEK)} weeks"
    return f"{round(days / _MONTH_DAYS)} months"


def _middle(values: Iterable[int]) -> int:
    return round(median(values))


def _hard(told: Iterable[look.Hard]) -> list[str]:
    points: dict[str, list[tuple[date, int]]] = {}
    names: dict[str, str] = {}
    for each in told:
        key = each.what.casefold()
        names.setdefault(key, each.what[:1].upper() + each.what[1:])
        points.setdefault(key, []).append((each.day, each.value))
    return [words for key, of in points.items() if (words := _hard_change(names[key], of))]


def _hard_change(name: str, points: Sequence[tuple[date, int]]) -> str:
    (first_day, first), (last_day, last) = points[0], points[-1]
    if (last_day - first_day).days < _LEAST_DAYS:
        return ""
    if abs(last - first) < CLEAR_CHANGE:
        return f"{name} is about as hard as before: {last} of 10."
    way = "easier" if last < first else "harder"
    return f"{name} got {way}: {first} to {last} in {span_words((last_day - first_day).days)}."


def _done(sessions: Sequence[look.SessionDay], since: date, today: date) -> list[str]:
    if not sessions:
        return []
    done = sum(min(each.done, each.planned) for each in sessions)
    planned = sum(each.planned for each in sessions)
    routines = "1 routine" if len(sessions) == 1 else f"{len(sessions)} routines"
    first = max(since, sessions[0].day)
    sets = f": {done} of {planned} sets" if planned else ""
    return [f"You did {routines} in {span_words(max(1, (today - first).days))}{sets}."]
