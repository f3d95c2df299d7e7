"""The whole routine as a bar: one piece for each set, a gap between exercises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneeapp.player.sets import set_starts
from kneeapp.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from kneeapp.routine.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Piece:
    """One set with the wait after it, in milliseconds of the plan."""

    start_ms: int
    end_ms: int
    step: int


def pieces(timeline: Timeline) -> tuple[Piece, ...]:
    """The bar's pieces; together they are the whole routine."""
    starts = set_starts(timeline)
    if not starts:
        return ()
    segments = timeline.segments
    edges = [0, *(segments[i].start_ms for i in starts[1:]), timeline.length_ms]
    return tuple(
        Piece(edges[n], edges[n + 1], segments[index].step) for n, index in enumerate(starts)
    )


class RouteBar(QWidget):
    """Shows how far the routine is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: tuple[Piece, ...] = ()
        self._total = 0
        self._now = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_timeline(self, timeline: Timeline) -> None:
        """Show another routine."""
        self._pieces = pieces(timeline)
        self._total = timeline.length_ms
        self.update()

    def set_now(self, position_ms: int, words: str) -> None:
        """Show how far it is; the words are for those who do not see the bar."""
        seen, self._now = self._pixel(), position_ms
        if self._pixel() != seen:
            self.update()
        self.setAccessibleName(words)

    def _pixel(self) -> int:
        """How far it is, in pixels of the screen."""
        return int(self._now * self.width() * self.devicePixelRatioF() / max(1, self._total))

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(400), theme.scaled(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._total:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        colours = theme.tokens()
        scale = self.width() / self._total
        for n, piece in enumerate(self._pieces):
            last = n + 1 == len(self._pieces)
            new_step = last or self._pieces[n + 1].step != piece.step
            gap = 0 if last else theme.scaled(7 if new_step else 2)
            left = piece.start_ms * scale
            box = QRectF(
                left, 0, max(2.0, (piece.end_ms - piece.start_ms) * scale - gap), self.height()
            )
            current = piece.start_ms <= self._now < piece.end_ms
            inset = 0 if current else self.height() * 0.2
            box.adjust(0, inset, 0, -inset)
            radius = min(box.height(), box.width()) / 2
            painter.setBrush(colours.outline)
            painter.setOpacity(0.45)
            painter.drawRoundedRect(box, radius, radius)
            painter.setOpacity(1.0)
            if self._now > piece.start_ms:
                done = QRectF(box)
                done.setWidth(min(box.width(), (self._now - piece.start_ms) * scale))
                painter.setBrush(colours.accent)
                radius = min(done.height(), done.width()) / 2
                painter.drawRoundedRect(done, radius, radius)
