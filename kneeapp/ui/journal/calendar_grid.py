"""The last weeks, as many as fit, as a calendar: a column for each week, a row for each day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneeapp.ui import theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QPaintEvent, QResizeEvent

_DAYS = 7
_LEFT, _TOP, _CELL, _GAP = 44, 24, 26, 4
_LEAST_WEEKS, _USUAL_WEEKS, _MOST_WEEKS = 4, 12, 52


class CalendarGrid(QWidget):
    """A triangle for a routine, a disc for a run, a small dot where something else was told."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = date(2000, 1, 1)
        self._kinds: Mapping[date, set[str]] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Calendar"))

    def show_days(self, kinds: Mapping[date, set[str]], today: date) -> None:
        """Show what was told on which day, up to this week."""
        self._kinds, self._today = kinds, today
        self.setAccessibleDescription(self._in_words())
        self.update()

    def weeks(self) -> int:
        """How many weeks there is room for."""
        room = self.width() - theme.scaled(_LEFT)
        return max(_LEAST_WEEKS, min(_MOST_WEEKS, room // theme.scaled(_CELL + _GAP)))

    def sizeHint(self) -> QSize:
        return self._size(_USUAL_WEEKS)

    def minimumSizeHint(self) -> QSize:
        return self._size(_LEAST_WEEKS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setAccessibleDescription(self._in_words())

    def _size(self, weeks: int) -> QSize:
        step = theme.scaled(_CELL + _GAP)
        return QSize(theme.scaled(_LEFT) + weeks * step, theme.scaled(_TOP) + _DAYS * step)

    def _first_day(self) -> date:
        """The Monday with which the calendar begins."""
        return self._today - timedelta(days=self._today.weekday(), weeks=self.weeks() - 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(0.8))
        first = self._first_day()
        self._paint_names(painter, first)
        for number in range(self.weeks() * _DAYS):
            day = first + timedelta(days=number)
            if day <= self._today:
                self._paint_day(painter, self._box(number // _DAYS, number % _DAYS), day)

    def _box(self, column: int, row: int) -> QRectF:
        step = theme.scaled(_CELL + _GAP)
        cell = theme.scaled(_CELL)
        return QRectF(
            theme.scaled(_LEFT) + column * step, theme.scaled(_TOP) + row * step, cell, cell
        )

    def _paint_names(self, painter: QPainter, first: date) -> None:
        painter.setPen(theme.tokens().text_muted)
        locale = QLocale()
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for row in range(0, _DAYS, 2):
            box = self._box(0, row)
            box.setLeft(0)
            name = locale.dayName(row + 1, QLocale.FormatType.ShortFormat)
            painter.drawText(box, int(middle), name)
        month = 0
        for column in range(self.weeks()):
            day = first + timedelta(weeks=column)
            if day.month != month:
                month = day.month
                top = self._box(column, 0).topLeft() - QPointF(0, theme.scaled(8))
                name = locale.monthName(month, QLocale.FormatType.ShortFormat)
                painter.drawText(top, name)

    def _paint_day(self, painter: QPainter, box: QRectF, day: date) -> None:
        colours = theme.tokens()
        kinds = self._kinds.get(day, set())
        edge = colours.focus if day == self._today else colours.outline
        painter.setPen(QPen(edge, 2 if day == self._today else 0.6))
        painter.setBrush(colours.accent_soft if "session" in kinds else colours.surface)
        painter.drawRoundedRect(box, theme.scaled(6), theme.scaled(6))
        painter.setPen(Qt.PenStyle.NoPen)
        centre, unit = box.center(), box.width() / 10
        both = {"session", "run"} <= kinds
        if "session" in kinds:
            painter.setBrush(colours.accent)
            painter.drawPolygon(_triangle(centre - QPointF(2 * unit if both else 0, 0), 2.2 * unit))
        if "run" in kinds:
            painter.setBrush(colours.text)
            painter.drawEllipse(
                centre + QPointF(2.2 * unit if both else 0, 0), 1.7 * unit, 1.7 * unit
            )
        if kinds and not kinds & {"session", "run"}:
            painter.setBrush(colours.text_muted)
            painter.drawEllipse(centre, unit, unit)

    def _in_words(self) -> str:
        routines, runs = self._days_with("session"), self._days_with("run")
        said = self.tr("Days with a routine: {routines}. Days with a run: {runs}.")
        none = self.tr("none")
        return said.format(routines=routines or none, runs=runs or none)

    def _days_with(self, kind: str) -> str:
        first = self._first_day()
        days = [d for d in sorted(self._kinds) if kind in self._kinds[d] and d >= first]
        return ", ".join(QLocale().toString(QDate(d.year, d.month, d.day), "d MMM") for d in days)


def _triangle(centre: QPointF, size: float) -> QPolygonF:
    return QPolygonF(
        [
            centre + QPointF(0, -size),
            centre + QPointF(-size, size * 0.8),
            centre + QPointF(size, size * 0.8),
        ]
    )
