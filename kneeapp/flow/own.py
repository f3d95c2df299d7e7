"""The person's own things for the home page: the last pain and its way, the routine of last time.

Each is cheap: it asks the journal only for what it shows, and needs no library.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kneeapp.flow.progress import progress
from kneeapp.flow.visit import followup, run_ready
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
"""How long Today follows the answer of a check: it asks for a new look by then.

Source: decisions on the content, 3 (not better after 2 to 3 weeks: an appointment).
"""

_ANSWERS = 20
_ENTRIES = 100
_URGENT = frozenset({"emergency", "same_day"})
_SEEN_FIRST = _URGENT | {"clinician_soon"}
_NOT_READY_RULE = "RUN02"
# Source: judgement (J). Only keeps room for a card; the rules then say whether there is a routine.
_STRONG_PAIN = 7
_RUNS = frozenset({"running", "long_run"})
_NO_RUN = "Your check said to leave out running for now."

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
        run_waits: why running waits, as a sentence; empty when it does not, as far as the record
            alone tells.
        urgent: help was needed the same day.
        seen_first: somebody is to look at the knee first.
        has_routine: a routine belongs to it, as far as the record alone tells.
    """

    title: str
    when: str
    run_waits: str = ""
    urgent: bool = False
    seen_first: bool = False
    has_routine: bool = False


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
    said, day = newest[0].detail, newest[0].at.day
    if today - day > timedelta(days=ANSWER_DAYS):
        return None
    pain = (said.case_file.get("pain") or {}).get("intensity") or 0
    return AnswerThen(
        said.summary,
        f"From your check {_when(day, today)}.",
        _run_waits(journal, said, today),
        said.urgency in _URGENT,
        said.urgency in _SEEN_FIRST,
        said.urgency == "self_care" and pain < _STRONG_PAIN,
    )


def leaves_out_running(answer: AnswerThen) -> AnswerThen:
    """The answer, when its rules say more than its record: running waits."""
    return replace(answer, run_waits=answer.run_waits or _NO_RUN)


def waiting(ahead: Ahead) -> Ahead:
    """What cannot be gone on with until somebody has looked at the knee."""
    why = "Waits until somebody has looked at your knee."
    return replace(ahead, detail=why, ready=False)


def _run_waits(journal: Journal, said: AnswerRecord, today: date) -> str:
    if said.urgency in _SEEN_FIRST:
        return "Your check said to see somebody first."
    if said.urgency == "normal":
        return ""
    rules = {each.get("rule") for each in said.reasons}
    if _NOT_READY_RULE in rules:
        return "Your last check said: not ready yet."
    if run_ready.still_ready(journal.answers(_ANSWERS), journal.recent(_ENTRIES), today):
        return ""
    hurts = _RUNS.intersection(said.case_file.get("worse_with") or ())
    return _NO_RUN if hurts or run_ready.READY_RULE in rules else ""


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
