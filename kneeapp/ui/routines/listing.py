"""The list of routines and programmes, narrowed by what for, how long, where, with what, a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QGridLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kneeapp.flow.routine_index import Place, Things, Wanted
from kneeapp.routine.model import Purpose
from kneeapp.ui import theme
from kneeapp.ui.widgets.calm import CalmComboBox

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from kneeapp.flow.routine_index import Line

ALL = "all"
PROGRAMMES = "programmes"
_GROUPS: dict[str, frozenset[Purpose] | None] = {
    ALL: frozenset(Purpose),
    PROGRAMMES: None,
    "before": frozenset({Purpose.WARM_UP}),
    "after": frozenset({Purpose.RECOVERY, Purpose.RELIEF}),
    "rehab": frozenset({Purpose.REHAB, Purpose.MOBILITY}),
    "strong": frozenset({Purpose.STRENGTH, Purpose.PREVENTION}),
    "running": frozenset({Purpose.RUNNING}),
}
_MINUTES = (10, 20, 30)
_LETTERS = 6
_BESIDE, _ABOVE_AND_BELOW = 30, 16  # px at 100 % text, round the words of a line of the list
_ANY_HEIGHT = 1000
_LINE = Qt.ItemDataRole.UserRole


class RoutineList(QWidget):
    """All routines and programmes; one is chosen.

    Signals:
        chosen: another one is chosen; `current` tells which.
        activated: Enter or a double click on it.
    """

    chosen = Signal()
    activated = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[Line] = ()
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(self.tr("Search routines and programmes"))
        self.group = _choice(
            self.tr("What for"),
            {
                ALL: self.tr("Everything"),
                PROGRAMMES: self.tr("Programmes"),
                "before": self.tr("Before a run"),
                "after": self.tr("After a run, relief"),
                "rehab": self.tr("Sore knee"),
                "strong": self.tr("Get strong"),
                "running": self.tr("Back to running"),
            },
        )
        any_time: dict[object, str] = {None: self.tr("Any time")}
        up_to = self.tr("Up to {count} min")
        self.minutes = _choice(
            self.tr("How long"),
            any_time | {count: up_to.format(count=count) for count in _MINUTES},
        )
        self.place = _choice(
            self.tr("Where"),
            {
                Place.ANY: self.tr("Any place"),
                Place.UPRIGHT: self.tr("Not lying down"),
                Place.ROOM: self.tr("In one room"),
                Place.OUTDOORS: self.tr("Outdoors"),
            },
        )
        self.things = _choice(
            self.tr("What you have"),
            {
                Things.ANY: self.tr("Any gear"),
                Things.AT_HOME: self.tr("Things at home"),
                Things.NOTHING: self.tr("Nothing needed"),
            },
        )
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setAccessibleName(self.tr("Routines and programmes"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        narrow = QGridLayout()
        narrow.setSpacing(theme.scaled(8))
        for number, box in enumerate(self._boxes()):
            narrow.addWidget(box, number // 2, number % 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(8))
        column.addWidget(self.search)
        column.addLayout(narrow)
        column.addSpacing(theme.scaled(2))
        column.addWidget(self.list, 1)

    def _boxes(self) -> tuple[CalmComboBox, ...]:
        return (self.group, self.minutes, self.place, self.things)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._fill)
        for box in self._boxes():
            box.currentIndexChanged.connect(self._fill)
        self.list.currentItemChanged.connect(self._tell)
        self.list.itemActivated.connect(self._activate)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Fill the list."""
        self._lines = lines
        self._fill()

    def choose(self, item_id: str) -> None:
        """Choose a routine or programme; what would hide it is cleared."""
        if not self._choose(item_id):
            self._clear()
            self._choose(item_id)

    def current(self) -> Line | None:
        """What is chosen."""
        return _line_of(self.list.currentItem())

    def _choose(self, item_id: str) -> bool:
        for row in range(self.list.count()):
            line = _line_of(self.list.item(row))
            if line is not None and line.id == item_id:
                self.list.setCurrentRow(row)
                return True
        return False

    def _clear(self) -> None:
        for box in self._boxes():
            box.setCurrentIndex(0)
        self.search.clear()
        self._fill()

    def _wanted(self) -> Wanted:
        return Wanted(
            purposes=_GROUPS[self.group.currentData()],
            search=self.search.text(),
            minutes=self.minutes.currentData(),
            place=Place(self.place.currentData()),
            things=Things(self.things.currentData()),
        )

    @Slot()
    def _fill(self) -> None:
        kept, wanted = self.current(), self._wanted()
        self.list.blockSignals(True)
        self.list.clear()
        # Who has some minutes looks for a session, not for weeks of them.
        short_first = wanted.minutes is not None
        for line in sorted(self._lines, key=lambda each: short_first and each.programme):
            if wanted.fits(line):
                self._add(line)
        self.list.blockSignals(False)
        if kept is not None:
            self._choose(kept.id)
        if self.list.currentItem() is None:
            self.list.setCurrentRow(0)
        self._tell()

    def _add(self, line: Line) -> None:
        parts = [line.detail]
        if line.programme:
            parts.insert(0, self.tr("Programme"))
        if line.own:
            parts.append(self.tr("yours"))
        item = QListWidgetItem(f"{line.title}\n{' · '.join(parts)}")
        item.setData(_LINE, line)
        item.setSizeHint(self._size(item.text()))
        item.setToolTip("")
        self.list.addItem(item)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setSizeHint(self._size(item.text()))

    def _size(self, text: str) -> QSize:
        """As high as its words are in this width: nothing is cut short at large text."""
        bar = self.list.verticalScrollBar().sizeHint().width()
        room = QRect(0, 0, self.list.width() - bar - theme.scaled(_BESIDE), _ANY_HEIGHT)
        words = self.list.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, text)
        return QSize(0, words.height() + theme.scaled(_ABOVE_AND_BELOW))

    @Slot()
    def _tell(self) -> None:
        self.chosen.emit()

    @Slot(QListWidgetItem)
    def _activate(self, _item: QListWidgetItem) -> None:
        self.activated.emit()


def _choice(name: str, words: Mapping[object, str]) -> CalmComboBox:
    box = CalmComboBox()
    box.setAccessibleName(name)
    for value, said in words.items():
        box.addItem(said, value)
    box.setMinimumContentsLength(_LETTERS)
    box.setSizeAdjustPolicy(CalmComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _line_of(item: QListWidgetItem | None) -> Line | None:
    line: Line | None = None if item is None else item.data(_LINE)
    return line
