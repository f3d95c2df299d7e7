"""How a question is answered: one of several, any of several, or a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from kneeapp.ui import theme
from kneeapp.ui.questions.answer_button import AnswerButton
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.flow_layout import FlowLayout
from kneeapp.ui.widgets.scale import PainScale
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from kneeapp.guidance.questions import Question

HIGHEST_NUMBER = 120
_KEYS = "123456789"
_NOT_SURE, _NOT_SURE_KEY = "not_sure", "?"
_MANY = 6
_TWO_COLUMNS = 640


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


class ChoiceForm(Form):
    """Big buttons."""

    def __init__(
        self, question: Question, chosen: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(question, parent)
        self.buttons: list[AnswerButton] = []
        several = question.kind == "multi"
        for number, option in enumerate(question.answers):
            key = _NOT_SURE_KEY if option.id == _NOT_SURE else _KEYS[number : number + 1]
            made = AnswerButton(option.id, option.label, key, several=several)
            made.setChecked(option.id in chosen)
            self.buttons.append(made)
        self._columns = 0
        self.fit(0)

    def stops(self) -> list[QWidget]:
        return [*self.buttons, *self.controls]

    def press(self, key: str) -> bool:
        pressed = next((each for each in self.buttons if each.key == key), None)
        if pressed is None:
            return False
        pressed.setFocus()
        pressed.click()
        return True

    def take_focus(self) -> None:
        first = next((each for each in self.buttons if each.isChecked()), self.buttons[0])
        first.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit(self.width())

    def fit(self, width: int) -> None:
        """Many answers go into two columns where there is room, so that all are in sight."""
        wide = width >= theme.scaled(_TWO_COLUMNS)
        columns = 2 if wide and len(self.buttons) > _MANY else 1
        if columns == self._columns:
            return
        self._columns = columns
        rows = -(-len(self.buttons) // columns)
        for number, each in enumerate(self.buttons):
            self.grid.addWidget(each, number % rows, number // rows)
        for column in range(2):
            self.grid.setColumnStretch(column, 1 if column < columns else 0)


class OneForm(ChoiceForm):
    """One of several; a click is the answer."""

    def __init__(
        self, question: Question, chosen: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(question, chosen, parent)
        for each in self.buttons:
            each.clicked.connect(self._on_click)

    def enter(self) -> None:
        focused = next((each for each in self.buttons if each.hasFocus()), None)
        if focused is not None:
            focused.click()

    @Slot()
    def _on_click(self) -> None:
        chosen = self.sender()
        assert isinstance(chosen, AnswerButton)
        for each in self.buttons:
            each.setChecked(each is chosen)
        self.answered.emit((chosen.option,))


class ManyForm(ChoiceForm):
    """Any of several and then Next, or none of these at once."""

    def __init__(
        self, question: Question, chosen: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(question, chosen, parent)
        self.none = AnswerButton("", self.tr("None of these"), "0", several=False)
        self.none.setCheckable(False)
        self.next = button(self.tr("Next"), "primary")
        self.controls = [self.none, self.next]
        for each in self.buttons:
            each.toggled.connect(self._on_toggled)
        self.none.clicked.connect(self._on_none)
        self.next.clicked.connect(self.enter)
        self._on_toggled()

    def press(self, key: str) -> bool:
        if key == "0":
            self.none.click()
            return True
        return super().press(key)

    @Slot()
    def enter(self) -> None:
        if self.chosen():
            self.answered.emit(self.chosen())
        elif self.none.hasFocus():
            self.none.click()
        else:
            self.none.setFocus()

    def chosen(self) -> tuple[str, ...]:
        """The ids of what is ticked."""
        return tuple(each.option for each in self.buttons if each.isChecked())

    @Slot()
    def _on_toggled(self) -> None:
        # A tick must not get lost by a slip of the hand: "none" is open only without any.
        self.none.setEnabled(not self.chosen())
        self.next.setEnabled(bool(self.chosen()))

    @Slot()
    def _on_none(self) -> None:
        self.answered.emit(())


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
            self.complain(self.tr("Type a number, or choose “Not sure”."))

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


def form(question: Question, chosen: tuple[str, ...]) -> Form:
    """The form for a question, with what is already chosen."""
    if question.kind == "number":
        return NumberForm(question, chosen)
    if question.kind == "scale":
        return ScaleForm(question, chosen)
    return ManyForm(question, chosen) if question.kind == "multi" else OneForm(question, chosen)
