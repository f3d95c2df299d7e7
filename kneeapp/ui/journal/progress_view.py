"""Is it getting better? Sentences, the line with its table, the calendar, the knee over time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Qt, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kneeapp.flow import days as flow_days
from kneeapp.flow import progress
from kneeapp.journal import look
from kneeapp.ui import theme
from kneeapp.ui.journal.body_maps import BodyMapsCard
from kneeapp.ui.journal.calendar_grid import CalendarGrid
from kneeapp.ui.journal.words_table import WordsTable
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.choice_row import ChoiceRow
from kneeapp.ui.widgets.page import ScrollColumn
from kneeapp.ui.widgets.text import Label, heading, muted, small

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from kneeapp.flow.days import Day
    from kneeapp.ui.journal.pain_plot import PainPlot
    from kneeapp.ui.services import Services

_SPANS = {"month": 28, "quarter": 91, "year": 365, "all": None}
_NARROW = 980
_MAPS = 20
_LEAST_DAYS = 2


class ProgressView(QWidget):
    """Reads the journal each time it is shown."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._span = "quarter"
        self.plot: PainPlot | None = None
        self.spans = ChoiceRow(
            {
                "month": self.tr("4 weeks"),
                "quarter": self.tr("3 months"),
                "year": self.tr("1 year"),
                "all": self.tr("Everything"),
            },
            self._span,
        )
        self.sentences = Label("")
        self.too_little = muted(
            self.tr("There is too little to show yet. Two days with a pain figure make a line.")
        )
        self.table = WordsTable(self.tr("Pain over time, as a table"))
        self.table.stretched = 3
        self.line = self._make_line()
        self.calendar = CalendarGrid(flow_days.CALENDAR_WEEKS)
        self.streak = Label("", "strong")
        self.maps = BodyMapsCard()
        self._lay_out()
        self.spans.chosen.connect(self._on_span)

    def shown(self) -> None:
        """Read the journal again."""
        today = self._services.clock.wall().date()
        since = self._since(today)
        journal = self._services.journal()
        told = progress.sentences(journal, since, today)
        self.sentences.setText("\n".join(told))
        self.sentences.setVisible(bool(told))
        self._show_line(flow_days.days(journal, since), today)
        kinds = look.active_days(journal, self.calendar.first_day(today))
        self.calendar.show_days(kinds, today)
        year = look.active_days(journal, today - timedelta(days=366))
        active = [day for day, of in year.items() if of & {"session", "run"}]
        self.streak.setText(flow_days.streak_words(flow_days.streak(active, today)))
        self.streak.setVisible(bool(self.streak.text()))
        maps = look.maps(journal, since, _MAPS)
        self.maps.show_maps(maps)
        self._no_maps.setVisible(self.maps.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _since(self, today: date) -> date:
        length = _SPANS[self._span]
        if length is not None:
            return today - timedelta(days=length - 1)
        return look.first_day(self._services.journal()) or today

    def _lay_out(self) -> None:
        scroll = ScrollColumn(width=1180)
        body = scroll.body
        body.addWidget(self.spans)
        body.addWidget(self.sentences)
        body.addWidget(self.too_little)
        body.addWidget(self.line)
        body.addWidget(self._calendar_card())
        body.addWidget(heading(self.tr("Where it hurt")))
        body.addWidget(self.maps)
        self._no_maps = muted(self.tr("No place was marked in this time."))
        body.addWidget(self._no_maps)
        body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)

    def _make_line(self) -> Card:
        card = Card(self.tr("Pain over time"))
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.scaled(16))
        self._grid.addWidget(self.table, 0, 1)
        card.body.addLayout(self._grid)
        card.body.addWidget(
            small(self.tr("The strongest pain told each day, 0 to 10.  ▲ a routine  ● a run"))
        )
        return card

    def _calendar_card(self) -> Card:
        card = Card(self.tr("The last 12 weeks"))
        card.body.addWidget(self.streak)
        card.body.addWidget(self.calendar, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(small(self.tr("▲ a routine  ● a run  · something else in the journal")))
        return card

    def _show_line(self, days: Sequence[Day], today: date) -> None:
        enough = sum(day.figure is not None for day in days) >= _LEAST_DAYS
        self.too_little.setVisible(not enough)
        self.line.setVisible(enough)
        if not enough:
            return
        if self.plot is None:
            from kneeapp.ui.journal.pain_plot import PainPlot

            self.plot = PainPlot()
            self._grid.addWidget(self.plot, 0, 0)
            self._fold()
        self.plot.show_days(days, days[0].day, max(today, days[-1].day))
        self.plot.setAccessibleDescription(self.sentences.text())
        self.table.show_rows(
            [
                self.tr("Day"),
                self.tr("Pain"),
                self.tr("Next morning"),
                self.tr("Routine"),
                self.tr("Run"),
            ],
            [_row(day) for day in reversed(days)],
        )

    def _fold(self) -> None:
        """The table below the picture where there is no room beside it."""
        narrow = self.width() < theme.scaled(_NARROW)
        self._grid.addWidget(self.table, 1 if narrow else 0, 0 if narrow else 1)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 0 if narrow else 2)
        self.table.setFixedHeight(theme.scaled(264))

    @Slot(str)
    def _on_span(self, span: str) -> None:
        self._span = span
        self.shown()


def _row(day: Day) -> tuple[str, ...]:
    name = QLocale().toString(QDate(day.day.year, day.day.month, day.day.day), "d MMM yyyy")
    return name, _number(day.worst), _number(day.morning), ", ".join(day.sessions), day.run_words


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
