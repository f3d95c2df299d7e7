"""The journal folded into days, weeks or months: what pictures and tables are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from kneeapp.flow.progress import progress
from kneeapp.flow.visit import said
from kneeapp.journal import look

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from kneeapp.journal.store import Journal

_DAYS_SHOWN_SINGLY = 120
_DAYS_SHOWN_BY_WEEK = 1100

THINGS = 3
"""Things that are hard, as many as are shown at once (a patient-specific scale has 3)."""


class Fold(StrEnum):
    """How much time is one point of a line; over a long time single days are only noise."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"

    @classmethod
    def of(cls, days: int) -> Fold:
        """For a picture of so many days."""
        if days <= _DAYS_SHOWN_SINGLY:
            return cls.DAY
        return cls.WEEK if days <= _DAYS_SHOWN_BY_WEEK else cls.MONTH

    def begin(self, day: date) -> date:
        """The first day of the time that a day belongs to; weeks begin on Monday."""
        match self:
            case Fold.DAY:
                return day
            case Fold.WEEK:
                return _monday(day)
            case Fold.MONTH:
                return day.replace(day=1)
            case _:
                assert_never(self)


@dataclass(slots=True)
class Day:
    """One day, week or month with something to show.

    Attributes:
        day: its first date.
        worst: the strongest pain told, 0 to 10, the next-morning figure aside.
        morning: pain on this morning, asked because of a session the day before.
        sessions: titles of routines.
        metres: run, all runs together.
        run_seconds: likewise.
        runs: how many runs.
    """

    day: date
    worst: int | None = None
    morning: int | None = None
    sessions: list[str] = field(default_factory=list)
    metres: int = 0
    run_seconds: int = 0
    runs: int = 0

    @property
    def figure(self) -> int | None:
        """The strongest figure of the day, whatever the occasion."""
        given = [each for each in (self.worst, self.morning) if each is not None]
        return max(given, default=None)

    @property
    def run_words(self) -> str:
        """The runs of the day: "5.2 km", "30 min", or nothing."""
        if self.metres:
            return said.km(self.metres)
        return f"{round(self.run_seconds / 60)} min" if self.runs else ""


def days(journal: Journal, since: date) -> list[Day]:
    """Days from a day on that have a figure, a session or a run, oldest first."""
    found: dict[date, Day] = {}
    for date_of, morning, value in look.worst_by_day(journal, since):
        day = found.setdefault(date_of, Day(date_of))
        if morning:
            day.morning = value
        else:
            day.worst = value
    for date_of, title, count in look.sessions(journal, since):
        found.setdefault(date_of, Day(date_of)).sessions += [title] * count
    for run in look.run_days(journal, since):
        day = found.setdefault(run.day, Day(run.day))
        day.metres, day.run_seconds, day.runs = run.metres, run.seconds, run.runs
    return sorted(found.values(), key=_day_of)


def folded(days: Sequence[Day], fold: Fold) -> Sequence[Day]:
    """Days, oldest first, put together."""
    if fold is Fold.DAY:
        return days
    found: dict[date, Day] = {}
    for day in days:
        begin = fold.begin(day.day)
        one = found.setdefault(begin, Day(begin))
        one.worst = _more(one.worst, day.worst)
        one.morning = _more(one.morning, day.morning)
        one.sessions += day.sessions
        one.metres += day.metres
        one.run_seconds += day.run_seconds
        one.runs += day.runs
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Hard:
    """One thing that is hard: first dates and figures, oldest first."""

    name: str
    points: tuple[tuple[date, int], ...]


def hard_things(journal: Journal, since: date, fold: Fold) -> list[Hard]:
    """The things told most lately; of several figures of one time the worst."""
    told = progress.by_name(look.hard_things(journal, since))
    lately = sorted(told, key=lambda name: (told[name][-1][0], len(told[name])), reverse=True)
    kept = [name for name in told if name in lately[:THINGS]]
    return [Hard(name, _worst_of_each(told[name], fold)) for name in kept]


def hard_table(things: Sequence[Hard]) -> list[tuple[date, tuple[int | None, ...]]]:
    """Day by day the figure of each thing, oldest first."""
    figures = [dict(each.points) for each in things]
    days = sorted({day for of in figures for day in of})
    return [(day, tuple(of.get(day) for of in figures)) for day in days]


def _worst_of_each(points: Iterable[tuple[date, int]], fold: Fold) -> tuple[tuple[date, int], ...]:
    worst: dict[date, int] = {}
    for day, value in points:
        at = fold.begin(day)
        worst[at] = max(value, worst.get(at, 0))
    return tuple(worst.items())


def _more(one: int | None, other: int | None) -> int | None:
    return max((each for each in (one, other) if each is not None), default=None)


def streak(active: Iterable[date], today: date) -> int:
    """Weeks in a row, up to this one, with at least one active day.

    It forgives: this week is not held against anyone before it is over, and one missed week
    between two active ones is skipped, not counted.
    """
    weeks = {_monday(day) for day in active}
    week, count, missed = _monday(today), 0, 0
    if week not in weeks:
        week -= timedelta(weeks=1)
    while missed <= 1:
        if week in weeks:
            count, missed = count + 1, 0
        else:
            missed += 1
        week -= timedelta(weeks=1)
    return count


def streak_words(weeks: int) -> str:
    """The streak as a kind sentence; empty when there is none."""
    match weeks:
        case 0:
            return ""
        case 1:
            return "You did something for your knee this week."
        case _:
            return (
                f"{weeks} weeks with something done for your knee."
                " One missed week does not end the row."
            )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _day_of(day: Day) -> date:
    return day.day
