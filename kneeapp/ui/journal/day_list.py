"""The entries, day by day."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kneeapp.ui import theme
from kneeapp.ui.journal import words
from kneeapp.ui.journal.entry_form import can_change
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.text import Label, heading

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtWidgets import QPushButton

    from kneeapp.journal.model import Entry


class EntryRow(QWidget):
    """One entry: when, what, and the way to delete it.

    Signals:
        delete_wanted(int): the id of the entry.
        change_wanted(int): the id of an entry.
    """

    delete_wanted = Signal(int)
    change_wanted = Signal(int)

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry_id = entry.id
        said = words.line(entry.detail)
        time = words.clock_time(entry)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.scaled(16))
        when = Label(time, "muted", wrap=False)
        when.setMinimumWidth(theme.scaled(64))
        row.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._texts(said), 1)
        self.change: QPushButton | None = None
        if can_change(entry.detail):
            about = f"{said.kind}, {time}"
            self.change = self._add_button(row, self.tr("Change"), self._change, about)
        self.delete = self._add_button(row, self.tr("Delete"), self._delete, f"{said.kind}, {time}")

    def take_focus(self) -> None:
        """Put the keyboard on this entry; never on its Delete."""
        (self.change or self).setFocus()

    def _texts(self, said: words.Line) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.scaled(2))
        column.addWidget(Label(said.kind, "small"))
        column.addWidget(Label(said.text))
        if said.more:
            column.addWidget(Label(said.more, "muted"))
        return column

    def _add_button(self, row: QHBoxLayout, text: str, slot: object, about: str) -> QPushButton:
        made = button(text, "quiet", name=f"{text}: {about}")
        made.clicked.connect(slot)
        row.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        return made

    @Slot()
    def _delete(self) -> None:
        self.delete_wanted.emit(self.entry_id)

    @Slot()
    def _change(self) -> None:
        self.change_wanted.emit(self.entry_id)


class DayList(QWidget):
    """A heading and a card for each day.

    Signals:
        delete_wanted(int): the id of an entry.
        change_wanted(int): the id of an entry.
    """

    delete_wanted = Signal(int)
    change_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[EntryRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.scaled(10))

    def show_entries(self, entries: Sequence[Entry], today: date) -> None:
        """Show these and only these, in the order given."""
        self._clear()
        for day, of_day in groupby(entries, _day):
            self._column.addWidget(heading(words.day(day, today)))
            self._column.addWidget(self._card(words.day(day, today), list(of_day)))

    def rows(self) -> list[EntryRow]:
        """The rows shown, from the top."""
        return list(self._rows)

    def row_of(self, entry_id: int) -> EntryRow | None:
        """The row of an entry, if it is shown."""
        return next((row for row in self._rows if row.entry_id == entry_id), None)

    def next_of(self, entry_id: int) -> int | None:
        """The entry below another one, or above it when it is the last."""
        ids = [row.entry_id for row in self._rows]
        at = ids.index(entry_id)
        near = ids[at + 1 : at + 2] or ids[at - 1 : at]
        return near[0] if near else None

    def _card(self, name: str, entries: list[Entry]) -> Card:
        card = Card()
        card.setAccessibleName(name)
        for number, entry in enumerate(entries):
            if number:
                card.body.addWidget(_hairline())
            row = EntryRow(entry)
            row.delete_wanted.connect(self.delete_wanted)
            row.change_wanted.connect(self.change_wanted)
            card.body.addWidget(row)
            self._rows.append(row)
        return card

    def _clear(self) -> None:
        # Hidden first: a hidden button gives the focus away, an orphaned one would keep it.
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._rows.clear()


def _day(entry: Entry) -> date:
    return entry.at.day


def _hairline() -> QFrame:
    line = QFrame()
    line.setProperty("role", "inset")
    line.setFixedHeight(max(1, theme.scaled(1)))
    return line
