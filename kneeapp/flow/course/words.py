"""Where a person is in a programme, and why, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeapp.flow.course.gates import day_words
from kneeapp.flow.course.model import GateState, Step
from kneeapp.player.pain import Light
from kneeapp.routine import schedule
from kneeapp.routine.words import duration

if TYPE_CHECKING:
    from datetime import date

    from kneeapp.flow.course.model import Course, Done
    from kneeapp.routine.model import PainRule, Programme

LONG_AWAY = 14
"""Days without a session after which going back a part is offered. Source: content 6.4 (plan A and
B part at 2 to 3 weeks), J."""

_A_WEEK = 7


def where(course: Course) -> str:
    """The place in the programme: "Week 2, session 1 of 3"."""
    unit = course.next
    if unit is None:
        return "Finished"
    if schedule.is_for_good(course.programme, course.stage):
        return course.stage.title
    session = f"session {unit.number} of {unit.of}"
    again = ", again" if course.is_complete and course.visit else ""
    return f"Week {course.week}, {session}{again}"


def progress(course: Course) -> float:
    """How much of the planned programme is done, 0 to 1."""
    stages = course.programme.stages
    lengths = [schedule.week_count(stage) for stage in stages]
    if course.is_finished:
        return 1.0
    here = course.counted / len(course.units) if course.units else 0.0
    done = sum(lengths[: course.position]) + here * lengths[course.position]
    return min(1.0, done / sum(lengths))


def due_words(due: date, today: date) -> str:
    """When the next session may be: "today", "tomorrow", "on Thursday"."""
    match (due - today).days:
        case days if days <= 0:
            return "today"
        case 1:
            return "tomorrow"
        case days if days < _A_WEEK:
            return f"on {due:%A}"
        case _:
            return f"on {day_words(due)}"


def reasons(course: Course, today: date) -> list[str]:
    """Why this session comes now, as sentences; the first says the most."""
    if course.paused:
        return ["You paused this programme. Go on when you like: nothing is lost."]
    if course.is_finished:
        after = course.programme.after
        return [f"You have done all of “{course.programme.title}”.", *([after] if after else ())]
    found = [_reason(course, today)]
    if course.due > today:
        found.append(f"The next session is {due_words(course.due, today)}. Rest until then.")
    if course.away >= LONG_AWAY:
        found.append(
            f"Your last session was {course.away} days ago. That is fine. Go on here, or go back "
            "a part and start more easily."
        )
    return found


def _reason(course: Course, today: date) -> str:
    newest = course.newest
    if newest is None:
        return f"You begin with “{course.stage.title}”."
    if newest.light is Light.RED and newest.sharp:
        return f"There was sharp pain in the last session. {_after_red(course)}"
    if newest.light is Light.RED:
        return f"The last session hurt too much{_figures(newest)}. {_after_red(course)}"
    if course.step is Step.ON:
        opens = "is open now" if course.due <= today else "comes next"
        return f"The last part went well. “{course.stage.title}” {opens}."
    if newest.light is Light.AMBER:
        return f"The last session hurt a little more than planned{_figures(newest)}. Do it again."
    return _after_good(course, newest)


def _after_red(course: Course) -> str:
    title = course.stage.title
    if course.step is Step.BACK:
        return f"So you go back to “{title}” and build up from there."
    if not course.visit:
        return f"You start “{title}” again."
    return "So you stay here, and the next session is about a third shorter."


def _after_good(course: Course, newest: Done) -> str:
    if not newest.finished:
        return "The last session was broken off. It comes again."
    if course.is_complete and course.visit and not course.open:
        return _still_shut(course)
    if newest.light is None:
        return "Go on. Nothing was told about the last session: say in the Journal how it felt."
    return "Your pain stayed within the rule. Go on."


def _still_shut(course: Course) -> str:
    asked = questions(course)
    if asked:
        count = "1 question" if asked == 1 else f"{asked} questions"
        return f"You have done this part. Answer {count} to go on."
    missing = [gate for gate in course.gates if gate.state is GateState.SHUT]
    said = f" Still missing: {missing[0].say}" if missing else ""
    return f"You have done this part. Stay here until you can go on.{said}"


def questions(course: Course) -> int:
    """How many conditions wait for the person's word, once the part is done."""
    if not course.is_complete:
        return 0
    return sum(gate.state is GateState.ASK for gate in course.gates)


def _figures(done: Done) -> str:
    told = [
        f"{figure} of 10 {when}"
        for figure, when in ((done.during, "during it"), (done.morning, "the next morning"))
        if figure is not None
    ]
    return f" ({', '.join(told)})" if told else ""


def rule_words(rule: PainRule) -> str:
    """A programme's pain rule with its source, in plain words."""
    parts = [f"Up to {rule.during} of 10 is allowed while you do it."]
    if rule.settles_within is not None:
        parts.append(f"It is back to before within {duration(rule.settles_within.value)}.")
    if rule.next_morning is not None:
        more = "no more" if rule.next_morning == 0 else f"at most {rule.next_morning} more"
        parts.append(f"The next morning it is {more} than before.")
    parts.append(f"Source: {', '.join(rule.sources)}.")
    return " ".join(parts)


def length_words(programme: Programme) -> str:
    """How long a programme is: "9 weeks, 3 days a week"."""
    weeks = schedule.all_weeks(programme)
    span = "1 week" if weeks == 1 else f"{weeks} weeks"
    return f"{span}, {often_words(programme)}"


def often_words(programme: Programme) -> str:
    """How many sessions a week it has: "2 to 3 sessions a week"."""
    often = sorted({_often(programme, number) for number in range(len(programme.stages))})
    low, high = often[0], often[-1]
    times = f"{low}" if low == high else f"{low} to {high}"
    return f"{times} sessions a week"


def _often(programme: Programme, number: int) -> int:
    units = schedule.units(programme, programme.stages[number], {})
    return max(unit.of for unit in units)
