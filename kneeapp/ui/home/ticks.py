"""Signs on the marked parts of the figure: how strong it hurts there, or a tick."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen

from kneeapp.ui import theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QPainter

    from kneeapp.body.figure import Figure, Part

_WELL_SEEN = 0.3  # of the most of a part that any picture shows


@dataclass(frozen=True, slots=True)
class Tick:
    """One sign: in which view, at which pixel of its picture, and the strength, if it was said."""

    view: int
    x: float
    y: float
    strength: int | None

    def paint(self, painter: QPainter, at: QPointF) -> None:
        """A shape with a number as well as a colour."""
        colour = theme.mark_colour(self.strength)
        radius = theme.scaled(11)
        painter.setFont(theme.font(0.9, bold=True))
        painter.setPen(QPen(QColor("#ffffff"), 2))
        painter.setBrush(colour)
        painter.drawEllipse(at, radius, radius)
        painter.setPen(theme.readable_on(colour))
        box = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
        sign = "\N{CHECK MARK}" if self.strength is None else str(self.strength)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)


def ticks(figure: Figure, marked: Mapping[Part, int | None]) -> list[Tick]:
    """A sign on each part, in every picture that shows it well."""
    found = []
    for part, strength in marked.items():
        sizes = [figure.size_of(view, part) for view in range(len(figure.views))]
        for view, size in enumerate(sizes):
            middle = figure.middle_of(view, part)
            if middle is not None and size > _WELL_SEEN * max(sizes):
                found.append(Tick(view, *middle, strength))
    return found
