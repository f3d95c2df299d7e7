"""A page for the doctor: what is wanted on it, how it will look, saving and printing it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt, QTimer, Signal, Slot
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
from kneeapp.base.files import write_atomic
from kneeapp.base.paths import assets
from kneeapp.base.side import Side
from kneeapp.flow import report as flow_report
from kneeapp.flow.report_page import QUESTIONS, Wishes
from kneeapp.ui import theme
from kneeapp.ui.journal import knee_picture
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.choice_row import ChoiceRow
from kneeapp.ui.widgets.flow_layout import FlowLayout
from kneeapp.ui.widgets.page import ScrollColumn
from kneeapp.ui.widgets.text import Label, muted

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtPrintSupport import QPrinter

    from kneeapp.body.marks import PainMap
    from kneeapp.flow.report_page import Report
    from kneeapp.ui.services import Services

_WAIT_MS = 400
_NARROW = 1000
_PICTURE_PX = 700
_PRINT_PPI = 300
_PREVIEW_WIDTH = 620
_LETTER_COUNTRIES = frozenset({"US", "CA", "MX", "PH"})


class ReportView(QWidget):
    """Makes the page anew each time it is shown and shortly after each change.

    Signals:
        said(str, str, str): a message, its kind and its action, for the page's banner.
    """

    said = Signal(str, str, str)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        letter = services.settings.country in _LETTER_COUNTRIES
        self._paper = "us-letter" if letter else "a4"
        self._report: Report | None = None
        self._pictures: dict[str, bytes] = {}
        self._image = QImage()
        self.name = QLineEdit()
        self.questions = QPlainTextEdit("\n".join(QUESTIONS))
        self.paper = ChoiceRow({"a4": "A4", "us-letter": "Letter"}, self._paper)
        self.save = button(self.tr("Save as PDF …"), "primary")
        self.print = button(self.tr("Print …"))
        self.save_text = button(self.tr("Save all of it as text …"))
        self.preview = QLabel()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_WAIT_MS)
        self._lay_out()
        self._connect()

    @Slot()
    def shown(self) -> None:
        """Read the journal again and set the page."""
        from kneeapp.flow import typeset

        now = self._services.clock.wall()
        try:
            self._report = flow_report.report(self._services.journal(), self._wishes(), now)
            self._pictures = _pictures(self._report.pain_map)
            self._image = QImage.fromData(typeset.png(self._report, self._pictures))
        except UserError as error:
            self._problem(error)
            return
        self._show_preview()

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

    def _show_preview(self) -> None:
        ratio = self.devicePixelRatioF()
        width = min(theme.scaled(_PREVIEW_WIDTH), _PREVIEW_WIDTH)
        way = Qt.TransformationMode.SmoothTransformation
        image = self._image.scaledToWidth(round(width * ratio), way)
        image.setDevicePixelRatio(ratio)
        self.preview.setPixmap(QPixmap.fromImage(image))
        assert self._report is not None
        parts = (*self._report.top, *self._report.middle, *self._report.left, *self._report.right)
        said = [f"{part.title}: {' '.join(part.lines)}" for part in parts if part.lines]
        self.preview.setAccessibleDescription(" ".join(said))

    def _problem(self, error: UserError) -> None:
        self.said.emit(f"{error.text} {error.hint}".strip(), "warning", "")

    @Slot(str)
    def _on_paper(self, paper: str) -> None:
        self._paper = paper
        self.shown()

    @Slot()
    def _on_save(self) -> None:
        from kneeapp.flow import typeset

        now = self._services.clock.wall()
        name = self._ask(f"my-knee-{now:%Y-%m-%d}.pdf", "PDF (*.pdf)")
        self.shown()
        if name and self._report is not None:
            try:
                self._write(name, typeset.pdf(self._report, self._pictures, now))
            except UserError as error:
                self._problem(error)

    @Slot()
    def _on_text(self) -> None:
        from kneeapp.flow.doctor_note import summary

        now = self._services.clock.wall()
        name = self._ask(f"my-knee-{now:%Y-%m-%d}.txt", self.tr("Text (*.txt)"))
        if name:
            self._write(name, summary(self._services.journal().entries(), now).encode())

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
        from kneeapp.flow import typeset

        if self._report is None:
            return
        image = QImage.fromData(typeset.png(self._report, self._pictures, _PRINT_PPI))
        painter = QPainter(printer)
        painter.drawImage(QRectF(painter.viewport()), image)
        painter.end()

    def _ask(self, name: str, kind: str) -> str:
        return QFileDialog.getSaveFileName(self, self.tr("Save for the doctor"), name, kind)[0]

    def _write(self, name: str, content: bytes) -> None:
        try:
            write_atomic(Path(name), content)
        except OSError as error:
            reason = error.strerror or str(error)
            words = self.tr("The page could not be saved: {reason}.").format(reason=reason)
            self.said.emit(words, "warning", "")
            return
        self.said.emit(self.tr("Saved: {files}").format(files=Path(name).name), "", "")


def _pictures(pain_map: PainMap | None) -> dict[str, bytes]:
    """The marked knees as PNG files, by the words under each."""
    from kneeapp.body.turntable import Turntable

    if pain_map is None:
        return {}
    table = Turntable.load(assets() / "knee")
    made = {}
    for side, words in ((Side.RIGHT, "Right knee"), (Side.LEFT, "Left knee")):
        if knee_picture.shows(table, pain_map, side):
            step = knee_picture.best_step(table, (pain_map,), side)
            look = knee_picture.strengths(table, pain_map, side)
            image = knee_picture.picture(table, look, side, step, _PICTURE_PX)
            made[words] = _png(image)
    return made


def _png(image: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes, Qt wants text
    return bytes(content.data())
