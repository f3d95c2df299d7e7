"""What can be put into the journal with one or two clicks: a pain figure, a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPlainTextEdit, QWidget

from kneeapp.ui import theme
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.scale import PainScale
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

_NARROW = 560


class PainCard(Card):
    """A question that is answered with 0 to 10.

    Signals:
        answered(int): the pain, when "Save" was pressed.
    """

    answered = Signal(int)

    def __init__(self, question: str, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.scale = PainScale()
        self.scale.setAccessibleName(question)
        self.said = Label("", "muted")
        self.save = button(self.tr("Save"), "primary")
        self.save.setEnabled(False)
        self.scale.value_changed.connect(self._on_value)
        self.save.clicked.connect(self._on_save)
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.scaled(16))
        self._row.addWidget(self.scale, 1)
        corner = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        self._row.addWidget(self.save, 0, corner)
        self.body.addWidget(self.said)
        self.body.addLayout(self._row)
        self.said.hide()

    def say(self, text: str) -> None:
        """A word under the question, the scale empty again."""
        self.said.setText(text)
        self.said.setVisible(bool(text))
        self.scale.set_value(None)
        self.save.setEnabled(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.scaled(_NARROW)
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    @Slot(int)
    def _on_value(self, _value: int) -> None:
        self.save.setEnabled(True)

    @Slot()
    def _on_save(self) -> None:
        value = self.scale.value()
        if value is not None:
            self.answered.emit(value)


class NoteBox(QPlainTextEdit):
    """Some lines of own words; Tab leaves it, Ctrl+Enter saves.

    Signals:
        saved: the person wants it kept.
    """

    saved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(theme.scaled(96))
        self.setAccessibleName(self.tr("Your note"))
        self.setPlaceholderText(self.tr("What you did, how it felt, new shoes …"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.saved.emit()
            return
        super().keyPressEvent(event)
