"""Pain over time as a line; the same figures stand as words in the list below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneeapp.ui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from PySide6.QtGui import QPaintEvent

    from kneeapp.flow.pain_line import Point

HIGHEST = 10
_GRID = (0, 5, 10)
_LEAST_SPAN_S = 24 * 3600.0


class PainChart(QWidget):
    """Figures from 0 to 10 and, below them, a mark for each session."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[Point, ...] = ()
        self._sessions: tuple[datetime, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Pain over time"))

    def show_points(self, points: Sequence[Point], sessions: Sequence[datetime]) -> None:
        """Draw these, oldest first."""
        self._points, self._sessions = tuple(points), tuple(sessions)
        self.setAccessibleDescription(self._in_words())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(400), theme.scaled(190))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(0.85))
        area = self._area()
        self._paint_grid(painter, area)
        if not self._points:
            return
        self._paint_sessions(painter, area)
        places = [self._place(area, point.at, point.value) for point in self._points]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.tokens().accent, theme.scaled(2.5)))
        painter.drawPolyline(QPolygonF(places))
        for point, place in zip(self._points, places, strict=True):
            painter.setPen(QPen(theme.tokens().text, theme.scaled(1.5)))
            painter.setBrush(theme.pain_colour(point.value))
            painter.drawEllipse(place, theme.scaled(5), theme.scaled(5))
        self._paint_dates(painter, area)

    def _area(self) -> QRectF:
        left, right, top, bottom = (theme.scaled(n) for n in (34, 14, 12, 40))
        return QRectF(self.rect()).adjusted(left, top, -right, -bottom)

    def _paint_grid(self, painter: QPainter, area: QRectF) -> None:
        colours = theme.tokens()
        for value in _GRID:
            y = area.bottom() - area.height() * value / HIGHEST
            painter.setPen(QPen(colours.surface_alt, theme.scaled(1.5)))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(colours.text_muted)
            box = QRectF(0, y - theme.scaled(10), area.left() - theme.scaled(8), theme.scaled(20))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, int(right), str(value))

    def _paint_sessions(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tokens().text_muted)
        side, y = theme.scaled(5), area.bottom() + theme.scaled(6)
        for at in self._sessions:
            x = self._place(area, at, 0).x()
            corners = (QPointF(x, y), QPointF(x - side, y + 1.6 * side))
            painter.drawPolygon(QPolygonF([*corners, QPointF(x + side, y + 1.6 * side)]))

    def _paint_dates(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(theme.tokens().text_muted)
        box = QRectF(area.left(), area.bottom() + theme.scaled(18), area.width(), theme.scaled(20))
        first, last = self._points[0].at.date(), self._points[-1].at.date()
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft), _short(first))
        if last != first:
            painter.drawText(box, int(Qt.AlignmentFlag.AlignRight), _short(last))

    def _place(self, area: QRectF, at: datetime, value: int) -> QPointF:
        first, last = self._points[0].at, self._points[-1].at
        span = max(_LEAST_SPAN_S, (last - first).total_seconds())
        part = min(1.0, max(0.0, (at - first).total_seconds() / span))
        inset = theme.scaled(8)
        x = area.left() + inset + part * (area.width() - 2 * inset)
        return QPointF(x, area.bottom() - area.height() * value / HIGHEST)

    def _in_words(self) -> str:
        said = self.tr("{value} of 10 on {day}")
        return ", ".join(
            said.format(value=point.value, day=_short(point.at.date())) for point in self._points
        )


def _short(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM")
