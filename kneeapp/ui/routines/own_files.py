"""The person's own files below the list: what is wrong with them, take one in, see them all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from kneeapp.base.errors import UserError
from kneeapp.base.files import make_private_folder
from kneeapp.base.paths import routines
from kneeapp.flow import own_routines
from kneeapp.ui import theme
from kneeapp.ui.routines.problems import Problems
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Iterable


class OwnFiles(QWidget):
    """Buttons about the person's own routines, and the problems of the files in their folder.

    Signals:
        taken_in(str): the id of the first routine that was taken in.
        refused(object): a UserError that stands on no file.
    """

    taken_in = Signal(str)
    refused = Signal(object)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._problems = Problems()
        self.new = button(self.tr("New routine"), "chip")
        self.take_in = button(self.tr("Import a file"), "chip")
        self.open_folder = button(self.tr("Open my folder"), "chip")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(10))
        column.addWidget(self._problems)
        row = FlowLayout(spacing=theme.scaled(8))
        row.addWidget(self.new)
        row.addWidget(self.take_in)
        row.addWidget(self.open_folder)
        column.addLayout(row)
        self.take_in.clicked.connect(self._choose_files)
        self.open_folder.clicked.connect(self._open_folder)

    def show_problems(self, problems: Iterable[str]) -> None:
        """Say what is wrong with the files; it replaces what was said."""
        self._problems.show_problems(problems)

    def problems(self) -> str:
        """What is said to be wrong; empty when nothing is."""
        return "" if self._problems.isHidden() else self._problems.text.toPlainText()

    @Slot()
    def _choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Import routines"), "", self.tr("Routine files (*.yaml *.yml)")
        )
        if not names:
            return
        try:
            taken = own_routines.take_in([Path(name) for name in names], self._folder, routines())
        except UserError as error:
            self.show_problems(f"{error.text}\n{error.hint}".strip().splitlines())
            return
        self.taken_in.emit(taken[0].stem)

    @Slot()
    def _open_folder(self) -> None:
        try:
            make_private_folder(self._folder)
        except OSError as error:
            self.refused.emit(UserError(f"{self._folder} cannot be made: {error.strerror}."))
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
