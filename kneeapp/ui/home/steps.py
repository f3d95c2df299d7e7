"""For whom the program is new: what it does, in 3 short steps."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kneeapp.ui import theme
from kneeapp.ui.widgets.text import Label, small

_SIZE = 30


class Steps(QFrame):
    """Three numbered lines."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.scaled(n) for n in (16, 14, 16, 14)))
        column.setSpacing(theme.scaled(12))
        lines = (
            (self.tr("Show where it hurts"), self.tr("Click the sore place, left or right.")),
            (
                self.tr("Answer a few questions"),
                self.tr("You learn if it is serious, and what it may be."),
            ),
            (
                self.tr("Follow a routine"),
                self.tr("With pictures and a voice that counts. It stops when it hurts."),
            ),
        )
        for number, (head, words) in enumerate(lines, start=1):
            row = QHBoxLayout()
            row.setSpacing(theme.scaled(12))
            row.addWidget(_Number(number), 0, Qt.AlignmentFlag.AlignTop)
            said = QVBoxLayout()
            said.setSpacing(0)
            said.addWidget(Label(head, "strong"))
            said.addWidget(small(words))
            row.addLayout(said, 1)
            column.addLayout(row)


class _Number(QWidget):
    """A number in a circle."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = theme.scaled(_SIZE)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.accent)
        painter.drawEllipse(QRectF(self.rect()))
        painter.setPen(colours.on_accent)
        painter.setFont(theme.font(1.0, bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))
