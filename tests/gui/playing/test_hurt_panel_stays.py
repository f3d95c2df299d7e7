"""That hurts: the scale stays where it is while one says how much."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication


def test_nothing_moves_while_the_figure_changes(running):
    running.key(Qt.Key.Key_H)
    panel = running.stage.hurt
    tops = set()
    for number in (None, 1, 4, 9):
        if number is not None:
            running.click(panel.scale._group.button(number))
        QApplication.processEvents()
        parts = (panel.scale, panel.sharp, panel.back)
        tops.add(tuple(part.mapTo(panel, QPoint()).y() for part in parts))
    assert len(tops) == 1
    assert panel.stop.isVisible()
