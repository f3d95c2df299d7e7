"""The line a hand draws on the picture of the knee."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter, QPolygonF

from kneeapp.ui.knee.paint import paint_area

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtWidgets import QWidget

_APART_PX = 3  # between two points of the line


class Stroke:
    """Its points, in pixels of the widget.

    Attributes:
        wanted: the next press of the button draws instead of turning the knee.
        points: where the hand has been.
    """

    def __init__(self) -> None:
        self.wanted = False
        self.points: list[QPointF] = []

    def begin(self, *, wanted: bool) -> None:
        """Forget the last line; and draw another one, or not."""
        self.wanted = wanted
        self.points = []

    def add(self, at: QPointF) -> bool:
        """Go on to a point; False when the hand has hardly moved."""
        if self.points and (at - self.points[-1]).manhattanLength() < _APART_PX:
            return False
        self.points.append(at)
        return True

    def paint(self, on: QWidget) -> None:
        """Paint the line over a widget that is being painted."""
        if self.points:
            painter = QPainter(on)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_area(painter, QPolygonF(self.points), closed=False)
