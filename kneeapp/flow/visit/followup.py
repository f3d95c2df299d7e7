"""Looking again: which re-checks are due, and what the home page says about them.

Source: content 2.7 (re-check on day 1, 3, 7, 14 and 42) and decision 3: day 3 is a re-check the
program asks for, not a referral.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from kneeapp.flow.visit import flare
from kneeapp.journal import look
from kneeapp.journal.model import (
    AnswerRecord,
    MapRecord,
    Moment,
    PainRecord,
    SessionRecord,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneeapp.base.clock import Clock
    from kneeapp.body.marks import PainMap
    from kneeapp.journal.model import Entry
    from kneeapp.journal.store import Journal

RECHECK_DAYS = (1, 3, 7, 14, 42)
"""Days after an answer on which to look again. Source: content 2.7."""

CLEAR_CHANGE = 2
"""Points of 10 that matter to a person. Source: content 6.1 (Farrar 2001)."""

_SELF_CARE = frozenset({"self_care", "normal"})
_LAST_DAYS_WAITING = 14
_MANY_ENTRIES = 200
_MANY_SESSIONS = 20
_GO_ON_DAYS = 14


class Reminder(StrEnum):
    """What the home page may remind of."""

    UNFINISHED = "unfinished"
    MORNING = "morning"
    RECHECK = "recheck"
    FLARE = "flare"
    SEE_SOMEONE = "see_someone"


class Trend(StrEnum):
    """Compared with the last time; the words of the case file."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that waits for the person.

    Attributes:
        kind: what sort of thing.
        text: the sentence to show.
        action: the words of the button.
        entry_id: the session or answer it is about; 0 for none.
        day: which day of the row of re-checks; else 0.
    """

    kind: Reminder
    text: str
    action: str
    entry_id: int
    day: int = 0


def due(journal: Journal, clock: Clock) -> tuple[Due, ...]:
    """Everything that waits today, the most pressing first."""
    today = clock.wall().date()
    entries = journal.recent(_MANY_ENTRIES)
    looks = recheck(entries, today) or _flare(journal, entries, today)
    found = (_unfinished(journal), _morning(journal), looks)
    return tuple(each for each in found if each is not None)


def last_routine(journal: Journal, clock: Clock) -> Entry | None:
    """The newest finished session of the last 2 weeks, to go on with; None when there is none."""
    today = clock.wall().date()
    for entry in journal.sessions(_MANY_SESSIONS):
        match entry.detail:
            case SessionRecord(status=Status.DONE) if (today - entry.at.day).days <= _GO_ON_DAYS:
                return entry
            case _:
                pass
    return None


def recheck(entries: Iterable[Entry], today: date) -> Due | None:
    """The re-check that is due after the newest answer, if there is one.

    Args:
        entries: of the journal, newest first.
        today: the person's date.
    """
    newer_pain: date | None = None
    for entry in entries:
        match entry.detail:
            case PainRecord(moment=Moment.NOW):
                newer_pain = newer_pain or entry.at.day
            case AnswerRecord() as answer:
                return _recheck(entry, answer, today, newer_pain)
            case _:
                pass
    return None


def _days(answer: AnswerRecord) -> tuple[int, ...]:
    """Days after an answer on which to look again, until the next answer.

    Day 1 is for fresh injuries; the first later date is the one the answer itself named. A later
    look goes on in the same row of days.
    """
    if answer.urgency not in _SELF_CARE:
        return ()
    story = answer.case_file.get("story") or {}
    done = day_of_look(answer)
    if done is not None:
        return tuple(day - done for day in RECHECK_DAYS if day > done)
    injured = story.get("onset") == "sudden_injury"
    first = answer.review_in_days or RECHECK_DAYS[1]
    usual = {day for day in RECHECK_DAYS if day > first or (day == 1 and injured)}
    return tuple(sorted(usual | {first}))


def day_of_look(answer: AnswerRecord) -> int | None:
    """Which day of the row a later look was; None for a first check.

    The look before running again ends the row: its sessions ask for the pain themselves.
    """
    story = answer.case_file.get("story") or {}
    look = story.get("looked_again")
    if not isinstance(look, str):
        return None
    day = look.removeprefix("day_")
    return int(day) if day.isdigit() else RECHECK_DAYS[-1]


def _recheck(entry: Entry, answer: AnswerRecord, today: date, told: date | None) -> Due | None:
    since = (today - entry.at.day).days
    if answer.urgency not in _SELF_CARE:
        return _see_someone(entry, answer, since)
    passed = [day for day in _days(answer) if day <= since]
    if not passed or since - passed[-1] > _LAST_DAYS_WAITING:
        return None
    day = passed[-1]
    if told is not None and told >= entry.at.day + timedelta(days=day):
        return None
    asked = day + (day_of_look(answer) or 0)
    return Due(Reminder.RECHECK, _question(asked, since), "Check again", entry.id, asked)


def _see_someone(entry: Entry, answer: AnswerRecord, since: int) -> Due | None:
    if not 1 <= since <= _LAST_DAYS_WAITING:
        return None
    when = {
        "emergency": "The last check said to get emergency help. If you have not, do it now.",
        "same_day": "The last check said to get medical help that day. If you have not, do it now.",
    }.get(answer.urgency, "The last check said to see a clinician soon. Have you booked a visit?")
    return Due(Reminder.SEE_SOMEONE, when, "Check again", entry.id)


def _question(day: int, since: int) -> str:
    ago = "Yesterday you checked your knee." if since == 1 else f"You checked it {since} days ago."
    match day:
        case 1:
            ask = "Look again: can you walk, and is it swollen or hot?"
        case _ if day < RECHECK_DAYS[3]:
            ask = "Is it better, the same or worse?"
        case _ if day < RECHECK_DAYS[4]:
            ask = "If it is not better by now, it is time to book a visit. How is it?"
        case _:
            ask = "If it still hurts after 6 weeks, it is time to book a visit. How is it?"
    return f"{ago} {ask}"


def earlier_map(journal: Journal, clock: Clock) -> PainMap | None:
    """What was marked at the newest check 3 to 42 days ago, to compare with today.

    Source: content 2.7: from day 3 on a re-check asks "better, same or worse?".
    """
    today = clock.wall().date()
    for entry in journal.recent(_MANY_ENTRIES):
        since = (today - entry.at.day).days
        if isinstance(entry.detail, MapRecord) and RECHECK_DAYS[1] <= since <= RECHECK_DAYS[4]:
            return entry.detail.pain_map
    return None


def trend(before: int | None, now: int | None) -> Trend | None:
    """What two pain figures say; a change of 1 point is within the noise."""
    if before is None or now is None:
        return None
    if now - before >= CLEAR_CHANGE:
        return Trend.WORSE
    return Trend.BETTER if before - now >= CLEAR_CHANGE else Trend.SAME


def pain_words(entries: Iterable[Entry], value: int, today: date) -> str:
    """What a figure given now says beside the one marked at the last check.

    Args:
        entries: of the journal, newest first, the new figure not needed.
        value: pain now, 0 to 10.
        today: the person's date.
    """
    marked = next((each for each in entries if isinstance(each.detail, MapRecord)), None)
    before = None
    if marked is not None and isinstance(marked.detail, MapRecord) and marked.detail.pain_map:
        before = marked.detail.pain_map.strength
    change = trend(before, value)
    if marked is None or change is None:
        return "Saved."
    since = (today - marked.at.day).days
    match change:
        case Trend.BETTER:
            return f"Saved. Better than at your check ({before} of 10)."
        case Trend.WORSE:
            return f"Saved. Worse than at your check ({before} of 10). It is time to check again."
        case Trend.SAME if since >= RECHECK_DAYS[3] and value > 0:
            return "Saved. About the same after 2 weeks: it is time to book a visit."
        case Trend.SAME:
            return f"Saved. About the same as at your check ({before} of 10)."


def morning_words(before: int | None, morning: int) -> str:
    """What a next-morning figure means for the next session.

    Source: content 6.2: same or better is green, up by 1 amber, up by 2 or more red.
    """
    if before is None:
        return "Saved."
    rise = morning - before
    if rise <= 0:
        return "Saved. Your knee took the session well: the next one can go on as planned."
    if rise == 1:
        return "Saved. A little more than before: keep the next session the same."
    return "Saved. Clearly more than before: rest today and make the next session easier."


def _flare(journal: Journal, entries: list[Entry], today: date) -> Due | None:
    """Two sessions that hurt too much, or a rise from week to week, with no check since."""
    if flare.sessions_hurt(entries):
        text = "The last 2 sessions hurt too much. Check your knee before you go on."
    elif not _just_checked(journal, today) and flare.rises(_worst(journal, today), today):
        text = "It hurts more from week to week. Check your knee before you go on."
    else:
        return None
    return Due(Reminder.FLARE, text, "Check my knee", 0)


def _just_checked(journal: Journal, today: date) -> bool:
    return any(today - each.at.day < flare.WEEK for each in journal.answers(1))


def _worst(journal: Journal, today: date) -> list[tuple[date, int]]:
    found = look.worst_by_day(journal, today - flare.WEEKS * flare.WEEK)
    return [(day, value) for day, morning, value in found if not morning]


def _unfinished(journal: Journal) -> Due | None:
    entry = journal.unfinished_session()
    if entry is None or not isinstance(entry.detail, SessionRecord):
        return None
    done, planned = entry.detail.done_sets, entry.detail.plan.sets
    text = f"You stopped in “{entry.detail.plan.title}” after {done} of {planned} sets. Go on?"
    return Due(Reminder.UNFINISHED, text, "Go on", entry.id)


def _morning(journal: Journal) -> Due | None:
    entry = journal.morning_due()
    if entry is None or not isinstance(entry.detail, SessionRecord):
        return None
    text = f"How is your knee the morning after “{entry.detail.plan.title}”?"
    return Due(Reminder.MORNING, text, "Answer", entry.id)
