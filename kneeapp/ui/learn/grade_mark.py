"""A grade as a small shape; its words stand beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from kneeapp.guidance.learn import Grade
from kneeapp.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

# Signs, as points in a square from -1 to 1.
_TICK = ((-0.45, 0.05), (-0.1, 0.4), (0.5, -0.4))
_CROSS = (((-0.4, -0.4), (0.4, 0.4)), ((-0.4, 0.4), (0.4, -0.4)))
_HANDS = ((0.0, -0.5), (0.0, 0.05), (0.4, 0.3))
_BAR = ((-0.4, 0.2), (0.4, 0.2))
_TRIANGLE = ((0.0, -1.0), (1.05, 0.85), (-1.05, 0.85))


def grade_colour(grade: Grade) -> QColor:
    """The colour of a grade in the theme in force."""
    colours = theme.tokens()
    match grade:
        case Grade.WELL_SUPPORTED:
            return colours.good
        case Grade.PARTLY_RIGHT:
            return colours.warning
        case Grade.COULD_HARM:
            return colours.danger
        case _:
            return colours.text_muted


class GradeMark(QWidget):
    """Disc with a tick, half disc, ring with a cross, clock, or triangle."""

    def __init__(self, grade: Grade, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grade = grade
        side = theme.scaled(24)
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = grade_colour(self._grade)
        line = theme.scaled(2)
        painter.setPen(QPen(colour, line, j=Qt.PenJoinStyle.RoundJoin))
        box = QRectF(self.rect()).adjusted(line, line, -line, -line)
        match self._grade:
            case Grade.WELL_SUPPORTED:
                painter.setBrush(colour)
                painter.drawEllipse(box)
                self._draw(painter, box, theme.readable_on(colour), _TICK)
            case Grade.PARTLY_RIGHT:
                painter.drawEllipse(box)
                painter.setBrush(colour)
                painter.drawPie(box, 90 * 16, 180 * 16)
            case Grade.NOT_SUPPORTED:
                painter.drawEllipse(box)
                self._draw(painter, box, colour, *_CROSS)
            case Grade.OUTDATED:
                painter.drawEllipse(box)
                self._draw(painter, box, colour, _HANDS)
            case Grade.COULD_HARM:
                painter.setBrush(colour)
                painter.drawPolygon(QPolygonF(_placed(box, _TRIANGLE)))
                self._draw(painter, box, theme.readable_on(colour), _BAR)

    def _draw(
        self,
        painter: QPainter,
        box: QRectF,
        ink: QColor,
        *signs: tuple[tuple[float, float], ...],
    ) -> None:
        painter.setPen(QPen(ink, theme.scaled(2), c=Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for sign in signs:
            painter.drawPolyline(_placed(box, sign))


def _placed(box: QRectF, sign: tuple[tuple[float, float], ...]) -> list[QPointF]:
    reach = box.width() / 2
    return [box.center() + QPointF(x * reach, y * reach) for x, y in sign]
