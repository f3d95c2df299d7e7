"""The answer page with real clicks, over the shipped guidance."""

from __future__ import annotations

import re
import stat
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog

from kneeapp.base.errors import UserError
from kneeapp.base.side import Side
from kneeapp.body.marks import Mark, PainMap
from kneeapp.flow.report.sheet import Section, Sheet
from kneeapp.flow.visit.choice import RoutineChoice
from kneeapp.flow.visit.visit import Visit, case_of
from kneeapp.guidance.words import LOADS
from kneeapp.ui import theme
from kneeapp.ui.answer import words
from kneeapp.ui.answer.printing import document
from kneeapp.ui.answer.sections import CausesCard, DoNowCard, ReasonsCard, RoutineCard
from kneeapp.ui.answer_page import AnswerPage
from kneeapp.ui.services import Services
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.text import Label

KNEECAP = PainMap((Mark("patella", Side.RIGHT, strength=4),))
RUNNERS_KNEE = {
    "worse": frozenset({"squatting", "stairs_down", "sitting"}),
    "days": 10,
    "onset": "gradual",
    "age": 30,
}
OUT_OF_SHAPE = {"yes": frozenset({"deformity"}), "onset": "sudden_injury", "days": 0}
STUCK = {"yes": frozenset({"locking", "cannot_straighten"}), "onset": "sudden_injury", "days": 1}


def visit(**facts):
    return Visit(KNEECAP, replace(case_of(KNEECAP), **facts))


@pytest.fixture
def services(qapp, clock, tmp_path):
    made = Services(clock, tmp_path / "data")
    theme.apply(qapp, made.settings)
    yield made
    made.close()


@pytest.fixture
def page(qtbot, services):
    made = AnswerPage(services)
    qtbot.addWidget(made)
    made.resize(1280, 744)
    made.show()
    return made


def show(page, **facts):
    page.show_answer(visit(**facts))
    page.shown()


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def said(page):
    return [label.text() for label in page.findChildren(Label) if label.isVisible()]


def test_self_care_shows_everything(page):
    show(page, **RUNNERS_KNEE)
    assert page.sheet.care.words.title == "Look after it yourself"
    assert page.sheet.care.number_box is None
    for part in (CausesCard, DoNowCard, RoutineCard, ReasonsCard):
        assert len(page.findChildren(part)) == 1
    names = [card.accessibleName() for card in page.findChildren(Card)]
    assert {"Often felt here", "Do now", "Your routine", "Leave out for now"} <= set(names)
    assert "Get help sooner if" in said(page)
    assert any("not a diagnosis" in text for text in said(page))


@pytest.mark.parametrize("facts", [OUT_OF_SHAPE, STUCK])
def test_an_urgent_answer_shows_no_causes_and_no_exercise(page, facts):
    show(page, **RUNNERS_KNEE)
    show(page, **facts)
    assert page.answer().verdict.is_urgent
    assert page.answer().causes
    for part in (CausesCard, DoNowCard, RoutineCard):
        assert not any(each.isVisible() for each in page.findChildren(part))
    names = [fit.cause.name for fit in page.answer().causes]
    assert not set(names) & set(said(page))


def test_the_emergency_number_is_large_and_can_be_copied(page):
    show(page, **OUT_OF_SHAPE)
    box = page.sheet.care.number_box
    assert box.label.text() == "112"
    assert box.label.font().pointSizeF() >= 2.5 * theme.font().pointSizeF()
    assert box.copy.hasFocus()
    click(box.copy)
    assert QGuiApplication.clipboard().text() == "112"
    assert box.copy.text() == "Copied"


def test_the_person_s_own_number_is_shown(page, services):
    services.save_settings(replace(services.settings, emergency_number="999"))
    show(page, **OUT_OF_SHAPE)
    assert page.sheet.care.number_box.label.text() == "999"
    assert any("999" in text for text in said(page))


def test_same_day_has_no_number_to_distract(page):
    show(page, **STUCK)
    assert page.sheet.care.words.title == "Get medical help today"
    assert page.sheet.care.number_box is None


