"""The softly lit card that a picture stands on, and the line that shows where the keyboard is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPen, QRadialGradient

from kneeapp.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

_CORNER = 22


def paint_stage(painter: QPainter, rect: QRect) -> None:
    """The card, lightest behind its middle."""
    colours = theme.tokens()
    light = QRadialGradient(QPointF(rect.center()), max(rect.width(), rect.height()) * 0.62)
    light.setColorAt(0.0, colours.surface)
    light.setColorAt(1.0, colours.surface if colours.contrast else colours.surface_alt)
    painter.setPen(QPen(colours.outline, 1) if colours.contrast else Qt.PenStyle.NoPen)
    painter.setBrush(light)
    corner = theme.scaled(_CORNER)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)


def paint_focus(painter: QPainter, rect: QRect) -> None:
    """The line inside the card's rim."""
    painter.setPen(QPen(theme.tokens().focus, 3))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    corner = theme.scaled(_CORNER)
    painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5), corner, corner)
