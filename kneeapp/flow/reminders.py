"""Which reminder is due now: a look again, the morning after exercise, a planned day.

All times are those of the clock on the wall, so a change to summer time or a journey moves a
reminder with the person's day. Nothing is counted: what is due follows from the present time, the
journal, and what was shown on which day. The words say nothing about a knee: others may see them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from kneeapp.flow.visit import followup, gate

if TYPE_CHECKING:
    from datetime import datetime

    from kneeapp.base.clock import Clock
    from kneeapp.base.settings import Settings
    from kneeapp.journal.store import Journal


class Kind(StrEnum):
    """What there is to be reminded of; the order is that in which it is said."""

    MORNING = "morning"
    LOOK_AGAIN = "look_again"
    ROUTINE = "routine"


WORDS = {
    Kind.MORNING: "There is one short question for this morning.",
    Kind.LOOK_AGAIN: "It is time to look again.",
    Kind.ROUTINE: "Today is one of your planned days.",
}

_HOUR = 60


@dataclass(frozen=True, slots=True)
class Shown:
    """What was shown on one day; each kind is shown once a day."""

    day: str = ""
    kinds: frozenset[Kind] = frozenset()

    @classmethod
    def read(cls, text: str) -> Shown:
        """From the settings; words of another version are left out."""
        day, _, names = text.partition(" ")
        known = {each.value for each in Kind}
        return cls(day, frozenset(Kind(name) for name in names.split() if name in known))

    def on(self, day: str) -> frozenset[Kind]:
        """What was shown on a day."""
        return self.kinds if day == self.day else frozenset()

    @property
    def text(self) -> str:
        """For the settings."""
        return " ".join([self.day, *sorted(self.kinds)])


def due(settings: Settings, journal: Journal, clock: Clock) -> tuple[Kind, ...]:
    """What to remind of now, outside the quiet hours and not yet shown today.

    Args:
        settings: whether and when the person wants it.
        journal: what waits.
        clock: for the time on the wall.
    """
    now = clock.wall()
    waiting = {
        Kind.MORNING: _morning,
        Kind.LOOK_AGAIN: _look_again,
        Kind.ROUTINE: _routine,
    }
    return tuple(kind for kind in open_now(settings, now) if waiting[kind](journal, clock))


def open_now(settings: Settings, now: datetime) -> tuple[Kind, ...]:
    """The kinds whose time of day has come and that were not shown today; asks no journal."""
    if not settings.reminders or is_quiet(settings, _minute(now)):
        return ()
    shown = Shown.read(settings.reminded).on(now.date().isoformat())
    come = _minute(now) >= moment(settings)
    planned = str(now.isoweekday()) in settings.routine_days
    when = {Kind.MORNING: True, Kind.LOOK_AGAIN: come, Kind.ROUTINE: come and planned}
    return tuple(kind for kind in Kind if when[kind] and kind not in shown)


def remembered(settings: Settings, kinds: tuple[Kind, ...], now: datetime) -> Settings:
    """The settings with these kinds shown today."""
    day = now.date().isoformat()
    shown = Shown.read(settings.reminded).on(day)
    return replace(settings, reminded=Shown(day, shown | frozenset(kinds)).text)


def words(kinds: tuple[Kind, ...]) -> str:
    """One or two neutral sentences."""
    return " ".join(WORDS[kind] for kind in kinds)


def is_quiet(settings: Settings, minute: int) -> bool:
    """Whether a minute of the day lies in the quiet hours, which may go over midnight."""
    start, end = settings.quiet_from_min, settings.quiet_to_min
    if start <= end:
        return start <= minute < end
    return minute >= start or minute < end


def moment(settings: Settings) -> int:
    """The minute of the day for reminders: as wanted, or when the quiet hours end."""
    wanted = settings.remind_at_min
    return settings.quiet_to_min if is_quiet(settings, wanted) else wanted


def _minute(now: datetime) -> int:
    return now.hour * _HOUR + now.minute


def _morning(journal: Journal, _clock: Clock) -> bool:
    return journal.morning_due() is not None


def _look_again(journal: Journal, clock: Clock) -> bool:
    wanted = {followup.Reminder.RECHECK, followup.Reminder.SEE_SOMEONE}
    return any(each.kind in wanted for each in followup.due(journal, clock))


def _routine(journal: Journal, clock: Clock) -> bool:
    """A day without a session so far; not while the last check closed exercise."""
    newest = journal.sessions(1)
    done = bool(newest) and newest[0].at.day == clock.wall().date()
    return not done and not gate.closed(journal, clock)
