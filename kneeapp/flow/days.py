"""The journal folded into days: what the line, the table and the calendar are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from kneeapp.flow import said
from kneeapp.journal import look

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kneeapp.journal.store import Journal

CALENDAR_WEEKS = 12
"""Weeks that the calendar shows."""


@dataclass(slots=True)
class Day:
    """One day with something to show.

    Attributes:
        day: the date.
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
    for session in look.sessions(journal, since):
        found.setdefault(session.day, Day(session.day)).sessions.append(session.title)
    for at, run in look.runs(journal, since):
        day = found.setdefault(at.day, Day(at.day))
        day.metres += run.metres or 0
        day.run_seconds += run.seconds or 0
        day.runs += 1
    return sorted(found.values(), key=_day_of)


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
