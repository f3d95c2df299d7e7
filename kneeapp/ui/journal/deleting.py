"""Deleting the whole journal: asked for twice, with a last copy offered before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneeapp.base.errors import UserError
from kneeapp.ui import theme
from kneeapp.ui.journal.saving import Saving
from kneeapp.ui.widgets.banner import Banner
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from kneeapp.journal.store import Journal
    from kneeapp.ui.services import Services


class DeleteEverything(QWidget):
    """The one way to empty the journal; it stands on the journal page and in the settings.

    Signals:
        said(str, str): a message and its kind.
        deleted: the journal is empty now.
    """

    said = Signal(str, str)
    deleted = Signal()

    def __init__(self, services: Services, words: str) -> None:
        super().__init__()
        self._services = services
        self.saving = Saving(self)
        self.saving.said.connect(self.said)
        self.ask = Banner()
        self.save_first = button(self.tr("Save everything first …"))
        self.delete = button(words, "danger")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(10))
        column.addWidget(self.ask)
        buttons = QWidget()
        row = FlowLayout(buttons, theme.scaled(10))
        for each in (self.save_first, self.delete):
            row.addWidget(each)
        column.addWidget(buttons)
        self.delete.clicked.connect(self._on_delete)
        self.save_first.clicked.connect(self._on_save)
        self.ask.action_clicked.connect(self._delete_all)
        self.ask.closed.connect(self.begin_again)
        self.begin_again()

    @Slot()
    def begin_again(self) -> None:
        """As if nothing had been asked."""
        self.ask.hide()
        self.save_first.hide()
        self.delete.show()

    def _journal(self) -> Journal:
        return self._services.journal()

    @Slot()
    def _on_delete(self) -> None:
        if not self._journal().recent(1):
            self.said.emit(self.tr("Your journal is empty already."), "")
            return
        self.ask.show_message(
            self.tr(
                "Delete every entry and every copy? Save everything first if you are not sure."
            ),
            "danger",
            self.tr("Delete everything now"),
        )
        self.save_first.show()
        self.save_first.setFocus()  # a hidden button gives the focus to its neighbour
        self.delete.hide()

    @Slot()
    def _on_save(self) -> None:
        self.saving.start(self._journal(), "json")

    @Slot()
    def _delete_all(self) -> None:
        if self.saving.busy:
            self.said.emit(self.tr("Wait until everything is saved, then delete."), "warning")
            return
        self.begin_again()
        try:
            self._journal().delete_all()
        except UserError as error:
            self.said.emit(f"{error.text} {error.hint}".strip(), "warning")
            return
        self.deleted.emit()
        self.said.emit(self.tr("Your journal is empty now, and its copies are gone."), "")
