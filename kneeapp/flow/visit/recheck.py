"""A short visit some days after a check, or before running again: only what can have changed.

Source: clinical content 2.7 (what each day asks), 6.4 (before running again).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kneeapp.base.errors import UserError
from kneeapp.base.side import Side
from kneeapp.body.marks import PainMap
from kneeapp.flow.visit import run_ready, visit
from kneeapp.flow.visit.followup import RECHECK_DAYS
from kneeapp.flow.visit.visit import Visit
from kneeapp.journal.model import AnswerRecord

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kneeapp.base.clock import Clock
    from kneeapp.guidance.case import Case
    from kneeapp.journal.model import Entry
    from kneeapp.journal.store import Journal

RUN = "run"
"""The look before running again."""

_PAST_ENTRIES = 100


def look_again(journal: Journal, clock: Clock, day: int) -> Visit | None:
    """The re-check of a day after the newest check; None when there is nothing to go on from.

    Args:
        journal: holds the check.
        clock: for today.
        day: which day of the row of re-checks it is; a day between counts as the one before.
    """
    passed = [each for each in RECHECK_DAYS if each <= day]
    return _look(journal, clock, f"day_{passed[-1] if passed else RECHECK_DAYS[0]}")


def before_running(journal: Journal, clock: Clock) -> Visit | None:
    """The look before running again; None when there was no check to go on from."""
    against = run_ready.against(journal.recent(_PAST_ENTRIES), clock.wall().date())
    return _look(journal, clock, RUN, against)


def last_visit(journal: Journal) -> tuple[Visit, date] | None:
    """The newest check as it was answered, to be read again, and its day; None without one."""
    found = _newest(journal)
    if found is None:
        return None
    entry, case = found
    marked = journal.last_map() or PainMap(sides=case.side or Side.RIGHT)
    return Visit(marked, case), entry.at.day


def _look(
    journal: Journal, clock: Clock, look: str, against: Mapping[str, str] | None = None
) -> Visit | None:
    from kneeapp.guidance.case import again

    found = _newest(journal)
    if found is None:
        return None
    entry, case = found
    later = again(case, _days_since(entry, clock), look)
    return visit.begin_look(_places(journal.last_map(), case), later, against or {})


def _newest(journal: Journal) -> tuple[Entry, Case] | None:
    from kneeapp.guidance.case import parse

    newest = journal.answers(1)
    if not newest or not isinstance(newest[0].detail, AnswerRecord):
        return None
    try:
        return newest[0], parse(newest[0].detail.case_file)
    except UserError:
        # A record of another version: a full check asks everything anew.
        return None


def _places(marked: PainMap | None, case: Case) -> PainMap:
    """Where it hurt; how strong it was then says nothing about today."""
    if marked is None:
        return PainMap(sides=case.side or Side.RIGHT)
    return replace(marked, marks=tuple(replace(mark, strength=None) for mark in marked.marks))


def _days_since(entry: Entry, clock: Clock) -> int:
    return max(0, (clock.wall().date() - entry.at.day).days)
