"""Push buttons in the roles of the style sheet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget


def button(
    text: str, role: str = "", parent: QWidget | None = None, *, name: str = ""
) -> QPushButton:
    """A push button.

    Args:
        text: what it says; an ampersand is shown, not read as a shortcut.
        role: "", "primary", "big", "big-main", "chip", "quiet", "danger" or "nav".
        parent: the owner, or None when a layout will adopt it.
        name: what a screen reader says when the text alone is not enough.
    """
    made = QPushButton(text.replace("&", "&&"), parent)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
    if name:
        made.setAccessibleName(name)
    return made