def test_a_family_opens_with_why_sources_and_more_to_read(page, qtbot):
    show(page, **RUNNERS_KNEE)
    families = page.findChildren(CausesCard)[0].families
    assert 1 <= len(families) <= 5
    assert not families[0].is_open()
    click(families[0].head)
    assert families[0].is_open()
    texts = [label.text() for label in families[0].findChildren(Label)]
    for head in ("Fits because", "How common", "What often helps", "When to seek care"):
        assert head in texts
    assert texts[-1].startswith("Sources: P")
    more = next(
        b for b in families[0].findChildren(QAbstractButton) if b.text() == "Read on in Learn"
    )
    with qtbot.waitSignal(page.learn_wanted) as wanted:
        click(more)
    assert wanted.args == [page.answer().causes[0].cause.id]


def test_start_sends_the_fitted_routine(page, qtbot):
    show(page, **RUNNERS_KNEE, intensity=2)
    card = page.findChildren(RoutineCard)[0]
    assert card.start.hasFocus()
    assert card.start.text() == "Start"
    with qtbot.waitSignal(page.routine_wanted, timeout=500) as sent:
        click(card.start)
    (choice,) = sent.args
    assert isinstance(choice, RoutineChoice)
    assert choice.side is Side.RIGHT
    assert choice.pain_limit <= 2
    assert "Your right knee: kneecap" in choice.why


def test_with_more_pain_than_the_routine_allows_what_eases_it_comes_first(page):
    show(page, **RUNNERS_KNEE, intensity=4)
    card = page.findChildren(RoutineCard)[0]
    assert card.start.text() == "Start when pain is 2 or less"
    assert page.findChildren(DoNowCard)[0].timer.hasFocus()


def test_while_running_is_left_out_it_is_told_apart_what_helps_later(page):
    show(page, **RUNNERS_KNEE)
    assert "When you run again" not in said(page)
    worse = RUNNERS_KNEE["worse"] | {"running"}
    show(page, **(RUNNERS_KNEE | {"worse": worse}))
    texts = said(page)
    assert "Do not run until fast walking and stairs hurt 0 to 1 of 10." in texts
    later, out = texts.index("When you run again"), texts.index("Leave out for now")
    assert later < texts.index("Take shorter, quicker steps: about 10 more a minute.") < out
    family = page.findChildren(CausesCard)[-1].families[0]
    inside = [label.text() for label in family.findChildren(Label)]
    helps, later = inside.index("What often helps"), inside.index("When you run again")
    assert helps < later < inside.index("Take shorter, quicker steps: about 10 more a minute.")


def test_a_rare_cause_says_that_it_is(page):
    show(page, yes=frozenset({"night_pain", "rest_pain"}), days=30, onset="gradual")
    told = [each.head.accessibleName() for each in page.findChildren(CausesCard)[0].families]
    assert any("growth" in each and "Very rare. It hurts at night." in each for each in told)


def test_the_timers_start_the_acute_help_routine(page, qtbot):
    show(page, **RUNNERS_KNEE)
    with qtbot.waitSignal(page.timer_wanted, timeout=500) as sent:
        click(page.findChildren(DoNowCard)[0].timer)
    assert sent.args == ["acute-help"]


def test_how_it_was_decided_names_rules_and_sources(page):
    show(page, **STUCK)
    more = page.findChildren(ReasonsCard)[-1].more
    click(more.head)
    texts = [label.text() for label in more.findChildren(Label)]
    assert any(re.match(r"Rule \w+\. Sources: P\d+", text) for text in texts)
    assert "After an urgent answer not everything is asked." in texts
    show(page, **RUNNERS_KNEE)
    more = page.findChildren(ReasonsCard)[-1].more
    click(more.head)
    texts = [label.text() for label in more.findChildren(Label)]
    assert "After an urgent answer not everything is asked." not in texts


def test_the_answer_is_saved_and_says_so(page, services):
    show(page, **RUNNERS_KNEE)
    journal = services.journal()
    assert journal.last_map() == KNEECAP
    (entry,) = journal.answers()
    assert entry.detail.urgency == "self_care"
    assert entry.detail.summary == "Look after it yourself"
    assert entry.detail.reasons
    assert page.saved.text() == "Saved in your journal on this computer."


