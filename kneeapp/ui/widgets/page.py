"""The column that most pages are: centred, not too wide to read, scrolling when it must."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kneeapp.ui import theme

COLUMN_WIDTH = 860


class ScrollColumn(QScrollArea):
    """A scrolling column of at most COLUMN_WIDTH pixels (at 100 % text); add parts to `body`."""

    def __init__(self, parent: QWidget | None = None, width: int = COLUMN_WIDTH) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sheet = _Sheet()
        sheet.setProperty("role", "page")
        row = QHBoxLayout(sheet)
        row.setContentsMargins(*(theme.scaled(n) for n in (24, 20, 24, 28)))
        column = QWidget()
        column.setMaximumWidth(theme.scaled(width))
        self.body = QVBoxLayout(column)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.scaled(14))
        row.addStretch(1)
        row.addWidget(column, 1000)
        row.addStretch(1)
        self.setWidget(sheet)


class _Sheet(QWidget):
    """As high as its width asks for; Qt would add the height of its labels at their narrowest."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)
