"""Running again is judged by the last days in the journal, not only by today's answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kneeapp.base.side import Side
from kneeapp.body.marks import Mark, PainMap
from kneeapp.flow.visit import recheck, visit
from kneeapp.flow.visit.gate import Way, decide
from kneeapp.guidance.cards import care_card
from kneeapp.journal.model import (
    AnswerRecord,
    SessionPlan,
    Status,
    Symptom,
    SymptomRecord,
)

DAY_MS = 24 * 3_600_000
KNEECAP = {"pain": {"side": "right", "places": ["patella"]}, "story": {"onset": "gradual"}}
CHECK = AnswerRecord("self_care", 3, "Look after it yourself", KNEECAP)
READY = ({"rule": "RUN01", "text": "All met.", "source": "P51"},)
RUN_LOOK = KNEECAP | {"story": {"onset": "gradual", "looked_again": "run"}}
PASSED = AnswerRecord("self_care", 14, "Ready to run again", RUN_LOOK, READY)
ALL_TRUE = {
    "pain_now": ("1",),
    "run_ready": ("walk", "limp", "dry", "stairs", "heels", "chair", "night", "spot", "cleared"),
    "time_off": ("long",),
}


def look_before_running(journal, clock):
    at = recheck.before_running(journal, clock)
    while at.question is not None:
        at = at.answer(ALL_TRUE.get(at.question.id, ()))
    return visit.assess(at)


def rules(answer):
    return answer.verdict.rule_ids


def test_with_a_quiet_journal_the_answers_decide(journal, clock):
    journal.add_map(PainMap((Mark("patella", Side.RIGHT, strength=3),)))
    journal.add_answer(CHECK)
    clock.advance(20 * DAY_MS)
    answer = look_before_running(journal, clock)
    assert "RUN01" in rules(answer)
    assert answer.missing == ()


def test_swelling_noted_within_7_days_keeps_running_closed_and_says_when(journal, clock):
    journal.add_answer(CHECK)
    clock.advance(20 * DAY_MS)
    journal.add(SymptomRecord(Symptom.SWELLING, 1))
    clock.advance(6 * DAY_MS)
    answer = look_before_running(journal, clock)
    assert "RUN02" in rules(answer)
    assert answer.missing == ("It was swollen on 22 January. Wait for 7 days without it.",)
    assert care_card(answer).title == "Not ready to run yet"
    clock.advance(DAY_MS)
    assert "RUN01" in rules(look_before_running(journal, clock))


def test_no_swelling_noted_is_not_swelling(journal, clock):
    journal.add_answer(CHECK)
    clock.advance(20 * DAY_MS)
    journal.add(SymptomRecord(Symptom.SWELLING, 0))
    assert "RUN01" in rules(look_before_running(journal, clock))


@pytest.mark.parametrize(
    ("value", "days", "open_"), [(2, 0, False), (2, 1, False), (2, 2, True), (1, 0, True)]
)
def test_pain_told_yesterday_or_today_speaks_against_it(journal, clock, value, days, open_):
    journal.add_answer(CHECK)
    clock.advance(20 * DAY_MS)
    journal.add_pain("next_morning", value)
    clock.advance(days * DAY_MS)
    assert ("RUN01" in rules(look_before_running(journal, clock))) is open_


def way(journal, clock, library, run="walk-run-2"):
    return decide(library.routines[run], library, journal, clock).way


def passed(journal, clock):
    journal.add_answer(CHECK)
    clock.advance(20 * DAY_MS)
    journal.add_answer(PASSED)
    clock.advance(DAY_MS)


def test_a_later_look_at_the_old_check_leaves_running_open(journal, clock, library):
    passed(journal, clock)
    story = KNEECAP["story"] | {"looked_again": "day_42"}
    journal.add_answer(replace(CHECK, case_file=KNEECAP | {"story": story}))
    assert way(journal, clock, library) is Way.OPEN


def test_a_new_check_closes_running_again(journal, clock, library):
    passed(journal, clock)
    assert way(journal, clock, library) is Way.OPEN
    journal.add_answer(CHECK)
    assert way(journal, clock, library) is Way.CHECK_RUN


def test_a_look_that_was_not_passed_closes_it_too(journal, clock, library):
    passed(journal, clock)
    journal.add_answer(replace(PASSED, reasons=()))
    assert way(journal, clock, library) is Way.CHECK_RUN


def test_swelling_after_a_passed_look_closes_running_for_7_days(journal, clock, library):
    passed(journal, clock)
    journal.add(SymptomRecord(Symptom.SWELLING, 2))
    assert way(journal, clock, library) is Way.CHECK_RUN
    clock.advance(7 * DAY_MS)
    assert way(journal, clock, library) is Way.OPEN


@pytest.mark.parametrize(("pain", "expected"), [(3, Way.OPEN), (4, Way.CHECK_RUN)])
def test_pain_of_4_after_a_run_closes_it(journal, clock, library, pain, expected):
    passed(journal, clock)
    journal.add_pain("next_morning", pain)
    assert way(journal, clock, library) is expected


def test_two_runs_in_a_row_that_hurt_too_much_count_over_the_weeks_of_the_plan(
    journal, clock, library
):
    passed(journal, clock)
    for run in ("walk-run-2", "walk-run-3"):
        plan = SessionPlan(run, run, choice={"pain_limit": 3}, pain_before=0)
        session = journal.start_session(plan)
        journal.set_session_pain(session, peak=6)
        journal.finish_session(session, Status.DONE, 1000)
        clock.advance(DAY_MS)
    assert way(journal, clock, library, "walk-run-3") is Way.CHECK_KNEE
    assert way(journal, clock, library, "desk-break") is Way.OPEN
