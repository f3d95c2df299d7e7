"""Is it getting better? In words, as lines with their tables, as a calendar, and on the knee."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneeapp.flow.progress import days as flow_days
from kneeapp.flow.progress import progress
from kneeapp.flow.progress.days import Fold
from kneeapp.journal import look
from kneeapp.ui.journal.body_maps import BodyMapsCard
from kneeapp.ui.journal.calendar_grid import CalendarGrid
from kneeapp.ui.journal.line_key import LineKey
from kneeapp.ui.journal.plot_card import PlotCard
from kneeapp.ui.journal.trend_card import TrendCard
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.choice_row import ChoiceRow
from kneeapp.ui.widgets.page import ScrollColumn
from kneeapp.ui.widgets.text import Label, heading, muted, small

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kneeapp.flow.progress.days import Day, Hard
    from kneeapp.ui.journal.hard_plot import HardPlot
    from kneeapp.ui.journal.pain_plot import PainPlot
    from kneeapp.ui.services import Services

_SPANS = {"month": 28, "quarter": 91, "year": 365, "all": None}
_MAPS = 20
_LEAST_DAYS = 2
_YEAR_DAYS = 366


class ProgressView(QWidget):
    """Reads the journal each time it is shown."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._span = "quarter"
        self.plot: PainPlot | None = None
        self.hard_plot: HardPlot | None = None
        self.spans = ChoiceRow(
            {
                "month": self.tr("4 weeks"),
                "quarter": self.tr("3 months"),
                "year": self.tr("1 year"),
                "all": self.tr("Everything"),
            },
            self._span,
        )
        self.trend = TrendCard()
        self.too_little = muted(
            self.tr("There is too little to show yet. Two days with a pain figure make a line.")
        )
        self.line = PlotCard(self.tr("Pain over time"), self.tr("Pain over time, as a table"))
        self.line.table.stretched = 3
        self.hard = PlotCard(
            self.tr("What is hard for you"), self.tr("What is hard for you, as a table")
        )
        self.hard.table.stretched = 0
        self.key = LineKey()
        self.hard.body.insertWidget(1, self.key)
        self.calendar = CalendarGrid()
        self.streak = Label("", "strong")
        self.maps = BodyMapsCard()
        self._lay_out()
        self.spans.chosen.connect(self._on_span)

    def shown(self) -> None:
        """Read the journal again."""
        today = self._services.clock.wall().date()
        since = self._since(today)
        journal = self._services.journal()
        self.trend.show_progress(progress.progress(journal, since, today))
        fold = Fold.of((today - since).days)
        self._show_line(flow_days.folded(flow_days.days(journal, since), fold), today, fold)
        self._show_hard(flow_days.hard_things(journal, since, fold), today, fold)
        self._show_calendar(today)
        self.maps.show_maps(look.maps(journal, since, _MAPS))
        self._no_maps.setVisible(self.maps.isHidden())

    def _since(self, today: date) -> date:
        length = _SPANS[self._span]
        if length is not None:
            return today - timedelta(days=length - 1)
        return look.first_day(self._services.journal()) or today

    def _lay_out(self) -> None:
        scroll = ScrollColumn(width=1180)
        body = scroll.body
        for part in (self.spans, self.trend, self.too_little, self.line, self.hard):
            body.addWidget(part)
        body.addWidget(self._calendar_card())
        body.addWidget(heading(self.tr("Where it hurt")))
        body.addWidget(self.maps)
        self._no_maps = muted(self.tr("No place was marked in this time."))
        body.addWidget(self._no_maps)
        body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)

    def _calendar_card(self) -> Card:
        card = Card(self.tr("Your weeks"))
        card.body.addWidget(self.streak)
        card.body.addWidget(self.calendar)
        card.body.addWidget(small(self.tr("▲ a routine  ● a run  · something else in the journal")))
        return card

    def _show_calendar(self, today: date) -> None:
        year = look.active_days(self._services.journal(), today - timedelta(days=_YEAR_DAYS))
        self.calendar.show_days(year, today)
        active = [day for day, of in year.items() if of & {"session", "run"}]
        self.streak.setText(flow_days.streak_words(flow_days.streak(active, today)))
        self.streak.setVisible(bool(self.streak.text()))

    def _show_line(self, days: Sequence[Day], today: date, fold: Fold) -> None:
        enough = sum(day.figure is not None for day in days) >= _LEAST_DAYS
        self.too_little.setVisible(not enough)
        self.line.setVisible(enough)
        if not enough:
            return
        if self.plot is None:
            from kneeapp.ui.journal.pain_plot import PainPlot

            self.plot = PainPlot()
            self.line.add_picture(self.plot)
        self.plot.show_days(days, days[0].day, max(today, days[-1].day))
        self.plot.setAccessibleDescription(self.trend.words)
        words = {
            Fold.DAY: self.tr("The strongest pain told each day, 0 to 10."),
            Fold.WEEK: self.tr("The strongest pain told in each week, 0 to 10."),
            Fold.MONTH: self.tr("The strongest pain told in each month, 0 to 10."),
        }[fold]
        self.line.explained.setText(f"{words}  {self.tr('▲ a routine  ● a run')}")
        heads = [
            self.tr("Pain"),
            self.tr("Next morning"),
            self.tr("Routine"),
            self.tr("Run"),
        ]
        rows = [_row(day, fold) for day in reversed(days)]
        self.line.table.show_rows([self._when(fold), *heads], rows)

    def _show_hard(self, things: Sequence[Hard], today: date, fold: Fold) -> None:
        rows = flow_days.hard_table(things)
        self.hard.setVisible(len(rows) >= _LEAST_DAYS)
        if len(rows) < _LEAST_DAYS:
            return
        if self.hard_plot is None:
            from kneeapp.ui.journal.hard_plot import HardPlot

            self.hard_plot = HardPlot()
            self.hard.add_picture(self.hard_plot)
        self.hard_plot.show_things(things, rows[0][0], max(today, rows[-1][0]))
        names = [thing.name for thing in things]
        self.key.show_names(names)
        self.hard_plot.setAccessibleDescription(", ".join(names))
        self.hard.explained.setText(self.tr("0 no trouble, 10 cannot do it. Lower is better."))
        self.hard.table.show_rows(
            [self._when(fold), *names],
            [(_day(day, fold), *map(_number, figures)) for day, figures in reversed(rows)],
        )

    def _when(self, fold: Fold) -> str:
        names = {Fold.DAY: self.tr("Day"), Fold.WEEK: self.tr("Week from")}
        return names.get(fold, self.tr("Month"))

    @Slot(str)
    def _on_span(self, span: str) -> None:
        self._span = span
        self.shown()


def _row(day: Day, fold: Fold) -> tuple[str, ...]:
    single = fold is Fold.DAY
    routines = ", ".join(day.sessions) if single else str(len(day.sessions) or "")
    return _day(day.day, fold), _number(day.worst), _number(day.morning), routines, day.run_words


def _day(day: date, fold: Fold) -> str:
    pattern = "MMM yyyy" if fold is Fold.MONTH else "d MMM yyyy"
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
