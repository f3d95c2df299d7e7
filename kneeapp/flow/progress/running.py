"""How long the next run may be.

Source: P29 (content 1.x, C106, and 6.2): a single run more than 10 % longer than the longest of the
last 30 days raised the injury rate in 5,205 runners; week-to-week change did not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from kneeapp.flow.visit import said

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from kneeapp.journal.model import RunRecord, Stamp

WINDOW_DAYS = 30
MOST_GROWTH = 1.1
"""The next run against the longest of the window. Source: P29."""

RECENT_DAYS = 7
"""A jump in these last days is told."""

LOOK_BACK_DAYS = WINDOW_DAYS + RECENT_DAYS
"""Runs that are needed to tell."""

_M_STEP = 100
_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Advice:
    """The longest run of the last 30 days, the most the next may be, and whether one was too long.

    Attributes:
        longest: in words, "8 km" or "45 min".
        next_most: in words.
        too_long: the run of the last 7 days that grew too much, in words, or empty.
    """

    longest: str
    next_most: str
    too_long: str = ""

    @property
    def sentences(self) -> tuple[str, ...]:
        """For the person."""
        told = (
            f"Your longest run of the last {WINDOW_DAYS} days: {self.longest}."
            f" Keep the next one to {self.next_most} or less.",
        )
        return (*told, self.too_long) if self.too_long else told


def advice(runs: Sequence[tuple[Stamp, RunRecord]], today: date) -> Advice | None:
    """What the runs, oldest first, allow next; ``None`` without a run in the last 30 days.

    Distances decide where they are known, else minutes.
    """
    recent = _between(runs, today - timedelta(days=WINDOW_DAYS), today)
    metres = [run.metres for _, run in recent if run.metres]
    seconds = [run.seconds for _, run in recent if run.seconds]
    if metres:
        most = int(max(metres) * MOST_GROWTH / _M_STEP + 1e-9) * _M_STEP
        too_long = _too_long(runs, today, _metres, said.km)
        return Advice(said.km(max(metres)), said.km(most), too_long)
    if seconds:
        most = int(max(seconds) / _MINUTE * MOST_GROWTH + 1e-9) * _MINUTE
        too_long = _too_long(runs, today, _seconds, _minutes_words)
        return Advice(_minutes_words(max(seconds)), _minutes_words(most), too_long)
    return None


def _too_long(
    runs: Sequence[tuple[Stamp, RunRecord]],
    today: date,
    measure: Callable[[RunRecord], int | None],
    words: Callable[[int], str],
) -> str:
    """The newest run of the last days that grew too much, as the person counts their runs."""
    for at, run in reversed(_between(runs, today - timedelta(days=RECENT_DAYS), today)):
        day_before = at.day - timedelta(days=1)
        earlier = _between(runs, at.day - timedelta(days=WINDOW_DAYS), day_before)
        longest = max((measure(each) or 0 for _, each in earlier), default=0)
        length = measure(run)
        if longest and length and length > longest * MOST_GROWTH:
            return (
                f"Your run of {words(length)} on {at.day:%A} was more than a tenth longer"
                f" than any in the {WINDOW_DAYS} days before ({words(longest)})."
                " Such jumps hurt runners more often. Go shorter for a while."
            )
    return ""


def _metres(run: RunRecord) -> int | None:
    return run.metres


def _seconds(run: RunRecord) -> int | None:
    return run.seconds


def _minutes_words(seconds: int) -> str:
    return f"{round(seconds / _MINUTE)} min"


def _between(
    runs: Sequence[tuple[Stamp, RunRecord]], first: date, last: date
) -> list[tuple[Stamp, RunRecord]]:
    return [(at, run) for at, run in runs if first <= at.day <= last]
