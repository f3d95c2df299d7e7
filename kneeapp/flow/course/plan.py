"""A whole programme written out: every planned session of every phase."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kneeapp.routine import schedule
from kneeapp.routine.programme import Place, When, routine_at
from kneeapp.routine.timeline import Choices, compile_timeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kneeapp.routine.model import Library, Programme, Routine, Stage


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """One session when nothing comes between.

    Attributes:
        phase, phase_title: its id and its title.
        where: "Week 2, session 1 of 3".
        routine, title: of the routine.
        length_ms: as written, without the person's own times.
    """

    phase: str
    phase_title: str
    where: str
    routine: str
    title: str
    length_ms: int


def sessions(programme: Programme, library: Library) -> Iterator[PlannedSession]:
    """Every planned session in its order; a phase that goes on for good shows one week."""
    for stage, unit, routine in _routines(programme, library):
        week = schedule.first_week(programme, stage) + unit.week - 1
        length = compile_timeline(routine, library, Choices()).length_ms
        where = f"Week {week}, session {unit.number} of {unit.of}"
        yield PlannedSession(stage.id, stage.title, where, routine.id, routine.title, length)


def first_routine(programme: Programme, library: Library) -> Routine | None:
    """What is done in the first session, as its phase has it."""
    return next((routine for _, _, routine in _routines(programme, library)), None)


def _routines(
    programme: Programme, library: Library
) -> Iterator[tuple[Stage, schedule.Unit, Routine]]:
    for stage in programme.stages:
        for unit in schedule.units(programme, stage, library.routines):
            when = When(session=unit.turn, week=unit.week)
            routine = routine_at(library, Place(programme.id, stage.id, unit.key, when))
            if routine is not None:
                yield stage, unit, routine


def conditions(programme: Programme, phase: str) -> list[str]:
    """What must be so to go on from a phase, as sentences."""
    found = next(stage for stage in programme.stages if stage.id == phase)
    shortest = [f"At least {found.at_least_days} days."] if found.at_least_days else []
    return [*shortest, *(gate.say for gate in found.gates)]
