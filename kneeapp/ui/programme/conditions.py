"""Conditions, each with its sign and what is known; the person answers what only they can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kneeapp.flow.course.model import GateState
from kneeapp.ui import theme
from kneeapp.ui.programme.mark import Mark, Sign
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.text import Label, small

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneeapp.flow.course.model import GateView

_SIGNS = {GateState.MET: Sign.DONE, GateState.SHUT: Sign.SHUT, GateState.ASK: Sign.ASK}


class ConditionRow(QWidget):
    """One condition; `say` is its sentence.

    Signals:
        answered(str, bool): the sentence of the condition, and whether it is so.
    """

    answered = Signal(str, bool)

    def __init__(self, view: GateView) -> None:
        super().__init__()
        self.say = view.say
        state = {
            GateState.MET: self.tr("met"),
            GateState.SHUT: self.tr("not yet"),
            GateState.ASK: self.tr("to answer"),
        }[view.state]
        self.setAccessibleName(f"{view.say} {state}. {view.why}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.scaled(12))
        row.addWidget(Mark(_SIGNS[view.state]), 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(view.say))
        if view.why:
            words.addWidget(small(view.why))
        row.addLayout(words, 1)
        self.yes: QPushButton | None = None
        self.no: QPushButton | None = None
        if view.can_answer:
            self.yes = self._button(row, self.tr("Yes"), view, on=view.state is GateState.MET)
            self.no = self._button(row, self.tr("Not yet"), view, on=view.state is GateState.SHUT)

    def _button(self, row: QHBoxLayout, text: str, view: GateView, *, on: bool) -> QPushButton:
        made = button(text, "chip", name=f"{view.say} {text}")
        made.setCheckable(True)
        made.setChecked(on)
        made.clicked.connect(self._tell)
        row.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)
        return made

    @Slot()
    def _tell(self) -> None:
        pressed = self.sender()
        for each in (self.yes, self.no):
            if each is not None:
                each.setChecked(each is pressed)
        self.answered.emit(self.say, pressed is self.yes)


class Conditions(QWidget):
    """Several, one under the other.

    Signals:
        answered(str, bool): as of a row.
    """

    answered = Signal(str, bool)

    def __init__(self, views: Iterable[GateView]) -> None:
        super().__init__()
        self.rows = [ConditionRow(view) for view in views]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(10))
        for row in self.rows:
            row.answered.connect(self.answered)
            column.addWidget(row)
