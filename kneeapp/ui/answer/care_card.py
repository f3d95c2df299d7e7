"""The care card: one action in words, shape and colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kneeapp.ui import theme
from kneeapp.ui.answer.level_mark import LevelMark, level_colour
from kneeapp.ui.answer.sections import bullets
from kneeapp.ui.widgets.banner import announce
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.flow_layout import FlowLayout
from kneeapp.ui.widgets.text import Label, heading, small, title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneeapp.guidance.cards import Card as CardWords


class NumberBox(QWidget):
    """The number to call, large, with a button that copies it."""

    def __init__(self, number: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self.label = Label(number, wrap=False)
        self.label.setFont(theme.font(3.0, bold=True))
        self.label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.label.setAccessibleName(self.tr("Call {number}").format(number=number))
        self.copy = button(
            self.tr("Copy number"), name=self.tr("Copy {number}").format(number=number)
        )
        self.copy.clicked.connect(self._on_copy)
        row = FlowLayout(self, spacing=theme.scaled(20))
        row.addWidget(self.label)
        row.addWidget(self.copy)

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._number)
        self.copy.setText(self.tr("Copied"))
        announce(self, self.tr("Number copied."))


class CareCard(QFrame):
    """Shows the words of a card.

    With `meanwhile`, be it empty, it holds everything: what to do until help is there and what to
    watch for. Without, those have cards of their own. The number is shown when it is one to call
    now.
    """

    def __init__(
        self,
        words: CardWords,
        number: str = "",
        meanwhile: Sequence[str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.words = words
        self._meanwhile = meanwhile
        self.number_box = NumberBox(number) if number else None
        urgency = str(words.urgency)
        self.setObjectName("care")
        self.setStyleSheet(_frame(urgency))
        self.setAccessibleName(_spoken(words, self._lines()))
        row = QHBoxLayout(self)
        margin = theme.scaled(24)
        row.setContentsMargins(margin, margin, margin, margin)
        row.setSpacing(margin)
        row.addWidget(LevelMark(urgency), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._texts(), 1)

    def _texts(self) -> QVBoxLayout:
        words = self.words
        column = QVBoxLayout()
        column.setSpacing(theme.scaled(8))
        column.addWidget(title(words.title))
        if words.reason:
            column.addWidget(Label(words.reason))
        column.addWidget(Label(words.action, "large"))
        if self.number_box is not None:
            column.addWidget(self.number_box)
        if words.number_note:
            column.addWidget(small(words.number_note))
        lines = self._lines()
        column.addLayout(bullets(lines))
        if self._meanwhile is not None:
            column.addSpacing(theme.scaled(6))
            column.addWidget(heading(words.watch_title))
            column.addLayout(bullets(line for line in words.watch if line not in lines))
        if words.review:
            column.addSpacing(theme.scaled(4))
            column.addWidget(Label(words.review, "strong"))
        return column

    def _lines(self) -> list[str]:
        """What else to do, each once."""
        return list(dict.fromkeys([*(self._meanwhile or ()), *self.words.lines]))


def _spoken(words: CardWords, lines: Sequence[str]) -> str:
    return " ".join(filter(None, (words.title, words.reason, words.action, *lines)))


def _frame(urgency: str) -> str:
    colour, surface = level_colour(urgency).name(), theme.tokens().surface.name()
    line, round_ = theme.scaled(3), theme.scaled(18)
    return (
        f"QFrame#care {{ background: {surface}; border: {line}px solid {colour};"
        f" border-radius: {round_}px; }}"
    )
