"""The programmes under way, for the home page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeapp.flow.course import log as course_log
from kneeapp.flow.course import words as course_words
from kneeapp.flow.course.following import next_choice
from kneeapp.flow.own import Ahead
from kneeapp.flow.visit import choice
from kneeapp.routine.timeline import Choices, compile_timeline

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kneeapp.base.settings import Settings
    from kneeapp.flow.course.model import Course
    from kneeapp.flow.visit.choice import RoutineChoice
    from kneeapp.journal.store import Journal
    from kneeapp.routine.model import Library


def programmes(
    journal: Journal, library: Library, settings: Settings, today: date
) -> tuple[Ahead, ...]:
    """Every programme under way."""
    found = course_log.courses(journal, library, today)
    return tuple(_programme(each, journal, library, settings, today) for each in found)


def exercise_of(found: RoutineChoice, library: Library) -> str:
    """The exercise whose picture says most about a session: after the warm-up, if there is one."""
    routine = found.routine(library)
    if routine is None:
        return ""
    wanted = Choices(side=found.side, exclude=found.exclude)
    steps = compile_timeline(routine, library, wanted).steps
    exercises = [step.exercise for step in steps if step.exercise]
    return next(iter(exercises[1:] or exercises), "")


def _programme(
    course: Course, journal: Journal, library: Library, settings: Settings, today: date
) -> Ahead:
    found = next_choice(course, library, journal, today)
    asked = course_words.questions(course)
    ready = found is not None and not course.paused and not asked and course.due <= today
    said: Sequence[str] = [course.programme.title]
    if course.paused:
        said = [*said, "Paused. Go on when you like."]
    elif asked:
        said = [*said, "Some questions wait before the next part."]
    elif found is not None and ready:
        minutes = choice.minutes(found, library, settings)
        said = [*said, f"About {minutes} min."]
    elif found is not None:
        said = [*said, f"Rest now. Next session {course_words.due_words(course.due, today)}."]
    where = course_words.where(course)
    return Ahead(
        title=f"Continue: {where[:1].lower()}{where[1:]}",
        detail=" · ".join(said),
        exercise=exercise_of(found, library) if found else "",
        share=course_words.progress(course),
        programme=course.programme.id,
        ready=ready,
    )
