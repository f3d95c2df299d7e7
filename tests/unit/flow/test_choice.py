"""A routine made fit for this knee: what is left out, how much pain, how long, and why."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from kneeapp.base.side import Side
from kneeapp.body.marks import Mark, PainMap
from kneeapp.flow.visit import choice
from kneeapp.flow.visit.choice import RoutineChoice, Step
from kneeapp.guidance import words
from kneeapp.journal.model import SessionPlan, Status
from kneeapp.routine.model import Load
from kneeapp.routine.timeline import Choices, compile_timeline

KNEECAP = PainMap((Mark("patella", Side.RIGHT, strength=4),))
ROUTINE = "patellar-tendon-holds"


def outcome(**changes):
    made = {
        "urgency": "self_care",
        "bone_suspected": False,
        "exercise": "gentle",
        "routines": (ROUTINE, "gone"),
        "routine_why": "Holds calm the cord.",
        "avoid": ("deep_squat",),
    }
    return SimpleNamespace(**made | changes)


def session(journal, clock, *, peak=1, morning=1, status=Status.DONE, routine=ROUTINE):
    """One session a day, with 1 of 10 before it."""
    clock.advance(24 * 3_600_000)
    kept = journal.start_session(
        SessionPlan(routine, "Holds", choice={"pain_limit": 2}, pain_before=1)
    )
    if peak is not None:
        journal.set_session_pain(kept, peak=peak)
    journal.finish_session(kept, status, 1000)
    if morning is not None:
        journal.add_pain("next_morning", morning, kept)


def only(library, journal, **changes):
    (found,) = choice.routine_choices(KNEECAP, outcome(**changes), library, journal.recent())
    return found


def test_the_routine_fits_the_knee(library, journal):
    assert only(library, journal) == RoutineChoice(
        ROUTINE,
        Side.RIGHT,
        frozenset({"deep_squat"}),
        2,
        "Your right knee: kneecap, 4 of 10. Holds calm the cord."
        " Start when the pain is down to 2 of 10 or less; today it is at 4."
        " Stop when it goes above 2, or is sharp.",
    )


@pytest.mark.parametrize(
    "changes", [{"exercise": "no"}, {"urgency": "emergency"}, {"urgency": "same_day"}]
)
def test_no_routine_when_the_answer_allows_none(library, changes):
    assert choice.routine_choices(KNEECAP, outcome(**changes), library) == ()


def test_no_pain_at_all_when_a_bone_may_be_hurt(library, journal, clock):
    session(journal, clock)
    found = only(library, journal, bone_suspected=True)
    assert found.pain_limit == 0
    assert "any pain" in found.why


@pytest.mark.parametrize(
    ("facts", "wider"),
    [
        ({"peak": 2}, True),
        ({"peak": None}, True),
        ({"peak": 3}, False),
        ({"status": Status.STOPPED}, False),
        ({"routine": "another"}, False),
    ],
)
def test_the_wider_limit_comes_after_one_careful_session(library, journal, clock, facts, wider):
    routine = library.routines[ROUTINE]
    assert routine.pain_rule.during > choice.CAREFUL_LIMIT
    session(journal, clock, **facts)
    found = choice.pain_limit(routine, journal.recent())
    assert found == (routine.pain_rule.during if wider else choice.CAREFUL_LIMIT)


def test_a_stricter_routine_stays_strict(library):
    routine = library.routines[ROUTINE]
    strict = replace(routine, pain_rule=replace(routine.pain_rule, during=0, careful_during=0))
    assert choice.pain_limit(strict) == 0


@pytest.mark.parametrize(
    ("sessions", "step"),
    [
        ([], None),
        ([{}], Step.SAME),
        ([{}, {}], Step.HARDER),
        ([{}, {"morning": 2}], Step.SAME),
        ([{"morning": 3}], Step.EASIER),
        ([{"peak": 3}], Step.EASIER),
        ([{"peak": 3}, {}], Step.SAME),
        ([{"peak": 3}, {}, {}], Step.HARDER),
        ([{"peak": None, "morning": None}, {"peak": None, "morning": None}], Step.SAME),
        ([{"status": Status.STOPPED}, {"status": Status.STOPPED}], Step.SAME),
        ([{"routine": "another", "peak": 9}], None),
    ],
)
def test_the_last_sessions_decide_the_next_step(library, journal, clock, sessions, step):
    for facts in sessions:
        session(journal, clock, **facts)
    assert choice.next_step(library.routines[ROUTINE], journal.recent()) is step


def test_a_session_that_hurt_makes_the_next_one_shorter_and_says_why(library, journal, clock):
    usual = choice.minutes(only(library, journal), library)
    session(journal, clock, morning=4)
    found = only(library, journal)
    assert found.minutes == round(usual * 0.7)
    assert "shorter" in found.why
    assert choice.minutes(found, library) < usual


def test_two_good_sessions_may_go_on(library, journal, clock):
    session(journal, clock)
    session(journal, clock)
    found = only(library, journal)
    assert found.minutes is None
    assert "add 1 or 2 reps" in found.why


def test_every_word_of_an_answer_is_a_load_of_exercises_or_advice_for_daily_life():
    assert set(Load) >= words.LOADS - choice.ADVICE_ONLY
    assert choice.ADVICE_ONLY <= words.LOADS
    assert not choice.ADVICE_ONLY & set(Load)


def test_advice_for_daily_life_is_no_exclusion_and_a_strange_word_is_a_bug():
    assert choice.exclusions(["downhill", "impact", "long_sitting"]) == {"impact"}
    with pytest.raises(ValueError, match="no_such"):
        choice.exclusions(["no_such"])


def test_the_exclusions_leave_exercises_out_of_the_timeline(library):
    routine = library.routines["pre-run-warm-up"]
    whole = compile_timeline(routine, library, Choices())
    left = compile_timeline(
        routine, library, Choices(exclude=choice.exclusions(["impact", "running"]))
    )
    used = [library.exercises[step.exercise] for step in left.steps]
    assert len(left.steps) < len(whole.steps)
    assert not any({"impact", "running"} & set(each.loads) for each in used)
