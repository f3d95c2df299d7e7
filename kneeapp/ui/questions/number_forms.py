"""A question answered with a number: typed, or on the scale of pain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from kneeapp.ui import theme
from kneeapp.ui.questions.form import Form
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.flow_layout import FlowLayout
from kneeapp.ui.widgets.scale import PainScale
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from kneeapp.guidance.questions import Question

HIGHEST_NUMBER = 120


class NumberForm(Form):
    """A number, or not saying."""

    def __init__(
        self, question: Question, chosen: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(question, parent)
        self.field = QLineEdit(chosen[0] if chosen else "")
        self.field.setValidator(QIntValidator(0, HIGHEST_NUMBER, self.field))
        self.field.setFont(theme.font(1.6))
        self.field.setFixedWidth(theme.scaled(160))
        self.field.setAccessibleName(question.text)
        self.next = button(self.tr("Next"), "primary")
        self.skip = button(self.tr("Not sure"))
        self.problem = Label("", "strong")
        self.problem.hide()
        row = FlowLayout(spacing=theme.scaled(12))
        for each in (self.field, self.next, self.skip):
            row.addWidget(each)
        self.grid.addLayout(row, 0, 0)
        self.grid.addWidget(self.problem, 1, 0)
        self.next.clicked.connect(self.enter)
        self.skip.clicked.connect(self._on_skip)

    @Slot()
    def enter(self) -> None:
        if self.skip.hasFocus():
            self._on_skip()
        elif self.field.hasAcceptableInput():
            self.answered.emit((self.field.text(),))
        else:
            text = self.tr("Type a number from 0 to {most}, or choose “Not sure”.")
            self.complain(text.format(most=HIGHEST_NUMBER))

    def complain(self, text: str) -> None:
        """Say under the field what is wrong with it."""
        self.problem.setText(text)
        self.problem.show()
        self.field.setFocus()

    def stops(self) -> list[QWidget]:
        return [self.field, self.next, self.skip]

    def take_focus(self) -> None:
        self.field.setFocus()
        self.field.selectAll()

    @Slot()
    def _on_skip(self) -> None:
        self.answered.emit(())


class ScaleForm(Form):
    """Pain from 0 to 10, and then Next: the keys 1 and 0 make a 10."""

    def __init__(
        self, question: Question, chosen: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(question, parent)
        self.scale = PainScale()
        self.next = button(self.tr("Next"), "primary")
        self.skip = button(self.tr("Not sure"))
        if chosen:
            self.scale.set_value(int(chosen[0]))
        self.next.setEnabled(bool(chosen))
        row = FlowLayout(spacing=theme.scaled(12))
        for each in (self.next, self.skip):
            row.addWidget(each)
        self.grid.addWidget(self.scale, 0, 0)
        self.grid.addLayout(row, 1, 0)
        self.scale.value_changed.connect(self._on_value)
        self.next.clicked.connect(self.enter)
        self.skip.clicked.connect(self._on_skip)

    @Slot()
    def enter(self) -> None:
        value = self.scale.value()
        if self.skip.hasFocus():
            self._on_skip()
        elif value is not None:
            self.answered.emit((str(value),))

    def stops(self) -> list[QWidget]:
        return [self.scale, self.next, self.skip]

    def take_focus(self) -> None:
        self.scale.setFocus()

    @Slot()
    def _on_value(self) -> None:
        self.next.setEnabled(True)

    @Slot()
    def _on_skip(self) -> None:
        self.answered.emit(())
