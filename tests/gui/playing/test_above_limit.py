"""More pain before the start than is allowed: rest first, and never above a closed door."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest
from PySide6.QtCore import Qt

from kneeapp.base.settings import Settings
from kneeapp.base.side import Side
from kneeapp.flow.visit.choice import ACUTE_HELP, BONE_LIMIT, RoutineChoice
from kneeapp.journal.model import AnswerRecord, NoteRecord, PainRecord
from kneeapp.routine.model import Purpose
from kneeapp.ui import theme
from kneeapp.ui.player.ready_ways import ReadyWays
from tests.gui.test_player_page import CHOICE, LIBRARY, ROUTINE

Key = Qt.Key
RELIEF = replace(ROUTINE, id=ACUTE_HELP, title="Help", purpose=Purpose.RELIEF)
BONE = {
    "pain": {"side": "right", "places": ["shin_inner"], "intensity": 3},
    "story": {"onset": "gradual", "days": 14},
    "symptoms": {"rest_pain": True},
}
"""Exercise stays open, gently, but the bone may be hurt."""


@pytest.fixture
def ways(player, services):
    routines = MappingProxyType({**LIBRARY.routines, RELIEF.id: RELIEF})
    services._library = replace(LIBRARY, routines=routines)
    player.page.load(CHOICE)
    return player.page.ready.ways


def hurts(player, value):
    player.qtbot.keyClick(player.page.ready.scale, getattr(Key, f"Key_{value}"))


def on_offer(ways):
    every = (ways.leave, ways.anyway, ways.start, ways.go_on, ways.check, ways.rest)
    return [each.text() for each in every if each.isVisible()]


def notes(services):
    details = [entry.detail for entry in services.journal().entries()]
    return [each.text for each in details if isinstance(each, NoteRecord)]


def test_rest_is_the_main_way_above_the_limit(player, ways):
    hurts(player, 7)
    warning = player.page.ready.warning
    assert warning.text().startswith("7 of 10 is more than this routine allows today (5).")
    assert on_offer(ways) == [
        "Rest today (Esc)", "Start anyway", "Check the knee", "Cold and rest instead (Enter)",
    ]  # fmt: skip
    assert [way.property("role") for way in (ways.rest, ways.anyway)] == ["primary", "quiet"]
    hurts(player, 5)
    assert on_offer(ways) == ["Not now (Esc)", "Start (Enter)"]
    assert not warning.isVisible()


def test_at_the_largest_text_the_buttons_ask_for_no_wider_window(qapp, qtbot):
    theme.apply(qapp, Settings(text_percent=200))
    ways = ReadyWays()
    qtbot.addWidget(ways)
    ways.offer_rest(on=True)
    ways.warn(on=True, can_insist=True)
    assert ways.minimumSizeHint().width() <= 1100
    theme.apply(qapp, Settings())


def test_enter_rests_and_the_journal_keeps_the_pain(player, ways, services, qtbot):
    hurts(player, 7)
    with qtbot.waitSignal(player.page.rest_wanted) as wanted:
        player.key(Key.Key_Return)
    assert wanted.args == [ACUTE_HELP, Side.LEFT]
    details = [entry.detail for entry in services.journal().entries()]
    assert details == [PainRecord("before", 7)]


def test_escape_rests_and_below_the_limit_nothing_is_kept(player, ways, services):
    hurts(player, 3)
    player.key(Key.Key_Escape)
    assert services.journal().entries() == []
    hurts(player, 7)
    player.key(Key.Key_Escape)
    assert [entry.detail.value for entry in services.journal().entries()] == [7]


def test_start_anyway_needs_a_second_step_by_keys(player, ways, services):
    hurts(player, 7)
    ways.anyway.setFocus()
    player.key(Key.Key_Return)
    assert player.stage.session is None
    warning = player.page.ready.warning
    assert warning.text().startswith("What the limit of 5 is for: above it,")
    assert ways.rest.hasFocus()  # a hasty second Enter rests
    warning.insist.setFocus()
    player.key(Key.Key_Return)
    assert player.word == "GET READY"
    assert notes(services) == ["Began Two moves with pain at 7 of 10, above the limit of 5."]
    assert services.journal().unfinished_session().detail.plan.pain_before == 7


def test_a_second_click_in_the_same_place_does_not_start(player, ways):
    hurts(player, 7)
    at = ways.anyway.mapTo(player.page, ways.anyway.rect().center())
    player.click(ways.anyway)
    player.qtbot.mouseClick(player.page.childAt(at), Qt.MouseButton.LeftButton)
    assert player.stage.session is None
    insist = player.page.ready.warning.insist
    assert not insist.geometry().contains(insist.parentWidget().mapFrom(player.page, at))
    player.click(insist)
    assert player.word == "GET READY"


def test_going_on_above_the_limit_needs_the_second_step_too(running, restarted, services):
    running.wait(45_000)
    again = restarted()
    hurts(again, 7)
    again.click(again.page.ready.ways.anyway)
    again.click(again.page.ready.warning.insist)
    assert again.run.facts.text().endswith("Set 2 of 2") or again.word == "GET READY"
    assert again.stage.session.state.active_ms == 39_000  # where it was
    assert len(notes(services)) == 1


@pytest.mark.parametrize(
    "record",
    [
        AnswerRecord("same_day", 1, "Get medical help today", {}),
        AnswerRecord("clinician_soon", 3, "See a clinician soon", BONE),
        AnswerRecord("clinician_soon", 3, "See a clinician soon", {"places": "another version"}),
    ],
)
def test_with_warning_signs_or_a_sore_bone_nobody_starts_above_the_limit(
    player, ways, services, record
):
    services.journal().add_answer(record)
    player.page.load(CHOICE)
    hurts(player, 7)
    assert not ways.anyway.isVisible()
    assert not player.page.ready.warning.insist.isVisible()
    player.key(Key.Key_Return)
    assert player.stage.session is None


def test_where_no_pain_is_allowed_nobody_starts_with_any(player, ways):
    player.page.load(replace(CHOICE, pain_limit=BONE_LIMIT))
    hurts(player, 2)
    assert player.page.ready.warning.text().startswith("This routine is for days without any pain.")
    assert not ways.anyway.isVisible()
    hurts(player, 0)
    assert ways.start.isVisible()


def test_without_a_routine_of_rest_the_check_is_the_main_way(player, qtbot):
    hurts(player, 7)
    ways = player.page.ready.ways
    assert not ways.rest.isVisible()
    assert ways.check.property("role") == "primary"
    with qtbot.waitSignal(player.page.check_wanted):
        player.key(Key.Key_Return)


def test_rest_itself_can_always_be_started(player, ways):
    player.page.load(RoutineChoice(ACUTE_HELP, Side.LEFT))
    hurts(player, 8)
    assert on_offer(ways) == ["Not now (Esc)", "Start (Enter)"]
    assert not player.page.ready.warning.isVisible()
