"""A warning sign closes exercise for routines chosen by hand too."""

from __future__ import annotations

import pytest

from kneeapp.flow.gate import closed
from kneeapp.journal.model import AnswerRecord
from kneeapp.journal.store import Journal

DAY_MS = 24 * 3_600_000
LOCKED = {"pain": {"side": "right"}, "symptoms": {"locking": True, "giving_way": True}}


@pytest.fixture
def journal(clock):
    made = Journal.in_memory(clock)
    yield made
    made.close()


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
