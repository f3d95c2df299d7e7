"""What waits for the person on each day after a check or a session."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kneeapp.base.side import Side
from kneeapp.body.marks import Mark, PainMap
from kneeapp.flow.visit import followup
from kneeapp.flow.visit.followup import Reminder, Trend
from kneeapp.journal.model import AnswerRecord, SessionPlan, SetDone, Status

DAY_MS = 24 * 3_600_000
SELF_CARE = AnswerRecord("self_care", 3, "Look after it yourself", {"story": {"onset": "gradual"}})
INJURED = replace(SELF_CARE, case_file={"story": {"onset": "sudden_injury"}})
PLAN = SessionPlan("runners-knee-1", "Phase 1", sets=6, pain_before=2)


def due_after(journal, clock, days):
    clock.advance(days * DAY_MS)
    return followup.due(journal, clock)


def test_an_empty_journal_waits_for_nothing(journal, clock):
    assert followup.due(journal, clock) == ()


@pytest.mark.parametrize(
    ("since", "day"),
    [
        (0, None),
        (1, None),
        (2, None),
        (3, 3),
        (5, 3),
        (7, 7),
        (13, 7),
        (14, 14),
        (28, 14),
        (29, None),
        (42, 42),
        (56, 42),
        (57, None),
    ],
)
def test_days_of_the_re_checks(journal, clock, since, day):
    journal.add_answer(SELF_CARE)
    found = due_after(journal, clock, since)
    assert [each.day for each in found] == ([] if day is None else [day])


def test_a_fresh_injury_is_looked_at_on_day_1(journal, clock):
    journal.add_answer(INJURED)
    (found,) = due_after(journal, clock, 1)
    assert (found.kind, found.day) == (Reminder.RECHECK, 1)
    assert found.text.startswith("Yesterday")


def test_the_answer_s_own_review_date_leads(journal, clock):
    journal.add_answer(replace(SELF_CARE, urgency="normal", review_in_days=5))
    assert due_after(journal, clock, 4) == ()
    assert due_after(journal, clock, 1)[0].day == 5


def test_a_pain_figure_answers_the_re_check(journal, clock):
    journal.add_answer(SELF_CARE)
    clock.advance(3 * DAY_MS)
    journal.add_pain("now", 2)
    assert followup.due(journal, clock) == ()
    assert due_after(journal, clock, 4)[0].day == 7


def test_a_pain_figure_from_before_the_day_does_not(journal, clock):
    journal.add_answer(SELF_CARE)
    clock.advance(2 * DAY_MS)
    journal.add_pain("now", 2)
    assert due_after(journal, clock, 1)[0].day == 3


def test_a_new_answer_starts_the_days_again(journal, clock):
    journal.add_answer(SELF_CARE)
    clock.advance(3 * DAY_MS)
    journal.add_answer(SELF_CARE)
    assert followup.due(journal, clock) == ()


@pytest.mark.parametrize("urgency", ["emergency", "same_day", "clinician_soon"])
def test_an_answer_that_sent_to_somebody_is_followed_up(journal, clock, urgency):
    journal.add_answer(replace(SELF_CARE, urgency=urgency, review_in_days=None))
    (found,) = due_after(journal, clock, 1)
    assert found.kind is Reminder.SEE_SOMEONE


def test_an_unfinished_session_comes_first(journal, clock):
    journal.add_answer(SELF_CARE)
    clock.advance(3 * DAY_MS)
    session = journal.start_session(PLAN)
    journal.add_set_done(session, SetDone(0, "quad-set", None, 1, 10, 1000))
    first, second = followup.due(journal, clock)
    assert (first.kind, first.entry_id) == (Reminder.UNFINISHED, session)
    assert "1 of 6 sets" in first.text
    assert second.kind is Reminder.RECHECK


def test_the_morning_after_a_session(journal, clock):
    session = journal.start_session(PLAN)
    journal.finish_session(session, Status.DONE, 1000)
    (found,) = due_after(journal, clock, 1)
    assert (found.kind, found.entry_id) == (Reminder.MORNING, session)
    journal.add_pain("next_morning", 2, session)
    assert followup.due(journal, clock) == ()


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (4, 2, Trend.BETTER),
        (4, 3, Trend.SAME),
        (4, 5, Trend.SAME),
        (4, 6, Trend.WORSE),
        (None, 3, None),
        (3, None, None),
    ],
)
def test_a_change_of_2_points_counts(before, now, expected):
    assert followup.trend(before, now) is expected


def test_the_morning_after_is_judged_by_the_rise():
    said = [followup.morning_words(2, value) for value in (1, 2, 3, 4)]
    assert said[0] == said[1]
    assert "the same" in said[2]
    assert "easier" in said[3]
    assert followup.morning_words(None, 3) == "Saved."


def test_only_a_check_some_days_ago_is_compared_with(journal, clock):
    first = PainMap((Mark("patella", Side.RIGHT, strength=5),))
    journal.add_map(first)
    assert followup.earlier_map(journal, clock) is None
    clock.advance(3 * DAY_MS)
    journal.add_map(first.clear())
    assert followup.earlier_map(journal, clock) == first
    clock.advance(60 * DAY_MS)
    assert followup.earlier_map(journal, clock) is None


def test_words_stay_calm(journal, clock):
    journal.add_answer(SELF_CARE)
    for _ in range(60):
        for each in due_after(journal, clock, 1):
            assert "!" not in each.text
            assert "you have " not in each.text.lower()


def test_the_last_finished_routine_is_remembered_for_two_weeks(journal, clock):
    broken_off = journal.start_session(PLAN)
    journal.finish_session(broken_off, Status.STOPPED, 1000)
    assert followup.last_routine(journal, clock) is None
    done = journal.start_session(PLAN)
    journal.finish_session(done, Status.DONE, 1000)
    clock.advance(14 * DAY_MS)
    assert followup.last_routine(journal, clock).id == done
    clock.advance(DAY_MS)
    assert followup.last_routine(journal, clock) is None
