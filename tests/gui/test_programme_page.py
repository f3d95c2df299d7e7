"""Following a programme with real clicks: begin, session, conditions, pause, back, stop."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from kneeapp.base.settings import Settings
from kneeapp.base.side import Side
from kneeapp.flow.course import log as course_log
from kneeapp.flow.course.following import next_choice
from kneeapp.flow.session.plan import SessionPlan
from kneeapp.journal.model import AnswerRecord, Moment, Status
from kneeapp.journal.model import SessionPlan as Kept
from kneeapp.ui import theme
from kneeapp.ui.programme.begin_view import BeginView
from kneeapp.ui.programme.way_view import WayView

pytestmark = pytest.mark.usefixtures("quiet")
DAY_MS = 24 * 3_600_000
KNEECAP = {"pain": {"side": "right", "places": ["patella"]}, "story": {"onset": "gradual"}}


def click(widget):
    QApplication.processEvents()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def show(shell, programme):
    page = shell.page("programme")
    page.open(programme)
    shell.show_page("programme")
    QApplication.processEvents()
    return page


def press(page, text):
    (found,) = [b for b in page.view.findChildren(QPushButton) if b.text() == text]
    click(found)


def said(page):
    return " ".join(label.text() for label in page.view.findChildren(QLabel))


def course(services, programme):
    library = services.library()
    today = services.clock.wall().date()
    return course_log.course_of(services.journal(), library, library.programmes[programme], today)


def do_session(services, clock, programme, peak=1):
    """As the player keeps it."""
    journal, library = services.journal(), services.library()
    choice = next_choice(course(services, programme), library, journal, clock.wall().date())
    plan = SessionPlan.of_choice(choice, library)
    clock.advance(60_000)
    kept = Kept(choice.routine_id, "Title", choice=plan.to_json(), pain_before=1)
    session = journal.start_session(kept)
    journal.set_session_pain(session, peak=peak)
    journal.finish_session(session, Status.DONE, 1000)
    clock.advance(DAY_MS)
    journal.add_pain(Moment.NEXT_MORNING, 1, session)
    clock.advance(DAY_MS)


def test_it_begins_only_when_all_conditions_are_met(shell, services):
    page = show(shell, "return-to-running")
    view = page.view
    assert isinstance(view, BeginView)
    assert not view.begin.isEnabled()
    first, *others = view.conditions.rows
    click(first.no)
    assert view.not_now.isVisible()
    for row in (first, *others):
        click(row.yes)
    assert not view.not_now.isVisible()
    assert view.begin.isEnabled()
    press(page, "Right")
    click(view.begin)
    assert isinstance(page.view, WayView)
    assert "Week 1, session 1 of 3" in said(page)
    assert course(services, "return-to-running").side is Side.RIGHT


def test_from_the_page_to_the_player_and_the_place_is_kept(shell, services):
    page = show(shell, "runners-knee")
    click(page.view.begin)
    click(page.view.start)
    assert shell.current_page() == "player"
    player = shell.page("player")
    click(player.ready.ways.start)
    (entry,) = services.journal().sessions(1)
    assert entry.detail.plan.choice["place"]["phase"] == "settle"


def test_what_the_entry_asked_is_not_asked_again_before_a_run(shell, services, clock):
    services.journal().add_answer(AnswerRecord("self_care", 3, "Summary", KNEECAP))
    page = show(shell, "return-to-running")
    for row in page.view.conditions.rows:
        click(row.yes)
    click(page.view.begin)
    click(page.view.start)
    assert shell.current_page() == "player"
    shell.journey.go_home()
    clock.advance(DAY_MS)
    services.journal().add_answer(AnswerRecord("self_care", 3, "Summary", KNEECAP))
    page = show(shell, "return-to-running")
    click(page.view.start)
    assert shell.current_page() == "programme"
    assert "ready" in shell._question.text()


def test_conditions_are_answered_on_the_page(shell, services, clock):
    page = show(shell, "runners-knee")
    click(page.view.begin)
    for _ in range(10):
        do_session(services, clock, "runners-knee")
    page.shown()
    assert "Answer 2 questions to go on." in said(page)
    click(page.view.conditions.rows[0].yes)
    focused = page.window().focusWidget()  # the page was made anew, the place is kept
    assert focused is page.view.conditions.rows[0].yes
    QTest.keyClick(page.view.conditions.rows[1].no, Qt.Key.Key_Space)
    assert "You said not yet" in said(page)
    click(page.view.conditions.rows[1].yes)
    assert "Week 3, session 1 of 3" in said(page)


def test_today_offers_the_programme_and_starts_its_session(shell, services, clock, qtbot):
    page = show(shell, "runners-knee")
    click(page.view.begin)
    do_session(services, clock, "runners-knee")
    shell.journey.go_home()
    cards = shell.page("home").cards
    qtbot.waitUntil(lambda: bool(cards.ahead_cards()))
    (card,) = cards.ahead_cards()
    assert card.title() == "Continue: week 1, session 2 of 5"
    assert "Runner's knee, step by step" in card.detail()
    click(card)
    assert shell.current_page() == "player"


def test_a_rest_day_is_said_and_kept(shell, services, clock):
    page = show(shell, "first-5k")
    click(page.view.begin)
    do_session(services, clock, "first-5k")
    clock.advance(-DAY_MS)
    page.shown()
    assert not page.view.start.isEnabled()
    assert "The next session is tomorrow" in said(page)


def test_pause_back_again_and_stop(shell, services, clock):
    page = show(shell, "first-5k")
    click(page.view.begin)
    press(page, "Pause")
    assert "You paused this programme" in said(page)
    assert page.window().focusWidget() is page.view.start
    click(page.view.start)
    assert "You begin with" in said(page)
    for _ in range(3):
        do_session(services, clock, "first-5k")
    page.shown()
    assert "Week 2, session 1 of 3" in said(page)
    assert "“Week 2” comes next." in said(page)  # a week lasts 7 days at least
    press(page, "Go back a part")
    assert "Week 1, session 1 of 3" in said(page)
    press(page, "Stop this programme")
    assert isinstance(page.view, WayView)
    shell._question.action_clicked.emit()
    assert isinstance(page.view, BeginView)
    assert course(services, "first-5k") is None


def test_the_answer_and_the_list_of_routines_lead_to_a_programme(shell):
    shell.page("answer").programme_wanted.emit("runners-knee")
    assert shell.current_page() == "programme"
    assert shell.page("programme").view is not None
    shell.page("routines").programme_wanted.emit("first-5k")
    assert "Before you begin" in said(shell.page("programme"))


def test_a_programme_that_is_gone(shell):
    page = show(shell, "no-such-programme")
    assert page.view is None


@pytest.mark.parametrize(("name", "percent"), [("light", 100), ("dark", 150), ("contrast", 200)])
def test_it_fits_its_window(qapp, shell, services, clock, name, percent):
    theme.apply(qapp, Settings(theme=name, text_percent=percent))
    page = show(shell, "patellar-tendon-12-weeks")
    click(page.view.begin)
    QApplication.processEvents()
    assert page.view.width() <= page.width()
    assert not page.grab().toImage().isNull()
    theme.apply(qapp, Settings())
