"""The softly lit card that a picture stands on, and the line that shows where the keyboard is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap, QRadialGradient

from kneeapp.ui import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kneeapp.ui.theme import Tokens

_CORNER = 22


class Stage:
    """The card under a widget's picture; painted once for a size and theme, then only copied."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._card = QPixmap()
        self._colours: Tokens | None = None
        # The card covers the whole widget, so Qt need not paint what lies behind it.
        widget.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paint(self, painter: QPainter) -> None:
        """The card, lightest behind its middle."""
        ratio = self._widget.devicePixelRatioF()
        size = self._widget.size() * ratio
        colours = theme.tokens()
        if self._card.size() != size or self._colours is not colours:
            self._colours = colours
            self._card = QPixmap(size)
            self._card.setDevicePixelRatio(ratio)
            _paint_card(self._card, self._widget.rect(), colours)
        painter.drawPixmap(0, 0, self._card)

    def rest(self) -> None:
        """Let go of the card; it comes back when it is next painted."""
        self._card = QPixmap()


def paint_focus(painter: QPainter, rect: QRect) -> None:
    """The line inside the card's rim."""
    painter.setPen(QPen(theme.tokens().focus, 3))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    corner = theme.scaled(_CORNER)
    painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5), corner, corner)


def _paint_card(card: QPixmap, rect: QRect, colours: Tokens) -> None:
    card.fill(colours.background)
    light = QRadialGradient(QPointF(rect.center()), max(rect.width(), rect.height()) * 0.62)
    light.setColorAt(0.0, colours.surface)
    light.setColorAt(1.0, colours.surface if colours.contrast else colours.surface_alt)
    painter = QPainter(card)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colours.outline, 1) if colours.contrast else Qt.PenStyle.NoPen)
    painter.setBrush(light)
    corner = theme.scaled(_CORNER)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
    painter.end()
