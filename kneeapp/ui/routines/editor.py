"""A form that changes a routine and writes its file: names, doses, order, exercises."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kneeapp.base.errors import UserError
from kneeapp.base.problems import YamlProblems
from kneeapp.flow import own_routines
from kneeapp.ui import theme
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.calm import CalmComboBox
from kneeapp.ui.widgets.flow_layout import FlowLayout
from kneeapp.ui.widgets.page import ScrollColumn
from kneeapp.ui.widgets.text import Label, heading, muted, title

if TYPE_CHECKING:
    from pathlib import Path

    from kneeapp.flow.own_routines import Draft, StepDraft
    from kneeapp.routine.model import Library

_MOST = {"reps": 200, "hold": 3600, "time": 14_400}
_MOST_SETS, _MOST_REST_S = 20, 600
_SUMMARY_HEIGHT = 76
_FIELD_WIDTH = 58


class NumberField(QLineEdit):
    """A whole number in a small field; what is not one counts as the number before."""

    def __init__(self, least: int, most: int, value: int, name: str) -> None:
        super().__init__(str(value))
        self._before = value
        self.setValidator(QIntValidator(least, max(most, value), self))
        self.setFixedWidth(theme.scaled(_FIELD_WIDTH))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(name)

    def value(self) -> int:
        """The number."""
        return int(self.text()) if self.hasAcceptableInput() else self._before


class StepRow(QFrame):
    """One step with what can be changed about it.

    Signals:
        move_wanted(object, int): this row, and by how many places.
        remove_wanted(object): this row.
    """

    move_wanted = Signal(object, int)
    remove_wanted = Signal(object)

    def __init__(self, step: StepDraft) -> None:
        super().__init__()
        self._step = step
        self.setProperty("role", "inset")
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.scaled(n) for n in (14, 8, 10, 8)))
        row.setSpacing(theme.scaled(8))
        row.addWidget(Label(step.label, "strong"), 1)
        self.sets: NumberField | None = None
        self.value: NumberField | None = None
        self.rest: NumberField | None = None
        if not step.is_fixed:
            self._add_numbers(row, step)
        for text, name, slot in (
            ("↑", self.tr("Move up: {name}"), self._up),
            ("↓", self.tr("Move down: {name}"), self._down),
            ("✕", self.tr("Take out: {name}"), self._remove),
        ):
            made = button(text, "chip", name=name.format(name=step.label))
            made.clicked.connect(slot)
            row.addWidget(made)
        self.setAccessibleName(step.label)

    def draft(self) -> StepDraft:
        """The step as the form has it now."""
        if self.sets is None or self.value is None:
            return self._step
        rest = None if self.rest is None else self.rest.value()
        return replace(self._step, sets=self.sets.value(), value=self.value.value(), rest_s=rest)

    def _add_numbers(self, row: QHBoxLayout, step: StepDraft) -> None:
        reps = step.amount == "reps"
        names = {
            "sets": self.tr("{name}: sets"),
            "value": self.tr("{name}: reps") if reps else self.tr("{name}: seconds"),
            "rest": self.tr("{name}: rest in seconds"),
        }
        said = {key: words.format(name=step.label) for key, words in names.items()}
        sets = NumberField(1, _MOST_SETS, step.sets, said["sets"])
        value = NumberField(1, _MOST[step.amount], step.value, said["value"])
        _put(row, sets, "×")
        _put(row, value, self.tr("reps") if reps else self.tr("s"))
        self.sets, self.value = sets, value
        if step.rest_s is not None:
            row.addWidget(Label(self.tr("rest"), "muted", wrap=False))
            rest = NumberField(0, _MOST_REST_S, step.rest_s, said["rest"])
            _put(row, rest, self.tr("s"))
            self.rest = rest

    @Slot()
    def _up(self) -> None:
        self.move_wanted.emit(self, -1)

    @Slot()
    def _down(self) -> None:
        self.move_wanted.emit(self, 1)

    @Slot()
    def _remove(self) -> None:
        self.remove_wanted.emit(self)


class Editor(QWidget):
    """The form.

    Signals:
        saved(str): the id of the routine that was written.
        cancelled: nothing is to be kept.
    """

    saved = Signal(str)
    cancelled = Signal()

    def __init__(self, draft: Draft, library: Library, folder: Path, shipped: Path) -> None:
        super().__init__()
        self._draft = draft
        self._library = library
        self._folders = folder, shipped
        self.name = QLineEdit(draft.title)
        self.name.setAccessibleName(self.tr("Name"))
        self.summary = QPlainTextEdit(draft.summary)
        self.summary.setAccessibleName(self.tr("What it is for"))
        self.summary.setTabChangesFocus(True)
        self.summary.setFixedHeight(theme.scaled(_SUMMARY_HEIGHT))
        self.exercises = self._exercise_box()
        self.add = button(self.tr("Add"), "chip")
        self.add.clicked.connect(self._add_exercise)
        self.save = button(self.tr("Save"), "primary")
        self.save.clicked.connect(self._save)
        self.cancel = button(self.tr("Cancel"), "secondary")
        self.cancel.clicked.connect(self.cancelled)
        self.problems = Label("")
        self.problems.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.problems.hide()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.scaled(8))
        self._lay_out()
        for step in draft.steps:
            self._add_row(step)

    def rows(self) -> list[StepRow]:
        """The steps in their order."""
        items = (self._rows.itemAt(at) for at in range(self._rows.count()))
        parts = (item.widget() for item in items if item is not None)
        return [part for part in parts if isinstance(part, StepRow)]

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        column = ScrollColumn(width=1000)
        outer.addWidget(column)
        own = bool(self._draft.id)
        body = column.body
        copied = not own and self._draft.source.name
        head = self.tr("Your own copy") if copied else self.tr("Your own routine")
        body.addWidget(title(self.tr("Change your routine") if own else head))
        if copied:
            body.addWidget(muted(self.tr("The shipped routine stays as it is.")))
        for words, part in (
            (self.tr("Name"), self.name),
            (self.tr("What it is for"), self.summary),
        ):
            body.addWidget(Label(words, "strong"))
            body.addWidget(part)
        body.addWidget(heading(self.tr("Exercises")))
        body.addLayout(self._rows)
        more = QHBoxLayout()
        more.addWidget(Label(self.tr("One more:"), wrap=False))
        more.addWidget(self.exercises, 1)
        more.addWidget(self.add)
        body.addLayout(more)
        body.addWidget(self.problems)
        foot = FlowLayout(spacing=theme.scaled(10))
        foot.addWidget(self.save)
        foot.addWidget(self.cancel)
        body.addLayout(foot)
        body.addStretch(1)

    def _exercise_box(self) -> CalmComboBox:
        box = CalmComboBox()
        box.setAccessibleName(self.tr("Exercise to add"))
        named = sorted((each.name, each.id) for each in self._library.exercises.values())
        for name, exercise in named:
            box.addItem(name, exercise)
        return box

    def _add_row(self, step: StepDraft) -> StepRow:
        row = StepRow(step)
        row.move_wanted.connect(self._move)
        row.remove_wanted.connect(self._remove)
        self._rows.addWidget(row)
        return row

    @Slot()
    def _add_exercise(self) -> None:
        exercise = self._library.exercises[self.exercises.currentData()]
        row = self._add_row(own_routines.new_step(exercise))
        if row.sets is not None:
            row.sets.setFocus()

    @Slot(object, int)
    def _move(self, row: StepRow, by: int) -> None:
        at = self._rows.indexOf(row)
        to = min(max(0, at + by), self._rows.count() - 1)
        if to != at:
            self._rows.insertWidget(to, row)

    @Slot(object)
    def _remove(self, row: StepRow) -> None:
        rows = self.rows()
        at = rows.index(row)
        self._rows.removeWidget(row)
        row.hide()
        row.deleteLater()
        left = [each for each in rows if each is not row]
        following = left[min(at, len(left) - 1)] if left else None
        focus = following.findChild(QPushButton) if following else self.exercises
        if focus is not None:
            focus.setFocus()

    @Slot()
    def _save(self) -> None:
        made = replace(
            self._draft,
            title=self.name.text(),
            summary=self.summary.toPlainText(),
            steps=tuple(row.draft() for row in self.rows()),
        )
        try:
            written = own_routines.save(made, self._library, *self._folders)
        except YamlProblems as found:
            self._tell("\n".join(map(str, found.problems)))
        except UserError as error:
            self._tell(f"{error.text} {error.hint}".strip())
        else:
            self.saved.emit(made.id or written.stem)

    def _tell(self, text: str) -> None:
        head = self.tr("Not saved yet. Please change this first:")
        self.problems.setText(f"{head}\n{text}")
        self.problems.show()
        self.problems.setFocus()


def _put(row: QHBoxLayout, field: QWidget, unit: str) -> None:
    row.addWidget(field)
    row.addWidget(Label(unit, "muted", wrap=False))
