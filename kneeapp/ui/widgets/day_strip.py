"""The last 3 weeks, day by day: something done, free, today. A free day is no gap."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneeapp.ui import theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QPaintEvent

DAYS = 21
_WEEK = 7
_CELL, _GAP, _HEAD = 30, 6, 18
_SMALLER_CELL = 25


class DayStrip(QWidget):
    """Three weeks, a week a row, Monday first; `done` tells how many sessions a day had."""

    def __init__(self, done: Mapping[date, int], today: date) -> None:
        super().__init__()
        self._done = done
        self._today = today
        monday = today - timedelta(days=today.weekday())
        self._first = monday - timedelta(days=DAYS - _WEEK)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        count = sum(day >= self._first for day in done)
        said = self.tr("Days with something done in the last 3 weeks: {count}")
        self.setAccessibleName(said.format(count=count))

    def sizeHint(self) -> QSize:
        step = theme.scaled(_cell() + _GAP)
        width = _WEEK * step - theme.scaled(_GAP)
        return QSize(width, theme.scaled(_HEAD) + DAYS // _WEEK * step)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(0.8))
        for number in range(DAYS):
            day = self._first + timedelta(days=number)
            cell = self._cell(number)
            if number < _WEEK:
                head = QRectF(cell.left(), 0, cell.width(), theme.scaled(_HEAD))
                painter.setPen(colours.text_muted)
                painter.drawText(head, Qt.AlignmentFlag.AlignCenter, f"{day:%a}"[:2])
            done = self._done.get(day, 0) > 0
            painter.setPen(QPen(colours.focus, 2) if day == self._today else Qt.PenStyle.NoPen)
            painter.setBrush(colours.accent if done else colours.background)
            radius = theme.scaled(8)
            painter.drawRoundedRect(cell, radius, radius)
            ahead = day > self._today
            ink = colours.on_accent if done else colours.outline if ahead else colours.text_muted
            painter.setPen(ink)
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, "✓" if done else str(day.day))

    def _cell(self, number: int) -> QRectF:
        step = theme.scaled(_cell() + _GAP)
        side = theme.scaled(_cell())
        left = number % _WEEK * step + 1
        top = theme.scaled(_HEAD) + number // _WEEK * step + 1
        return QRectF(left, top, side - 2, side - 2)


def _cell() -> int:
    """The side of a day at 100 % text; with large text the letters fill it more."""
    return _SMALLER_CELL if theme.is_large_text() else _CELL
