"""Labels that show text as it is: wrapped, and never guessed to be rich text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class Label(QLabel):
    """A wrapped plain-text label with one of the style sheet's roles."""

    def __init__(
        self, text: str = "", role: str = "", parent: QWidget | None = None, *, wrap: bool = True
    ) -> None:
        super().__init__(parent)
        # Qt guesses rich text and would open files named in it.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if role:
            self.setProperty("role", role)
        self.setText(text)


def title(text: str) -> Label:
    """The one title of a page."""
    return Label(text, "title")


def heading(text: str) -> Label:
    """The heading of a part of a page."""
    return Label(text, "heading")


def muted(text: str) -> Label:
    """Text that may be passed over."""
    return Label(text, "muted")


def small(text: str) -> Label:
    """The small print."""
    return Label(text, "small")
