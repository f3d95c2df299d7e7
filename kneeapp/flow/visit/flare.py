"""A flare-up: the last sessions hurt too much, or the pain rises from week to week.

Source: content 6.2: two reds in a row = check again; the weekly mean of the worst pain up by 1 or
more for 2 weeks = worse although the load is known (rule W16).
"""

from __future__ import annotations

from datetime import timedelta
from statistics import mean
from typing import TYPE_CHECKING

from kneeapp.journal.model import AnswerRecord, Moment, PainRecord, SessionRecord, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from kneeapp.journal.model import Entry

REDS_IN_A_ROW = 2
"""Sessions that hurt too much before a knee is checked again."""

WEEKLY_RISE = 1.0
"""Points by which the mean of a week is higher than that of the week before."""

WEEK = timedelta(days=7)
WEEKS = 3
"""Weeks that show a rise twice."""

MORNING_RISE = 2
"""Points on the next morning above those before the session."""

_FEWEST_DAYS = 2
_ENDED = frozenset({Status.DONE, Status.STOPPED})


def since_check(entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries, newest first, that came after the last check."""
    checks = [at for at, each in enumerate(entries) if isinstance(each.detail, AnswerRecord)]
    return entries[: checks[0]] if checks else entries


def sessions_hurt(entries: Sequence[Entry]) -> bool:
    """Whether the last sessions since the last check, of whatever routine, hurt too much.

    Args:
        entries: of the journal, newest first.
    """
    recent = since_check(entries)
    mornings = {
        each.detail.session_id: each.detail.value
        for each in recent
        if isinstance(each.detail, PainRecord) and each.detail.moment is Moment.NEXT_MORNING
    }
    reds = [
        _hurt(each.detail, mornings.get(each.id))
        for each in recent
        if isinstance(each.detail, SessionRecord) and each.detail.status in _ENDED
    ]
    return reds[:REDS_IN_A_ROW] == [True] * REDS_IN_A_ROW


def _hurt(session: SessionRecord, morning: int | None) -> bool:
    """Sharply, above the limit it was begun with, or clearly worse on the next morning."""
    limit, before = session.plan.choice.get("pain_limit"), session.plan.pain_before
    over = isinstance(limit, int) and (session.pain_peak or 0) > limit
    hurt = over or session.hurt_sharply
    return hurt or (before is not None and morning is not None and morning - before >= MORNING_RISE)


def rises(worst: Iterable[tuple[date, int]], today: date) -> bool:
    """Whether the weekly mean of the worst pain of a day rose clearly, twice in a row.

    Args:
        worst: days with their strongest figure, 0 to 10.
        today: the person's date; the weeks end with it.
    """
    weeks: list[list[int]] = [[] for _ in range(WEEKS)]
    for day, value in worst:
        ago = (today - day) // WEEK
        if 0 <= ago < WEEKS:
            weeks[ago].append(value)
    if any(len(each) < _FEWEST_DAYS for each in weeks):
        return False
    now, before, first = (mean(each) for each in weeks)
    return now - before >= WEEKLY_RISE and before - first >= WEEKLY_RISE
