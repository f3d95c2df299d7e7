"""No warning sign may go unseen: "None of these" waits until every line was on screen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kneeapp.base.side import Side
from kneeapp.body.marks import Mark, PainMap
from kneeapp.flow.visit import visit
from kneeapp.ui import theme
from kneeapp.ui.questions_page import QuestionsPage
from kneeapp.ui.services import Services

FIRST = "Is any of this true right now?"


@pytest.fixture
def open_page(qtbot, qapp, clock, tmp_path):
    services = Services(clock, tmp_path / "data")

    def opened(width: int, height: int, percent: int = 100) -> QuestionsPage:
        theme.apply(qapp, replace(services.settings, text_percent=percent))
        page = QuestionsPage(services)
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        page.start(visit.begin(PainMap((Mark("patella", Side.RIGHT, strength=4),))))
        QApplication.processEvents()
        return page

    yield opened
    theme.apply(qapp, services.settings)


def in_sight(page):
    """The lines that stand whole between the upper edge and the fading one."""
    view = page._scroll.viewport()
    edge = page.more.y() if page.more.isVisible() else view.height()
    tops = {each: each.mapTo(view, QPoint(0, 0)).y() for each in page.form.buttons}
    return {b.option for b, top in tops.items() if top >= 0 and top + b.height() <= edge}


@pytest.mark.parametrize("size", [(1024, 576, 100), (1280, 710, 150), (1024, 576, 200)])
@pytest.mark.parametrize("way", ["key", "click", "enter"])
def test_none_of_these_comes_after_every_line_was_on_screen(open_page, size, way):
    page = open_page(*size)
    form = page.form
    every = {button.option for button in form.buttons}
    seen = in_sight(page)
    assert seen < every
    assert page.more.isVisible()
    assert page.more.text() == f"{len(every - seen)} more below ↓"
    for _ in range(12):
        match way:
            case "key":
                QTest.keyClick(page.focusWidget(), Qt.Key.Key_0)
            case "click":
                QTest.mouseClick(form.none, Qt.MouseButton.LeftButton)
            case _:
                QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
        QApplication.processEvents()
        if page.form is not form:
            break
        seen |= in_sight(page)
    assert seen == every
    assert page.visit().given[0].options == ()


def test_a_tick_does_not_answer_for_the_lines_not_seen_yet(open_page):
    page = open_page(1024, 576)
    page.form.buttons[0].click()
    page.form.next.click()
    assert page.visit().given == ()
    page.form.next.click()
    assert page.visit().given[0].options == ("chest",)


def test_who_scrolls_to_the_end_is_not_held_up(open_page):
    page = open_page(1024, 576)
    bar = page._scroll.verticalScrollBar()
    while page.more.isVisible():
        bar.setValue(bar.value() + 100)
    page.form.none.click()
    assert page.text.text() != FIRST


def test_one_jump_to_the_end_does_not_skip_the_middle(open_page):
    page = open_page(1024, 400)
    bar = page._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    page.form.none.click()
    assert page.text.text() == FIRST


def test_all_in_sight_nothing_fades(open_page):
    page = open_page(1280, 1000)
    assert not page.more.isVisible()
    page.form.none.click()
    assert page.text.text() != FIRST


def test_a_line_ticked_by_its_key_comes_into_sight(open_page):
    page = open_page(1024, 576)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_8)
    QApplication.processEvents()
    assert "accident" in in_sight(page)
    assert page.form.chosen() == ("accident",)


def test_none_said_before_is_shown_and_next_goes_on(open_page):
    page = open_page(1280, 1000)
    page.form.none.click()
    page.go_back()
    assert page.form.none.isChecked()
    assert page.form.next.isEnabled()
    page.form.buttons[0].click()
    assert not page.form.none.isChecked()
    page.form.buttons[0].click()
    assert not page.form.next.isEnabled()


def test_the_last_4_answers_are_shown_and_the_others_on_wish(open_page):
    page = open_page(1280, 1000)
    panel = page.panel
    while len(panel.buttons()) < 6:
        kind = page.form.question.kind
        options = {"number": ("34",), "multi": ()}.get(kind)
        if options is None:
            options = (page.form.question.answers[-1].id,)
        page.form.answered.emit(options)
    shown = [button.index for button in panel.buttons() if button.isVisible()]
    assert shown == [2, 3, 4, 5]
    assert panel.earlier.text() == "Show all 6 answers"
    panel.earlier.click()
    assert all(button.isVisible() for button in panel.buttons())
    panel.buttons()[0].click()
    assert [button.index for button in panel.buttons() if button.isVisible()] == [0, 1, 2, 3]
