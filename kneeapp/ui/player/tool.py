"""A button of the running view: a word with its key, or the key alone where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton

from kneeapp.ui import theme

TOOL_HEIGHT = 46
"""Pixels at 100 % text; targets of 44 and more are hit from the floor too."""


class Tool(QPushButton):
    """A button as high as its neighbours, that a click leaves without the keys."""

    def __init__(self, text: str, key: str, role: str = "", *, name: str = "") -> None:
        super().__init__()
        self._key = key
        self._short = False
        self.set_words(text)
        self.setProperty("role", role)
        self.setAccessibleName(name or text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_words(self, text: str) -> None:
        """Say something else."""
        self._words = text
        shown = self._key if self._short else f"{text} ({self._key})"
        if shown != self.text():
            self.setText(shown)
            self.setAccessibleName(text)
            self.setToolTip(text if self._short else "")

    def set_short(self, *, on: bool) -> None:
        """Show only the key, where there is no room for the words."""
        self._short = on
        self.set_words(self._words)

    def full_width(self) -> int:
        """The width with all words."""
        words = f"{self._words} ({self._key})"
        spare = super().sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text())
        return self.fontMetrics().horizontalAdvance(words) + spare

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.scaled(TOOL_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
