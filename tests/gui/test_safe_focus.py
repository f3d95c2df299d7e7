"""A question that could lose something puts the keyboard on the way out, and gives it back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from kneeapp.ui.journal.deleting import DeleteEverything
from kneeapp.ui.widgets.banner import Banner

SPACE = Qt.Key.Key_Space


def window_of(qtbot, *parts):
    made = QWidget()
    column = QVBoxLayout(made)
    for part in parts:
        column.addWidget(part)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_a_second_key_press_puts_the_question_away(qtbot):
    banner, below = Banner(), QPushButton("Delete")
    window = window_of(qtbot, banner, below)
    agreed = []
    banner.action_clicked.connect(agreed.append)
    below.setFocus()
    banner.show_message("Delete it?", "danger", "Yes, delete")
    banner.take_focus()
    QTest.keyClick(QApplication.focusWidget(), SPACE)
    assert banner.isHidden()
    assert agreed == []
    assert below.hasFocus()
    assert window.isVisible()


def test_focus_that_went_elsewhere_stays_there(qtbot):
    banner, first, second = Banner(), QPushButton("a"), QPushButton("b")
    window = window_of(qtbot, banner, first, second)
    first.setFocus()
    banner.show_message("Delete it?", "danger", "Yes, delete")
    banner.take_focus()
    second.setFocus()
    banner.dismiss()
    assert second.hasFocus()
    assert window.isVisible()


def test_the_window_asks_with_the_keyboard_at_no(shell):
    done = []
    shell.ask("Delete it?", "Yes, delete", lambda: done.append(1))
    QTest.keyClick(QApplication.focusWidget(), SPACE)
    assert done == []
    assert shell._question.isHidden()


def test_deleting_everything_offers_to_save_first_to_the_keyboard(qtbot, services):
    services.journal().add_note("words")
    asks = DeleteEverything(services, "Delete everything")
    window = window_of(qtbot, asks)
    asks.delete.setFocus()
    QTest.keyClick(asks.delete, SPACE)
    assert asks.save_first.hasFocus()
    assert services.journal().entries() != []
    assert window.isVisible()
