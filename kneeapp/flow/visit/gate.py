"""Whether a routine chosen by hand is open: the last check, the last sessions, running again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kneeapp.base.errors import UserError
from kneeapp.flow.visit import choice, run_ready
from kneeapp.flow.visit.flare import REDS_IN_A_ROW, since_check
from kneeapp.journal.model import AnswerRecord
from kneeapp.player.pain import Light
from kneeapp.routine.model import Purpose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kneeapp.base.clock import Clock
    from kneeapp.guidance.assess import Answer
    from kneeapp.journal.model import Entry
    from kneeapp.journal.store import Journal
    from kneeapp.routine.model import Library, Routine

REMEMBERED_DAYS = 42
"""An answer older than the last re-check closes nothing any more. Source: content 2.7."""

_URGENT = frozenset({"emergency", "same_day"})
_PAST_ENTRIES = 200
_PAST_ANSWERS = 20


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
    today = clock.wall().date()
    answers = _that_count(journal, today)
    newest = answers[0] if answers else None
    question = _closed(newest)
    if question:
        return Decision(Way.SEEN, question)
    entries = journal.recent(_PAST_ENTRIES)
    runs = _runs(library)
    met = entered is not None and newest is not None and newest.at.day <= entered
    may_run = newest is None or met or run_ready.still_ready(answers, entries, today)
    if routine.id in runs and not may_run:
        asks = "Before you run again, a short check asks if your knee is ready. Do it now?"
        return Decision(Way.CHECK_RUN, asks)
    if flared(runs if routine.id in runs else {routine.id: routine}, entries):
        asks = "The last 2 times hurt too much. Check your knee before you go on?"
        return Decision(Way.CHECK_KNEE, asks)
    return Decision(Way.OPEN)


def closed(journal: Journal, clock: Clock) -> str:
    """Why exercise is closed, as a question for the person; empty when it is open.

    Source: content 2.1 rule 4: an urgent answer means no exercise and no timer.
    """
    answers = _that_count(journal, clock.wall().date())
    return _closed(answers[0] if answers else None)


def may_insist(journal: Journal, clock: Clock) -> bool:
    """Whether a routine may be begun with more pain than its limit allows, if the person insists.

    Never when the last check closed exercise, nor when a bone may be hurt. Source: decision 2.
    """
    today = clock.wall().date()
    answers = _that_count(journal, today)
    if not answers:
        return True
    found = last_answer(journal, today)
    return not _closed(answers[0]) and found is not None and not found.bone_suspected


def last_answer(journal: Journal, today: date) -> Answer | None:
    """What the newest check said; None when it is too old, or a record of another version."""
    from kneeapp.guidance.assess import assess
    from kneeapp.guidance.case import parse

    for entry in _that_count(journal, today)[:1]:
        if isinstance(entry.detail, AnswerRecord):
            try:
                return assess(parse(entry.detail.case_file))
            except UserError:
                return None
    return None


def flared(routines: Mapping[str, Routine], entries: Sequence[Entry]) -> bool:
    """Whether the last sessions of these routines, since the last check, all hurt too much.

    Args:
        routines: by id; the weeks of running again count as one.
        entries: of the journal, newest first.

    Source: content 6.2: two reds in a row = stop that item, check again.
    """
    lights = choice.lights(routines, since_check(entries))
    return lights[:REDS_IN_A_ROW] == [Light.RED] * REDS_IN_A_ROW


def _that_count(journal: Journal, today: date) -> list[Entry]:
    """The answers, newest first, that are not too old to close anything."""
    answers = journal.answers(_PAST_ANSWERS)
    return [each for each in answers if (today - each.at.day).days <= REMEMBERED_DAYS]


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


def _runs(library: Library) -> dict[str, Routine]:
    """The runs of the programmes that have conditions to begin with. Source: content 6.4."""
    named = {
        session.routine
        for programme in library.programmes.values()
        if programme.entry
        for stage in programme.stages
        for session in stage.sessions
    }
    return {
        each.id: each
        for each in library.routines.values()
        if each.id in named and each.purpose is Purpose.RUNNING
    }


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
