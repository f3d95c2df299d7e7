"""Find a routine, read it, start it for a sore side; all by keys too."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from kneeapp.base.side import Side
from kneeapp.ui.routines_page import RoutinesPage
from kneeapp.ui.services import Services


@pytest.fixture
def page(qtbot, clock, tmp_path):
    made = RoutinesPage(Services(clock, tmp_path))
    qtbot.addWidget(made)
    made.resize(1280, 760)
    made.show()
    made.shown()
    return made


def test_all_routines_are_listed_with_true_minutes(page):
    texts = [page.listing.list.item(i).text() for i in range(page.listing.list.count())]
    assert len(texts) >= 24
    assert "Desk break\n4 min" in texts


def test_typing_narrows_the_list_and_enter_starts_for_the_sore_side(page, qtbot):
    qtbot.keyClicks(page.listing.search, "desk")
    assert page.listing.current() == "desk-break"
    qtbot.mouseClick(page.sides.findChild(object, "left"), Qt.MouseButton.LeftButton)
    page.listing.list.setFocus()
    with qtbot.waitSignal(page.start_wanted) as started:
        qtbot.keyClick(page.listing.list, Qt.Key.Key_Return)
    assert started.args == ["desk-break", Side.LEFT]


def test_nothing_found_says_so_and_cannot_be_started(page, qtbot):
    qtbot.keyClicks(page.listing.search, "no such routine")
    assert page.none.isVisible()
    assert not page.start.isVisible()
    page.listing.search.clear()
    assert page.start.isVisible()


def test_a_chip_shows_only_its_kind(page, qtbot):
    everything = page.listing.list.count()
    qtbot.mouseClick(page.listing.chips.findChild(object, "before"), Qt.MouseButton.LeftButton)
    assert 0 < page.listing.list.count() < everything


def test_own_routines_join_and_their_problems_are_told(qtbot, clock, tmp_path):
    own = tmp_path / "routines"
    own.mkdir()
    (own / "bad.yaml").write_text("kind: routine\nid: bad\nstepz: []\n")
    services = Services(clock, tmp_path)
    page = RoutinesPage(services)
    qtbot.addWidget(page)
    with qtbot.waitSignal(services.problem_found) as told:
        page.shown()
    assert "bad.yaml:1:1: key 'pain_rule' is missing" in told.args[0]
    assert page.listing.list.count() >= 24
