"""The pain line and the words for the doctor, from a journal with a bit of everything."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest

from kneeapp.base.side import Side
from kneeapp.body.marks import Mark, PainMap
from kneeapp.flow.progress import pain_line
from kneeapp.flow.progress.pain_line import When
from kneeapp.flow.report import doctor_note
from kneeapp.flow.visit import followup
from kneeapp.journal.model import AnswerRecord, HardRecord, SessionPlan, Symptom, SymptomRecord

DAY_MS = 24 * 3_600_000


def fill(journal, clock):
    journal.add_map(PainMap((Mark("patella", Side.RIGHT, strength=5),)))
    reason = {"rule": "SC01", "text": "No warning sign.", "source": "P01"}
    journal.add_answer(AnswerRecord("self_care", 3, "Look after it yourself", {}, (reason,)))
    clock.advance(DAY_MS)
    session = journal.start_session(SessionPlan("x", "Three moves", sets=3, pain_before=4))
    journal.set_session_pain(session, peak=3, after=2)
    journal.finish_session(session, "done", 240_000)
    clock.advance(DAY_MS)
    journal.add_pain("next_morning", 2, session)
    journal.add_pain("now", 1)
    journal.add_note("New shoes.")


def test_every_figure_is_on_the_line_in_order(journal, clock):
    fill(journal, clock)
    line = pain_line.points(journal.entries())
    assert [(point.when, point.value) for point in line] == [
        (When.MARKED, 5),
        (When.BEFORE, 4),
        (When.PEAK, 3),
        (When.AFTER, 2),
        *sorted([(When.NOW, 1), (When.MORNING, 2)], key=lambda each: each[1]),
    ]


def test_nothing_told_is_no_line(journal):
    journal.add_map(PainMap((Mark("patella", Side.RIGHT),)))
    journal.add_note("no figure")
    assert pain_line.points(journal.entries()) == ()


def test_the_summary_tells_the_story_from_the_begin(journal, clock):
    fill(journal, clock)
    text = doctor_note.summary(journal.entries(), clock.wall())
    assert text.startswith("My knee, from the journal, 04 January 2026\n====")
    for line in (
        "- 02 Jan 2026: Your right knee: kneecap, 5 of 10.",
        "- 02 Jan 2026: Look after it yourself. No warning sign.",
        "- 03 Jan 2026, 03:04: 3 worst during exercise",
        "- 03 Jan 2026: Three moves, done, 0 of 3 sets",
        "- 04 Jan 2026: New shoes.",
    ):
        assert line in text
    assert text.index("02 Jan") < text.index("- 04 Jan")
    assert max(map(len, text.splitlines())) <= doctor_note.WIDTH
    assert "not a diagnosis" in text


def test_the_summary_leaves_nothing_out(journal, clock):
    journal.add_map(PainMap((Mark("patella", Side.RIGHT, 3),), note="worse uphill"))
    journal.add(SymptomRecord(Symptom.STIFFNESS, 2))
    journal.add(HardRecord("Stairs", 6))
    text = " ".join(doctor_note.summary(journal.entries(), clock.wall()).split())
    assert "kneecap, 3 of 10. In my words: worse uphill" in text
    assert "Stiffness: Clearly there" in text
    assert "Hard for you: Stairs: 6 of 10" in text


def test_an_empty_summary_is_still_a_page(clock):
    assert "not a diagnosis" in doctor_note.summary([], clock.wall())


@pytest.mark.parametrize(
    ("value", "days", "said"),
    [
        (1, 3, "Better than at your check (5 of 10)"),
        (4, 3, "About the same as at your check"),
        (7, 3, "time to check again"),
        (5, 14, "time to book a visit"),
        (3, 14, "Better"),
    ],
)
def test_a_figure_is_put_beside_the_last_check(journal, clock, value, days, said):
    journal.add_map(PainMap((Mark("patella", Side.RIGHT, strength=5),)))
    clock.advance(days * DAY_MS)
    assert said in followup.pain_words(journal.entries(), value, clock.wall().date())


def test_without_a_check_a_figure_is_just_saved(journal, clock):
    assert followup.pain_words([], 3, clock.wall().date()) == "Saved."
    journal.add_map(PainMap((Mark("patella", Side.RIGHT),)))
    assert followup.pain_words(journal.entries(), 3, clock.wall().date()) == "Saved."


def test_answers_are_written_as_they_were_given():
    option = SimpleNamespace(id="yes", label="Yes")
    single = SimpleNamespace(answers=(option,), kind="single")
    several = SimpleNamespace(answers=(option,), kind="multi")
    said = [
        doctor_note.answer_words(SimpleNamespace(question=question, options=options))
        for question, options in (
            (single, ("yes",)),
            (single, ()),
            (several, ()),
            (single, ("34",)),
        )
    ]
    assert said == ["Yes", "not sure", "none of these", "34"]


def test_no_note_is_broken_into_markup(journal, clock):
    journal.add_note("a\nb <img src=x> " + "long " * 60)
    text = doctor_note.summary(journal.entries(), clock.wall())
    assert re.search(r"^- 02 Jan 2026: a b <img src=x>", text, re.MULTILINE)