def test_an_answer_that_cannot_be_saved_is_kept_and_tried_again(page, services, monkeypatch):
    journal = services.journal()
    good = journal.add_answer

    def full(_record):
        raise UserError("The disk is full.", hint="Make room.")

    monkeypatch.setattr(journal, "add_answer", full)
    show(page, **RUNNERS_KNEE)
    assert page.banner.text() == "The disk is full. Make room."
    assert page.saved.text() == ""
    monkeypatch.setattr(journal, "add_answer", good)
    click(page.banner._action)
    assert len(journal.answers()) == 1
    assert not page.banner.isVisible()


def test_the_note_for_the_doctor(page, tmp_path, monkeypatch):
    target = tmp_path / "note.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    show(page, **RUNNERS_KNEE)
    click(page.note)
    text = target.read_text(encoding="utf-8")
    assert text.startswith("Knee check, 02 January 2026, 03:04\n")
    assert "Your right knee: kneecap, 4 of 10." in text
    assert "Look after it yourself" in text
    assert "not a diagnosis" in text
    assert max(map(len, text.splitlines())) <= 78
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert "note.txt" in page.banner.text()


def test_a_note_that_cannot_be_saved_is_said(page, tmp_path, monkeypatch):
    inside = tmp_path / "missing" / "note.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(inside), ""))
    show(page, **RUNNERS_KNEE)
    click(page.note)
    assert "could not be saved" in page.banner.text()


def test_change_goes_back_to_the_first_question(page, qtbot):
    show(page, **RUNNERS_KNEE)
    with qtbot.waitSignal(page.change_wanted, timeout=500) as sent:
        click(page.change)
    assert sent.args[0].position == 0


def test_a_changed_check_takes_the_place_of_the_first(page, services):
    show(page, **RUNNERS_KNEE)
    first = page._visit
    page.show_answer(replace(first, start=replace(first.start, days=30)))
    assert len(services.journal().entries()) == 2
    assert services.journal().answers()[0].detail.case_file["story"]["days"] == 30
    page.show_answer(Visit(PainMap(KNEECAP.marks), first.start))
    assert len(services.journal().answers()) == 2


def test_done(page, qtbot):
    show(page, **STUCK)
    with qtbot.waitSignal(page.done, timeout=500):
        click(page.finish)


def test_words_keep_the_rules(page):
    for facts in (RUNNERS_KNEE, OUT_OF_SHAPE, STUCK, {"days": 1, "onset": "after_run"}):
        show(page, **facts)
        for family in page.findChildren(CausesCard):
            for each in family.families:
                each.open()
        for text in said(page):
            assert "!" not in text
            assert not re.search(r"(?i)\byou have (?!new|been|one\b)|all clear", text), text


def test_every_control_has_a_name(page):
    show(page, **RUNNERS_KNEE)
    for control in page.findChildren(QAbstractButton):
        if control.isVisible():
            assert control.accessibleName() or control.text()
            assert control.height() >= 32
    assert "Look after it yourself" in page.sheet.care.accessibleName()


def test_a_narrow_window_has_one_column(page):
    show(page, **RUNNERS_KNEE)
    parts = page.sheet.parts
    assert parts[1].x() > parts[0].x()
    page.resize(700, 744)
    for _ in range(3):
        QGuiApplication.processEvents()
    assert [part.x() for part in parts] == [0, 0, 0]
    assert parts[0].y() < parts[1].y() < parts[2].y()


def test_the_rules_that_did_not_speak_are_there_on_request(page):
    show(page, **STUCK)
    card = page.findChildren(ReasonsCard)[-1]
    assert card.silent == []
    click(card.more.head)
    assert len(card.silent) == 6
    click(card.silent[0].head)
    texts = [label.text() for label in card.silent[0].findChildren(Label)]
    assert any(text.endswith("?") for text in texts)
    assert any(text.startswith("Rule E01. Sources: P10") for text in texts)
    click(card.more.head)
    click(card.more.head)
    assert len(card.silent) == 6


def test_print_shows_a_preview_of_everything_as_plain_text(page):
    show(page, **RUNNERS_KNEE)
    click(page.print)
    text = page.preview.document.toPlainText()
    assert "Knee check, 02 January 2026, 03:04" in text
    assert "Look after it yourself" in text
    assert "(rule E01; P10, P08)" in text
    assert page.preview.dialog.isVisible()
    page.preview.dialog.close()


