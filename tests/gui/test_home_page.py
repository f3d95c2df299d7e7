"""The home page with real clicks and keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from kneeapp.base.settings import Settings
from kneeapp.base.side import Side
from kneeapp.body.figure import KNEE, Part
from kneeapp.body.places import View
from kneeapp.flow.own import Ahead, AnswerThen, PainNow
from kneeapp.flow.visit.followup import Due, Reminder
from kneeapp.ui import theme
from kneeapp.ui.home.action_card import ActionCard
from kneeapp.ui.home.steps import Steps
from kneeapp.ui.home_page import HomePage
from kneeapp.ui.services import Services
from kneeapp.ui.widgets.exercise_picture import ExercisePicture
from kneeapp.ui.widgets.progress_line import ProgressLine

LEFT, RIGHT = Side.LEFT, Side.RIGHT


@pytest.fixture
def services(qapp, clock, tmp_path):
    theme.apply(qapp, Settings())
    made = Services(clock, tmp_path / "data")
    yield made
    made.close()


@pytest.fixture
def page(qtbot, services):
    made = HomePage(services)
    qtbot.addWidget(made)
    made.resize(1280, 740)
    made.show()
    made.shown()
    qtbot.waitUntil(lambda: made.figure.figure() is not None)
    return made


def click(widget, at=None):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())


def at(page, view, place, side):
    return page.figure.position_of(view, Part(place, side)).toPoint()


def test_nothing_is_decoded_before_the_first_paint(qtbot, services):
    page = HomePage(services)
    qtbot.addWidget(page)
    page.resize(1280, 740)
    page.show()
    assert page.figure.figure() is None
    qtbot.waitUntil(lambda: page.figure.figure() is not None)


def test_at_rest_it_holds_no_pictures_and_shown_again_it_has_them(page, qtbot):
    before = page.figure.grab().toImage()
    page.hide()
    page.rest()
    assert page.figure._pictures == page.figure._scaled == []
    page.show()
    qtbot.waitUntil(lambda: page.figure._scaled != [])
    assert page.figure.grab().toImage() == before


@pytest.mark.parametrize("side", [LEFT, RIGHT])
@pytest.mark.parametrize("view", [0, 1])
def test_a_click_on_a_knee_of_the_figure(page, qtbot, side, view):
    with qtbot.waitSignal(page.knee_chosen) as chosen:
        click(page.figure, at(page, view, KNEE, side))
    assert chosen.args == [side, (), (View.FRONT, View.BACK)[view]]


@pytest.mark.parametrize("side", [LEFT, RIGHT])
def test_from_behind_a_thigh_is_the_back_of_the_thigh(page, side):
    figure = page.figure.figure()
    assert figure.middle_of(1, Part("thigh_front", side)) is None
    assert figure.part_at(1, *figure.middle_of(1, Part("thigh_back", side))).place == "thigh_back"
    assert page.figure.position_of(0, Part("thigh_front", side)) is not None


def test_pointing_at_a_knee_names_it_and_lights_it_up(page):
    dark = page.figure.grab().toImage()
    QTest.mouseMove(page.figure, at(page, 0, KNEE, RIGHT))
    assert page._pointed.text() == "Right knee"
    assert page.figure.grab().toImage() != dark
    QTest.mouseMove(page.figure, QPoint(5, 5))
    assert page._pointed.text() == "Click the sore place."


def test_another_place_of_the_body(page, qtbot):
    with qtbot.assertNotEmitted(page.knee_chosen):
        click(page.figure, at(page, 1, "calf", LEFT))
        assert page.figure.marked() == (Part("calf", LEFT),)
        click(page.figure, QPoint(5, 5))
    assert page.figure.marked() == (Part("calf", LEFT),)


@pytest.mark.parametrize(("name", "side"), [("right", RIGHT), ("left", LEFT), ("both", Side.BOTH)])
def test_the_buttons_choose_the_same_knees(page, qtbot, name, side):
    made = getattr(page, name)
    made.setFocus()
    with qtbot.waitSignal(page.knee_chosen) as chosen:
        QTest.keyClick(made, Qt.Key.Key_Space)
    assert chosen.args == [side, (), None]


def test_a_button_reached_by_tab_lights_its_knee_up(page):
    page.both.setFocus()
    page.right.setFocus(Qt.FocusReason.TabFocusReason)
    assert page.figure.part() == Part(KNEE, RIGHT)
    page.left.setFocus(Qt.FocusReason.TabFocusReason)
    assert page.figure.part() == Part(KNEE, LEFT)
    page.both.setFocus(Qt.FocusReason.TabFocusReason)
    assert page.figure.part() is None


def test_somewhere_else_lists_every_coarse_place_of_both_sides(page):
    menu = page.elsewhere.menu()
    menu.aboutToShow.emit()
    names = [action.text() for action in menu.actions()]
    assert len(names) == 17
    assert names[0] == "Lower back"
    assert "Left inner shin" in names
    action = next(a for a in menu.actions() if a.text() == "Left inner shin")
    menu.triggered.emit(action)
    assert page.figure.marked() == (Part("shin_inner", LEFT),)
    menu.aboutToShow.emit()
    assert len(menu.actions()) == 17


@pytest.mark.parametrize(
    ("name", "routine"), [("warm_up", "pre-run-warm-up"), ("recover", "post-run-recovery")]
)
def test_one_click_starts_a_routine_that_exists(page, qtbot, services, name, routine):
    with qtbot.waitSignal(page.cards.routine_chosen) as chosen:
        click(getattr(page.cards, name))
    assert chosen.args == [routine]
    assert routine in services.library().routines


def test_the_way_to_other_pages(page, qtbot):
    with qtbot.waitSignal(page.cards.page_wanted) as wanted:
        click(page.cards.choose)
    assert wanted.args == ["routines"]


def test_check_in(page, qtbot):
    with qtbot.waitSignal(page.cards.check_in_wanted):
        click(page.cards.check_in)


def test_what_the_program_does_is_said_as_long_as_it_is_new(page):
    page.cards.set_new(True)
    said = [label.text() for label in page.cards.findChildren(QLabel)]
    assert {"Show where it hurts", "Answer a few questions", "Follow a routine"} <= set(said)
    page.cards.set_new(False)
    QApplication.processEvents()
    assert not [each for each in page.cards.findChildren(Steps) if each.isVisible()]


PROGRAMME = Ahead("Continue: week 2", "Plan · About 20 min.", "quad-set", 0.25, "plan")


@pytest.mark.parametrize(
    ("ahead", "signal", "args"),
    [
        (Ahead("Again: Desk break", "Last done on 3 May."), "continue_wanted", []),
        (PROGRAMME, "session_wanted", ["plan"]),
        (replace(PROGRAMME, ready=False), "programme_wanted", ["plan"]),
    ],
)
def test_what_can_be_gone_on_with(page, qtbot, ahead, signal, args):
    assert page.cards.ahead_cards() == []
    page.cards.set_ahead([ahead])
    (card,) = page.cards.ahead_cards()
    QApplication.processEvents()
    assert (card.title(), card.detail()) == (ahead.title, ahead.detail)
    lines = [line.share for line in card.findChildren(ProgressLine)]
    assert lines == ([ahead.share] if ahead.share else [])
    with qtbot.waitSignal(getattr(page.cards, signal)) as wanted:
        click(card)
    assert wanted.args == args
    page.cards.set_ahead([])
    assert page.cards.ahead_cards() == []


def test_the_last_pain_leads_to_the_journal(page, qtbot):
    points = ((9, 5), (0, 3))
    page.cards.set_pain(PainNow("Pain today: 3 of 10", "It fell.", points), 28)
    QApplication.processEvents()
    (card,) = [each for each in page.cards.findChildren(ActionCard) if "3 of 10" in each.title()]
    assert not card.grab().toImage().isNull()
    with qtbot.waitSignal(page.cards.page_wanted) as wanted:
        click(card)
    assert wanted.args == ["journal"]


def test_what_is_due_stands_first(page, qtbot):
    due = Due(Reminder.RECHECK, "It is 3 days since your answer.", "Look again", 7, 3)
    page.cards.set_due([due])
    (card,) = page.cards.due_cards()
    QApplication.processEvents()
    assert (card.title(), card.detail()) == ("Look again", "It is 3 days since your answer.")
    assert card.y() < page.cards.warm_up.y()
    with qtbot.waitSignal(page.cards.due_chosen) as chosen:
        click(card)
    assert chosen.args == [due]
    page.cards.set_due([])
    assert page.cards.due_cards() == []


def test_after_an_answer_that_leaves_out_running_the_run_is_not_offered_first(page, qtbot):
    cards = page.cards
    answer = AnswerThen("Cut back.", "From your check today.", "Running waits.", has_routine=True)
    cards.set_answer(answer)
    QApplication.processEvents()
    assert cards.checked.routine.y() < cards.checked.answer.y() < cards.check_in.y()
    assert cards.check_in.y() < cards.warm_up.y() < cards.recover.y() < cards.choose.y()
    assert cards.warm_up.title() == "Am I ready to run again?"
    assert "Running waits." in cards.warm_up.detail()
    with qtbot.waitSignal(cards.run_check_wanted):
        click(cards.warm_up)
    with qtbot.waitSignal(cards.checked.routine_wanted):
        click(cards.checked.routine)
    page.resize(1920, 1010)
    QApplication.processEvents()
    for card in (cards.warm_up, cards.choose):  # the picture stays inside the card
        assert card.layout().geometry() == card.rect()
    cards.set_answer(None)
    QApplication.processEvents()
    assert cards.warm_up.y() < cards.recover.y() < cards.check_in.y()
    with qtbot.waitSignal(cards.routine_chosen):
        click(cards.warm_up)


def test_after_an_urgent_answer_the_run_asks_whether_somebody_has_looked(page, qtbot):
    page.cards.set_answer(AnswerThen("Call.", "Today.", "See somebody.", urgent=True))
    assert page.cards.checked.routine is None
    assert page.cards.warm_up.detail() == "See somebody."
    with qtbot.waitSignal(page.cards.routine_chosen):
        click(page.cards.warm_up)


@pytest.mark.parametrize(
    ("name", "percent"), [("light", 100), ("dark", 150), ("contrast", 100), ("light", 200)]
)
def test_the_page_fits_its_window(qapp, qtbot, services, name, percent):
    theme.apply(qapp, Settings(theme=name, text_percent=percent))
    page = HomePage(services)
    qtbot.addWidget(page)
    page.resize(1280, 740)
    page.show()
    long = "How is your knee the morning after “Runner's knee 1: settle and switch on”?"
    page.cards.set_due([Due(Reminder.MORNING, long, "Answer", 1)])
    QApplication.processEvents()
    QApplication.processEvents()
    for label in page.cards.findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    assert page.width() == 1280
    for card in (page.cards.warm_up, page.cards.choose):
        assert card.width() <= card.parentWidget().width()
    assert not page.grab().toImage().isNull()
    theme.apply(qapp, Settings())


def test_a_tall_window_shows_larger_cards_with_pictures_and_more_for_a_newcomer(page):
    page.cards.set_new(True)
    low = page.cards.warm_up.height()
    assert not page.cards.learn.isVisible()
    page.resize(1920, 1010)
    QApplication.processEvents()
    assert page.cards.warm_up.height() > low
    assert page.cards.warm_up.findChild(ExercisePicture).isVisible()
    with_room = page.cards.learn.geometry().bottom()
    assert 0.75 * page.height() < with_room < page.height()
    page.cards.set_new(False)
    assert not page.cards.learn.isVisible()
    page.resize(1280, 700)
    QApplication.processEvents()
    assert not page.cards.warm_up.findChild(ExercisePicture).isVisible()
