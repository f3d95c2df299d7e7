"""What the journal knows need not be said again: the sore knee, the programme under way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kneeapp.base.side import Side
from kneeapp.body.marks import Mark, PainMap
from kneeapp.flow.course import log as course_log
from kneeapp.flow.course.model import What
from kneeapp.ui.programme_page import ProgrammePage
from kneeapp.ui.routines_page import RoutinesPage
from kneeapp.ui.widgets.text import Label

LEFT = PainMap((Mark("patella", Side.LEFT, 4),))
KNOWN = "Which knee is sore? As in your last check:"


@pytest.fixture
def page(qtbot, services):
    made = RoutinesPage(services)
    qtbot.addWidget(made)
    made.resize(1280, 760)
    yield made
    made.leave()


def chip(row, side):
    return row.findChild(object, side)


def lines(page):
    found = page.listing.list
    return [found.item(i).data(Qt.ItemDataRole.UserRole) for i in range(found.count())]


def test_the_sore_knee_is_that_of_the_last_check(page, services):
    services.journal().add_map(LEFT)
    page.show()
    page.shown()
    assert chip(page.sides, "left").isChecked()
    assert page.ask_side.text() == KNOWN


def test_what_was_chosen_here_stays(page, services):
    services.journal().add_map(LEFT)
    page.show()
    page.shown()
    page.listing.choose("desk-break")
    QTest.mouseClick(chip(page.sides, "right"), Qt.MouseButton.LeftButton)
    page.shown()
    assert chip(page.sides, "right").isChecked()
    assert page.ask_side.text() == "Which knee is sore?"


def test_both_knees_or_no_check_preset_nothing(page, services):
    page.shown()
    assert chip(page.sides, "both").isChecked()
    services.journal().add_map(PainMap((*LEFT.marks, Mark("patella", Side.RIGHT))))
    page.shown()
    assert chip(page.sides, "both").isChecked()
    assert page.ask_side.text() == "Which knee is sore?"


def test_a_programme_asks_with_the_knee_of_the_last_check(qtbot, services):
    services.journal().add_map(LEFT)
    made = ProgrammePage(services)
    qtbot.addWidget(made)
    made.open("runners-knee")
    assert KNOWN in [label.text() for label in made.findChildren(Label)]
    with qtbot.waitSignal(made.view.begin_wanted) as begun:
        made.view._begin()
    assert begun.args[0] is Side.LEFT


def test_the_programme_under_way_is_on_top(page, services):
    page.shown()
    programmes = [line.id for line in lines(page) if line.programme]
    last = programmes[-1]
    first = services.library().programmes[last].stages[0].id
    said = course_log.decision(last, What.START, phase=first)
    course_log.tell(services.journal(), services.clock, said)
    page.shown()
    top = lines(page)[0]
    assert top.id == last
    assert top.detail.startswith("you follow it · ")
    assert sorted(line.id for line in lines(page) if line.programme) == sorted(programmes)


def test_who_has_some_minutes_sees_sessions_first(page):
    page.shown()
    assert lines(page)[0].programme
    page.listing.minutes.setCurrentIndex(page.listing.minutes.findData(10))
    kinds = [line.programme for line in lines(page)]
    assert kinds == sorted(kinds)
    assert not kinds[0]
