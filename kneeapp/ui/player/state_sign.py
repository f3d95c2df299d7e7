"""The sign of the state: a word, a shape and a colour, so that none of them is needed alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneeapp.player.engine import Status
from kneeapp.routine.timeline import Kind
from kneeapp.ui import theme
from kneeapp.ui.player.words import kind_word

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPaintEvent


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
