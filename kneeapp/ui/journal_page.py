"""The journal: how the knee is, what was done, day by day; every entry can be deleted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from kneeapp.base.errors import UserError
from kneeapp.base.files import write_atomic
from kneeapp.flow import followup, pain_line
from kneeapp.journal.model import Moment, NoteRecord, SessionRecord
from kneeapp.ui import theme
from kneeapp.ui.journal.day_list import DayList
from kneeapp.ui.journal.pain_chart import PainChart
from kneeapp.ui.journal.quick import NoteCard, PainCard
from kneeapp.ui.widgets.banner import Banner, announce
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.flow_layout import FlowLayout
from kneeapp.ui.widgets.page import ScrollColumn
from kneeapp.ui.widgets.text import Label, heading, muted, small, title

if TYPE_CHECKING:
    from kneeapp.journal.model import Before
    from kneeapp.journal.store import Journal
    from kneeapp.ui.services import Services

_AT_ONCE = 60
_LOOK_BACK = 300
_LEAST_POINTS = 2


class JournalPage(QWidget):
    """Reads the journal each time it is shown.

    Signals:
        check_wanted: the person wants to say where it hurts.
    """

    check_wanted = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._limit = _AT_ONCE
        self._deleted: Before | None = None
        self._changing: int | None = None
        self._morning_of: int | None = None
        self.banner = Banner()
        self.pain = PainCard(self.tr("How is your knee right now?"))
        self.morning = PainCard(self.tr("How is your knee this morning?"))
        self.note = NoteCard()
        self.days = DayList()
        self.chart = PainChart()
        self.line = self._make_line()
        self.older = button(self.tr("Show older entries"))
        self.empty = self._make_empty()
        self._lay_out()
        self._connect()

    def shown(self) -> None:
        """Read the journal again."""
        self._refresh()

    def _lay_out(self) -> None:
        scroll = ScrollColumn()
        body = scroll.body
        body.addWidget(title(self.tr("Journal")))
        body.addWidget(muted(self._promise()))
        body.addWidget(self.banner)
        body.addWidget(self.morning)
        body.addWidget(self.pain)
        body.addWidget(self.note)
        body.addWidget(self.empty)
        body.addWidget(self.line)
        body.addWidget(self.days)
        body.addWidget(self.older)
        body.addWidget(heading(self.tr("Take it with you")))
        body.addLayout(self._export_row())
        body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)

    def _promise(self) -> str:
        return self.tr(
            "Kept on this computer only. Delete anything at any time;"
            " the daily backups beside it forget it within 14 days of use."
        )

    def _make_line(self) -> Card:
        card = Card(self.tr("Pain over time"))
        card.body.addWidget(self.chart)
        card.body.addWidget(small(self.tr("▲ a routine")))
        return card

    def _make_empty(self) -> Card:
        card = Card(self.tr("Nothing here yet"))
        card.body.addWidget(
            Label(self.tr("Checks, routines, pain figures and notes gather here, day by day."))
        )
        self.check = button(self.tr("Where does it hurt?"), "primary")
        row = QHBoxLayout()
        row.addWidget(self.check)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _export_row(self) -> FlowLayout:
        row = FlowLayout(spacing=theme.scaled(10))
        self.summary = button(self.tr("Save a summary for the doctor …"))
        self.export_json = button(self.tr("Save everything as JSON …"))
        self.export_csv = button(self.tr("Save as tables (CSV) …"))
        for export in (self.summary, self.export_json, self.export_csv):
            row.addWidget(export)
        return row

    def _connect(self) -> None:
        self.banner.action_clicked.connect(self._undo)
        self.banner.closed.connect(self._forget_deleted)
        self.pain.answered.connect(self._on_pain)
        self.morning.answered.connect(self._on_morning)
        self.note.saved.connect(self._on_note)
        self.note.cancelled.connect(self._on_note_cancelled)
        self.days.delete_wanted.connect(self._on_delete)
        self.days.change_wanted.connect(self._on_change)
        self.older.clicked.connect(self._on_older)
        self.check.clicked.connect(self.check_wanted)
        self.summary.clicked.connect(self._on_summary)
        self.export_json.clicked.connect(self._on_export_json)
        self.export_csv.clicked.connect(self._on_export_csv)

    def _journal(self) -> Journal:
        return self._services.journal()

    def _refresh(self) -> None:
        journal = self._journal()
        entries = journal.recent(self._limit + 1)
        today = self._services.clock.wall().date()
        self.days.show_entries(entries[: self._limit], today)
        self.older.setVisible(len(entries) > self._limit)
        self.empty.setVisible(not entries)
        self._draw_line(journal)
        for export in (self.summary, self.export_json, self.export_csv):
            export.setEnabled(bool(entries))
        self._ask_for_the_morning(journal)

    def _draw_line(self, journal: Journal) -> None:
        entries = journal.recent(_LOOK_BACK)
        points = pain_line.points(entries)
        self.line.setVisible(len(points) >= _LEAST_POINTS)
        self.chart.show_points(points, pain_line.session_times(entries))

    def _ask_for_the_morning(self, journal: Journal) -> None:
        entry = journal.morning_due()
        self._morning_of = entry.id if entry else None
        self.morning.setVisible(entry is not None)
        if entry is not None and isinstance(entry.detail, SessionRecord):
            after = self.tr("The morning after: {title}")
            self.morning.say(after.format(title=entry.detail.plan.title))

    def _say(self, text: str, kind: str = "", action: str = "") -> None:
        self.banner.show_message(text, kind, action)

    def _problem(self, error: UserError) -> None:
        self._say(f"{error.text} {error.hint}".strip(), "warning")

    @Slot(int)
    def _on_pain(self, value: int) -> None:
        try:
            self._journal().add_pain(Moment.NOW, value)
        except UserError as error:
            self._problem(error)
            return
        today = self._services.clock.wall().date()
        self.pain.say(followup.pain_words(self._journal().recent(_LOOK_BACK), value, today))
        announce(self, self.pain.said.text())
        self._refresh()

    @Slot(int)
    def _on_morning(self, value: int) -> None:
        if self._morning_of is None:
            return
        journal = self._journal()
        try:
            session = journal.entry(self._morning_of).detail
            journal.add_pain(Moment.NEXT_MORNING, value, self._morning_of)
        except UserError as error:
            self._problem(error)
            return
        before = session.plan.pain_before if isinstance(session, SessionRecord) else None
        self._say(followup.morning_words(before, value))
        self._refresh()

    @Slot(str)
    def _on_note(self, text: str) -> None:
        try:
            if self._changing is None:
                self._journal().add_note(text)
            else:
                self._journal().change(self._changing, NoteRecord(text))
        except UserError as error:
            self._problem(error)
            return
        self._on_note_cancelled()
        announce(self, self.tr("Note saved."))
        self._refresh()

    @Slot()
    def _on_note_cancelled(self) -> None:
        self._changing = None
        self.note.done()

    @Slot(int)
    def _on_change(self, entry_id: int) -> None:
        detail = self._journal().entry(entry_id).detail
        if isinstance(detail, NoteRecord):
            self._changing = entry_id
            self.note.change(detail.text)

    @Slot(int)
    def _on_delete(self, entry_id: int) -> None:
        try:
            self._deleted = self._journal().delete(entry_id)
        except UserError as error:
            self._problem(error)
            return
        self._say(self.tr("Entry deleted."), action=self.tr("Undo"))
        self._refresh()

    @Slot()
    def _undo(self) -> None:
        if self._deleted is None:
            return
        try:
            self._journal().undo(self._deleted)
        except UserError as error:
            self._problem(error)
            return
        self._deleted = None
        self._say(self.tr("The entry is back."))
        self._refresh()

    @Slot()
    def _forget_deleted(self) -> None:
        self._deleted = None

    @Slot()
    def _on_older(self) -> None:
        self._limit += _AT_ONCE
        self._refresh()

    @Slot()
    def _on_summary(self) -> None:
        now = self._services.clock.wall()
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save a summary for the doctor"),
            f"my-knee-{now:%Y-%m-%d}.txt",
            self.tr("Text (*.txt)"),
        )
        if not name:
            return
        from kneeapp.flow.doctor_note import summary

        try:
            write_atomic(Path(name), summary(self._journal().entries(), now))
        except OSError as error:
            reason = error.strerror or str(error)
            self._say(
                self.tr("The summary could not be saved: {reason}.").format(reason=reason),
                "warning",
            )
            return
        self._say(self.tr("Saved: {files}").format(files=Path(name).name))

    @Slot()
    def _on_export_json(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the journal"), "kneeapp-journal.json", "JSON (*.json)"
        )
        self._export("json", name)

    @Slot()
    def _on_export_csv(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Folder for the tables"))
        self._export("csv", name)

    def _export(self, kind: str, name: str) -> None:
        if not name:
            return
        from kneeapp.journal.export import write

        try:
            files = write(self._journal(), kind, Path(name))
        except UserError as error:
            self._problem(error)
            return
        self._say(self.tr("Saved: {files}").format(files=", ".join(f.name for f in files)))
