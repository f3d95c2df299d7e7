"""The big digits with their ring."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneeapp.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QFont, QPaintEvent

SMALLEST_RING = 220
"""Pixels at 100 % text."""
DIGITS = "0123456789"
RING_STEPS = 360
"""Finer steps of the ring would only cost repaints."""
AIR = 8
"""Pixels at 100 % text between the digits and what stands under them."""
_RING = 12
_TOP = 90


def _ink(metrics: QFontMetricsF) -> QRectF:
    """From the top of the highest digit to the bottom, seen from the line they stand on."""
    return metrics.tightBoundingRect(DIGITS)


class ClockFace(QWidget):
    """Digits as large as the room allows, a line under them, and a ring for how far it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._digits = ""
        self._caption = ""
        self._part = 0.0
        self._colour = theme.tokens().accent
        self._far = False
        self._caption_size = 1.2
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(theme.scaled(120), theme.scaled(70))

    def show_time(self, digits: str, caption: str, part: float, colour: QColor) -> None:
        """Show a number, what it counts, and how much of it is over (0 to 1)."""
        part = round(part * RING_STEPS) / RING_STEPS
        words, before = (digits, caption, colour), self._part
        self._part = part
        if words != (self._digits, self._caption, self._colour):
            self._digits, self._caption, self._colour = words
            self.setAccessibleName(f"{digits} {caption}".strip())
            self.update()
        elif part != before:
            self.update(self._piece(before, part))

    def digits(self) -> str:
        """The number shown."""
        return self._digits

    def caption(self) -> str:
        """What it counts."""
        return self._caption

    def set_far(self, *, on: bool) -> None:
        """To be read from across the room: no ring, the digits as large as can be."""
        self._far = on
        self.update()

    def set_caption_size(self, size: float) -> None:
        """How large the words under the digits are, relative to body text."""
        if size != self._caption_size:
            self._caption_size = size
            self.update()

    def digit_height(self) -> float:
        """Height of a digit in pixels, as painted now."""
        return _ink(QFontMetricsF(self._font(self._digit_area()))).height()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._has_ring():
            self._paint_ring(painter)
        else:
            self._paint_line(painter)
        painted = QRectF(event.rect())
        if painted.intersects(self._digit_area()):
            self._paint_digits(painter, self._digit_area())
        if painted.intersects(self._caption_area()):
            painter.setFont(self._caption_font())
            painter.setPen(theme.tokens().text_muted)
            painter.drawText(self._caption_area(), Qt.AlignmentFlag.AlignCenter, self._caption)

    def _paint_digits(self, painter: QPainter, area: QRectF) -> None:
        font = self._font(area)
        painter.setFont(font)
        painter.setPen(theme.tokens().text)
        metrics = QFontMetricsF(font)
        ink = _ink(metrics)
        left = area.center().x() - metrics.horizontalAdvance(self._digits) / 2
        painter.drawText(QPointF(left, area.center().y() - ink.center().y()), self._digits)

    def _piece(self, before: float, part: float) -> QRect:
        """What another part changes of the ring or the line."""
        if not self._has_ring():
            return self._line().toAlignedRect()
        # Qt draws an arc in quarters; the whole last one becomes another curve.
        low, high = sorted((_angle(before), _angle(part)))
        way = QPainterPath()
        way.arcMoveTo(self._circle(), low)
        way.arcTo(self._circle(), low, ceil(high / 90) * 90 - low)
        width = theme.scaled(_RING)
        return way.boundingRect().adjusted(-width, -width, width, width).toAlignedRect()

    def _has_ring(self) -> bool:
        # In a low room the ring would leave no room for the digits.
        return not self._far and min(self.width(), self.height()) >= theme.scaled(SMALLEST_RING)

    def _circle(self) -> QRectF:
        side = min(self.width(), self.height()) - theme.scaled(14)
        circle = QRectF(0, 0, side, side)
        circle.moveCenter(QRectF(self.rect()).center())
        return circle

    def _digit_area(self) -> QRectF:
        if not self._has_ring():
            bottom = self._caption_height() + theme.scaled(12 + AIR)
            return QRectF(self.rect()).adjusted(0, theme.scaled(4), 0, -bottom)
        area = QRectF(0, 0, self._circle().width() * 0.74, self._circle().height() * 0.44)
        area.moveCenter(self._circle().center() - QPointF(0, self._caption_height() * 0.35))
        return area

    def _caption_area(self) -> QRectF:
        height = self._caption_height()
        if not self._has_ring():
            bottom = QRectF(self.rect())
            return QRectF(bottom.left(), bottom.bottom() - height, bottom.width(), height)
        top = self._digit_area().bottom() + theme.scaled(AIR)
        return QRectF(self.rect().left(), top, self.width(), height)

    def _caption_height(self) -> float:
        return QFontMetricsF(self._caption_font()).height() if self._caption else 0.0

    def _caption_font(self) -> QFont:
        return theme.font(self._caption_size)

    def _font(self, area: QRectF) -> QFont:
        font = theme.font(1.0, bold=True)
        font.setPixelSize(200)
        metrics = QFontMetricsF(font)
        width = max(metrics.horizontalAdvance(self._digits or "0"), 1.0)
        scale = min(area.width() / width, area.height() / _ink(metrics).height())
        font.setPixelSize(max(8, int(200 * scale)))
        return font

    def _paint_ring(self, painter: QPainter) -> None:
        width = theme.scaled(_RING)
        circle = self._circle()
        painter.setPen(QPen(theme.tokens().surface_alt, width))
        painter.drawEllipse(circle)
        pen = QPen(self._colour, width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(circle, _TOP * 16, round((_angle(self._part) - _TOP) * 16))

    def _line(self) -> QRectF:
        height = theme.scaled(10)
        return QRectF(0, self.height() - self._caption_height() - height, self.width(), height)

    def _paint_line(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        whole = self._line()
        round_off = whole.height() / 2
        painter.setBrush(theme.tokens().surface_alt)
        painter.drawRoundedRect(whole, round_off, round_off)
        whole.setWidth(self.width() * (1 - self._part))
        painter.setBrush(self._colour)
        painter.drawRoundedRect(whole, round_off, round_off)


def _angle(part: float) -> float:
    """Where the ring ends, in degrees as Qt counts them: it begins at the top and runs out."""
    return _TOP - 360 * (1 - part)
