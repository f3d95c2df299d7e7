"""A routine on paper: every exercise with its start and end, dose and cues; a preview first."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, QThreadPool, QUrl, Signal, Slot
from PySide6.QtGui import (
    QFont,
    QImage,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
    QTextLength,
    QTextTableFormat,
)

from kneeapp.ui import theme
from kneeapp.ui.player.stills import stills_picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
    from PySide6.QtWidgets import QWidget

_POINTS = 10.0
_BIG, _HEAD, _BODY, _SMALL = 1.7, 1.15, 1.0, 0.85
_GAP = 5.0
_PICTURE = QSize(840, 320)
_PICTURE_WIDTH, _PICTURE_HEIGHT = 236, 90
_PICTURE_PART, _WORDS_PART = 40, 60


@dataclass(frozen=True, slots=True)
class PrintedStep:
    """One exercise on paper.

    Attributes:
        exercise: its id, for the picture; empty for a note.
        title: with its number.
        dose: how much.
        lines: how it begins and what to watch.
    """

    exercise: str
    title: str
    dose: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedRoutine:
    """What is printed; plain text throughout.

    Attributes:
        left: the pictures show the left leg at work.
    """

    title: str
    summary: str
    facts: tuple[tuple[str, str], ...]
    steps: tuple[PrintedStep, ...]
    footer: str
    left: bool = False


def document(routine: PrintedRoutine, pictures: Mapping[str, QImage]) -> QTextDocument:
    """The routine as a text document, black on white; words go in as plain text only."""
    made = QTextDocument()
    made.setDefaultFont(theme.font())
    cursor = QTextCursor(made)
    _add(cursor, routine.title, _BIG, bold=True, first=True)
    _add(cursor, routine.summary, _BODY)
    for head, words in routine.facts:
        _add(cursor, f"{head}: ", _BODY, bold=True)
        cursor.insertText(words, _letters(_BODY))
    for name, picture in pictures.items():
        made.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), picture)
    space = QTextBlockFormat()
    space.setTopMargin(_GAP)
    cursor.insertBlock(space)
    table = cursor.insertTable(len(routine.steps), 2, _table_format())
    for row, step in enumerate(routine.steps):
        _picture(table.cellAt(row, 0).firstCursorPosition(), step, pictures)
        cell = table.cellAt(row, 1).firstCursorPosition()
        _add(cell, step.title, _HEAD, bold=True, first=True)
        _add(cell, step.dose, _BODY, bold=True)
        for line in step.lines:
            _add(cell, line, _BODY)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    _add(cursor, routine.footer, _SMALL)
    return made


def _table_format() -> QTextTableFormat:
    made = QTextTableFormat()
    made.setBorder(0)
    made.setCellPadding(_GAP)
    made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    percent = QTextLength.Type.PercentageLength
    made.setColumnWidthConstraints(
        [QTextLength(percent, part) for part in (_PICTURE_PART, _WORDS_PART)]
    )
    return made


def _picture(cursor: QTextCursor, step: PrintedStep, pictures: Mapping[str, QImage]) -> None:
    if step.exercise in pictures:
        image = QTextImageFormat()
        image.setName(step.exercise)
        image.setWidth(_PICTURE_WIDTH)
        image.setHeight(_PICTURE_HEIGHT)
        cursor.insertImage(image)


def _add(
    cursor: QTextCursor, text: str, size: float, *, bold: bool = False, first: bool = False
) -> None:
    block = QTextBlockFormat()
    block.setTopMargin(0 if first else _GAP / 2)
    block.setNonBreakableLines(False)
    if not first:
        cursor.insertBlock()
    cursor.setBlockFormat(block)
    cursor.insertText(text, _letters(size, bold=bold))


def _letters(size: float, *, bold: bool = False) -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setFontPointSize(_POINTS * size)
    letters.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return letters


class RoutinePrint(QObject):
    """Makes the pictures in another thread, then shows how the pages will look.

    Signals:
        made(object): the pictures by exercise.
    """

    made = Signal(object)

    def __init__(self, routine: PrintedRoutine, parent: QWidget) -> None:
        super().__init__(parent)
        self._routine = routine
        self._owner = parent
        self._pool = QThreadPool(self)
        self._printer: QPrinter | None = None
        self.dialog: QPrintPreviewDialog | None = None
        self.document: QTextDocument | None = None
        self.made.connect(self._show)

    def start(self) -> None:
        """Begin with the pictures."""
        wanted = dict.fromkeys(step.exercise for step in self._routine.steps if step.exercise)
        self._pool.start(partial(self._draw, tuple(wanted)))

    def close(self) -> None:
        """Wait for the drawing under way."""
        self._pool.waitForDone()

    def _draw(self, exercises: Sequence[str]) -> None:
        pictures = dict(_drawn(exercises, mirrored=self._routine.left))
        with suppress(RuntimeError):  # nobody waits for them any more
            self.made.emit(pictures)

    @Slot(object)
    def _show(self, pictures: Mapping[str, QImage]) -> None:
        from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

        self.document = document(self._routine, pictures)
        # The dialog does not keep it alive.
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setDocName(self._routine.title)
        self.dialog = QPrintPreviewDialog(self._printer, self._owner)
        self.dialog.setWindowTitle(self._routine.title)
        self.dialog.paintRequested.connect(self.paint)
        self.dialog.open()

    @Slot("QPrinter*")
    def paint(self, printer: QPrinter) -> None:
        """Put the pages on a printer."""
        if self.document is not None:
            self.document.print_(printer)


def _drawn(exercises: Iterable[str], *, mirrored: bool) -> Iterable[tuple[str, QImage]]:
    for exercise in exercises:
        picture = stills_picture(exercise, _PICTURE, mirrored=mirrored)
        if picture is not None:
            yield exercise, picture
