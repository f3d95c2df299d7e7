"""The list of topics, each as high as its words need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from kneeapp.ui import theme

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QResizeEvent

_TALL = 10_000
_SIDES = 28
_LEAST = 36
_ABOVE_AND_BELOW = 12


class TopicList(QListWidget):
    """Qt measures wrapped items without the style sheet's margins and then cuts them off."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_topics(self, titles: Iterable[tuple[str, str]]) -> None:
        """Fill the list; no topic is chosen yet.

        Args:
            titles: key and words of each.
        """
        self.clear()
        for key, words in titles:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.addItem(item)
        self.setCurrentRow(-1)
        self._measure()

    def key_of(self, item: QListWidgetItem) -> str:
        """The key of an item."""
        return str(item.data(Qt.ItemDataRole.UserRole))

    def row_of(self, key: str) -> int:
        """The row of a topic; -1 when there is none."""
        rows = range(self.count())
        return next((row for row in rows if self.key_of(self.item(row)) == key), -1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        room = QRect(0, 0, max(1, self.viewport().width() - theme.scaled(_SIDES)), _TALL)
        metrics = QFontMetrics(theme.font())
        for row in range(self.count()):
            item = self.item(row)
            wrap = int(Qt.TextFlag.TextWordWrap)
            high = metrics.boundingRect(room, wrap, item.text()).height()
            high = max(theme.scaled(_LEAST), high + theme.scaled(_ABOVE_AND_BELOW))
            item.setSizeHint(QSize(0, high))
