"""Is it getting better? The journal as a few changes, then and now, and as plain sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING, assert_never

from kneeapp.flow.progress import running
from kneeapp.flow.visit import followup
from kneeapp.flow.visit.followup import Trend
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
_MANY_MONTHS_DAYS = 700
_YEAR_DAYS = 365.25
_OCCASIONS = (
    ("run", "Pain while running"),
    ("during", "The worst pain during exercise"),
    ("after", "Pain after exercise"),
    ("next_morning", "Pain on the morning after"),
    ("now", "The pain you told now and then"),
    ("worst_day", "The worst pain of the day"),
    ("map", "The pain you marked on the knee"),
)


@dataclass(frozen=True, slots=True)
class Change:
    """One figure then and now, 0 to 10; less is better.

    Attributes:
        name: what it is about.
        first: then.
        last: now.
        days: how long it lies between.
        is_pain: a pain; else how hard something is.
    """

    name: str
    first: int
    last: int
    days: int
    is_pain: bool = True

    @property
    def trend(self) -> Trend:
        """A change under 2 of 10 is none (Source: content 6.1, Farrar 2001)."""
        return followup.trend(self.first, self.last) or Trend.SAME

    @property
    def sentence(self) -> str:
        """For the person."""
        span = span_words(self.days)
        match self.trend:
            case Trend.SAME:
                same = "stayed about the same" if self.is_pain else "is about as hard as before"
                return f"{self.name} {same}: {self.last} of 10."
            case Trend.BETTER if self.is_pain:
                return f"{self.name} fell from {self.first} to {self.last} in {span}."
            case Trend.WORSE if self.is_pain:
                return f"{self.name} rose from {self.first} to {self.last} in {span}."
            case Trend.BETTER:
                return f"{self.name} got easier: {self.first} to {self.last} in {span}."
            case Trend.WORSE:
                return f"{self.name} got harder: {self.first} to {self.last} in {span}."
            case _:
                assert_never(self.trend)


@dataclass(frozen=True, slots=True)
class Progress:
    """How it goes.

    Attributes:
        changes: of pain, the most telling first, then of what is hard.
        done: what was done, in a sentence, or empty.
        runs: how long the next run may be, in sentences.
    """

    changes: tuple[Change, ...]
    done: str
    runs: tuple[str, ...]

    @property
    def sentences(self) -> list[str]:
        """All of it in words."""
        done = (self.done,) if self.done else ()
        return [*(each.sentence for each in self.changes), *done, *self.runs]


def progress(journal: Journal, since: date, today: date) -> Progress:
    """What changed since a day, what was done, and how long the next run may be."""
    runs = look.runs(journal, today - timedelta(days=running.LOOK_BACK_DAYS))
    allowed = running.advice(runs, today)
    done = _done(look.sets_done(journal, since), since, today)
    return Progress(changes(journal, since), done, allowed.sentences if allowed else ())


def changes(journal: Journal, since: date) -> tuple[Change, ...]:
    """What changed since a day; empty when there is too little to tell."""
    told = look.ends(journal, since, _EACH_END)
    found = [
        made
        for what, name in _OCCASIONS
        if (made := change([(f.day, f.value) for f in told if f.what == what], name))
    ]
    return (*found[:_MOST_PAIN_SENTENCES], *_hard(look.hard_things(journal, since)))


def change(points: Sequence[tuple[date, int]], name: str) -> Change | None:
    """The change of figures, oldest first; ``None`` when they are too few to tell.

    The middle of the first 3 is held against the middle of the last 3 (2 of few).
    """
    if len(points) < _LEAST_FIGURES:
        return None
    span = (points[-1][0] - points[0][0]).days
    if span < _LEAST_DAYS:
        return None
    end = min(_EACH_END, len(points) // 2)
    first = _middle(value for _, value in points[:end])
    last = _middle(value for _, value in points[-end:])
    return Change(name, first, last, span)


def span_words(days: int) -> str:
    """A length of time as people say it: "9 days", "3 weeks", "4 months"."""
    if days == 1:
        return "1 day"
    if days <= _FEW_WEEKS_DAYS:
        return f"{days} days"
    if days < _MANY_DAYS:
        return f"{round(days / _WEEK)} weeks"
    if days < _MANY_MONTHS_DAYS:
        return f"{round(days / _MONTH_DAYS)} months"
    return f"{round(days / _YEAR_DAYS)} years"


def _middle(values: Iterable[int]) -> int:
    return round(median(values))


def _hard(told: Iterable[look.Hard]) -> list[Change]:
    found = []
    for name, points in by_name(told).items():
        (first_day, first), (last_day, last) = points[0], points[-1]
        span = (last_day - first_day).days
        if span >= _LEAST_DAYS:
            found.append(Change(name, first, last, span, is_pain=False))
    return found


def by_name(told: Iterable[look.Hard]) -> dict[str, list[tuple[date, int]]]:
    """What is hard, each under one name however it was written: its days and figures."""
    points: dict[str, list[tuple[date, int]]] = {}
    names: dict[str, str] = {}
    for each in told:
        name = names.setdefault(each.what.casefold(), each.what[:1].upper() + each.what[1:])
        points.setdefault(name, []).append((each.day, each.value))
    return points


def _done(told: look.SetsDone | None, since: date, today: date) -> str:
    if told is None:
        return ""
    routines = "1 routine" if told.sessions == 1 else f"{told.sessions} routines"
    span = span_words(max(1, (today - max(since, told.first)).days))
    sets = f": {told.done} of {told.planned} sets" if told.planned else ""
    return f"You did {routines} in {span}{sets}."
