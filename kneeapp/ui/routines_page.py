"""Routines: find one, read what it asks, fit it to the time you have, start it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneeapp.base.side import Side
from kneeapp.flow.choice import with_own_times
from kneeapp.routine.timeline import Choices, compile_timeline
from kneeapp.ui import theme
from kneeapp.ui.routines.listing import RoutineList
from kneeapp.ui.routines.preview import Preview
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.choice_row import ChoiceRow
from kneeapp.ui.widgets.text import Label, muted

if TYPE_CHECKING:
    from kneeapp.routine.model import Routine
    from kneeapp.routine.timeline import Timeline
    from kneeapp.ui.services import Services

_MINUTE_MS = 60_000


class RoutinesPage(QWidget):
    """A list on the left, the chosen routine on the right.

    Signals:
        start_wanted(str, object): the id of a routine to play, and the sore Side.
    """

    start_wanted = Signal(str, object)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._side = Side.BOTH
        self.listing = RoutineList()
        self.preview = Preview()
        self.sides = ChoiceRow(
            {
                Side.LEFT: self.tr("Left"),
                Side.RIGHT: self.tr("Right"),
                Side.BOTH: self.tr("Both or none"),
            },
            Side.BOTH,
        )
        self.start = button(self.tr("Start"), "primary")
        self.length = muted("")
        self.none = muted(self.tr("No routine fits. Clear the search or choose All."))
        self._lay_out()
        self.listing.chosen.connect(self._show_chosen)
        self.listing.activated.connect(self._start)
        self.sides.chosen.connect(self._choose_side)
        self.start.clicked.connect(self._start)

    def shown(self) -> None:
        """Read the library the first time, and put the focus on the list."""
        library = self._services.library()
        minutes = {r.id: self._minutes(self._compile(r)) for r in library.routines.values()}
        self.listing.show_routines(library.routines.values(), minutes)
        self.listing.list.setFocus()

    def leave(self) -> None:
        """The window closes."""
        self.preview.close_pictures()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self.listing, 1)
        card = Card()
        card.body.addWidget(self.preview, 1)
        card.body.addWidget(self.none)
        foot = QHBoxLayout()
        foot.setSpacing(theme.scaled(12))
        foot.addWidget(Label(self.tr("Which knee is sore?"), wrap=False))
        foot.addWidget(self.sides, 1)
        foot.addWidget(self.length)
        foot.addWidget(self.start)
        card.body.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.scaled(n) for n in (24, 16, 24, 20)))
        row.setSpacing(theme.scaled(20))
        row.addLayout(left, 38)
        row.addWidget(card, 62)

    def _compile(self, routine: Routine) -> Timeline:
        choices = with_own_times(Choices(side=self._side), self._services.settings)
        return compile_timeline(routine, self._services.library(), choices)

    def _minutes(self, timeline: Timeline) -> int:
        return max(1, round(timeline.length_ms / _MINUTE_MS))

    @Slot(str)
    def _show_chosen(self, routine_id: str) -> None:
        routine = self._services.library().routines.get(routine_id)
        for part in (self.preview, self.start, self.length):
            part.setVisible(routine is not None)
        self.none.setVisible(routine is None)
        if routine is None:
            return
        timeline = self._compile(routine)
        self.preview.show_routine(routine, timeline, self._services.library())
        count = self._minutes(timeline)
        self.length.setText(self.tr("{count} min").format(count=count))

    @Slot(str)
    def _choose_side(self, side: str) -> None:
        self._side = Side(side)
        self._show_chosen(self.listing.current())

    @Slot()
    def _start(self) -> None:
        current = self.listing.current()
        if current:
            self.start_wanted.emit(current, self._side)
