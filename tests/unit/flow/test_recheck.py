"""The short visit some days after a check."""

from __future__ import annotations

import pytest

from kneeapp.base.side import Side
from kneeapp.body.marks import Mark, PainMap
from kneeapp.flow.visit import followup, kept, recheck, visit
from kneeapp.guidance.cards import care_card
from kneeapp.journal.model import AnswerRecord, MapRecord, Moment, PainRecord

DAY_MS = 24 * 3_600_000
KNEECAP = PainMap((Mark("patella", Side.RIGHT, strength=4),))
STORY = {"age": ("30",), "start": ("slow",), "days": ("week",), "worse": ("stairs_down", "sit")}


def finish(at, journal, replies):
    while at.question is not None:
        usual = ("not_sure",) if at.question.kind == "single" else ()
        at = at.answer(replies.get(at.question.id, usual))
    answer = visit.assess(at)
    kept.save(at, answer, care_card(answer).title, journal)
    return at, answer


@pytest.fixture
def checked(journal):
    return finish(visit.begin(KNEECAP), journal, STORY)


def look(journal, clock, **replies):
    """Answer the re-check that is due."""
    (due,) = followup.due(journal, clock)
    at = recheck.look_again(journal, clock, due.day)
    return due.day, *finish(at, journal, replies)


def test_it_starts_from_the_last_case(journal, clock, checked):
    clock.advance(3 * DAY_MS)
    at = recheck.look_again(journal, clock, 3)
    assert [(mark.place, mark.strength) for mark in at.pain_map.marks] == [("patella", None)]
    assert at.case.places == ("patella",)
    assert (at.case.age, at.case.days, at.case.intensity) == (30, 13, None)
    assert at.case.worse == {"stairs_down", "sitting"}


def test_a_row_of_looks_until_it_has_settled(journal, clock, checked):
    seen = []
    for days, pain in ((3, "3"), (4, "3"), (7, "2"), (28, "0")):
        clock.advance(days * DAY_MS)
        day, at, answer = look(journal, clock, trend=("better",), pain_now=(pain,))
        seen.append(day)
        assert len(at.given) <= 5
        assert answer.urgency == "self_care"
        assert followup.due(journal, clock) == ()
    assert seen == [3, 7, 14, 42]
    assert answer.reasons[0].rule == "SC05"
    clock.advance(14 * DAY_MS)
    assert followup.due(journal, clock) == ()


def test_what_is_kept_is_the_answer_and_the_pain_not_the_old_marks(journal, clock, checked):
    clock.advance(3 * DAY_MS)
    look(journal, clock, trend=("better",), pain_now=("2",))
    kinds = [type(each.detail) for each in journal.entries()]
    assert kinds.count(MapRecord) == 1
    assert kinds.count(AnswerRecord) == 2
    (told,) = [each.detail for each in journal.entries() if isinstance(each.detail, PainRecord)]
    assert (told.moment, told.value) == (Moment.NOW, 2)
    assert journal.profile()["age"] == ["30"]


def test_worse_on_day_3_is_a_visit_and_closes_exercise(journal, clock, checked):
    clock.advance(3 * DAY_MS)
    _day, _at, answer = look(journal, clock, trend=("worse",), pain_now=("5",))
    assert (answer.urgency, answer.exercise) == ("clinician_soon", "no")
    clock.advance(DAY_MS)
    (due,) = followup.due(journal, clock)
    assert due.kind is followup.Reminder.SEE_SOMEONE


def test_without_a_check_there_is_nothing_to_go_on_from(journal, clock):
    assert recheck.look_again(journal, clock, 3) is None
    assert recheck.before_running(journal, clock) is None


def test_a_record_of_another_version_asks_for_a_full_check(journal, clock):
    journal.add_answer(AnswerRecord("self_care", 3, "…", {"pain": {"places": ["no_such"]}}))
    assert recheck.look_again(journal, clock, 3) is None


@pytest.mark.parametrize(("day", "named"), [(0, "day_1"), (5, "day_3"), (14, "day_14")])
def test_a_day_between_counts_as_the_one_before(journal, clock, checked, day, named):
    assert recheck.look_again(journal, clock, day).start.looked_again == named


def test_before_running_asks_the_conditions(journal, clock, checked):
    at = recheck.before_running(journal, clock)
    ids = []
    while at.question is not None:
        ids.append(at.question.id)
        at = at.answer(())
    assert "run_ready" in ids
