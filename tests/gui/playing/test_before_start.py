"""The list before the start: nothing moves under the mouse, times that can be met, the keyboard."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from kneeapp.base.settings import Settings
from kneeapp.base.side import Side
from kneeapp.flow.session.plan import SessionPlan
from kneeapp.flow.session.times import offered
from kneeapp.routine.model import Amount
from tests.gui.test_player_page import CHOICE, LIBRARY, ROUTINE

Key = Qt.Key
PLAN = SessionPlan.of_choice(CHOICE, LIBRARY)


def chip(player, text):
    return next(b for b in player.page.ready.findChildren(QPushButton) if b.text() == text)


def top_of(player, part):
    QApplication.processEvents()
    return part.mapTo(player.page, QPoint()).y()


def test_the_scale_stays_where_it_is_when_it_hurts_too_much(player):
    ready = player.page.ready
    before = top_of(player, ready.scale)
    for number in (9, 1, 7):
        player.click(ready.scale._group.button(number))
        assert top_of(player, ready.scale) == before
        assert ready.warning.isVisible() is (number > 5)
    assert top_of(player, ready.warning) > top_of(player, ready.scale)


def test_in_a_low_window_the_warning_does_not_cover_the_scale(player):
    ready = player.page.ready
    player.page.resize(1000, 480)
    QApplication.processEvents()
    ready._column.ensureWidgetVisible(ready.scale, 0, 0)  # it is at the lower edge
    player.click(ready.scale._group.button(9))
    player.qtbot.waitUntil(
        lambda: ready.scale.visibleRegion().boundingRect().height() == ready.scale.height()
    )
    assert ready.warning.isVisible()


def test_less_time_moves_nothing_above_the_list(player):
    ready = player.page.ready
    before = top_of(player, ready.scale)
    player.click(chip(player, "shortest: 3 min"))
    assert top_of(player, ready.scale) == before
    assert chip(player, "shortest: 3 min").isChecked()


def test_after_a_choice_the_ring_is_on_what_enter_does(player):
    player.click(chip(player, "shortest: 3 min"))
    start = player.page.ready.ways.start
    assert start.hasFocus()
    assert start.text() == "Start (Enter)"
    player.key(Key.Key_Return)
    assert player.word == "GET READY"


def test_only_times_that_can_be_met_are_offered():
    long = replace(ROUTINE, steps=(replace(ROUTINE.steps[0], sets=Amount(40)), *ROUTINE.steps[1:]))
    plan = replace(PLAN, routine=long)
    times = offered(plan, Settings())
    assert [time.minutes for time in times] == [30, 20, 15, 10, 5, 3]
    assert [time.shortest for time in times] == [False] * 5 + [True]
    for time in times:
        made = replace(plan, minutes=time.minutes).timeline(Settings())
        assert made.length_ms <= time.minutes * 60_000
        assert not any("shortest form" in said for said in made.left_out)


def test_a_time_too_short_is_named_as_the_shortest():
    (time,) = offered(replace(PLAN, minutes=1), Settings())
    assert (time.minutes, time.chosen, time.shortest) == (3, True, True)


def test_a_time_hardly_above_the_shortest_is_not_offered(shipped):
    plan = SessionPlan(shipped.routines["runners-knee-1"], shipped, Side.BOTH)
    times = offered(plan, Settings())
    # 15 min would be 1 min more than the least.
    assert [(time.minutes, time.shortest) for time in times] == [(20, False), (14, True)]


def test_what_saves_hardly_anything_is_not_offered():
    one_set = replace(ROUTINE, steps=(replace(ROUTINE.steps[0], sets=Amount(1)),))
    assert offered(replace(PLAN, routine=one_set), Settings()) == ()


@pytest.mark.parametrize("routine", ["runners-knee-1", "weekly-strength", "grumbly-knee-warm-up"])
def test_the_shortest_form_is_what_a_minute_makes(shipped, routine):
    plan, settings = SessionPlan(shipped.routines[routine], shipped), Settings()
    least = replace(plan, minutes=1).timeline(settings)
    assert plan.shortest(settings).length_ms == least.length_ms
