"""What the newest check leaves open: its routine, and whether exercise and running wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kneeapp.flow.visit import choice as choices
from kneeapp.flow.visit import recheck, visit

if TYPE_CHECKING:
    from kneeapp.base.settings import Settings
    from kneeapp.flow.visit.choice import RoutineChoice
    from kneeapp.journal.store import Journal
    from kneeapp.routine.model import Library

_TELLING_ENTRIES = 300


@dataclass(frozen=True, slots=True)
class Advised:
    """What the newest check leaves open.

    Attributes:
        closed: no exercise until somebody has looked at the knee.
        no_run: running is left out for now.
        choice: the routine that fits, made fit for this knee; None without one.
        title, length: of the routine, in words.
    """

    closed: bool
    no_run: bool
    choice: RoutineChoice | None = None
    title: str = ""
    length: str = ""


def advised(journal: Journal, library: Library, settings: Settings) -> Advised | None:
    """Judge the newest check again; None without one, or when it is of another version."""
    from kneeapp.guidance.running import is_left_out

    found = recheck.last_visit(journal)
    if found is None:
        return None
    checked, _day = found
    answer = visit.assess(checked)
    closed, no_run = answer.exercise == "no", is_left_out(answer.do_now, answer.avoid)
    entries = journal.recent(_TELLING_ENTRIES)
    fitting = choices.routine_choices(checked.pain_map, answer, library, entries)
    if not fitting:
        return Advised(closed, no_run)
    best = fitting[0]
    length = choices.length(best, library, settings).words
    return Advised(closed, no_run, best, library.routines[best.routine_id].title, length)
