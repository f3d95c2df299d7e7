"""What every way of answering a question has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from kneeapp.ui import theme

if TYPE_CHECKING:
    from kneeapp.guidance.questions import Question


class Form(QWidget):
    """The answers to one question.

    Attributes:
        controls: what stays in sight below the answers, however many there are.

    Signals:
        answered(object): ids of the chosen options, a tuple; for a number its digits.
    """

    answered = Signal(object)

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self.controls: list[QWidget] = []
        self.setAccessibleName(question.text)
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setSpacing(theme.scaled(10))

    def stops(self) -> list[QWidget]:
        """Where the Tab key stops, in order."""
        return []

    def fit(self, width: int) -> None:
        """Be ready for this width, in pixels, before being shown."""
        del width

    def press(self, key: str) -> bool:
        """A digit key; True when it meant something here."""
        del key
        return False

    def enter(self) -> None:
        """The Enter key."""

    def take_focus(self) -> None:
        """Put the focus where answering begins."""
