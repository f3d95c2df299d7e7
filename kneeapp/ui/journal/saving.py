"""Saving the journal as a file that the person chooses, and what to tell about it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from kneeapp.base.errors import UserError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kneeapp.journal.store import Journal

_NAMES = {"json": "kneeapp-journal.json", "fhir": "kneeapp-fhir.json"}


class Told(NamedTuple):
    """A message and its kind, for a banner."""

    words: str
    kind: str = ""


def save_as(parent: QWidget, journal: Journal, kind: str) -> Told | None:
    """Ask where, then write; ``None`` when the person thought better of it.

    Args:
        parent: whom the dialog belongs to.
        journal: what to save.
        kind: ``json``, ``csv`` or ``fhir``.
    """
    from kneeapp.journal.export import write

    name = _ask(parent, kind)
    if not name:
        return None
    try:
        files = write(journal, kind, Path(name))
    except UserError as error:
        return Told(f"{error.text} {error.hint}".strip(), "warning")
    names = ", ".join(file.name for file in files)
    return Told(_tr("Saved: {files}").format(files=names))


def _ask(parent: QWidget, kind: str) -> str:
    if kind == "csv":
        return QFileDialog.getExistingDirectory(parent, _tr("Folder for the tables"))
    words, types = _tr("Save the journal"), "JSON (*.json)"
    return QFileDialog.getSaveFileName(parent, words, _NAMES[kind], types)[0]


def _tr(text: str) -> str:
    return QCoreApplication.translate("JournalSaving", text)
