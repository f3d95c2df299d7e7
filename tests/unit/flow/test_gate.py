"""A warning sign closes exercise for routines chosen by hand too."""

from __future__ import annotations

import pytest

from kneeapp.base.side import Side
from kneeapp.flow.visit.choice import BONE_LIMIT, own_choice
from kneeapp.flow.visit.gate import Way, closed, decide, last_answer, may_insist
from kneeapp.journal.model import AnswerRecord, SessionPlan, Status

DAY_MS = 24 * 3_600_000
LOCKED = {"pain": {"side": "right"}, "symptoms": {"locking": True, "giving_way": True}}


def answered(journal, urgency, case=None):
    journal.add_answer(AnswerRecord(urgency, 3, "summary", case or {}))


def test_without_a_check_everything_is_open(journal, clock):
    assert closed(journal, clock) == ""


@pytest.mark.parametrize("urgency", ["emergency", "same_day"])
def test_an_urgent_answer_closes_for_42_days(journal, clock, urgency):
    answered(journal, urgency)
    assert "no exercise until then" in closed(journal, clock)
    assert "2 January" in closed(journal, clock)
    clock.advance(42 * DAY_MS)
    assert closed(journal, clock)
    clock.advance(DAY_MS)
    assert closed(journal, clock) == ""


def test_a_newer_harmless_answer_opens_again(journal, clock):
    answered(journal, "same_day")
    clock.advance(DAY_MS)
    answered(journal, "self_care", {"pain": {"side": "right", "places": ["patella"]}})
    assert closed(journal, clock) == ""


def test_a_visit_without_exercise_closes_too(journal, clock):
    answered(journal, "clinician_soon", LOCKED)
    assert "clinician" in closed(journal, clock)


def test_a_record_that_cannot_be_read_any_more_closes_nothing_by_itself(journal, clock):
    answered(journal, "self_care", {"pain": {"places": ["no_such_place"]}})
    assert closed(journal, clock) == ""


BONE = {
    "pain": {"side": "right", "places": ["shin_inner"], "intensity": 3},
    "story": {"onset": "gradual", "days": 14},
    "symptoms": {"rest_pain": True},
}
HARMLESS = {"pain": {"side": "right", "places": ["patella"], "intensity": 3}}


@pytest.mark.parametrize(
    ("urgency", "case", "may"),
    [
        ("self_care", HARMLESS, True),
        ("clinician_soon", BONE, False),
        ("clinician_soon", LOCKED, False),
        ("same_day", HARMLESS, False),
        ("self_care", {"pain": {"places": ["no_such_place"]}}, False),
    ],
)
def test_insisting_is_for_harmless_knees_only(journal, clock, urgency, case, may):
    assert may_insist(journal, clock)
    answered(journal, urgency, case)
    assert may_insist(journal, clock) is may
    clock.advance(43 * DAY_MS)
    assert may_insist(journal, clock)


def test_with_a_bone_suspected_any_pain_stops_a_routine_chosen_by_hand(library, journal, clock):
    answered(journal, "clinician_soon", BONE)
    assert closed(journal, clock) == ""  # gentle exercise stays open
    bone = last_answer(journal, clock.wall().date()).bone_suspected
    routine = library.routines["runners-knee-1"]
    choice = own_choice(routine, Side.RIGHT, library, journal.recent(), bone_suspected=bone)
    assert choice.pain_limit == BONE_LIMIT


READY = ({"rule": "RUN01", "text": "All met.", "source": "P51"},)
KNEECAP = {"pain": {"side": "right", "places": ["patella"]}, "story": {"onset": "gradual"}}


def way(routine, library, journal, clock):
    return decide(library.routines[routine], library, journal, clock).way


@pytest.mark.parametrize("run", ["walk-run-1", "walk-run-8", "walk-run-b1"])
def test_a_run_needs_the_look_before_running_after_a_sore_knee(library, journal, clock, run):
    assert way(run, library, journal, clock) is Way.OPEN
    answered(journal, "self_care", KNEECAP)
    assert way(run, library, journal, clock) is Way.CHECK_RUN
    assert way("runners-knee-1", library, journal, clock) is Way.OPEN
    journal.add_answer(AnswerRecord("self_care", 14, "Ready", KNEECAP, READY))
    assert way(run, library, journal, clock) is Way.OPEN


def test_a_new_check_closes_running_again_until_it_is_old(library, journal, clock):
    journal.add_answer(AnswerRecord("self_care", 14, "Ready", KNEECAP, READY))
    clock.advance(DAY_MS)
    answered(journal, "self_care", KNEECAP)
    assert way("walk-run-2", library, journal, clock) is Way.CHECK_RUN
    clock.advance(43 * DAY_MS)
    assert way("walk-run-2", library, journal, clock) is Way.OPEN


def test_an_urgent_answer_comes_before_everything(library, journal, clock):
    answered(journal, "same_day")
    assert way("walk-run-1", library, journal, clock) is Way.SEEN


def hurt(journal, clock, peak):
    clock.advance(DAY_MS)
    plan = SessionPlan("runners-knee-1", "Phase 1", choice={"pain_limit": 2}, pain_before=1)
    session = journal.start_session(plan)
    journal.set_session_pain(session, peak=peak)
    journal.finish_session(session, Status.DONE, 1000)


def test_two_sessions_in_a_row_that_hurt_too_much_ask_for_a_check(library, journal, clock):
    answered(journal, "self_care", KNEECAP)
    hurt(journal, clock, 7)
    assert way("runners-knee-1", library, journal, clock) is Way.OPEN
    hurt(journal, clock, 7)
    assert way("runners-knee-1", library, journal, clock) is Way.CHECK_KNEE
    assert way("desk-break", library, journal, clock) is Way.OPEN
    answered(journal, "self_care", KNEECAP)
    assert way("runners-knee-1", library, journal, clock) is Way.OPEN
