"""What the small forms of the journal are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QGridLayout, QLineEdit, QWidget

from kneeapp.base.errors import UserError
from kneeapp.ui import theme
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.calm import CalmComboBox
from kneeapp.ui.widgets.scale import HIGHEST, PainScale
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent


class Form(QWidget):
    """Rows of words and fields."""

    def __init__(self) -> None:
        super().__init__()
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setSpacing(theme.scaled(10))
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)

    def row(self, words: str, field: QWidget) -> None:
        """A field under its words."""
        label = Label(words, wrap=False)
        label.setBuddy(field)
        if not field.accessibleName() or isinstance(field, PainScale):
            field.setAccessibleName(words)
        self._form.addRow(label, field)


class OptionalScale(PainScale):
    """A figure that need not be given: it can be taken back, also with Delete.

    Signals:
        cleared: the figure was taken back.
    """

    cleared = Signal()

    def __init__(self, parent: QWidget | None = None, low: str = "", high: str = "") -> None:
        super().__init__(parent, low, high)
        words = QCoreApplication.translate("JournalFields", "Not said")
        self.none = button(words, "quiet")
        self.none.clicked.connect(self.clear)
        self.value_changed.connect(self._show_way_back)
        grid = self.layout()
        assert isinstance(grid, QGridLayout)
        grid.addWidget(self.none, 0, HIGHEST + 1)
        policy = self.none.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.none.setSizePolicy(policy)
        self._show_way_back()

    def set_value(self, value: int | None) -> None:
        """Show a strength, or none, without telling anybody."""
        super().set_value(value)
        self._show_way_back()

    @Slot()
    def clear(self) -> None:
        """No figure is given."""
        self.set_value(None)
        self.setFocus()
        self.cleared.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
            return
        super().keyPressEvent(event)

    @Slot()
    def _show_way_back(self) -> None:
        self.none.setVisible(self.value() is not None)


def combo(choices: Mapping[str, str]) -> CalmComboBox:
    """A choice among words; each has its key."""
    made = CalmComboBox()
    for key, words in choices.items():
        made.addItem(words[:1].upper() + words[1:], key)
    return made


def choose(box: CalmComboBox, key: str) -> None:
    """Show the words of a key."""
    box.setCurrentIndex(max(0, box.findData(key)))


def line(hint: str) -> QLineEdit:
    """One line of words."""
    made = QLineEdit()
    made.setPlaceholderText(hint)
    return made


def number(field: QLineEdit, name: str) -> float | None:
    """What a line says; ``None`` when it is empty.

    Raises:
        UserError: it is no number.
    """
    text = field.text().strip().replace(",", ".")
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not 0 <= value < float("inf"):
        raise UserError(f"{name} must be a number, for example 5 or 5.2.")
    return value
