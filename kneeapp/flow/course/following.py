"""The next session of a programme, made fit for this knee."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeapp.base.side import Side
from kneeapp.flow.course.model import Step
from kneeapp.flow.course.words import reasons
from kneeapp.flow.visit import choice as choices
from kneeapp.flow.visit.choice import AFTER_RED, BONE_LIMIT, RoutineChoice
from kneeapp.flow.visit.gate import last_answer
from kneeapp.player.pain import Light
from kneeapp.routine.programme import Place, When, routine_at
from kneeapp.routine.schedule import session_of

if TYPE_CHECKING:
    from datetime import date

    from kneeapp.flow.course.model import Course
    from kneeapp.journal.store import Journal
    from kneeapp.routine.model import Library

_PAST_ENTRIES = 200


def next_place(course: Course, today: date) -> Place | None:
    """Where in the programme the next session belongs; None when the programme is finished."""
    unit = course.next
    if unit is None:
        return None
    day = (today - course.since).days + 1 if course.since else 1
    when = When(session=unit.turn, day=day, week=unit.week)
    return Place(course.programme.id, course.stage.id, unit.key, when)


def next_choice(
    course: Course, library: Library, journal: Journal, today: date
) -> RoutineChoice | None:
    """The next session; None when there is none, or its routine is not in the library.

    After a session that hurt too much it is about a third shorter, unless the programme has gone
    back to an easier part. What the last check said to leave out is left out.
    """
    place = next_place(course, today)
    routine = routine_at(library, place) if place else None
    session = session_of(course.programme, place.key) if place else None
    if place is None or routine is None or session is None:
        return None
    past = journal.recent(_PAST_ENTRIES)
    answer = last_answer(journal, today)
    suspected = answer is not None and answer.bone_suspected
    made = RoutineChoice(
        routine_id=routine.id,
        side=course.side or Side.BOTH,
        exclude=choices.exclusions(answer.avoid) if answer else frozenset(),
        pain_limit=BONE_LIMIT if suspected else choices.pain_limit(routine, past),
        why=" ".join(reasons(course, today)),
        minutes=session.minutes,
        place=place,
    )
    hurt = course.newest is not None and course.newest.light is Light.RED
    if hurt and course.step is Step.STAYED:
        return choices.shortened(made, library, AFTER_RED)
    return made
