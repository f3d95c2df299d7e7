"""The page for the doctor: what is on it, that it is one page, tagged, and safe from markup."""

from __future__ import annotations

import base64
import re
import zlib
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kneeapp.base.errors import UserError
from kneeapp.base.side import Side
from kneeapp.body.marks import Area, Mark, PainMap, When
from kneeapp.flow.report import signs as report_signs
from kneeapp.flow.report import typeset
from kneeapp.flow.report.page import QUESTIONS, Wishes
from kneeapp.flow.report.report import report
from kneeapp.guidance import questions, words
from kneeapp.journal.model import (
    AnswerRecord,
    MapRecord,
    Moment,
    PainRecord,
    RunRecord,
    SessionPlan,
    SessionRecord,
    Stamp,
    Status,
    Symptom,
    SymptomRecord,
    Treatment,
    TreatmentRecord,
)
from tests.bench import ten_years

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)
CASE = {
    "person": {"age": 34, "sport": "running"},
    "pain": {"side": "right", "places": ["patella"], "intensity": 4, "qualities": ["dull"]},
    "story": {"onset": "gradual", "days": 21, "what_happened": "#1 *not markup* $x$ [y] \\z"},
    "symptoms": {"swelling": True, "fever": False, "a_word_of_another_version": False},
    "worse_with": ["sitting"],
    "better_with": ["rest"],
}


def ago(days):
    return Stamp(NOW - timedelta(days=days), 0, "")


@pytest.fixture
def filled(journal):
    for number, value in ((40, 6), (30, 5), (21, 5), (10, 3), (0, 2)):
        journal.add(PainRecord(Moment.WORST_DAY, value), ago(number))
    journal.add(MapRecord("", PainMap((Mark("patella", Side.RIGHT, 4),))), ago(20))
    journal.add(AnswerRecord("self_care", 3, "Look after it yourself.", CASE, ()), ago(20))
    plan = SessionPlan("x", "Three moves", sets=3)
    journal.add(SessionRecord(plan, Status.DONE, 0, 600_000, None, None, None), ago(10))
    journal.add(RunRecord(metres=5200), ago(5))
    for number in (9, 4):
        journal.add(TreatmentRecord(Treatment.PAINKILLER, "ibuprofen 200 mg"), ago(number))
    journal.add(TreatmentRecord(Treatment.COLD), ago(9))
    journal.add(TreatmentRecord(Treatment.SEEN_BY, "a physiotherapist"), ago(2))
    journal.add(SymptomRecord(Symptom.SWELLING, 1), ago(15))
    return journal


def lines(page):
    parts = (*page.top, *page.middle, *page.left, *page.right)
    return {part.title: part.lines for part in parts}


def test_everything_a_doctor_asks_for_is_there(filled):
    page = report(filled, Wishes(name="Sam"), NOW)
    told = lines(page)
    assert page.subtitle == "Sam · 34 years · running · 31 March 2026"
    assert told["Where it hurts"] == ("Your right knee: kneecap, 4 of 10.",)
    assert told["How it began"] == (
        "For about 3 weeks (said on 11 March 2026).",
        "It built up slowly.",
        "In my words: #1 *not markup* $x$ [y] \\z",
    )
    assert told["What it feels like"][:2] == ("It feels dull.", "At worst 4 of 10.")
    assert "Worse with: Long sitting." in told["What it feels like"]
    signs = told["Signs asked and answered on 11 March 2026"]
    assert signs == (
        "There: swelling.",
        "Asked and not there: fever.",
        "What the program advised: Look after it yourself.",
    )
    assert "fell from 6 to 2" in told["How it went"][0]
    assert told["What was done"] == (
        "Seen by a physiotherapist on 29 Mar 2026",
        "Three moves: once",
        "Runs: 1, the longest 5.2 km",
        "Cold: once",
    )
    assert told["Medicines noted"] == ("ibuprofen 200 mg: 2 times, last on 27 Mar 2026",)
    assert told["Swelling and stiffness"] == ("Swelling: a little on 16 Mar 2026",)
    assert told["My questions"] == QUESTIONS
    assert "not a diagnosis" in page.footer
    assert page.chart.points[0] == (0.0, 6)
    assert page.chart.points[-1] == (1.0, 2)
    assert "at first 6, at last 2, highest 6" in page.chart.alt


