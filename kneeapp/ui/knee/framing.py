"""Where the picture lies in its widget: points of the one as points of the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

if TYPE_CHECKING:
    from PySide6.QtCore import QSize


@dataclass(frozen=True, slots=True)
class Framing:
    """A picture as large as fits into a widget, in the middle of it.

    Attributes:
        rect: where it lies.
        scale: widget pixels for each pixel of the picture.
    """

    rect: QRectF
    scale: float

    @classmethod
    def fit(cls, room: QSize, width: int, height: int) -> Framing:
        """The framing of a picture of a size in pixels."""
        scale = min(room.width() / width, room.height() / height)
        wide, high = width * scale, height * scale
        rect = QRectF((room.width() - wide) / 2, (room.height() - high) / 2, wide, high)
        return cls(rect, scale)

    def to_picture(self, at: QPointF) -> tuple[float, float]:
        """A point of the widget in pixels of the picture."""
        return (at.x() - self.rect.x()) / self.scale, (at.y() - self.rect.y()) / self.scale

    def to_widget(self, x: float, y: float) -> QPointF:
        """A pixel of the picture in the widget."""
        return QPointF(self.rect.x() + x * self.scale, self.rect.y() + y * self.scale)
