"""The person's own things for the home page: the last pain and its way, the routine of last time.

Each is cheap: it asks the journal only for what it shows, and needs no library.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kneeapp.flow.progress import progress
from kneeapp.flow.visit import followup
from kneeapp.journal import look
from kneeapp.journal.model import AnswerRecord, SessionRecord

if TYPE_CHECKING:
    from kneeapp.base.clock import Clock
    from kneeapp.journal.store import Journal

PROGRAMMES_FACT = "programmes"
"""The fact of the journal's profile that `course_log` keeps; named here, where little is loaded."""

PAIN_DAYS = 28
"""How far back the pain line looks."""
ANSWER_DAYS = 21
"""How long the answer of a check is offered to be read again: it asks for a new look by then."""


_STREAK_DAYS = 84
_ACTIVE = frozenset({"session", "run"})


@dataclass(frozen=True, slots=True)
class PainNow:
    """The last pain that was told, and the way it goes.

    Attributes:
        title: "3 of 10 yesterday".
        trend: "It fell from 5 to 2 in 3 weeks."; empty when there is too little to tell.
        points: (days before today, strongest pain of that day), oldest first.
    """

    title: str
    trend: str
    points: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class AnswerThen:
    """What a check said.

    Attributes:
        title: the action of its care card.
        when: the day of the check, in a sentence.
    """

    title: str
    when: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """What can be gone on with: a programme's next session, or the routine of last time.

    Attributes:
        title, detail: what it is, and when or why.
        exercise: whose picture stands for it; empty for none.
        share: how much of the programme is done, 0 to 1; None without a programme.
        programme: its id; empty for a single routine.
        ready: it may be started today.
    """

    title: str
    detail: str
    exercise: str = ""
    share: float | None = None
    programme: str = ""
    ready: bool = True


def pain_now(journal: Journal, today: date) -> PainNow | None:
    """The last pain told in the last 4 weeks; None when none was."""
    worst: dict[date, int] = {}
    for day, _, value in look.worst_by_day(journal, today - timedelta(days=PAIN_DAYS)):
        worst[day] = max(value, worst.get(day, 0))
    if not worst:
        return None
    days = sorted(worst)
    title = f"Pain {_when(days[-1], today)}: {worst[days[-1]]} of 10"
    change = progress.change([(day, worst[day]) for day in days], "It")
    points = tuple(((today - day).days, worst[day]) for day in days)
    return PainNow(title, change.sentence if change else "", points)


def last_answer(journal: Journal, today: date) -> AnswerThen | None:
    """What the newest check of the last 3 weeks said; None without one."""
    newest = journal.answers(1)
    if not newest or not isinstance(newest[0].detail, AnswerRecord):
        return None
    day = newest[0].at.day
    if today - day > timedelta(days=ANSWER_DAYS):
        return None
    return AnswerThen(newest[0].detail.summary, f"From your check {_when(day, today)}.")


def active_days(journal: Journal, today: date) -> dict[date, int]:
    """The days of the last weeks on which exercise was done or a run was told, each with 1."""
    told = look.active_days(journal, today - timedelta(days=_STREAK_DAYS))
    return {day: 1 for day, kinds in told.items() if kinds & _ACTIVE}


def is_new(journal: Journal) -> bool:
    """Whether nothing is in the journal yet."""
    return look.first_day(journal) is None


def follows_programme(journal: Journal) -> bool:
    """Whether a programme was ever begun; the library is needed to say more."""
    return PROGRAMMES_FACT in journal.profile()


def last_routine(journal: Journal, clock: Clock) -> Ahead | None:
    """The routine of last time, to be done again."""
    entry = followup.last_routine(journal, clock)
    if entry is None or not isinstance(entry.detail, SessionRecord):
        return None
    plan = entry.detail.plan
    sets = journal.sets(entry.id)
    day = entry.at.day
    minutes = max(1, round(plan.length_ms / 60_000))
    return Ahead(
        f"Again: {plan.title}",
        f"About {minutes} min. Last done on {day.day} {day:%B}.",
        sets[0].exercise if sets else "",
    )


def _when(day: date, today: date) -> str:
    match (today - day).days:
        case ago if ago <= 0:  # a clock that was set back
            return "today"
        case 1:
            return "yesterday"
        case ago:
            return f"{ago} days ago"
