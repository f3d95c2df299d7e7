"""A routine of one's own from nothing: a form with one exercise, saved and in the list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kneeapp.ui.routines_page import RoutinesPage
from kneeapp.ui.widgets.text import Label


@pytest.fixture
def page(qtbot, services):
    made = RoutinesPage(services)
    qtbot.addWidget(made)
    made.resize(1280, 760)
    made.show()
    made.shown()
    yield made
    made.leave()


def test_a_new_routine_begins_with_one_exercise_and_joins_the_list(page, qtbot):
    QTest.keyClick(page.files.new, Qt.Key.Key_Space)
    editor = page.editor
    shown = [label.text() for label in editor.findChildren(Label)]
    assert "Your own routine" in shown
    assert "The shipped routine stays as it is." not in shown
    assert len(editor.rows()) == 1
    editor.name.selectAll()
    qtbot.keyClicks(editor.name, "Evening")
    QTest.keyClick(editor.save, Qt.Key.Key_Space)
    assert page.editor is None
    line = page.listing.current()
    assert (line.title, line.own) == ("Evening", True)
