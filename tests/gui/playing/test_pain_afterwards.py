"""The question after the last set is not passed over by a key too many, and nothing jumps."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from kneeapp.ui.widgets.text import RoomyLabel

Key = Qt.Key


@pytest.fixture
def done(running):
    """The last set was done with Enter."""
    while running.page.views.currentWidget() is running.stage:
        running.key(Key.Key_Return)
    return running


def pain_after(services):
    return services.journal().sessions(1)[0].detail.pain_after


def tops(end):
    parts = (end.sign, end.head, end.scale, end.home)
    return [part.mapTo(end, QPoint()).y() for part in parts]


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_PageDown])
def test_keys_too_many_go_to_the_question_and_not_past_it(done, services, key):
    end = done.page.end
    assert end.advice.text() == ""
    done.key(key, Key.Key_Return, Key.Key_Return)
    assert done.results == []
    assert end.scale._group.button(0).hasFocus()
    assert end.advice.text().endswith("Press 0 to 10, or choose Skip.")
    assert pain_after(services) is None


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_B, Key.Key_Period, Key.Key_PageUp])
def test_a_pause_too_late_is_no_answer(done, services, key):
    done.key(key, key, key)
    assert done.results == []
    assert pain_after(services) is None


def test_a_key_held_since_the_last_set_does_nothing(done, services):
    for key, text in ((Key.Key_Return, "\r"), (Key.Key_Escape, ""), (Key.Key_3, "3")):
        event = QKeyEvent(
            QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, autorep=True
        )
        QApplication.sendEvent(QApplication.focusWidget(), event)
    assert done.results == []
    assert done.page.end.advice.text() == ""
    assert pain_after(services) is None


def test_a_digit_answers_and_enter_then_leaves(done, services):
    end = done.page.end
    assert (end.home.text(), end.home.property("role")) == ("Skip (Esc)", "secondary")
    done.key(Key.Key_1, Key.Key_0)
    assert pain_after(services) == 10  # the second digit counts, though the focus has moved on
    assert (end.home.text(), end.home.property("role")) == ("Back to Today (Enter)", "primary")
    done.key(Key.Key_Return)
    assert [result.finished for result in done.results] == [True]


def test_skipping_is_a_button_and_escape(done, services):
    done.page.end.home.setFocus()
    done.key(Key.Key_Return)
    assert len(done.results) == 1
    assert pain_after(services) is None


def test_the_check_is_what_enter_does_while_it_has_the_focus(running, qtbot):
    running.key(Key.Key_H)
    running.click(running.stage.hurt.scale._group.button(9))
    running.click(running.stage.hurt.stop)
    end = running.page.end
    end.check.setFocus()
    with qtbot.waitSignal(running.page.check_wanted):
        running.key(Key.Key_Return)
    assert running.results == []


def test_nothing_jumps_when_the_question_is_answered(done):
    end = done.page.end
    QApplication.processEvents()
    before = tops(end)
    done.key(Key.Key_Return)
    for number in (0, 2, 9):
        done.click(end.scale._group.button(number))
        QApplication.processEvents()
        assert tops(end) == before
        lines = end.advice.heightForWidth(end.advice.width())
        assert end.advice.height() >= lines


@pytest.mark.parametrize(
    ("sets", "says"), [(1, "The knee took that much well."), (0, "No set was done:")]
)
def test_stopped_early_is_not_praised_as_if_all_was_done(done, sets, says):
    end = done.page.end
    early = replace(end._result, finished=False, done_sets=sets, all_sets=20, before=None, worst=0)
    end.show_result(early)
    done.key(Key.Key_0)
    assert end.advice.text().startswith(says)


def test_a_roomy_label_is_as_high_as_its_longest_text(qtbot):
    label = RoomyLabel()
    qtbot.addWidget(label)
    low = label.heightForWidth(200)
    label.reserve(("one", "many words " * 20))
    high = label.heightForWidth(200)
    label.setText("many words " * 20)
    assert label.heightForWidth(200) == high > low
