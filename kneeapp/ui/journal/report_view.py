"""A page for the doctor: what is wanted on it, how it will look, saving and printing it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPageSize, QPainter, QPixmap
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from kneeapp.base.errors import UserError
from kneeapp.flow.report.page import QUESTIONS, Wishes
from kneeapp.ui import theme
from kneeapp.ui.journal.job import Job
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.choice_row import ChoiceRow
from kneeapp.ui.widgets.flow_layout import FlowLayout
from kneeapp.ui.widgets.page import ScrollColumn
from kneeapp.ui.widgets.text import Label, muted

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtPrintSupport import QPrinter

    from kneeapp.journal.store import Journal
    from kneeapp.ui.journal.report_made import Made
    from kneeapp.ui.services import Services

_WAIT_MS = 400
_NARROW = 1000
_PRINT_PPI = 300
_PREVIEW_WIDTH = 620
_LETTER_COUNTRIES = frozenset({"US", "CA", "MX", "PH"})


class ReportView(QWidget):
    """Makes the page anew each time it is shown and shortly after each change.

    Signals:
        said(str, str, str): a message, its kind and its action, for the page's banner.

    Attributes:
        making: the page is being set, beside the window; the one before stays on show.
    """

    said = Signal(str, str, str)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        letter = services.settings.country in _LETTER_COUNTRIES
        self._paper = "us-letter" if letter else "a4"
        self._made: Made | None = None
        self._again = False
        self.making = False
        self.name = QLineEdit()
        self.questions = QPlainTextEdit("\n".join(QUESTIONS))
        self.paper = ChoiceRow({"a4": "A4", "us-letter": "Letter"}, self._paper)
        self.save = button(self.tr("Save as PDF …"), "primary")
        self.print = button(self.tr("Print …"))
        self.save_text = button(self.tr("Save all of it as text …"))
        self.preview = QLabel(self.tr("The page is being made \N{HORIZONTAL ELLIPSIS}"))
        self.preview.setMinimumWidth(_preview_width())
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_WAIT_MS)
        self._lay_out()
        self._connect()

    @Slot()
    def shown(self) -> None:
        """Read the journal again and set the page, beside the window."""
        from kneeapp.ui.journal import report_made

        if self.making:
            self._again = True
            return
        self._again = False
        now = self._services.clock.wall()
        job = self._job(partial(report_made.preview, wishes=self._wishes(), now=now))
        if job is not None:
            job.done.connect(self._on_made)
            job.ended.connect(self._on_ended)
            self.making = True
            job.start()

    @Slot(object)
    def _on_made(self, made: Made) -> None:
        self._made = made
        self._show_preview(made)

    @Slot()
    def _on_ended(self) -> None:
        self.making = False
        if self._again:
            self.shown()

    def _job(self, work: Callable[[Journal], object]) -> Job | None:
        try:
            job = Job(self, self._services.journal(), work)
        except UserError as error:
            self._problem(error)
            return None
        job.failed.connect(self._problem)
        return job

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.scaled(_NARROW)
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def _lay_out(self) -> None:
        scroll = ScrollColumn(width=1180)
        wishes = QVBoxLayout()
        wishes.setSpacing(theme.scaled(10))
        words = self.tr("One page out of your journal. Change what you want on it, then save it.")
        wishes.addWidget(Label(words))
        self._add(wishes, self.tr("Your name, only if you want"), self.name)
        self._add(wishes, self.tr("Your questions, one in each line"), self.questions)
        self.questions.setTabChangesFocus(True)
        self.questions.setFixedHeight(theme.scaled(150))
        self._add(wishes, self.tr("Paper"), self.paper)
        row = FlowLayout(spacing=theme.scaled(10))
        for each in (self.save, self.print, self.save_text):
            row.addWidget(each)
        wishes.addLayout(row)
        wishes.addWidget(muted(self.tr("The PDF can be read aloud by a screen reader.")))
        wishes.addStretch(1)
        self.preview.setAccessibleName(self.tr("How the page will look"))
        self.preview.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._row.setSpacing(theme.scaled(24))
        self._row.addLayout(wishes, 1)
        self._row.addWidget(self.preview, 0, Qt.AlignmentFlag.AlignTop)
        scroll.body.addLayout(self._row)
        scroll.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)

    def _add(self, column: QVBoxLayout, words: str, field: QWidget) -> None:
        label = Label(words, "strong")
        label.setBuddy(field)
        field.setAccessibleName(words)
        column.addWidget(label)
        column.addWidget(field)

    def _connect(self) -> None:
        self.name.textChanged.connect(self._soon.start)
        self.questions.textChanged.connect(self._soon.start)
        self._soon.timeout.connect(self.shown)
        self.paper.chosen.connect(self._on_paper)
        self.save.clicked.connect(self._on_save)
        self.print.clicked.connect(self._on_print)
        self.save_text.clicked.connect(self._on_text)

    def _wishes(self) -> Wishes:
        questions = tuple(self.questions.toPlainText().splitlines())
        return Wishes(self.name.text(), questions, self._paper)

    def _show_preview(self, made: Made) -> None:
        ratio = self.devicePixelRatioF()
        way = Qt.TransformationMode.SmoothTransformation
        image = made.image.scaledToWidth(round(_preview_width() * ratio), way)
        image.setDevicePixelRatio(ratio)
        self.preview.setPixmap(QPixmap.fromImage(image))
        page = made.report
        parts = (*page.top, *page.middle, *page.left, *page.right)
        said = [f"{part.title}: {' '.join(part.lines)}" for part in parts if part.lines]
        self.preview.setAccessibleDescription(" ".join(said))

    @Slot(object)
    def _problem(self, error: UserError) -> None:
        self.said.emit(f"{error.text} {error.hint}".strip(), "warning", "")

    @Slot(str)
    def _on_paper(self, paper: str) -> None:
        self._paper = paper
        self.shown()

    @Slot()
    def _on_save(self) -> None:
        from kneeapp.ui.journal import report_made

        now = self._services.clock.wall()
        name = self._ask(f"my-knee-{now:%Y-%m-%d}.pdf", "PDF (*.pdf)")
        if name:
            wishes, target = self._wishes(), Path(name)
            self._save(partial(report_made.save_pdf, wishes=wishes, now=now, target=target))

    @Slot()
    def _on_text(self) -> None:
        from kneeapp.ui.journal import report_made

        now = self._services.clock.wall()
        name = self._ask(f"my-knee-{now:%Y-%m-%d}.txt", self.tr("Text (*.txt)"))
        if name:
            self._save(partial(report_made.save_text, now=now, target=Path(name)))

    def _save(self, work: Callable[[Journal], object]) -> None:
        job = self._job(work)
        if job is not None:
            job.done.connect(self._on_saved)
            job.start()

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        self.said.emit(self.tr("Saved: {files}").format(files=path.name), "", "")

    @Slot()
    def _on_print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        letter = self._paper == "us-letter"
        size = QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4
        printer.setPageSize(QPageSize(size))
        printer.setFullPage(True)
        printer.setDocName("My knee")
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(self.print_on)
        self._printer, self._dialog = printer, dialog  # Python must keep them while it is open
        dialog.setModal(True)
        dialog.show()

    @Slot("QPrinter*")
    def print_on(self, printer: QPrinter) -> None:
        """Put the page on a printer."""
        from kneeapp.flow.report import typeset

        if self._made is None:
            return
        report, pictures, _ = self._made
        image = QImage.fromData(typeset.png(report, pictures, _PRINT_PPI))
        painter = QPainter(printer)
        painter.drawImage(QRectF(painter.viewport()), image)
        painter.end()

    def _ask(self, name: str, kind: str) -> str:
        return QFileDialog.getSaveFileName(self, self.tr("Save for the doctor"), name, kind)[0]


def _preview_width() -> int:
    return min(theme.scaled(_PREVIEW_WIDTH), _PREVIEW_WIDTH)
