"""Whether the last check keeps exercise closed, also when a routine is chosen by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeapp.base.errors import UserError
from kneeapp.journal.model import AnswerRecord

if TYPE_CHECKING:
    from kneeapp.base.clock import Clock
    from kneeapp.journal.store import Journal

REMEMBERED_DAYS = 42
"""An answer older than the last re-check closes nothing any more. Source: content 2.7."""

_URGENT = frozenset({"emergency", "same_day"})


def closed(journal: Journal, clock: Clock) -> str:
    """Why exercise is closed, as a question for the person; empty when it is open.

    Source: content 2.1 rule 4: an urgent answer means no exercise and no timer.
    """
    newest = journal.answers(1)
    if not newest or not isinstance(newest[0].detail, AnswerRecord):
        return ""
    answer, day = newest[0].detail, newest[0].at.day
    if (clock.wall().date() - day).days > REMEMBERED_DAYS or _is_open(answer):
        return ""
    wanted = "medical help" if answer.urgency in _URGENT else "a visit to a clinician"
    return (
        f"Your last check, on {day.day} {day:%B}, called for {wanted} and no exercise until then. "
        "Have you been seen, and may you exercise?"
    )


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
