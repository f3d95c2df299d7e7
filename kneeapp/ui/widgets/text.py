"""Labels that show text as it is: wrapped, and never guessed to be rich text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable


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


class RoomyLabel(Label):
    """A label as high as the longest text it may come to hold: what is below it never moves."""

    def __init__(self, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", role, parent)
        self._texts: tuple[str, ...] = ()
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)  # Qt sets it with the first text only
        self.setSizePolicy(policy)

    def reserve(self, texts: Iterable[str]) -> None:
        """Keep the room for any of these."""
        self._texts = tuple(texts)
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        return max(super().heightForWidth(width), self._height(width))

    def _height(self, width: int) -> int:
        metrics, wrapped = self.fontMetrics(), Qt.TextFlag.TextWordWrap
        boxes = (metrics.boundingRect(0, 0, width, 0, wrapped, text) for text in self._texts)
        return max((box.height() for box in boxes), default=0)


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
