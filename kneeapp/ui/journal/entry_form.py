"""Adds anything to the journal, also late, and changes what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, Qt, QTime, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from kneeapp.journal.model import (
    AnswerRecord,
    HardRecord,
    MapRecord,
    NoteRecord,
    PainRecord,
    RunRecord,
    SessionRecord,
    Stamp,
    SymptomRecord,
    TreatmentRecord,
)
from kneeapp.ui import theme
from kneeapp.ui.journal import fields, words
from kneeapp.ui.journal.map_fields import AnswerFields, MapFields
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.calm import CalmDateTimeEdit
from kneeapp.ui.widgets.choice_row import ChoiceRow
from kneeapp.ui.widgets.disclosure import Disclosure
from kneeapp.ui.widgets.text import heading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from kneeapp.journal.model import Detail, Entry

_AnyFields: TypeAlias = (
    fields.NoteFields
    | fields.RunFields
    | fields.PainFields
    | fields.SymptomFields
    | fields.TreatmentFields
    | fields.HardFields
    | fields.SessionFields
    | MapFields
    | AnswerFields
)
_FORMS: dict[str, tuple[type, type[_AnyFields]]] = {
    "note": (NoteRecord, fields.NoteFields),
    "run": (RunRecord, fields.RunFields),
    "pain": (PainRecord, fields.PainFields),
    "symptom": (SymptomRecord, fields.SymptomFields),
    "treatment": (TreatmentRecord, fields.TreatmentFields),
    "hard_thing": (HardRecord, fields.HardFields),
    "session": (SessionRecord, fields.SessionFields),
    "map": (MapRecord, MapFields),
    "answer": (AnswerRecord, AnswerFields),
}


def can_change(detail: Detail) -> bool:
    """Whether there is a form for this kind of record."""
    readable = not isinstance(detail, MapRecord) or detail.pain_map is not None
    return readable and any(isinstance(detail, kind) for kind, _ in _FORMS.values())


class EntryForm(Disclosure):
    """Closed until wanted; asks first what, then the few things that kind needs, then when.

    Signals:
        saved(object, object, object): the record, its `Stamp` or None for now, and the id of the
            entry to change or None for a new one.
        problem(object): the UserError that says what is missing.
    """

    saved = Signal(object, object, object)
    problem = Signal(object)

    def __init__(self, wall: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("EntryForm", "Add something else"), parent)
        self._wall = wall
        self._changing: int | None = None
        self._names: list[str] = []
        self.kinds = ChoiceRow(
            {
                "note": self.tr("Note"),
                "run": self.tr("Run"),
                "pain": self.tr("Pain at another time"),
                "symptom": self.tr("Swelling, stiffness"),
                "treatment": self.tr("Cold, gel, painkiller …"),
                "hard_thing": self.tr("Something that is hard"),
                "session": self.tr("Exercise elsewhere"),
                "map": self.tr("Where it hurt"),
            },
            "note",
        )
        self.changing = heading("")
        self.changing.hide()
        self.form: _AnyFields = fields.NoteFields()
        self._place = QVBoxLayout()
        self.earlier = QCheckBox(self.tr("It was at another time"))
        self.when = CalmDateTimeEdit()
        self.save = button(self.tr("Save"), "primary")
        self.cancel = button(self.tr("Cancel"), "quiet")
        self._lay_out()
        self.kinds.chosen.connect(self._on_kind)
        self.earlier.toggled.connect(self.when.setVisible)
        self.save.clicked.connect(self._on_save)
        self.cancel.clicked.connect(self.done)
        self.toggled.connect(self._on_toggled)
        self._on_kind("note")

    def offer_hard_things(self, names: list[str]) -> None:
        """What was named as hard before."""
        self._names = names

    def change(self, entry: Entry, sets: Sequence[str] = ()) -> None:
        """Open with an entry that exists; ``sets`` tell what was finished in a session."""
        kind = next(k for k, (of, _) in _FORMS.items() if isinstance(entry.detail, of))
        self.kinds.choose(kind)
        self.kinds.setVisible(False)
        self.head.setVisible(False)
        self.changing.setText(self.tr("Change: {what}").format(what=words.line(entry.detail).kind))
        self.changing.show()
        self._on_kind(kind)
        self.form.fill(entry.detail)
        if isinstance(self.form, fields.SessionFields):
            self.form.show_sets(sets)
        self._changing = entry.id
        self._show_time(entry.at.local)
        self.earlier.setChecked(True)
        self.earlier.setVisible(False)
        self.save.setText(self.tr("Save change"))
        self.open()
        self.form.setFocus()

    @Slot()
    def done(self) -> None:
        """Close, empty again."""
        self._changing = None
        self.changing.hide()
        self.head.setVisible(True)
        self.kinds.setVisible(True)
        self.kinds.choose("note")
        self._on_kind("note")
        self.earlier.setVisible(True)
        self.earlier.setChecked(False)
        self.save.setText(self.tr("Save"))
        self.close_up()

    def _lay_out(self) -> None:
        self.when.setCalendarPopup(True)
        self.when.setDisplayFormat("d MMM yyyy  HH:mm")
        self.when.setAccessibleName(self.tr("Day and time"))
        self.when.setMinimumHeight(theme.scaled(38))
        self.when.setMaximumWidth(theme.scaled(260))
        self.when.hide()
        row = QHBoxLayout()
        row.addWidget(self.save)
        row.addWidget(self.cancel)
        row.addStretch(1)
        self.body.addWidget(self.changing)
        self.body.addWidget(self.kinds)
        self.body.addLayout(self._place)
        self.body.addWidget(self.earlier, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.when)
        self.body.addLayout(row)

    def _show_time(self, at: datetime) -> None:
        self.when.setMaximumDateTime(_qt(self._wall()).addDays(1))
        self.when.setDateTime(_qt(at))

    def _stamp(self) -> Stamp | None:
        if not self.earlier.isChecked():
            return None
        from datetime import datetime

        chosen = self.when.dateTime()
        text = chosen.toString("yyyy-MM-ddTHH:mm")
        return Stamp.at(datetime.fromisoformat(text), self._wall())

    @Slot(str)
    def _on_kind(self, kind: str) -> None:
        old, made = self.form, _FORMS[kind][1]()
        old.hide()
        self._place.removeWidget(old)
        old.deleteLater()
        self._place.addWidget(made)
        if isinstance(made, fields.NoteFields):
            made.saved.connect(self._on_save)
        if isinstance(made, fields.HardFields):
            made.offer(self._names)
        self.form = made
        self._show_time(self._wall())

    @Slot()
    def _on_save(self) -> None:
        from kneeapp.base.errors import UserError

        try:
            record = self.form.record()
        except UserError as error:
            self.problem.emit(error)
            return
        self.saved.emit(record, self._stamp(), self._changing)

    @Slot(bool)
    def _on_toggled(self, is_open: bool) -> None:
        if is_open:
            self._show_time(self._wall())
            self.form.setFocus()


def _qt(at: datetime) -> QDateTime:
    return QDateTime(QDate(at.year, at.month, at.day), QTime(at.hour, at.minute))