def test_an_empty_journal_still_makes_a_page(journal):
    page = report(journal, Wishes(questions=()), NOW)
    assert page.chart is None
    assert page.pain_map is None
    assert lines(page)["Medicines noted"] == ("None noted in the journal.",)
    assert typeset.pdf(page, {}, NOW).startswith(b"%PDF")


def test_a_case_that_cannot_be_read_leaves_the_rest(filled):
    filled.add(AnswerRecord("self_care", 3, "x", {"pain": "what"}, ()), ago(0))
    told = lines(report(filled, Wishes(), NOW))
    assert "Where it hurts" in told
    assert "How it began" not in told


def opened(content):
    """A PDF with all its packed streams opened, so that its objects can be read."""
    assert content.startswith(b"%PDF")
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.S)
    parts = [content]
    for each in packed:
        with suppress(zlib.error):
            parts.append(zlib.decompress(each))
    return b"\n".join(parts)


@pytest.mark.parametrize(
    ("paper", "box"), [("a4", b"595.2"), ("us-letter", b"612")], ids=["a4", "letter"]
)
def test_the_pdf_is_one_page_of_the_paper_asked_for_and_fully_tagged(filled, paper, box):
    page = report(filled, Wishes(paper=paper), NOW)
    inside = opened(typeset.pdf(page, {"Right knee": PIXEL}, NOW))
    assert len(re.findall(rb"/Type\s*/Page\b", inside)) == 1
    assert re.search(rb"/MediaBox\s*\[\s*0 0 " + re.escape(box), inside)
    assert re.search(rb"pdfuaid:part(>|=\")1", inside)
    assert re.search(rb"/MarkInfo\s*<<[^>]*/Marked true", inside)
    assert re.search(rb"/Lang\s*\(en\)", inside)
    assert re.search(rb"/DisplayDocTitle true", inside)
    assert b"/StructTreeRoot" in inside
    for tag in (b"/H1", b"/H2", b"/L", b"/LI", b"/P", b"/Figure"):
        assert re.search(rb"/S\s*" + tag + rb"\b", inside), tag
    figures = len(re.findall(rb"/S\s*/Figure\b", inside))
    assert figures == len(re.findall(rb"/Alt\s*[(<]", inside)) == 2


def test_ten_years_of_daily_use_are_one_page(journal):
    ten_years.fill(journal, 9000, NOW)
    page = report(journal, Wishes(), NOW)
    assert all(len(told) <= 7 for told in lines(page).values())
    assert "each week" in page.chart.title
    assert len(page.chart.points) < 30
    inside = opened(typeset.pdf(page, {}, NOW))
    assert len(re.findall(rb"/Type\s*/Page\b", inside)) == 1


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (1, "For up to 2 days (said on 11 March 2026)."),
        (28, "For 3 to 6 weeks (said on 11 March 2026)."),
        (150, "For more than 3 months (said on 11 March 2026)."),
    ],
)
def test_how_long_it_hurts_is_told_as_it_was_said_and_never_as_a_day(journal, days, said):
    case = CASE | {"story": {"days": days}}
    journal.add(AnswerRecord("self_care", 3, "Rest.", case, ()), ago(20))
    assert lines(report(journal, Wishes(), NOW))["How it began"] == (said,)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (45, "It is stiff in the morning, for more than 30 minutes."),
        (15, "It is stiff in the morning, for up to 30 minutes."),
        (20, "Stiff in the morning for about 20 minutes."),
    ],
)
def test_stiffness_is_told_as_it_was_said(journal, minutes, said):
    case = CASE | {"symptoms": {"morning_stiffness_min": minutes}}
    journal.add(AnswerRecord("self_care", 3, "Rest.", case, ()), ago(20))
    assert said in lines(report(journal, Wishes(), NOW))["What it feels like"]


