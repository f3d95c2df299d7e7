"""How much is done, as a line that fills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneeapp.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_HEIGHT = 8


class ProgressLine(QWidget):
    """A share from 0 to 1; `name` says what of."""

    def __init__(self, share: float, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.share = share
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(80), theme.scaled(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        round_ = whole.height() / 2
        painter.setBrush(colours.accent_soft)
        painter.drawRoundedRect(whole, round_, round_)
        done = max(whole.height(), whole.width() * self.share) if self.share > 0 else 0.0
        painter.setBrush(colours.accent)
        painter.drawRoundedRect(QRectF(0, 0, done, whole.height()), round_, round_)
