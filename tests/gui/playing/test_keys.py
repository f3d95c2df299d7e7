"""Presenter clickers, the list of keys, and which leg goes first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from kneeapp.base.side import Side
from kneeapp.player.engine import Status
from tests.gui.test_player_page import texts

Key = Qt.Key


@pytest.mark.parametrize("key", [Key.Key_B, Key.Key_Period, Key.Key_Space])
def test_every_pause_key_pauses_and_goes_on(running, key):
    running.wait(12_000)
    running.key(key)
    assert running.stage.session.status is Status.PAUSED
    running.key(key)
    assert running.stage.session.status is Status.RUNNING


def test_a_clicker_ends_a_rest_early(running):
    running.wait(45_000)
    assert running.word == "REST"
    running.key(Key.Key_PageDown)
    assert (running.word, running.run.facts.text()) == ("HOLD", "Set 2 of 2")


@pytest.mark.parametrize("key", [Key.Key_Question, Key.Key_F1])
def test_the_list_of_keys_comes_and_goes_and_the_clock_goes_on(running, key):
    running.key(key)
    assert running.stage.keys.isVisible()
    assert "Space, B, ." in texts(running.stage.keys)
    running.key(key)
    assert not running.stage.keys.isVisible()
    assert running.stage.session.status is Status.RUNNING


def test_the_leg_that_goes_first_can_be_said_where_both_work(player):
    ready = player.page.ready
    assert "Sore knee goes first" in texts(ready)
    sides = {b.text(): b for b in ready.findChildren(QPushButton) if b.isCheckable()}
    assert sides["Left"].isChecked()
    player.click(sides["Right"])
    player.click(ready.ways.start)
    assert player.run.side.text() == "RIGHT"
    sessions = player.stage.session.timeline.segments
    order = [s.side for s in sessions if s.kind == "hold" and s.set == 1]
    assert order == [Side.RIGHT, Side.LEFT]
