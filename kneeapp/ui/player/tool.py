"""A button of the running view: a word with its key, or the key alone where there is no room."""

from __future__ import annotations

from enum import IntEnum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton

from kneeapp.ui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

TOOL_HEIGHT = 46
"""Pixels at 100 % text; targets of 44 and more are hit from the floor too."""


AIR = 12
"""Pixels at 100 % text on either side of the words."""


class Words(IntEnum):
    """How much a button says, as there is room."""

    KEY = auto()
    WORD = auto()
    BOTH = auto()


class Tool(QPushButton):
    """A button as high as its neighbours, that a click leaves without the keys."""

    def __init__(self, text: str, key: str, role: str = "", *, name: str = "") -> None:
        super().__init__()
        self._key = key
        self._shown = Words.BOTH
        self.set_words(text)
        self.setProperty("role", role)
        # Many stand in one row: less air than other buttons have.
        air = theme.scaled(AIR)
        self.setStyleSheet(f"padding-left: {air}px; padding-right: {air}px")
        self.setAccessibleName(name or text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_words(self, text: str) -> None:
        """Say something else."""
        self._words = text
        shown = self._text(self._shown)
        if shown != self.text():
            self.setText(shown)
            self.setAccessibleName(text)
            self.setToolTip("" if self._shown is Words.BOTH else self._text(Words.BOTH))

    def show_words(self, shown: Words) -> None:
        """Say as much as there is room for."""
        self._shown = shown
        self.set_words(self._words)

    def width_with(self, shown: Words) -> int:
        """The width when it says so much."""
        metrics = self.fontMetrics()
        spare = super().sizeHint().width() - metrics.horizontalAdvance(self.text())
        return metrics.horizontalAdvance(self._text(shown)) + spare

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.scaled(TOOL_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _text(self, shown: Words) -> str:
        match shown:
            case Words.KEY:
                return self._key
            case Words.WORD:
                return self._words
            case Words.BOTH:
                return f"{self._words} ({self._key})"


def most_words(tools: Sequence[Tool], room: int) -> Words:
    """The most that buttons in one row can say in so many pixels."""
    fits = (w for w in sorted(Words, reverse=True) if sum(t.width_with(w) for t in tools) <= room)
    return next(fits, Words.KEY)
