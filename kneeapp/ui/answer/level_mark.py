"""How urgent, as a shape in a colour; the words stand beside it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from kneeapp.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_CORNERS = {"emergency": 8, "same_day": 3, "clinician_soon": 4}
"""Octagon, triangle, diamond; a disc and a ring for the two quiet levels."""


def level_colour(urgency: str) -> QColor:
    """The colour of a level in the theme in force."""
    colours = theme.tokens()
    match urgency:
        case "emergency" | "same_day":
            return colours.danger
        case "clinician_soon":
            return colours.warning
        case "self_care":
            return colours.accent
        case _:
            return colours.good


class LevelMark(QWidget):
    """The shape of one level."""

    def __init__(self, urgency: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._urgency = urgency
        side = theme.scaled(72)
        self.setFixedSize(QSize(side, side))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = level_colour(self._urgency)
        line = theme.scaled(7)
        painter.setPen(QPen(colour, line, j=Qt.PenJoinStyle.RoundJoin))
        quiet = self._urgency == "normal"
        painter.setBrush(Qt.BrushStyle.NoBrush if quiet else colour)
        box = QRectF(self.rect()).adjusted(line, line, -line, -line)
        corners = _CORNERS.get(self._urgency)
        if corners is None:
            painter.drawEllipse(box)
        else:
            painter.drawPolygon(_polygon(box, corners))
        self._paint_sign(painter, box, colour if quiet else theme.readable_on(colour))

    def _paint_sign(self, painter: QPainter, box: QRectF, ink: QColor) -> None:
        """A cross where help is wanted, a tick where not."""
        painter.setPen(QPen(ink, theme.scaled(6), c=Qt.PenCapStyle.RoundCap))
        middle, reach = box.center(), box.width() * 0.2
        if self._urgency in _CORNERS:
            if self._urgency == "same_day":
                middle += QPointF(0, reach * 0.6)
                reach *= 0.75
            painter.drawLine(middle - QPointF(reach, 0), middle + QPointF(reach, 0))
            painter.drawLine(middle - QPointF(0, reach), middle + QPointF(0, reach))
            return
        tick = (
            QPointF(-reach, 0),
            QPointF(-reach * 0.2, reach * 0.8),
            QPointF(reach, -reach * 0.8),
        )
        painter.drawPolyline([middle + point for point in tick])


def _polygon(box: QRectF, corners: int) -> QPolygonF:
    turn = math.pi / corners if corners == 8 else 0.0
    radius = box.width() / 2 * (1.12 if corners == 3 else 1.05)
    centre = box.center() + QPointF(0, box.height() * 0.08 if corners == 3 else 0)
    points = []
    for number in range(corners):
        angle = 2 * math.pi * number / corners - math.pi / 2 + turn
        points.append(centre + QPointF(radius * math.cos(angle), radius * math.sin(angle)))
    return QPolygonF(points)
