"""What happens to a bug: it is logged, and the person gets a text to copy."""

from __future__ import annotations

import logging
import traceback
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout

from kneeapp.base.files import make_private_folder
from kneeapp.ui import theme
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from PySide6.QtWidgets import QWidget

log = logging.getLogger("kneeapp")
_LOG_BYTES = 256 * 1024
_LOG_FILES = 3


def start_log(data_dir: Path) -> None:
    """Keep a small rotating log; a read-only home only means that there is none."""
    folder = data_dir / "logs"
    try:
        make_private_folder(folder)
        file = RotatingFileHandler(
            folder / "kneeapp.log", maxBytes=_LOG_BYTES, backupCount=_LOG_FILES, encoding="utf-8"
        )
        (folder / "kneeapp.log").chmod(0o600)
    except OSError:
        return
    file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    log.addHandler(file)


def describe(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """The text of a bug, for the log and for copying."""
    return "".join(traceback.format_exception(kind, error, trace))


def show(
    parent: QWidget, kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Log a bug and open the dialog with its text."""
    details = describe(kind, error, trace)
    log.critical("bug\n%s", details)
    dialog = BugDialog(details, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


class BugDialog(QDialog):
    """Says that something went wrong in the program, and offers the details to copy."""

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._details = details
        self.setWindowTitle(self.tr("Something went wrong"))
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.scaled(12))
        layout.addWidget(
            Label(
                self.tr(
                    "Kneeapp made a mistake. What you entered is saved. You can go on, or close "
                    "the program and open it again. These details help to mend it:"
                )
            )
        )
        text = QPlainTextEdit(details)
        text.setReadOnly(True)
        text.setAccessibleName(self.tr("Details of the mistake"))
        layout.addWidget(text)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self.copy)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.resize(theme.scaled(680), theme.scaled(420))

    def copy(self) -> None:
        """Put the details on the clipboard."""
        QGuiApplication.clipboard().setText(self._details)
