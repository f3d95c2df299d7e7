"""Facts about the phases of a programme, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from kneeapp.flow.visit.choice import RoutineChoice, minutes
from kneeapp.routine import schedule
from kneeapp.routine.programme import Place
from kneeapp.ui.programme.mark import Sign
from kneeapp.ui.programme.phases import PhaseLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kneeapp.base.settings import Settings
    from kneeapp.flow.course.model import Course
    from kneeapp.routine.model import Library, Programme, Stage


def phase_lines(
    programme: Programme, course: Course | None, library: Library, settings: Settings
) -> Iterator[PhaseLine]:
    """Every phase, with the sign of where the person stands."""
    for position, stage in enumerate(programme.stages):
        sign = Sign.LATER
        if course is not None and (position < course.position or course.is_finished):
            sign = Sign.DONE
        elif course is not None and position == course.position:
            sign = Sign.NOW
        often = _often(programme, stage, library, settings)
        yield PhaseLine(
            sign, _title(programme, stage), often, stage.note or _content(stage, library)
        )


def _content(stage: Stage, library: Library) -> str:
    """What is done in a phase of one routine, in the routine's own words."""
    names = {session.routine for session in stage.sessions}
    routine = library.routines.get(names.pop()) if len(names) == 1 else None
    return routine.summary if routine else ""


def _title(programme: Programme, stage: Stage) -> str:
    if schedule.is_for_good(programme, stage):
        return _tr("After that: {title}").format(title=stage.title)
    first, last = schedule.first_week(programme, stage), schedule.last_week(programme, stage)
    weeks = (
        _tr("Week {first}").format(first=first)
        if first == last
        else _tr("Weeks {first} to {last}").format(first=first, last=last)
    )
    return weeks if weeks == stage.title else f"{weeks} · {stage.title}"


def _often(programme: Programme, stage: Stage, library: Library, settings: Settings) -> str:
    units = schedule.units(programme, stage, library.routines)
    lengths = set()
    for key in dict.fromkeys(unit.key for unit in units):
        session = schedule.session_of(programme, key)
        if session is not None and session.routine in library.routines:
            place = Place(programme.id, stage.id, key)
            chosen = RoutineChoice(session.routine, minutes=session.minutes, place=place)
            lengths.add(minutes(chosen, library, settings))
    low, high = min(lengths, default=0), max(lengths, default=0)
    length = f"{low}" if low == high else _tr("{low} to {high}").format(low=low, high=high)
    count = units[0].of
    sessions = _tr("1 session") if count == 1 else _tr("{count} sessions").format(count=count)
    return _tr("{sessions} a week, about {length} min").format(sessions=sessions, length=length)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ProgrammeWords", text)
