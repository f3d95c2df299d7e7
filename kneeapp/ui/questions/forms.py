"""How a question is answered: one of several, any of several, or a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from kneeapp.ui import theme
from kneeapp.ui.questions.answer_button import AnswerButton
from kneeapp.ui.questions.form import Form
from kneeapp.ui.questions.number_forms import NumberForm, ScaleForm
from kneeapp.ui.widgets.buttons import button

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from kneeapp.guidance.questions import Question

_KEYS = "123456789"
_NOT_SURE, _NOT_SURE_KEY = "not_sure", "?"
_MANY = 6
_TWO_COLUMNS = 640


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
    """Any of several and then Next, or none of these at once.

    Both answer for every line, so both wait until every line was on screen.

    Attributes:
        seen_to_end: asked before an answer; False when it moved on to lines not seen yet.
    """

    def __init__(
        self,
        question: Question,
        chosen: tuple[str, ...],
        parent: QWidget | None = None,
        *,
        none_said: bool = False,
    ) -> None:
        super().__init__(question, chosen, parent)
        self.seen_to_end: Callable[[], bool] = lambda: True
        self.none = AnswerButton("", self.tr("None of these"), "0", several=False)
        self.none.setChecked(none_said)
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
        if self.next.isEnabled():
            self._answer(self.chosen())
        elif self.none.hasFocus():
            self.none.click()
        elif self.seen_to_end():
            self.none.setFocus()

    def chosen(self) -> tuple[str, ...]:
        """The ids of what is ticked."""
        return tuple(each.option for each in self.buttons if each.isChecked())

    def _answer(self, options: tuple[str, ...]) -> None:
        if self.seen_to_end():
            self.answered.emit(options)

    @Slot()
    def _on_toggled(self) -> None:
        # A tick must not get lost by a slip of the hand: "none" is open only without any.
        ticked = bool(self.chosen())
        self.none.setEnabled(not ticked)
        if ticked:
            self.none.setChecked(False)
        self.next.setEnabled(ticked or self.none.isChecked())

    @Slot()
    def _on_none(self) -> None:
        self.none.setChecked(False)
        self._on_toggled()
        self._answer(())


def form(question: Question, chosen: tuple[str, ...], *, none_said: bool = False) -> Form:
    """The form for a question, with what is already chosen; `none_said`: none of it, on purpose."""
    if question.kind == "number":
        return NumberForm(question, chosen)
    if question.kind == "scale":
        return ScaleForm(question, chosen)
    if question.kind == "multi":
        return ManyForm(question, chosen, none_said=none_said)
    return OneForm(question, chosen)
