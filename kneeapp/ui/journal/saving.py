"""Saving the journal as a file that the person chooses, and what to tell about it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from kneeapp.base.errors import UserError
from kneeapp.ui.journal.job import Job

if TYPE_CHECKING:
    from kneeapp.journal.store import Journal

_NAMES = {"json": "kneeapp-journal.json", "fhir": "kneeapp-fhir.json"}
_SLOW_MS = 300


class Saving(QObject):
    """Asks where, then writes beside the window; one file at a time.

    Signals:
        said(str, str): a message and its kind, for a banner.

    Attributes:
        busy: a file is being written.
    """

    said = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.busy = False
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SLOW_MS)
        self._slow.timeout.connect(self._say_busy)

    def start(self, journal: Journal, kind: str) -> None:
        """Save the journal as it is now, unless the person thinks better of it.

        Args:
            journal: what to save.
            kind: ``json``, ``csv`` or ``fhir``.
        """
        from kneeapp.journal.export import write

        if self.busy:
            self._say_busy()
            return
        name = self._ask(kind)
        if not name:
            return
        try:
            job = Job(self, journal, partial(write, kind=kind, target=Path(name)))
        except UserError as error:
            self._on_failed(error)
            return
        job.done.connect(self._on_done)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_ended)
        self.busy = True
        self._slow.start()
        job.start()

    def _ask(self, kind: str) -> str:
        if kind == "csv":
            return QFileDialog.getExistingDirectory(self._window, self.tr("Folder for the tables"))
        words, types = self.tr("Save the journal"), "JSON (*.json)"
        return QFileDialog.getSaveFileName(self._window, words, _NAMES[kind], types)[0]

    @Slot()
    def _say_busy(self) -> None:
        self.said.emit(self.tr("Saving \N{HORIZONTAL ELLIPSIS} You can go on."), "")

    @Slot(object)
    def _on_done(self, files: list[Path]) -> None:
        self._slow.stop()
        names = ", ".join(file.name for file in files)
        self.said.emit(self.tr("Saved: {files}").format(files=names), "")

    @Slot(object)
    def _on_failed(self, error: UserError) -> None:
        self._slow.stop()
        self.said.emit(f"{error.text} {error.hint}".strip(), "warning")

    @Slot()
    def _on_ended(self) -> None:
        self._slow.stop()
        self.busy = False
