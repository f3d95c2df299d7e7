"""The side panel: how much is left, and what was said, each to be changed with a click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneeapp.body.readback import read_back
from kneeapp.ui import theme
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.text import Label, small
from kneeapp.ui.widgets.wrap_button import Part, WrapButton

if TYPE_CHECKING:
    from kneeapp.flow.visit.visit import Given, Visit


_LAST = 4
"""So many answers are shown; more would make the page longer than its question."""


class SaidButton(WrapButton):
    """A question answered; a click goes back to it."""

    def __init__(self, index: int, given: Given, answer: str, *, here: bool) -> None:
        super().__init__([Part(given.question.text, 0.9, muted=True), Part(answer, bold=True)], "")
        self.index = index
        self.setEnabled(not here)
        name = self.tr("{question} You said: {answer}. Change.")
        self.setAccessibleName(name.format(question=given.question.text, answer=answer))
        self.setToolTip(self.tr("Change this answer"))


class SaidPanel(Card):
    """Shows a visit.

    Signals:
        change_wanted(int): the number of an answer, from 0.
    """

    change_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(self.tr("What you said"))
        self.left = Label("", "heading")
        self._marks = Label("")
        self._buttons: list[SaidButton] = []
        self.earlier = button("", "quiet")
        self.earlier.clicked.connect(self._on_earlier)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.scaled(6))
        self.body.addWidget(self.left)
        self.body.addWidget(small(self.tr("Where it hurts")))
        self.body.addWidget(self._marks)
        self.body.addWidget(self.earlier)
        self.body.addLayout(self._list)
        self.body.addStretch(1)

    def show_visit(self, visit: Visit) -> None:
        """Show what was said so far."""
        left = visit.left
        self.left.setText(
            self.tr("Last question") if left <= 1 else self.tr("About {n} to go").format(n=left)
        )
        self._marks.setText(read_back(visit.pain_map))
        self._clear()
        for index, given in enumerate(visit.given):
            here = index == visit.position
            made = SaidButton(index, given, self._answer(given), here=here)
            made.clicked.connect(self._on_click)
            self._list.addWidget(made)
            self._buttons.append(made)
        self._fold(visit.position)

    def _fold(self, position: int) -> None:
        """Show the answers up to the question shown, without those long before it."""
        count = len(self._buttons)
        folded = max(0, min(position + 1, count) - _LAST)
        for each in self._buttons:
            each.setVisible(folded <= each.index < folded + _LAST)
        self.earlier.setText(self.tr("Show all {n} answers").format(n=count))
        self.earlier.setVisible(count > _LAST)

    @Slot()
    def _on_earlier(self) -> None:
        for each in self._buttons:
            each.show()
        self.earlier.hide()
        self._buttons[0].setFocus()

    def buttons(self) -> list[SaidButton]:
        """What was said, from the top."""
        return list(self._buttons)

    def stops(self) -> list[QWidget]:
        """Where the Tab key stops, in order."""
        return [self.earlier, *self._buttons]

    def _answer(self, given: Given) -> str:
        labels = {option.id: option.label for option in given.question.answers}
        chosen = [labels.get(option, option) for option in given.options]
        nothing = (
            self.tr("none of these") if given.question.kind == "multi" else self.tr("not sure")
        )
        words = ", ".join(chosen) or nothing
        return (
            self.tr("{words} (as last time)").format(words=words) if given.from_last_time else words
        )

    def _clear(self) -> None:
        # Hidden first: a hidden button gives the focus away, an orphaned one would keep it.
        for each in self._buttons:
            each.hide()
            each.deleteLater()
        self._buttons.clear()

    @Slot()
    def _on_click(self) -> None:
        clicked = self.sender()
        assert isinstance(clicked, SaidButton)
        self.change_wanted.emit(clicked.index)
