"""Somebody new marks "inner edge of the left kneecap, 4 of 10": how many actions does it take?"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kneeapp.base.settings import Settings, save
from kneeapp.base.side import Side
from kneeapp.body.figure import KNEE, Part
from kneeapp.body.places import View
from kneeapp.ui import theme
from kneeapp.ui.knee_page import KneePage
from kneeapp.ui.main_window import MainWindow
from kneeapp.ui.services import Services

LEFT, RIGHT = Side.LEFT, Side.RIGHT
MOST_ACTIONS = 4  # of 2 to 3 seconds each, when one first has to look: less than 10 seconds


class Person:
    """Clicks and presses keys, and is counted."""

    def __init__(self):
        self.actions = 0

    def click(self, widget, at=None):
        self.actions += 1
        at = widget.rect().center() if at is None else at
        QTest.mouseMove(widget, at)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)
        QApplication.processEvents()

    def press(self, pressed):
        self.actions += 1
        QTest.keyClick(QApplication.focusWidget(), pressed)
        QApplication.processEvents()

    def type(self, text):
        """A word is one action: it needs no looking."""
        self.actions += 1
        for letter in text:
            QTest.keyClick(QApplication.focusWidget(), letter)


@pytest.fixture
def services(qapp, clock, tmp_path):
    theme.apply(qapp, Settings())
    data = tmp_path / "data"
    save(data / "settings.json", Settings(voice=False, beeps=False, reduced_motion=True))
    made = Services(clock, data)
    yield made
    made.close()
    theme.apply(qapp, Settings())


@pytest.fixture
def window(qtbot, services):
    made = MainWindow(services)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    qtbot.waitUntil(lambda: made.shell.journey.is_ready)
    qtbot.waitUntil(lambda: made.shell.page("home").figure.figure() is not None)
    yield made
    made.close()


def said(window):
    return window.shell.page("knee").foot.sentence.text()


def test_by_clicks(window):
    person, home = Person(), window.shell.page("home")
    person.click(home.figure, home.figure.position_of(0, Part(KNEE, LEFT)).toPoint())
    knee = window.shell.page("knee")
    person.click(knee.view, knee.view.position_of("medial_patella").toPoint())
    person.click(knee.card.editor.scale._group.button(4))
    assert said(window) == "Your left knee: inner edge of the kneecap, 4 of 10."
    assert person.actions <= MOST_ACTIONS
    assert knee.foot.go_on.isEnabled()


def test_by_the_list(window):
    person, home = Person(), window.shell.page("home")
    person.click(home.left)
    knee = window.shell.page("knee")
    entry = knee.list._items["medial_patella"]
    knee.list.list.scrollToItem(entry)
    person.click(knee.list.list.viewport(), knee.list.list.visualItemRect(entry).center())
    person.click(knee.card.editor.scale._group.button(4))
    assert said(window) == "Your left knee: inner edge of the kneecap, 4 of 10."
    assert person.actions <= MOST_ACTIONS


def test_by_keys(window):
    person, home = Person(), window.shell.page("home")
    home.left.setFocus(Qt.FocusReason.TabFocusReason)
    person.press(Qt.Key.Key_Space)
    person.type("inner edge")
    person.press(Qt.Key.Key_Return)
    person.press(Qt.Key.Key_4)
    assert said(window) == "Your left knee: inner edge of the kneecap, 4 of 10."
    assert person.actions <= MOST_ACTIONS


def test_by_arrow_keys(window):
    home = window.shell.page("home")
    home.left.setFocus(Qt.FocusReason.TabFocusReason)
    person = Person()
    person.press(Qt.Key.Key_Space)
    view = window.shell.page("knee").view
    for pressed in (Qt.Key.Key_Down,) * 5:
        person.press(pressed)
        if view.model.pointed_at == "patella":
            break
    person.press(Qt.Key.Key_Left)  # the inner side of a left knee is at the left
    person.press(Qt.Key.Key_4)
    assert said(window) == "Your left knee: inner edge of the kneecap, 4 of 10."
    assert person.actions <= 8


def test_a_search_that_finds_nothing_marks_nothing(window):
    window.shell.journey.locate(RIGHT)
    knee, person = window.shell.page("knee"), Person()
    QApplication.processEvents()
    person.type("zebra")
    person.press(Qt.Key.Key_Return)
    assert knee.model.map.empty
    assert knee.list.search.text() == "zebra"


# ---------------------------------------------------------------------- at other sizes
@pytest.fixture(params=[(100, 1920, 1080), (150, 1280, 800), (150, 1920, 1080)], ids=str)
def page(qapp, qtbot, services, request):
    percent, width, height = request.param
    theme.apply(qapp, Settings(text_percent=percent))
    made = KneePage(services)
    qtbot.addWidget(made)
    made.resize(width, height - 60)
    made.show()
    made.shown()
    QApplication.processEvents()
    return made


def use(page):
    """Point at a place, turn, and mark another one."""
    page.model.clear()
    page.view.show_view(View.FRONT)
    QApplication.processEvents()
    view, person = page.view, Person()
    QTest.mouseMove(view, view.position_of("patellar_tendon").toPoint())
    assert page.head.name.text() == "Cord below the kneecap"
    person.click(page.turn_bar.views[View.INNER])
    assert view.view() is View.INNER
    start = view.rect().center()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + QPoint(40, 0))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(40, 0))
    assert view.turning.step != view.table.step_of_view(View.INNER, RIGHT)
    person.click(page.turn_bar.views[View.INNER])
    at = view.position_of("pes_anserinus")
    person.click(view, at.toPoint())
    (mark,) = page.model.map.marks
    assert mark.place == "pes_anserinus"
    (pin,) = view.scene.pins
    away = view.framing().to_widget(pin.x, pin.y) - at
    assert max(abs(away.x()), abs(away.y())) < 4


def test_pointing_turning_and_marking_at_any_size_of_text_and_window(page):
    use(page)
    page.resize(1180, 700)
    QApplication.processEvents()
    use(page)
    page.resize(1500, 900)
    QApplication.processEvents()
    use(page)
