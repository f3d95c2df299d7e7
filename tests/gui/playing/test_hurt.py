"""That hurts: every branch by real keys; what changes stays for the session and the next one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from kneeapp.flow.visit.choice import BONE_LIMIT
from kneeapp.journal.model import NoteRecord
from kneeapp.player.engine import Status
from tests.gui.test_player_page import CHOICE, texts

Key = Qt.Key


def pain(running, value):
    running.key(Key.Key_H)
    running.key(getattr(Key, f"Key_{value}"))


def offered(running):
    hurt = running.stage.hurt
    buttons = (hurt.go_on, hurt.easier, hurt.skip, hurt.stop)
    return [b.text() for b in buttons if b.isVisible()]


def test_pain_stops_the_clock_and_asks(running):
    running.wait(12_000)
    running.key(Key.Key_H)
    assert running.stage.views.currentWidget() is running.stage.hurt
    assert offered(running) == []
    running.wait(60_000)
    assert running.state.spent_ms == 2_000


def test_pain_within_the_limit_offers_to_go_on(running, services):
    running.wait(12_000)
    pain(running, 3)
    assert offered(running) == [
        "Go on (Enter)", "Easier version", "Skip this exercise", "Stop for today",
    ]  # fmt: skip
    running.click(running.stage.hurt.go_on)
    assert running.word == "HOLD"
    assert running.state.spent_ms == 2_000
    assert services.journal().unfinished_session().detail.pain_peak == 3


def test_pain_above_the_limit_only_stops(running):
    pain(running, 6)
    assert offered(running) == ["Stop for today (Enter)"]


def test_sharp_pain_only_stops_whatever_the_figure(running):
    pain(running, 1)
    running.stage.hurt.sharp.setFocus()
    running.key(Key.Key_Space)
    assert offered(running) == ["Stop for today (Enter)"]


def test_it_does_not_hurt_after_all(running, services):
    running.wait(12_000)
    pain(running, 8)
    running.key(Key.Key_Escape)
    assert running.word == "PAUSED"
    running.key(Key.Key_Space)
    assert running.word == "HOLD"
    assert services.journal().unfinished_session().detail.pain_peak is None


def test_the_easier_version_takes_the_place(running):
    running.wait(12_000)
    pain(running, 4)
    running.click(running.stage.hurt.easier)
    assert running.run.title.text() == "Half squat"
    assert running.stage.session.status is Status.RUNNING


def test_an_exercise_without_an_easier_form_does_not_offer_one(running):
    while running.stage.session.segment.step == 0:
        running.key(Key.Key_Right)
    pain(running, 2)
    assert "Easier version" not in offered(running)


def test_skipping_the_exercise_that_hurts(running):
    running.wait(12_000)
    pain(running, 2)
    running.click(running.stage.hurt.skip)
    assert running.run.title.text() == "Leg lift"
    assert running.stage.session.status is Status.RUNNING


def test_stopping_for_pain_is_kept_and_says_what_to_do(running, services, qtbot):
    running.wait(12_000)
    pain(running, 7)
    assert running.stage.hurt.stop.property("role") == "big-main"
    outer = next(
        b for b in running.stage.hurt.findChildren(QPushButton) if b.text() == "outer side"
    )
    running.click(outer)
    running.click(running.stage.hurt.stop)
    notes = [e.detail.text for e in services.journal().entries() if hasattr(e.detail, "text")]
    assert notes == ["Pain 7 of 10 during Wall sit, left side. Where: outer side."]
    end = running.page.end
    assert end.sign.word() == "STOPPED"
    assert "Rest the knee now." in end.advice.text()
    assert not end.summary.isVisible()  # no set was done: a count of nothing says nothing
    assert end.check.isVisible()
    record = services.journal().sessions(1)[0].detail
    assert (record.status, record.pain_peak) == ("stopped", 7)
    with qtbot.waitSignal(running.page.check_wanted):
        running.click(end.check)


def main(running):
    hurt = running.stage.hurt
    return [b.text() for b in (hurt.go_on, hurt.easier, hurt.skip, hurt.stop)
            if b.isVisible() and b.property("role") == "big-main"]  # fmt: skip


def notes(services):
    details = [entry.detail for entry in services.journal().entries()]
    return [each.text for each in details if isinstance(each, NoteRecord)]


def test_green_enter_goes_on_where_it_was(running, services):
    running.wait(12_000)
    pain(running, 2)
    assert main(running) == ["Go on (Enter)"]
    assert running.stage.hurt.advice.text().startswith("This is within the limit of today.")
    running.key(Key.Key_Return)
    assert (running.word, running.state.spent_ms) == ("HOLD", 2_000)
    assert running.stage.session.status is Status.RUNNING
    assert notes(services) == ["Pain 2 of 10 during Wall sit, left side."]


def test_amber_enter_makes_it_easier_for_the_rest_and_for_the_next_session(running, services):
    running.wait(12_000)
    pain(running, 4)
    assert main(running) == ["Easier version (Enter)"]
    running.key(Key.Key_Return)
    assert (running.word, running.run.title.text()) == ("GET READY", "Half squat")
    assert running.stage.session.status is Status.RUNNING
    segments = running.stage.session.timeline.segments
    assert {s.label for s in segments if s.step == 0 and s.kind == "hold"} == {"Half squat"}
    running.key(Key.Key_Escape, Key.Key_Return)
    running.page.load(CHOICE)
    shown = texts(running.page.ready)
    assert "1. Half squat" in shown
    assert "The easier form, as last time." in shown


def test_amber_without_an_easier_form_enter_skips(running):
    while running.stage.session.segment.step == 0:
        running.key(Key.Key_Right)
    pain(running, 4)
    assert main(running) == ["Skip this exercise (Enter)"]
    running.key(Key.Key_Return)
    assert running.run.reading.text() == "Sit down now."


def test_red_enter_stops_and_the_last_screen_says_what_to_do(running, services):
    running.wait(12_000)
    pain(running, 6)
    assert main(running) == ["Stop for today (Enter)"]
    running.key(Key.Key_Return)
    end = running.page.end
    assert running.page.views.currentWidget() is end
    assert end.head.text() == "You stopped because it hurt. That was right."
    assert "get medical help today" in end.advice.text()
    assert services.journal().sessions(1)[0].detail.pain_peak == 6


def test_sharp_pain_by_keys_alone_stops(running, services):
    running.wait(12_000)
    running.key(Key.Key_H)
    for _ in range(20):
        if running.stage.hurt.sharp.hasFocus():
            break
        running.key(Key.Key_Tab)
    running.key(Key.Key_Space)
    assert offered(running) == ["Stop for today (Enter)"]
    running.key(Key.Key_Return)
    assert notes(services) == ["Sharp pain during Wall sit, left side."]
    assert services.journal().sessions(1)[0].detail.hurt_sharply


def test_where_it_hurts_is_said_by_keys(running, services):
    running.wait(12_000)
    pain(running, 1)
    places = [b for b in running.stage.hurt.findChildren(QPushButton) if b.isCheckable()]
    places[1].setFocus()
    running.key(Key.Key_Return)
    assert places[1].isChecked()
    running.stage.hurt.scale.setFocus()
    running.key(Key.Key_Return)
    assert notes(services) == ["Pain 1 of 10 during Wall sit, left side. Where: inner side."]


def test_enter_without_an_answer_does_nothing(running):
    running.wait(12_000)
    running.key(Key.Key_H, Key.Key_Return)
    assert running.stage.views.currentWidget() is running.stage.hurt
    assert running.stage.session.status is Status.PAUSED


@pytest.mark.parametrize(("limit", "pain_told", "way"), [(BONE_LIMIT, 1, "Stop"), (2, 3, "Stop")])
def test_the_limit_of_today_decides(player, limit, pain_told, way):
    player.page.load(replace(CHOICE, pain_limit=limit))
    player.key(Key.Key_Return)
    player.wait(12_000)
    pain(player, pain_told)
    assert [text.split()[0] for text in offered(player)] == [way]


def test_skipping_the_last_exercise_ends_the_routine(running):
    while running.run.title.text() != "Walk":
        running.key(Key.Key_Right if running.word != "NOTE" else Key.Key_Return)
    pain(running, 2)
    running.click(running.stage.hurt.skip)
    assert running.page.views.currentWidget() is running.page.end


def test_pain_in_a_rest_is_about_the_exercise_before_the_next(running, services):
    running.wait(45_000)
    assert running.word == "REST"
    pain(running, 2)
    running.key(Key.Key_Return)
    assert running.word == "REST"
    assert notes(services)[0].startswith("Pain 2 of 10 during Wall sit")
