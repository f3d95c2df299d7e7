"""A framed part of a page."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kneeapp.ui import theme
from kneeapp.ui.widgets.text import heading


class Card(QFrame):
    """A rounded surface with an optional heading; add parts to `body`."""

    def __init__(
        self, head: str = "", parent: QWidget | None = None, *, role: str = "card"
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.body = QVBoxLayout(self)
        margin = theme.scaled(20)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(theme.scaled(10))
        if head:
            self.body.addWidget(heading(head))
            self.setAccessibleName(head)