def test_own_words_reach_the_paper_as_they_are(page):
    hostile = "<img src=file:///etc/passwd> & <b>x</b>"
    sheet = Sheet(hostile, hostile, (Section(hostile, (hostile,)),), hostile)
    assert document(sheet).toPlainText().splitlines() == [hostile] * 5


def test_the_printed_pages_are_a_pdf(page, tmp_path):
    show(page, **RUNNERS_KNEE)
    click(page.print)
    page.preview.dialog.close()
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "check.pdf"))
    page.preview.paint(printer)
    assert (tmp_path / "check.pdf").read_bytes().startswith(b"%PDF")


def test_paper_is_black_on_white_also_in_a_dark_window(page, services, qapp):
    theme.apply(qapp, replace(services.settings, theme="dark"))
    show(page, **RUNNERS_KNEE)
    click(page.print)
    page.preview.dialog.close()
    block = page.preview.document.firstBlock()
    while block.isValid():
        for part in block:
            ink = part.fragment().charFormat().foreground().color()
            assert ink.lightness() == 0
        block = block.next()
    theme.apply(qapp, services.settings)


LOOK = {"looked_again": "day_7", "trend": "better", "intensity": 2, "age": 30, "onset": "gradual"}


def test_running_is_asked_about_only_at_a_later_look_that_went_well(page, qtbot):
    show(page, **RUNNERS_KNEE)
    assert page.run_check.isHidden()
    show(page, **(LOOK | {"trend": "worse", "days": 9}))
    assert page.run_check.isHidden()
    show(page, **LOOK)
    assert page.sheet.care.words.title == "It is getting better"
    with qtbot.waitSignal(page.run_check_wanted, timeout=500):
        click(page.run_check)


def test_what_is_missing_before_running_is_listed(page):
    show(page, **(LOOK | {"looked_again": "run", "ready": frozenset({"no_limp"})}))
    assert page.sheet.care.words.title == "Not ready to run yet"
    assert "Have no swelling for 7 days." in said(page)
    assert "Walk without a limp." not in said(page)


@pytest.mark.parametrize(
    "facts",
    [
        {"yes": frozenset({"earlier_and_worse_each_run"}), "days": 20},
        {"yes": frozenset({"locking"}), "days": 30},
        {"yes": frozenset({"numbness"}), "days": 30},
        RUNNERS_KNEE,
    ],
)
def test_do_now_repeats_nothing_the_card_says(page, facts):
    show(page, **facts)
    lines = page.sheet.care.words.do_now
    assert lines
    assert not any(line.startswith(("See a clinician", "Book a visit")) for line in lines)
    assert len(set(lines)) == len(lines)


def test_movements_and_daily_life_are_told_apart_and_every_load_has_a_name(page):
    show(page, **RUNNERS_KNEE)
    lines = words.leave_out(page.answer())
    assert "In daily life: long sitting with bent knees, running downhill." in lines
    show(page, **RUNNERS_KNEE | {"worse": frozenset({"jumping", "twisting"})})
    assert "These movements: jumping and landing, twisting." in words.leave_out(page.answer())
    assert set(words._load_names()) == LOADS


def test_what_the_cause_says_to_leave_out_is_not_named_again(page):
    show(page, **RUNNERS_KNEE)
    lines = words.leave_out(page.answer())
    assert "Long deep squats and kneeling." in lines
    assert not any(line.startswith("These movements") for line in lines)


def test_rules_that_spoke_but_do_not_decide_are_told_too(page):
    show(page, **STUCK)
    card = page.findChildren(ReasonsCard)[-1]
    click(card.more.head)
    texts = [label.text() for label in card.more.findChildren(Label)]
    assert "These spoke too, but the others decide" in texts
    assert any(text.startswith("Rule W05.") for text in texts)


def test_timers_are_offered_for_a_fresh_pain_only(page):
    show(page, **RUNNERS_KNEE)
    assert page.findChildren(DoNowCard)[0].timer.isVisible()
    show(page, **LOOK)
    assert not page.findChildren(DoNowCard)[-1].timer.isVisible()


def test_a_noise_without_pain_has_nothing_to_do_now(page):
    show(page, yes=frozenset({"clicking"}), intensity=0, no=frozenset({"swelling"}))
    assert page.sheet.care.words.title == "Usual noise"
    assert not page.findChildren(DoNowCard)
