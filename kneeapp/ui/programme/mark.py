"""A small round sign: done, now, later, a question, not yet; told by its shape too."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneeapp.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_SIZE = 24
_TICK = ((0.27, 0.53), (0.44, 0.70), (0.75, 0.33))


class Sign(Enum):
    """What a mark says."""

    DONE = "done"
    NOW = "now"
    LATER = "later"
    ASK = "ask"
    SHUT = "shut"


class Mark(QWidget):
    """A sign beside a line of words, which say the same."""

    def __init__(self, sign: Sign, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = sign
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        side = theme.scaled(_SIZE)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.tokens()
        filled = self._sign in (Sign.DONE, Sign.NOW)
        edge = colours.outline if self._sign is Sign.LATER else colours.accent
        if self._sign is Sign.DONE:
            edge = colours.good
        elif self._sign is Sign.SHUT:
            edge = colours.warning
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(QPen(edge, theme.scaled(2)))
        painter.setBrush(edge if filled else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(inside)
        pen = QPen(theme.readable_on(edge) if filled else edge, theme.scaled(2.4))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        self._paint_inside(painter, inside)

    def _paint_inside(self, painter: QPainter, inside: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        match self._sign:
            case Sign.DONE:
                painter.drawPolyline(QPolygonF([_at(inside, x, y) for x, y in _TICK]))
            case Sign.NOW:
                painter.drawPoint(inside.center())
                painter.drawEllipse(inside.center(), inside.width() / 7, inside.width() / 7)
            case Sign.ASK:
                painter.setFont(theme.font(0.9, bold=True))
                painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, "?")
            case Sign.SHUT:
                painter.drawLine(_at(inside, 0.3, 0.5), _at(inside, 0.7, 0.5))
            case Sign.LATER:
                pass


def _at(inside: QRectF, x: float, y: float) -> QPointF:
    return QPointF(inside.left() + x * inside.width(), inside.top() + y * inside.height())
