"""Keeping the journal safe: saving it elsewhere, reading it back, copies, deleting everything."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from kneeapp.base.errors import UserError
from kneeapp.ui import theme
from kneeapp.ui.journal.deleting import DeleteEverything
from kneeapp.ui.journal.saving import Saving
from kneeapp.ui.journal.words_table import WordsTable
from kneeapp.ui.widgets.banner import Banner
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.flow_layout import FlowLayout
from kneeapp.ui.widgets.page import ScrollColumn
from kneeapp.ui.widgets.text import Label, muted

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QPushButton

    from kneeapp.journal.backups import Backup
    from kneeapp.journal.store import Journal
    from kneeapp.ui.services import Services


class KeepView(QWidget):
    """Reads the list of copies each time it is shown.

    Signals:
        said(str, str, str): a message, its kind and its action, for the page's banner.
    """

    said = Signal(str, str, str)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._copies: list[Backup] = []
        self.saving = Saving(self)
        self.save_json = button(self.tr("Save everything …"))
        self.save_csv = button(self.tr("Save as tables (CSV) …"))
        self.save_fhir = button(self.tr("Save for a health record (FHIR) …"))
        self.load = button(self.tr("Read a saved journal …"))
        self.copies = WordsTable(self.tr("Copies of the journal"))
        self.copies.stretched = 2
        self.bring_back = button(self.tr("Bring this copy back"))
        self.ask_restore = Banner()
        self.deleting = DeleteEverything(services, self.tr("Delete everything …"))
        self._no_copies = muted(self.tr("There is no copy yet. One is made on each day of use."))
        self._lay_out()
        self._connect()

    def shown(self) -> None:
        """Read the list of copies again."""
        journal = self._journal()
        some = bool(journal.recent(1))
        for each in (self.save_json, self.save_csv, self.save_fhir, self.deleting):
            each.setEnabled(some)
        try:
            self._copies = journal.backups()
        except UserError as error:
            self._problem(error)
            self._copies = []
        heads = [self.tr("Copy of"), self.tr("Entries"), self.tr("From when to when")]
        self.copies.show_rows(heads, [self._row(copy) for copy in self._copies])
        self.copies.setFixedHeight(self.copies.sizeHint().height())
        if self._copies:
            self.copies.selectRow(0)
        self.copies.setVisible(bool(self._copies))
        self.bring_back.setVisible(bool(self._copies))
        self._no_copies.setVisible(not self._copies)
        self.ask_restore.hide()
        self.deleting.begin_again()

    def _lay_out(self) -> None:
        scroll = ScrollColumn()
        scroll.body.addWidget(self._take_card())
        scroll.body.addWidget(self._copies_card())
        scroll.body.addWidget(self._delete_card())
        scroll.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)

    def _take_card(self) -> Card:
        card = Card(self.tr("Take it with you"))
        words = self.tr(
            "“Save everything” makes one file that Kneeapp on another computer can read."
            " Reading a file adds what is missing here and doubles nothing."
        )
        card.body.addWidget(Label(words))
        row = FlowLayout(spacing=theme.scaled(10))
        for each in (self.save_json, self.load, self.save_csv, self.save_fhir):
            row.addWidget(each)
        card.body.addLayout(row)
        return card

    def _copies_card(self) -> Card:
        card = Card(self.tr("Copies on this computer"))
        words = self.tr("Kept: the last 7 days of use, 4 weeks and 12 months.")
        card.body.addWidget(muted(words))
        card.body.addWidget(self._no_copies)
        card.body.addWidget(self.copies)
        card.body.addWidget(self.ask_restore)
        card.body.addLayout(_left(self.bring_back))
        return card

    def _delete_card(self) -> Card:
        card = Card(self.tr("Delete everything"))
        words = self.tr("This empties the journal and deletes its copies. It cannot be taken back.")
        card.body.addWidget(Label(words))
        card.body.addWidget(self.deleting)
        return card

    def _connect(self) -> None:
        self.save_json.clicked.connect(self._on_json)
        self.save_csv.clicked.connect(self._on_csv)
        self.save_fhir.clicked.connect(self._on_fhir)
        self.load.clicked.connect(self._on_load)
        self.bring_back.clicked.connect(self._on_bring_back)
        self.ask_restore.action_clicked.connect(self._restore)
        self.saving.said.connect(self._tell)
        self.deleting.said.connect(self._tell)
        self.deleting.deleted.connect(self.shown)

    def _journal(self) -> Journal:
        return self._services.journal()

    def _row(self, copy: Backup) -> tuple[str, str, str]:
        name = copy.path.name
        kind = self.tr("the day")
        for mark, words in (
            (".before-restore", self.tr("before bringing back")),
            (".before-import", self.tr("before reading a file")),
            (".before-version", self.tr("before an update")),
        ):
            kind = words if mark in name else kind
        day = copy.last
        when = f"{_day(copy.first)} – {_day(day)}" if copy.first and day else ""
        return f"{_name_day(name)} ({kind})".strip(), str(copy.entries), when

    def _problem(self, error: UserError) -> None:
        self.said.emit(f"{error.text} {error.hint}".strip(), "warning", "")

    def _try(self, action: Callable[[], str]) -> None:
        try:
            words = action()
        except UserError as error:
            self._problem(error)
            return
        self.shown()
        self.said.emit(words, "", "")

    @Slot(str, str)
    def _tell(self, words: str, kind: str) -> None:
        self.said.emit(words, kind, "")

    @Slot()
    def _on_json(self) -> None:
        self._save("json")

    @Slot()
    def _on_fhir(self) -> None:
        self._save("fhir")

    @Slot()
    def _on_csv(self) -> None:
        self._save("csv")

    def _save(self, kind: str) -> None:
        self.saving.start(self._journal(), kind)

    @Slot()
    def _on_load(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Read a saved journal"), "", "JSON (*.json)"
        )
        if name:
            self._try(partial(self._load, Path(name)))

    def _load(self, path: Path) -> str:
        from kneeapp.journal import importing

        found = importing.load(self._journal(), path)
        words = self.tr("Read: {added} new entries, {changed} newer ones, {known} known already.")
        return words.format(added=found.added, changed=found.changed, known=found.known)

    def _chosen(self) -> Backup | None:
        row = self.copies.currentIndex().row()
        return self._copies[row] if 0 <= row < len(self._copies) else None

    @Slot()
    def _on_bring_back(self) -> None:
        copy = self._chosen()
        if copy is None:
            return
        words = self.tr(
            "The journal becomes what it was then: {entries}, the newest of {day}."
            " A copy of today's is kept."
        )
        day = _day(copy.last) if copy.last else self.tr("never")
        one = copy.entries == 1
        many = self.tr("1 entry") if one else self.tr("{n} entries").format(n=copy.entries)
        text = words.format(entries=many, day=day)
        self.ask_restore.show_message(text, "warning", self.tr("Bring it back"))

    @Slot()
    def _restore(self) -> None:
        copy = self._chosen()
        if copy is not None:
            self._try(partial(self._restored, copy))

    def _restored(self, copy: Backup) -> str:
        self._journal().bring_back(copy.path)
        return self.tr("The copy is back. What was here before is in the list of copies.")


def _left(made: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(made)
    row.addStretch(1)
    return row


def _day(day: date | None) -> str:
    if day is None:
        return ""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy")


def _name_day(name: str) -> str:
    from datetime import date
    from re import search

    found = search(r"\d{4}-\d\d-\d\d", name)
    return _day(date.fromisoformat(found.group())) if found else ""
