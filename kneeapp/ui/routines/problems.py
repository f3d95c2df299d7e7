"""What is wrong with the person's files: every problem with its file, line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout

from kneeapp.ui import theme
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEAST_HEIGHT, _MOST_LINES, _LINE = 40, 5, 22


class Problems(QFrame):
    """A list that can be read, selected and copied; hidden when there is nothing to tell."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "banner-warning")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.scaled(n) for n in (14, 10, 14, 10)))
        column.setSpacing(theme.scaled(4))
        self.head = Label("", "strong")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Problems in your files"))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self.head)
        column.addWidget(self.text)
        self.hide()

    def show_problems(self, problems: Iterable[str]) -> None:
        """Show these lines, or hide when there are none."""
        lines = list(problems)
        self.setVisible(bool(lines))
        if lines:
            self.head.setText(
                self.tr("This cannot be used yet. Correct it in the file, then try again.")
            )
            self.text.setPlainText("\n".join(lines))
            shown = min(len(lines) + 1, _MOST_LINES)
            self.text.setFixedHeight(theme.scaled(_LEAST_HEIGHT + shown * _LINE))
