"""The pain of the last 4 weeks as one small line: no axes, the words beside it tell it too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneeapp.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_WIDTH, _HEIGHT, _EDGE = 110, 44, 5
_WORST = 10


class PainLine(QWidget):
    """`points`: (days before today, pain 0 to 10), oldest first; `days`: how far back it goes."""

    def __init__(self, points: tuple[tuple[int, int], ...], days: int) -> None:
        super().__init__()
        self._points = points
        self._days = days
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(_WIDTH), theme.scaled(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.tokens()
        edge = theme.scaled(_EDGE)
        wide, high = self.width() - 2 * edge, self.height() - 2 * edge
        places = [
            QPointF(edge + (1 - ago / self._days) * wide, edge + (1 - pain / _WORST) * high)
            for ago, pain in self._points
        ]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        floor = self.height() - edge
        painter.setPen(QPen(colours.outline, 1))
        painter.drawLine(QPointF(edge, floor), QPointF(self.width() - edge, floor))
        pen = QPen(colours.accent, theme.scaled(2))
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF(places))
        painter.setBrush(colours.accent)
        radius = theme.scaled(4)
        painter.drawEllipse(places[-1], radius, radius)
