"""Two columns side by side, which stand one under the other where there is no room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kneeapp.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_ENOUGH = 820


class TwoColumns(QWidget):
    """Add parts to `left` and `right`."""

    def __init__(self, left: int = 58, right: int = 42) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.scaled(16))
        self.left, self.right = QVBoxLayout(), QVBoxLayout()
        for column, share in ((self.left, left), (self.right, right)):
            column.setSpacing(theme.scaled(14))
            self._row.addLayout(column, share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = event.size().width() >= theme.scaled(_ENOUGH)
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if wide else way.TopToBottom)
        super().resizeEvent(event)
