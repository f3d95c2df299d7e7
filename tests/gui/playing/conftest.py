"""A person at the player, as in `test_player_page`, for tests that follow one thing through."""

from __future__ import annotations

import pytest

from kneeapp.base.paths import routines
from kneeapp.routine.load import load_library
from kneeapp.ui.player_page import PlayerPage
from tests.gui.test_player_page import Player, page, player, running, services

__all__ = ["page", "player", "running", "services"]


@pytest.fixture
def restarted(page, services, clock, qtbot):
    """The program was ended and started again: only the journal knows what was."""
    pages = []

    def again():
        page.stage.timer.stop()
        page.hide()
        made = PlayerPage(services)
        qtbot.addWidget(made)
        pages.append(made)
        assert made.load_unfinished()
        made.show()
        qtbot.waitExposed(made)
        made.activateWindow()
        made.shown()
        return Player(made, clock, qtbot)

    yield again
    for each in pages:
        each.leave()


@pytest.fixture(scope="session")
def shipped():
    """The library that comes with the program."""
    return load_library([routines()])
