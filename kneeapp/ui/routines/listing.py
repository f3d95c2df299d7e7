"""The list of routines: what for, how long, with what; narrowed by a chip or a typed word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from kneeapp.routine.model import Purpose
from kneeapp.ui import theme
from kneeapp.ui.widgets.choice_row import ChoiceRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneeapp.routine.model import Routine

ALL = "all"
_GROUPS: dict[str, frozenset[Purpose]] = {
    ALL: frozenset(Purpose),
    "before": frozenset({Purpose.WARM_UP}),
    "after": frozenset({Purpose.RECOVERY, Purpose.RELIEF}),
    "rehab": frozenset({Purpose.REHAB, Purpose.MOBILITY}),
    "strong": frozenset({Purpose.STRENGTH, Purpose.PREVENTION}),
    "running": frozenset({Purpose.RUNNING}),
}


class RoutineList(QWidget):
    """All routines; one is chosen.

    Signals:
        chosen(str): the id of the routine now chosen; empty when none is left.
        activated(str): Enter or a double click on a routine.
    """

    chosen = Signal(str)
    activated = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._minutes: dict[str, int] = {}
        self._routines: list[Routine] = []
        self._group = ALL
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(self.tr("Search routines"))
        self.chips = ChoiceRow(
            {
                ALL: self.tr("All"),
                "before": self.tr("Before a run"),
                "after": self.tr("After a run, relief"),
                "rehab": self.tr("Sore knee"),
                "strong": self.tr("Get strong"),
                "running": self.tr("Back to running"),
            },
            ALL,
        )
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setAccessibleName(self.tr("Routines"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(10))
        for part in (self.chips, self.search):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        self.search.textChanged.connect(self._fill)
        self.chips.chosen.connect(self._narrow)
        self.list.currentItemChanged.connect(self._tell)
        self.list.itemActivated.connect(self._activate)

    def show_routines(self, routines: Iterable[Routine], minutes: dict[str, int]) -> None:
        """Fill the list; `minutes` is how long each takes."""
        order = list(Purpose)
        self._minutes = minutes
        self._routines = sorted(routines, key=lambda r: order.index(r.purpose))
        self._fill()

    def choose(self, routine_id: str) -> None:
        """Choose a routine that is in the list."""
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == routine_id:
                self.list.setCurrentRow(row)

    def current(self) -> str:
        """The chosen routine's id, or empty."""
        return _id_of(self.list.currentItem())

    @Slot()
    def _fill(self) -> None:
        kept = self.current()
        self.list.blockSignals(True)
        self.list.clear()
        for routine in self._routines:
            if self._fits(routine):
                self._add(routine)
        self.list.blockSignals(False)
        self.choose(kept)
        if self.list.currentItem() is None:
            self.list.setCurrentRow(0)
        self._tell()

    def _fits(self, routine: Routine) -> bool:
        words = self.search.text().casefold().split()
        text = f"{routine.title} {routine.summary} {routine.who}".casefold()
        return routine.purpose in _GROUPS[self._group] and all(word in text for word in words)

    def _add(self, routine: Routine) -> None:
        minutes = self.tr("{count} min").format(count=self._minutes[routine.id])
        item = QListWidgetItem(f"{routine.title}\n{minutes}")
        item.setData(Qt.ItemDataRole.UserRole, routine.id)
        item.setSizeHint(QSize(0, theme.scaled(58)))
        item.setToolTip("")
        self.list.addItem(item)

    @Slot(str)
    def _narrow(self, group: str) -> None:
        self._group = group
        self._fill()

    @Slot()
    def _tell(self) -> None:
        self.chosen.emit(self.current())

    @Slot(QListWidgetItem)
    def _activate(self, item: QListWidgetItem) -> None:
        self.activated.emit(_id_of(item))


def _id_of(item: QListWidgetItem | None) -> str:
    return "" if item is None else str(item.data(Qt.ItemDataRole.UserRole))
