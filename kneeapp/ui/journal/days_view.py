"""Day by day: how the knee is now, what was told before; entries can be changed and deleted."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneeapp.base.errors import UserError
from kneeapp.flow.visit import followup, said
from kneeapp.journal import look
from kneeapp.journal.model import Before, Moment, SessionRecord
from kneeapp.ui import theme
from kneeapp.ui.journal.day_list import DayList
from kneeapp.ui.journal.entry_form import EntryForm
from kneeapp.ui.journal.quick import PainCard
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.page import ScrollColumn
from kneeapp.ui.widgets.text import Label, muted

if TYPE_CHECKING:
    from kneeapp.journal.model import Detail, Stamp
    from kneeapp.journal.store import Journal
    from kneeapp.ui.services import Services

_AT_ONCE = 60
_LOOK_BACK = 300
_HARD_DAYS = 400
_AIR = 12
_SETTLED_MS = 120  # a long list is laid out in some steps; this long after the last one


class DaysView(QWidget):
    """Reads the journal each time it is shown.

    Signals:
        check_wanted: the person wants to say where it hurts.
        said(str, str, str): a message, its kind and its action, for the page's banner.
    """

    check_wanted = Signal()
    said = Signal(str, str, str)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._limit = _AT_ONCE
        self._before: Before | None = None
        self._morning_of: int | None = None
        self._wanted: int | None = None
        self.pain = PainCard(self.tr("How is your knee right now?"))
        self.morning = PainCard(self.tr("How is your knee this morning?"))
        self.form = EntryForm(services.clock.wall)
        self.days = DayList()
        self.older = button(self.tr("Show older entries"))
        self.empty = self._make_empty()
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._lay_out()
        self._connect()

    def shown(self) -> None:
        """Read the journal again."""
        journal = self._journal()
        entries = journal.recent(self._limit + 1)
        today = self._services.clock.wall().date()
        self.days.show_entries(entries[: self._limit], today)
        self.older.setVisible(len(entries) > self._limit)
        self.empty.setVisible(not entries)
        hard = look.hard_things(journal, today - timedelta(days=_HARD_DAYS))
        self.form.offer_hard_things(list(dict.fromkeys(each.what for each in hard)))
        self._ask_for_the_morning(journal)

    @Slot()
    def undo(self) -> None:
        """Take the last change or deletion back."""
        if self._before is None:
            return
        try:
            self._journal().undo(self._before)
        except UserError as error:
            self._problem(error)
            return
        self._before = None
        self.said.emit(self.tr("It is as it was before."), "", "")
        self.shown()

    @Slot()
    def forget(self) -> None:
        """The person needs no way back any more."""
        self._before = None

    def _lay_out(self) -> None:
        self._scroll = ScrollColumn()
        body = self._scroll.body
        more = Card()
        more.body.setContentsMargins(*(theme.scaled(n) for n in (12, 6, 20, 6)))
        more.body.addWidget(self.form)
        for part in (self.morning, self.pain, more, self.empty, self.days, self.older):
            body.addWidget(part)
        body.addWidget(muted(self._promise()))
        body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)

    def _promise(self) -> str:
        return self.tr(
            "Kept on this computer only. Delete anything at any time; the copies beside the"
            " journal forget it with time, the monthly ones within a year."
        )

    def _make_empty(self) -> Card:
        card = Card(self.tr("Nothing here yet"))
        words = self.tr("Checks, routines, runs, pain figures and notes gather here, day by day.")
        card.body.addWidget(Label(words))
        self.check = button(self.tr("Where does it hurt?"), "primary")
        row = QHBoxLayout()
        row.addWidget(self.check)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _connect(self) -> None:
        self.pain.answered.connect(self._on_pain)
        self.morning.answered.connect(self._on_morning)
        self.form.saved.connect(self._on_saved)
        self.form.problem.connect(self._problem)
        self.days.delete_wanted.connect(self._on_delete)
        self.days.change_wanted.connect(self._on_change)
        self.older.clicked.connect(self._on_older)
        self.check.clicked.connect(self.check_wanted)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._show_wanted)
        self._settled.timeout.connect(self._forget_wanted)

    def _journal(self) -> Journal:
        return self._services.journal()

    def _ask_for_the_morning(self, journal: Journal) -> None:
        entry = journal.morning_due()
        self._morning_of = entry.id if entry else None
        self.morning.setVisible(entry is not None)
        if entry is not None and isinstance(entry.detail, SessionRecord):
            after = self.tr("The morning after: {title}")
            self.morning.say(after.format(title=entry.detail.plan.title))

    @Slot(object)
    def _problem(self, error: UserError) -> None:
        self.said.emit(f"{error.text} {error.hint}".strip(), "warning", "")

    @Slot(int)
    def _on_pain(self, value: int) -> None:
        try:
            added = self._journal().add_pain(Moment.NOW, value)
        except UserError as error:
            self._problem(error)
            return
        today = self._services.clock.wall().date()
        self.pain.say("")
        self._tell(
            followup.pain_words(self._journal().recent(_LOOK_BACK), value, today),
            Before(added, {}),
        )

    @Slot(int)
    def _on_morning(self, value: int) -> None:
        if self._morning_of is None:
            return
        journal = self._journal()
        try:
            session = journal.entry(self._morning_of).detail
            added = journal.add_pain(Moment.NEXT_MORNING, value, self._morning_of)
        except UserError as error:
            self._problem(error)
            return
        before = session.plan.pain_before if isinstance(session, SessionRecord) else None
        self._tell(followup.morning_words(before, value), Before(added, {}))

    @Slot(object, object, object)
    def _on_saved(self, detail: Detail, at: Stamp | None, entry_id: int | None) -> None:
        try:
            if entry_id is None:
                before = Before(self._journal().add(detail, at), {})
            else:
                before = self._journal().change(entry_id, detail, at)
        except UserError as error:
            self._problem(error)
            return
        self.form.done()
        self._tell(self.tr("Saved."), before)
        self._go_to(entry_id)

    @Slot(int)
    def _on_change(self, entry_id: int) -> None:
        journal = self._journal()
        sets = journal.sets(entry_id)
        names = self._exercise_names() if sets else {}
        self.form.change(journal.entry(entry_id), said.sets(sets, names))
        sheet = self._scroll.widget()
        top = 0 if sheet is None else self.form.mapTo(sheet, QPoint()).y()
        self._scroll.verticalScrollBar().setValue(top - theme.scaled(_AIR))

    def _exercise_names(self) -> dict[str, str]:
        exercises = self._services.library().exercises
        return {each.id: each.name for each in exercises.values()}

    @Slot(int)
    def _on_delete(self, entry_id: int) -> None:
        after = self.days.next_of(entry_id)
        try:
            before = self._journal().delete(entry_id)
        except UserError as error:
            self._problem(error)
            return
        self._tell(self.tr("Entry deleted."), before)
        self._go_to(after)

    def _go_to(self, entry_id: int | None) -> None:
        """Where the person was in the list, while it is laid out anew."""
        self._wanted = entry_id
        self._settled.start()

    @Slot()
    def _show_wanted(self) -> None:
        row = None if self._wanted is None else self.days.row_of(self._wanted)
        if row is not None:
            row.take_focus()
            self._scroll.ensureWidgetVisible(row)
            self._settled.start()  # another step may follow

    @Slot()
    def _forget_wanted(self) -> None:
        self._show_wanted()
        self._settled.stop()
        self._wanted = None

    def _tell(self, words: str, before: Before) -> None:
        """Say what was done, with the way back."""
        self._before = before
        self.shown()
        self.said.emit(words, "", self.tr("Undo"))

    @Slot()
    def _on_older(self) -> None:
        self._limit += _AT_ONCE
        self.shown()
