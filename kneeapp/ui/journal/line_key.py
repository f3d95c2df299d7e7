"""What the lines of a picture are called: their spot beside their name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from kneeapp.ui import theme
from kneeapp.ui.widgets.flow_layout import FlowLayout
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIZE = 14


@dataclass(frozen=True, slots=True)
class Look:
    """A colour of the theme, another for high contrast, a shape as pyqtgraph calls it."""

    token: str
    in_contrast: str
    shape: str

    def colour(self) -> QColor:
        """In the present theme."""
        colours = theme.tokens()
        return QColor(getattr(colours, self.in_contrast if colours.contrast else self.token))


LOOKS = (
    Look("accent", "accent", "o"),
    Look("hold", "hold", "s"),
    Look("warning", "rest", "t1"),  # in high contrast the accent is the colour of warnings
)
"""The first, second and third line."""


class LineKey(QWidget):
    """Names with their spots, in a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, theme.scaled(18))

    def show_names(self, names: Sequence[str]) -> None:
        """These and only these."""
        while (item := self._flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for name, look in zip(names, LOOKS, strict=False):
            self._flow.addWidget(_entry(name, look))


def _entry(name: str, look: Look) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.scaled(6))
    spot = QLabel()
    spot.setPixmap(_spot(look, made.devicePixelRatioF()))
    row.addWidget(spot)
    row.addWidget(Label(name, wrap=False))
    return made


def _spot(look: Look, ratio: float) -> QPixmap:
    side = theme.scaled(_SIZE)
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.tokens().text, 1.5))
    painter.setBrush(look.colour())
    box = QRectF(1.5, 1.5, side - 3, side - 3)
    match look.shape:
        case "o":
            painter.drawEllipse(box)
        case "s":
            painter.drawRect(box)
        case _:
            top = QPointF(box.center().x(), box.top())
            painter.drawPolygon(QPolygonF([top, box.bottomRight(), box.bottomLeft()]))
    painter.end()
    return picture
