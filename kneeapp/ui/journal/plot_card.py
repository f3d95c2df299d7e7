"""A picture over time with its table beside it, or below it where there is little room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from kneeapp.ui import theme
from kneeapp.ui.journal.words_table import WordsTable
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.text import small

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_NARROW = 900
_HEIGHT = 264


class PlotCard(Card):
    """Holds a picture that is made late, its table, and a line that explains it."""

    def __init__(self, head: str, table_name: str) -> None:
        super().__init__(head)
        self.table = WordsTable(table_name)
        self.table.setFixedHeight(theme.scaled(_HEIGHT))
        self.explained = small("")
        self._picture: QWidget | None = None
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.scaled(16))
        self._grid.addWidget(self.table, 0, 1)
        self.body.addLayout(self._grid)
        self.body.addWidget(self.explained)

    def add_picture(self, picture: QWidget) -> None:
        """Put the picture where it belongs."""
        self._picture = picture
        self._grid.addWidget(picture, 0, 0)
        self.fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fold()

    def fold(self) -> None:
        """The table below the picture where there is no room beside it."""
        narrow = self.width() < theme.scaled(_NARROW)
        self._grid.addWidget(self.table, 1 if narrow else 0, 0 if narrow else 1)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 0 if narrow else 2)
