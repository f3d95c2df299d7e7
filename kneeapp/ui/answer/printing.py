"""An answer on paper, with a preview first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from kneeapp.ui import theme

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
    from PySide6.QtWidgets import QWidget

    from kneeapp.flow.report.sheet import Sheet

_POINTS = 10.0
_BIG, _HEAD, _BODY, _SMALL = 1.6, 1.2, 1.0, 0.8
_GAP = 8.0


def document(sheet: Sheet) -> QTextDocument:
    """The sheet as a text document, black on white; words go in as plain text only."""
    made = QTextDocument()
    made.setDefaultFont(theme.font())
    cursor = QTextCursor(made)
    _add(cursor, sheet.title, _BIG, bold=True)
    _add(cursor, sheet.action, _HEAD, bold=True)
    for section in sheet.sections:
        _add(cursor, section.title, _HEAD, bold=True)
        for line in section.lines:
            _add(cursor, line, _BODY)
    _add(cursor, sheet.footer, _SMALL)
    return made


def _add(cursor: QTextCursor, text: str, size: float, *, bold: bool = False) -> None:
    block = QTextBlockFormat()
    block.setTopMargin(_GAP if bold else _GAP / 4)
    letters = QTextCharFormat()
    letters.setFontPointSize(_POINTS * size)
    letters.setForeground(Qt.GlobalColor.black)  # also where the window is dark
    letters.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    if cursor.position():
        cursor.insertBlock()
    cursor.setBlockFormat(block)
    cursor.insertText(text, letters)


class Preview(QObject):
    """Shows how the sheet will look, with a button that prints it."""

    def __init__(self, sheet: Sheet, parent: QWidget) -> None:
        super().__init__(parent)
        from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

        self.document = document(sheet)
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setDocName(sheet.title)
        self.dialog: QPrintPreviewDialog = QPrintPreviewDialog(self._printer, parent)
        self.dialog.setWindowTitle(sheet.title)
        self.dialog.paintRequested.connect(self.paint)

    def open(self) -> None:
        """Show it over the window."""
        self.dialog.open()

    @Slot("QPrinter*")
    def paint(self, printer: QPrinter) -> None:
        """Put the pages on a printer."""
        self.document.print_(printer)
