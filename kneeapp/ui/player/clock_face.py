"""The big digits with their ring, and the sign of the state: a word, a shape and a colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneeapp.player.engine import Status
from kneeapp.routine.timeline import Kind
from kneeapp.ui import theme
from kneeapp.ui.player.words import kind_word

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

SMALLEST_RING = 220
"""Pixels at 100 % text."""
RING_STEPS = 360
"""Finer steps of the ring would only cost repaints."""
_FULL_TURN = 360 * 16
_TOP = 90 * 16


def state_colour(status: Status, kind: Kind) -> QColor:
    """The colour that goes with the word."""
    colours = theme.tokens()
    match status:
        case Status.PAUSED | Status.STOPPED:
            return colours.text_muted
        case Status.DONE:
            return colours.good
        case Status.READY | Status.RUNNING:
            by_kind = {
                Kind.GET_READY: colours.ready,
                Kind.WORK: colours.work,
                Kind.HOLD: colours.hold,
                Kind.REST: colours.rest,
                Kind.SWITCH: colours.warning,
                Kind.NOTE: colours.accent,
            }
            return by_kind[kind]


def state_shape(status: Status, kind: Kind) -> QPainterPath:
    """The shape that goes with the word, in a square from 0 to 1."""
    match status:
        case Status.PAUSED:
            return _boxes((0.18, 0.1, 0.24, 0.8), (0.58, 0.1, 0.24, 0.8))
        case Status.STOPPED:
            return _boxes((0.12, 0.12, 0.76, 0.76))
        case Status.DONE:
            return _outline(
                (0.08, 0.55), (0.24, 0.4), (0.4, 0.58), (0.78, 0.14), (0.94, 0.3), (0.4, 0.9)
            )
        case Status.READY | Status.RUNNING:
            return _kind_shape(kind)


def _kind_shape(kind: Kind) -> QPainterPath:
    match kind:
        case Kind.GET_READY:  # an hourglass
            return _outline(
                (0.1, 0.05), (0.9, 0.05), (0.55, 0.5), (0.9, 0.95), (0.1, 0.95), (0.45, 0.5)
            )
        case Kind.WORK:  # forward
            return _outline((0.15, 0.05), (0.95, 0.5), (0.15, 0.95))
        case Kind.HOLD:  # a block that does not move
            return _boxes((0.1, 0.1, 0.8, 0.8))
        case Kind.REST:  # lying low
            return _boxes((0.05, 0.62, 0.9, 0.22))
        case Kind.SWITCH:  # one arrow each way
            upper = _outline(
                (0.05, 0.3),
                (0.3, 0.05),
                (0.3, 0.2),
                (0.95, 0.2),
                (0.95, 0.4),
                (0.3, 0.4),
                (0.3, 0.55),
            )
            lower = _outline(
                (0.95, 0.7),
                (0.7, 0.95),
                (0.7, 0.8),
                (0.05, 0.8),
                (0.05, 0.6),
                (0.7, 0.6),
                (0.7, 0.45),
            )
            upper.addPath(lower)
            return upper
        case Kind.NOTE:  # a dot and a stroke: read this
            return _boxes((0.4, 0.05, 0.2, 0.2), (0.4, 0.35, 0.2, 0.6))


def _outline(*corners: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    path.closeSubpath()
    return path


def _boxes(*boxes: tuple[float, float, float, float]) -> QPainterPath:
    path = QPainterPath()
    for x, y, width, height in boxes:
        path.addRoundedRect(QRectF(x, y, width, height), 0.06, 0.06)
    return path


class StateSign(QWidget):
    """The state as a word beside its shape, on its colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word = ""
        self._status, self._kind = Status.READY, Kind.GET_READY
        self._size = 1.5
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, word: str, status: Status, kind: Kind) -> None:
        """Show another state."""
        if (word, status, kind) != (self._word, self._status, self._kind):
            self._word, self._status, self._kind = word, status, kind
            self.setAccessibleName(word)
            self.updateGeometry()
            self.update()

    def word(self) -> str:
        """The word shown."""
        return self._word

    def set_size(self, size: float) -> None:
        """Type size relative to body text."""
        self._size = size
        self.updateGeometry()
        self.update()

    def widest(self) -> int:
        """The width with the longest word."""
        longest = max((kind_word(kind) for kind in Kind), key=len)
        return self._size_with(longest).width()

    def sizeHint(self) -> QSize:
        return self._size_with(self._word)

    def _size_with(self, word: str) -> QSize:
        metrics = QFontMetricsF(theme.font(self._size, bold=True))
        height = metrics.height() * 1.5
        width = metrics.horizontalAdvance(word) + height * 1.5
        return QSize(round(width), round(height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = state_colour(self._status, self._kind)
        ink = theme.readable_on(colour)
        height = self.height()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(self.rect()), height * 0.3, height * 0.3)
        painter.setPen(ink)
        painter.setFont(theme.font(self._size, bold=True))
        words = QRectF(self.rect()).adjusted(height * 1.05, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._word)
        painter.translate(height * 0.35, height * 0.25)
        painter.scale(height * 0.5, height * 0.5)
        painter.fillPath(state_shape(self._status, self._kind), ink)


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
        new = (digits, caption, part, colour)
        if new != (self._digits, self._caption, self._part, self._colour):
            self._digits, self._caption, self._part, self._colour = new
            self.setAccessibleName(f"{digits} {caption}".strip())
            self.update()

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
        return QFontMetricsF(self._font(self._digit_area())).capHeight()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._has_ring():
            self._paint_ring(painter)
        else:
            self._paint_line(painter)
        area = self._digit_area()
        font = self._font(area)
        painter.setFont(font)
        painter.setPen(theme.tokens().text)
        metrics = QFontMetricsF(font)
        box = QRectF(0, 0, metrics.horizontalAdvance(self._digits), metrics.capHeight())
        box.moveCenter(area.center())
        painter.drawText(QPointF(box.left(), box.bottom()), self._digits)
        painter.setFont(self._caption_font())
        painter.setPen(theme.tokens().text_muted)
        painter.drawText(self._caption_area(), Qt.AlignmentFlag.AlignCenter, self._caption)

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
            bottom = self._caption_height() + theme.scaled(20)
            return QRectF(self.rect()).adjusted(0, theme.scaled(4), 0, -bottom)
        area = QRectF(0, 0, self._circle().width() * 0.74, self._circle().height() * 0.44)
        area.moveCenter(self._circle().center() - QPointF(0, self._caption_height() * 0.35))
        return area

    def _caption_area(self) -> QRectF:
        height = self._caption_height()
        if not self._has_ring():
            bottom = QRectF(self.rect())
            return QRectF(bottom.left(), bottom.bottom() - height, bottom.width(), height)
        top = self._digit_area().bottom() + theme.scaled(2)
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
        scale = min(area.width() / width, area.height() / metrics.capHeight())
        font.setPixelSize(max(8, int(200 * scale)))
        return font

    def _paint_ring(self, painter: QPainter) -> None:
        width = theme.scaled(12)
        circle = self._circle()
        painter.setPen(QPen(theme.tokens().surface_alt, width))
        painter.drawEllipse(circle)
        pen = QPen(self._colour, width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(circle, _TOP, -round(_FULL_TURN * (1 - self._part)))

    def _paint_line(self, painter: QPainter) -> None:
        height = theme.scaled(10)
        top = self.height() - self._caption_height() - height
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(0, top, self.width(), height)
        painter.setBrush(theme.tokens().surface_alt)
        painter.drawRoundedRect(whole, height / 2, height / 2)
        whole.setWidth(self.width() * (1 - self._part))
        painter.setBrush(self._colour)
        painter.drawRoundedRect(whole, height / 2, height / 2)