def test_after_a_short_later_look_the_full_story_stays(filled):
    later = {
        "person": CASE["person"],
        "pain": {"side": "right", "places": ["patella"]},
        "story": {"onset": "gradual", "days": 28, "looked_again": "day_7"},
        "symptoms": {"swelling": False},
    }
    filled.add(AnswerRecord("self_care", 7, "Go on.", later, ()), ago(13))
    told = lines(report(filled, Wishes(), NOW))
    assert told["What it feels like"][:2] == ("It feels dull.", "At worst 4 of 10.")
    assert "For about 3 weeks (said on 11 March 2026)." in told["How it began"]
    assert told["Signs asked and answered on 18 March 2026"][:2] == (
        "Nothing of what was asked is there.",
        "Asked and not there: swelling.",
    )
    assert told["Signs asked and answered on 11 March 2026"][0] == "There: swelling."


def test_warning_signs_that_are_there_stand_first(filled):
    signs = {"swelling": True, "fever": True, "locking": False, "redness_warmth": True}
    filled.add(AnswerRecord("same_day", 1, "Go.", CASE | {"symptoms": signs}, ()), ago(1))
    told = lines(report(filled, Wishes(), NOW))["Signs asked and answered on 30 March 2026"]
    assert told[:3] == (
        "Warning signs there: warmth or redness, fever.",
        "There: swelling.",
        "Asked and not there: locking.",
    )


def test_every_sign_that_can_be_asked_has_a_short_name():
    names = report_signs.WARNING | report_signs.OTHER
    assert set(names) == words.SYMPTOMS
    assert len(set(names.values())) == len(names)
    asked = {
        word
        for question in questions.all_questions()
        if question.id in {"emergency_signs", "today_signs"}
        for option in question.answers
        for _, word in option.effect
    }
    assert asked <= set(report_signs.WARNING)


def test_what_else_the_doctor_should_know(filled):
    case = CASE | {
        "person": {"history": ["previous_injury"]},
        "symptoms": {"morning_stiffness_min": 20},
    }
    filled.add(AnswerRecord("self_care", 3, "x", case, ()), ago(1))
    area = Area(Side.RIGHT, ((0.0, 0.0, 0.0), (9.0, 0.0, 0.0), (0.0, 9.0, 0.0)), 12.4, ("patella",))
    marks = (Mark("patella", Side.RIGHT, 4, when=(When.STAIRS_DOWN,)),)
    marked = PainMap(marks, areas=(area,), note="worse uphill")
    filled.add(MapRecord("", marked), ago(1))
    told = lines(report(filled, Wishes(), NOW))
    assert told["Also to know"] == ("An earlier injury to this knee.",)
    assert "Stiff in the morning for about 20 minutes." in told["What it feels like"]
    where = told["Where it hurts"]
    assert "going down stairs" in where[0]
    assert "a drawn area of about 12 cm²" in where[0]
    assert where[1] == "In my words: worse uphill"


def test_words_are_never_markup(filled, monkeypatch):
    monkeypatch.setattr(typeset, "SIZES_PT", (10.0,))
    nasty = '#panic("x") #include "data.json" */ $ ` _ " \\ <a> @b'
    page = report(filled, Wishes(name=nasty, questions=(nasty,)), NOW)
    assert typeset.pdf(page, {}, NOW).startswith(b"%PDF")


def test_much_to_say_gets_smaller_type_and_stays_one_page(filled, monkeypatch):
    page = report(filled, Wishes(), NOW)
    tried = []
    part = page.left[0]
    long = replace(page, left=(replace(part, lines=tuple(f"line {n} of many" for n in range(34))),))
    dumps = typeset.json.dumps
    monkeypatch.setattr(typeset.json, "dumps", lambda d: (tried.append(d["size"]), dumps(d))[1])
    assert typeset.pdf(long, {}, NOW).startswith(b"%PDF")
    assert len(tried) > 1
    far_too_long = replace(long, left=(replace(part, lines=("x " * 500,) * 60),))
    with pytest.raises(UserError, match="too much"):
        typeset.pdf(far_too_long, {}, NOW)


def test_the_preview_is_a_picture(filled):
    assert typeset.png(report(filled, Wishes(), NOW), {}).startswith(b"\x89PNG")


def test_a_page_that_cannot_be_set_is_said(filled):
    with pytest.raises(UserError, match="cannot be made"):
        typeset.pdf(report(filled, Wishes(), NOW), {"Right knee": b"no picture"}, NOW)
