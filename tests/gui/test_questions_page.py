"""The questions page with real clicks and keys, over a tiny guidance of its own."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from types import ModuleType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

import kneeapp.guidance
from kneeapp.base.errors import UserError
from kneeapp.base.side import Side
from kneeapp.body.marks import Mark, PainMap
from kneeapp.flow.visit import visit
from kneeapp.ui import theme
from kneeapp.ui.questions_page import QuestionsPage
from kneeapp.ui.services import Services


@dataclass(frozen=True)
class Option:
    id: str
    label: str


@dataclass(frozen=True)
class Question:
    id: str
    text: str
    kind: str = "single"
    group: str = "warning"
    help: str = ""
    why: str = ""
    answers: tuple[Option, ...] = ()


YES_NO = (Option("yes", "Yes"), Option("no", "No"), Option("unsure", "Not sure"))
SHAPE = Question("shape", "Out of shape?", why="It may be broken.", answers=YES_NO)
AGE = Question("age", "How old are you?", "number", "person")
RISK = Question(
    "risk",
    "Any of these?",
    "multi",
    "person",
    help="Tick all that fit.",
    answers=tuple(Option(f"r{n}", f"Risk {n}") for n in range(1, 5)),
)
ONSET = Question("onset", "How did it begin?", answers=(Option("run", "After a run"),))
ALL = (SHAPE, AGE, RISK, ONSET)


def next_question(_case, asked):
    return next((q for q in ALL if q.id not in asked), None)


def answer(case, question, options):
    if question is AGE and options:
        if int(options[0]) > 120:
            raise UserError("That is more than 120 years.")
        return replace(case, age=int(options[0]))
    return case


def remaining(_case, asked):
    return sum(q.id not in asked for q in ALL)


@pytest.fixture(autouse=True)
def _tiny_guidance(monkeypatch):
    fake = ModuleType("kneeapp.guidance.interview")
    vars(fake).update(next_question=next_question, answer=answer, remaining=remaining)
    monkeypatch.setitem(sys.modules, "kneeapp.guidance.interview", fake)
    monkeypatch.setattr(kneeapp.guidance, "interview", fake, raising=False)


KNEECAP = PainMap((Mark("patella", Side.RIGHT, strength=4),))


@pytest.fixture
def page(qtbot, qapp, clock, tmp_path):
    services = Services(clock, tmp_path / "data")
    theme.apply(qapp, services.settings)
    made = QuestionsPage(services)
    qtbot.addWidget(made)
    made.resize(1280, 740)
    made.show()
    made.start(visit.begin(KNEECAP))
    return made


def key(page, what, modifier=Qt.KeyboardModifier.NoModifier):
    """A key as the person's keyboard sends it: to whatever has the focus."""
    target = page.focusWidget() or page
    if isinstance(what, str):
        QTest.keyClicks(target, what)
    else:
        QTest.keyClick(target, what, modifier)


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_in_a_narrow_window_the_answers_get_the_room_of_the_key_hints(page):
    assert page.keys.isVisible()
    page.resize(700, 740)
    key(page, "2")
    key(page, "34")
    key(page, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert not page.keys.isVisible()
    none = page.form.none
    assert none.height() <= 1.2 * none.sizeHint().height()


def test_a_click_is_an_answer(page):
    assert page.text.text() == "Out of shape?"
    assert page.step.text() == "Question 1 of about 4"
    click(page.form.buttons[1])
    assert page.text.text() == "How old are you?"


def test_the_whole_way_by_keyboard(page, qtbot):
    with qtbot.waitSignal(page.finished, timeout=1000) as done:
        key(page, "2")
        key(page, "34")
        key(page, Qt.Key.Key_Return)
        key(page, "13")
        key(page, Qt.Key.Key_Return)
        key(page, Qt.Key.Key_Return)
    (at,) = done.args
    assert [given.options for given in at.given] == [("no",), ("34",), ("r1", "r3"), ("run",)]
    assert at.case.age == 34


@pytest.mark.parametrize(
    ("what", "modifier"),
    [
        (Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier),
    ],
)
def test_keys_that_go_back(page, what, modifier):
    for options in (("no",), ("34",)):
        page.form.answered.emit(options)
    key(page, what, modifier)
    assert page.text.text() == "How old are you?"
    assert page.form.field.text() == "34"


def test_backspace_in_the_number_deletes_a_digit(page):
    key(page, "2")
    key(page, "34")
    key(page, Qt.Key.Key_Backspace)
    assert page.form.field.text() == "3"
    assert page.text.text() == "How old are you?"


def test_back_at_the_first_question_leaves(page, qtbot):
    with qtbot.waitSignal(page.cancelled, timeout=500):
        click(page.back)


def test_what_was_chosen_is_shown_again(page):
    key(page, "3")
    click(page.back)
    assert [b.isChecked() for b in page.form.buttons] == [False, False, True]
    assert page.form.buttons[2].hasFocus()
    key(page, Qt.Key.Key_Return)
    assert page.text.text() == "How old are you?"


def test_several_are_ticked_and_then_next(page):
    page.form.answered.emit(("no",))
    click(page.form.skip)
    form = page.form
    assert not form.next.isEnabled()
    click(form.buttons[0])
    key(page, "3")
    assert form.chosen() == ("r1", "r3")
    key(page, "1")
    click(form.next)
    assert page.visit().given[-1].options == ("r3",)
    assert page.text.text() == "How did it begin?"


def test_none_of_these_is_one_click_and_cannot_lose_a_tick(page):
    page.form.answered.emit(("no",))
    click(page.form.skip)
    click(page.form.buttons[0])
    click(page.form.none)
    assert page.text.text() == "Any of these?"
    click(page.form.buttons[0])
    click(page.form.none)
    assert page.visit().given[-1].options == ()
    assert page.text.text() == "How did it begin?"


@pytest.mark.parametrize("keys", [["0"], [Qt.Key.Key_Return, Qt.Key.Key_Return]])
def test_none_of_these_by_keyboard(page, keys):
    page.form.answered.emit(("no",))
    click(page.form.skip)
    for each in keys:
        assert page.text.text() == "Any of these?"
        key(page, each)
    assert page.visit().given[-1].options == ()


def test_what_goes_on_is_always_in_sight(page):
    page.resize(900, 420)
    page.form.answered.emit(("no",))
    click(page.form.skip)
    QApplication.processEvents()
    for control in (page.form.none, page.form.next, page.back):
        corner = control.mapTo(page, control.rect().bottomRight())
        assert page.rect().contains(corner)


@pytest.mark.parametrize("typed", ["", "200"])
def test_a_number_that_makes_no_sense_is_said(page, typed):
    page.form.answered.emit(("no",))
    key(page, typed)
    key(page, Qt.Key.Key_Return)
    assert page.text.text() == "How old are you?"
    assert page.form.problem.isVisible()
    assert "from 0 to 120" in page.form.problem.text()
    assert page.form.field.hasFocus()


def test_not_sure_about_a_number(page):
    page.form.answered.emit(("no",))
    page.form.skip.setFocus()
    key(page, Qt.Key.Key_Return)
    assert page.visit().given[-1].options == ()
    assert page.panel.buttons()[-1]._parts[1].text == "not sure"


def test_why_opens_and_closes(page):
    assert page.why.isVisible()
    assert not page.why.is_open()
    page.why.head.setFocus()
    key(page, Qt.Key.Key_Return)
    assert page.why.is_open()
    assert page._reason.text() == "It may be broken."
    page.form.answered.emit(("no",))
    assert not page.why.isVisible()


def test_the_side_panel_changes_an_answer(page):
    for options in (("no",), ("34",), ()):
        page.form.answered.emit(options)
    panel = page.panel
    assert panel.left.text() == "Last question"
    assert [b.words() for b in panel.buttons()] == [q.text for q in ALL[:3]]
    click(panel.buttons()[1])
    assert page.form.field.text() == "34"
    assert not panel.buttons()[1].isEnabled()
    page.form.field.setText("50")
    click(page.form.next)
    assert page.text.text() == "How did it begin?"
    assert page.visit().case.age == 50


def test_last_time_s_age_is_not_asked_again(page):
    page.start(visit.begin(KNEECAP, {"age": ["61"]}))
    key(page, "2")
    assert page.text.text() == "Any of these?"
    assert page.panel.buttons()[1]._parts[1].text == "61 (as last time)"


def test_a_finished_visit_finishes_at_once(page, qtbot):
    at = page.visit()
    for options in (("no",), (), (), ("run",)):
        at = at.answer(options)
    with qtbot.waitSignal(page.finished, timeout=500):
        page.start(at)
    assert not page.in_use()


def test_a_narrow_window_puts_the_panel_below(page):
    assert page.panel.x() > page.text.x()
    page.resize(600, 700)
    QApplication.processEvents()
    assert page.panel.mapTo(page, page.panel.rect().topLeft()).y() > page.back.y()


def test_long_words_take_more_lines_instead_of_being_cut(page):
    wide = page.form.buttons[0]
    wide._parts = (replace(wide._parts[0], text="many long words " * 30),)
    assert wide.heightForWidth(300) > 2 * wide.heightForWidth(1200)


def test_tab_goes_answers_first_then_why_then_what_was_said(page):
    page.form.answered.emit(("no",))
    click(page.form.skip)
    click(page.form.buttons[0])
    page.form.buttons[0].setFocus()
    QApplication.processEvents()
    seen = []
    for _ in range(8):
        seen.append(page.focusWidget())
        page.focusNextChild()
    expected = [*page.form.buttons, page.form.next, *page.panel.buttons(), page.back]
    assert seen == expected


def test_every_control_has_a_name(page):
    for options in (("no",), ("34",)):
        page.form.answered.emit(options)
    for control in page.findChildren(QAbstractButton):
        if control.isVisible():
            assert control.accessibleName() or control.text()
            assert control.height() >= 32
    assert page.form.accessibleName() == "Any of these?"
