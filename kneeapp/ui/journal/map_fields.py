"""Changing where it hurt, place by place; and a check, of which only the time can be changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from kneeapp.base.errors import UserError
from kneeapp.base.side import Side
from kneeapp.body import places
from kneeapp.body.marks import Mark, PainMap
from kneeapp.body.readback import say_mark
from kneeapp.journal.model import AnswerRecord, MapRecord
from kneeapp.ui import theme
from kneeapp.ui.journal.form_parts import OptionalScale, combo, line
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.text import Label, muted

if TYPE_CHECKING:
    from kneeapp.journal.model import Detail


class MarkRow(QWidget):
    """One marked place: how strong, and the way to take it away.

    Signals:
        changed(object): the mark as it is now.
        removed(object): the mark.
    """

    changed = Signal(object)
    removed = Signal(object)

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self._mark = mark
        name = place_name(mark)
        more = say_mark(replace(mark, strength=None)).partition(", ")[2]
        self.scale = OptionalScale()
        self.scale.set_value(mark.strength)
        self.scale.setAccessibleName(name)
        self.remove = button(_tr("Remove"), "quiet", name=f"{_tr('Remove')}: {name}")
        head = QHBoxLayout()
        head.addWidget(Label(f"{name} ({more})" if more else name), 1)
        head.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(2))
        column.addLayout(head)
        column.addWidget(self.scale)
        self.scale.value_changed.connect(self._tell)
        self.scale.cleared.connect(self._tell)
        self.remove.clicked.connect(self._on_remove)

    @Slot()
    def _tell(self) -> None:
        self._mark = replace(self._mark, strength=self.scale.value())
        self.changed.emit(self._mark)

    @Slot()
    def _on_remove(self) -> None:
        self.removed.emit(self._mark)


class MapFields(QWidget):
    """Where it hurt: the places with their strengths, more places, and a note."""

    def __init__(self) -> None:
        super().__init__()
        self._map = PainMap()
        self.rows: list[MarkRow] = []
        self._marks = QVBoxLayout()
        self._marks.setSpacing(theme.scaled(10))
        self.side = combo({"right": _tr("Right"), "left": _tr("Left")})
        self.side.setAccessibleName(_tr("Which side"))
        self.place = _place_choice()
        self.add = button(_tr("Add this place"))
        self.note = line(_tr("a note, only if you want"))
        self.note.setAccessibleName(_tr("Note"))
        more = QHBoxLayout()
        more.addWidget(self.side)
        more.addWidget(self.place, 1)
        more.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(10))
        column.addLayout(self._marks)
        column.addLayout(more)
        column.addWidget(self.note)
        self.setFocusProxy(self.place)
        self.add.clicked.connect(self._on_add)

    def record(self) -> MapRecord:
        changed = self._map.with_note(self.note.text())
        if changed.empty:
            raise UserError("Add a sore place first.")
        return MapRecord("", changed)

    def fill(self, detail: Detail) -> None:
        assert isinstance(detail, MapRecord)
        assert detail.pain_map is not None
        self._map = detail.pain_map
        self.note.setText(self._map.note)
        self.side.setCurrentIndex(self.side.findData(_one_side(self._map).value))
        self._show_marks()

    def _show_marks(self) -> None:
        while (item := self._marks.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = [MarkRow(mark) for mark in self._map.marks]
        for row in self.rows:
            row.changed.connect(self._on_changed)
            row.removed.connect(self._on_removed)
            self._marks.addWidget(row)

    @Slot(object)
    def _on_changed(self, after: Mark) -> None:
        self._map = self._map.add(after)

    @Slot(object)
    def _on_removed(self, mark: Mark) -> None:
        self._map = self._map.remove(*mark.key)
        self._show_marks()
        self.place.setFocus()

    @Slot()
    def _on_add(self) -> None:
        wanted = places.place(self.place.currentData())
        side = Side(self.side.currentData()) if wanted.sided else Side.BOTH
        if self._map.mark(wanted.id, side) is None:
            empty = not self._map.marks
            self._map = self._map.add(Mark(wanted.id, side))
            if empty and side is not Side.BOTH:
                self._map = self._map.with_sides(side)
            self._show_marks()
        keys = [mark.key for mark in self._map.marks]
        self.rows[keys.index((wanted.id, side))].scale.setFocus()


class AnswerFields(QWidget):
    """A check: what it said stays; only the time can be changed."""

    def __init__(self) -> None:
        super().__init__()
        self._said: AnswerRecord | None = None
        self.words = Label("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        why = _tr("What a check said stays as it was. You can change when it was, or check again.")
        column.addWidget(muted(why))

    def record(self) -> AnswerRecord:
        assert self._said is not None
        return self._said

    def fill(self, detail: Detail) -> None:
        assert isinstance(detail, AnswerRecord)
        self._said = detail
        self.words.setText(detail.summary)


def place_name(mark: Mark) -> str:
    """A marked place with its side: "Right kneecap"."""
    plain = places.place(mark.place).plain_name
    words = plain if mark.side is Side.BOTH else f"{_side(mark.side)} {plain}"
    return words[:1].upper() + words[1:]


def _side(side: Side) -> str:
    return _tr("left") if side is Side.LEFT else _tr("right")


def _one_side(pain_map: PainMap) -> Side:
    return Side.LEFT if pain_map.side is Side.LEFT else Side.RIGHT


def _place_choice() -> QComboBox:
    names = {each.id: each.plain_name for each in (*places.all_places(), *places.body_places())}
    made = combo(names)
    made.setAccessibleName(_tr("Which place"))
    return made


def _tr(text: str) -> str:
    return QCoreApplication.translate("JournalFields", text)
