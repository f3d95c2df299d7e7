"""Whether a routine chosen by hand is open: the last check, the last sessions, running again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kneeapp.base.errors import UserError
from kneeapp.flow import choice
from kneeapp.journal.model import AnswerRecord
from kneeapp.player.pain import Light
from kneeapp.routine.model import Purpose

if TYPE_CHECKING:
    from datetime import date

    from kneeapp.base.clock import Clock
    from kneeapp.journal.model import Entry
    from kneeapp.journal.store import Journal
    from kneeapp.routine.model import Library, Routine

REMEMBERED_DAYS = 42
"""An answer older than the last re-check closes nothing any more. Source: content 2.7."""

READY_RULE = "RUN01"
"""The rule that speaks when all conditions for running again are met."""

REDS_IN_A_ROW = 2
"""Sessions that hurt too much before a knee is checked again. Source: content 6.2."""

_URGENT = frozenset({"emergency", "same_day"})
_PAST_ENTRIES = 200


class Way(StrEnum):
    """What stands before a routine."""

    OPEN = "open"
    SEEN = "seen"
    CHECK_KNEE = "check_knee"
    CHECK_RUN = "check_run"


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a routine is open; `text` asks the person when it is not."""

    way: Way
    text: str = ""


def decide(
    routine: Routine,
    library: Library,
    journal: Journal,
    clock: Clock,
    entered: date | None = None,
) -> Decision:
    """What stands before a routine.

    Args:
        routine: what is wanted.
        library: where it is from.
        journal: with the last check and the last sessions.
        clock: for today.
        entered: the day on which the conditions of its programme were met; a check after that
            day speaks again.
    """
    newest = _newest(journal, clock.wall().date())
    question = _closed(newest)
    if question:
        return Decision(Way.SEEN, question)
    met = entered is not None and newest is not None and newest.at.day <= entered
    if newest is not None and not met and _needs_check(routine, library, newest):
        asks = "Before you run again, a short check asks if your knee is ready. Do it now?"
        return Decision(Way.CHECK_RUN, asks)
    if flared(routine, journal.recent(_PAST_ENTRIES)):
        asks = "The last 2 times hurt too much. Check your knee before you go on?"
        return Decision(Way.CHECK_KNEE, asks)
    return Decision(Way.OPEN)


def closed(journal: Journal, clock: Clock) -> str:
    """Why exercise is closed, as a question for the person; empty when it is open.

    Source: content 2.1 rule 4: an urgent answer means no exercise and no timer.
    """
    return _closed(_newest(journal, clock.wall().date()))


def flared(routine: Routine, entries: list[Entry]) -> bool:
    """Whether the last sessions of a routine, since the last check, all hurt too much.

    Args:
        routine: the routine.
        entries: of the journal, newest first.

    Source: content 6.2: two reds in a row = stop that item, check again.
    """
    checks = [at for at, each in enumerate(entries) if isinstance(each.detail, AnswerRecord)]
    since = entries[: checks[0]] if checks else entries
    lights = choice.lights(routine, since)
    return lights[:REDS_IN_A_ROW] == [Light.RED] * REDS_IN_A_ROW


def _newest(journal: Journal, today: date) -> Entry | None:
    """The newest answer, unless it is too old to close anything."""
    for entry in journal.answers(1):
        if (today - entry.at.day).days <= REMEMBERED_DAYS:
            return entry
    return None


def _closed(newest: Entry | None) -> str:
    if newest is None or not isinstance(newest.detail, AnswerRecord) or _is_open(newest.detail):
        return ""
    urgent = newest.detail.urgency in _URGENT
    wanted = "medical help" if urgent else "a visit to a clinician"
    day = newest.at.day
    return (
        f"Your last check, on {day.day} {day:%B}, called for {wanted} and no exercise until then. "
        "Have you been seen, and may you exercise?"
    )


def _needs_check(routine: Routine, library: Library, newest: Entry) -> bool:
    """Whether it is a run of a programme with conditions, and the newest check met them not.

    Source: content 6.4 (enter only if all are true).
    """
    in_programme = routine.purpose is Purpose.RUNNING and any(
        session.routine == routine.id
        for programme in library.programmes.values()
        if programme.entry
        for stage in programme.stages
        for session in stage.sessions
    )
    reasons = newest.detail.reasons if isinstance(newest.detail, AnswerRecord) else ()
    return in_programme and not any(each.get("rule") == READY_RULE for each in reasons)


def _is_open(answer: AnswerRecord) -> bool:
    from kneeapp.guidance.assess import assess
    from kneeapp.guidance.case import parse

    if answer.urgency in _URGENT:
        return False
    try:
        return assess(parse(answer.case_file)).exercise != "no"
    except UserError:
        # A record of another version: the urgency alone decides.
        return True
