"""Undo, redo and clear for the places marked on Today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kneeapp.ui import theme
from kneeapp.ui.widgets.buttons import button

if TYPE_CHECKING:
    from kneeapp.ui.home.body_marks import BodyMarks


class MarkSteps(QWidget):
    """Buttons with the usual keys; hidden as long as nothing was marked."""

    def __init__(self) -> None:
        super().__init__()
        self._model: BodyMarks | None = None
        self.undo = button(self.tr("Undo"), "quiet")
        self.redo = button(self.tr("Redo"), "quiet")
        self.clear = button(self.tr("Clear all"), "quiet")
        self.undo.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))
        self.redo.setShortcut(QKeySequence(QKeySequence.StandardKey.Redo))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.scaled(4))
        for each in (self.undo, self.redo, self.clear):
            row.addWidget(each)
        self.hide()

    def join(self, model: BodyMarks) -> None:
        """Act on these marks."""
        self._model = model
        self.undo.clicked.connect(model.undo)
        self.redo.clicked.connect(model.redo)
        self.clear.clicked.connect(model.clear)
        model.changed.connect(self._refresh)

    @Slot()
    def _refresh(self) -> None:
        model = self._model
        assert model is not None
        self.undo.setEnabled(model.can_undo)
        self.redo.setEnabled(model.can_redo)
        self.clear.setEnabled(bool(model.marks))
        self.setVisible(model.can_undo or model.can_redo)
