"""The picture of pain over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeapp.ui import theme
from kneeapp.ui.journal.time_plot import TimePlot

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from kneeapp.flow.progress.days import Day

_ROUTINE_Y, _RUN_Y, _LOWEST = -0.9, -1.8, -2.4


class PainPlot(TimePlot):
    """The strongest pain as a line; below it a mark for each time with a routine or a run."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Pain over time"), _LOWEST, parent)

    def show_days(self, days: Sequence[Day], first: date, last: date) -> None:
        """Draw these days or weeks, oldest first, from one day to another."""
        self.begin(first, last)
        colours = theme.tokens()
        told = [(day.day, day.figure) for day in days if day.figure is not None]
        spots = [theme.pain_colour(value) for _, value in told]
        self.add_line(told, colours.accent, "o", spots)
        self.add_marks([d.day for d in days if d.sessions], _ROUTINE_Y, "t1", colours.accent)
        self.add_marks([d.day for d in days if d.runs], _RUN_Y, "o", colours.text_muted)
