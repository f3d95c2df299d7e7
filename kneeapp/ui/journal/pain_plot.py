"""Pain over time, drawn by pyqtgraph; this module is imported when the picture is first wanted."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pyqtgraph as pg  # type: ignore[import-untyped]
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneeapp.ui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QWheelEvent

    from kneeapp.flow.days import Day

_ROUTINE_Y, _RUN_Y = -0.9, -1.8
_LOWEST, _HIGHEST = -2.4, 10.6
_HALF_DAY_S = 43_200
_MANY_POINTS = 180
_TICKS = 4
_DAYS_WITHOUT_YEAR = 300


class PainPlot(pg.PlotWidget):  # type: ignore[misc]
    """The strongest pain of each day as a line; below it a mark for each routine and each run."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=theme.tokens().surface)
        self.setAccessibleName(self.tr("Pain over time"))
        self.setFixedHeight(theme.scaled(264))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the table beside it is for the keyboard
        self._area = self.getPlotItem()
        self._area.setMenuEnabled(False)
        self._area.hideButtons()
        self._area.setMouseEnabled(x=False, y=False)
        self._area.setYRange(_LOWEST, _HIGHEST, padding=0)
        self._dress()

    def show_days(self, days: Sequence[Day], first: date, last: date) -> None:
        """Draw these, oldest first, from one day to another."""
        self._area.clear()
        self._draw_grid()
        self._area.getAxis("bottom").setTicks([_ticks(first, last)])
        self._area.setXRange(
            _seconds(first) - _HALF_DAY_S, _seconds(last) + _HALF_DAY_S, padding=0.05
        )
        told = [(_seconds(day.day), day.figure) for day in days if day.figure is not None]
        self._draw_line([x for x, _ in told], [y for _, y in told])
        colours = theme.tokens()
        self._draw_marks([d.day for d in days if d.sessions], _ROUTINE_Y, "t1", colours.accent)
        self._draw_marks([d.day for d in days if d.runs], _RUN_Y, "o", colours.text_muted)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls, not the picture

    def _draw_line(self, when: list[float], values: list[int]) -> None:
        colours = theme.tokens()
        pen = pg.mkPen(colours.accent, width=theme.scaled(2.5))
        if len(when) > _MANY_POINTS:
            self._area.addItem(pg.PlotDataItem(when, values, pen=pen, autoDownsample=True))
            return
        self._area.addItem(
            pg.PlotDataItem(
                when,
                values,
                pen=pen,
                symbol="o",
                symbolSize=theme.scaled(9),
                symbolPen=pg.mkPen(colours.text, width=1.5),
                symbolBrush=[pg.mkBrush(theme.pain_colour(value)) for value in values],
            )
        )

    def _draw_marks(self, days: Sequence[date], y: float, shape: str, colour: Any) -> None:  # noqa: ANN401
        self._area.addItem(
            pg.ScatterPlotItem(
                [_seconds(day) for day in days],
                [y] * len(days),
                symbol=shape,
                size=theme.scaled(9),
                pen=pg.mkPen(None),
                brush=pg.mkBrush(colour),
            )
        )

    def _dress(self) -> None:
        colours = theme.tokens()
        left, bottom = self._area.getAxis("left"), self._area.getAxis("bottom")
        left.setTicks([[(0, "0"), (5, "5"), (10, "10")]])
        for axis in (left, bottom):
            axis.setTextPen(colours.text_muted)
            axis.setPen(pg.mkPen(colours.outline))
            axis.setStyle(tickFont=theme.font(0.85), tickLength=0)
        bottom.setHeight(theme.scaled(34))
        left.setWidth(theme.scaled(30))

    def _draw_grid(self) -> None:
        colours = theme.tokens()
        for value in (0, 5, 10):
            line = pg.InfiniteLine(value, angle=0, pen=pg.mkPen(colours.surface_alt, width=1.5))
            line.setZValue(-1)
            self._area.addItem(line, ignoreBounds=True)


def _ticks(first: date, last: date) -> list[tuple[float, str]]:
    """A few days, evenly spread, with their names."""
    span = (last - first).days
    steps = min(_TICKS, span) or 1
    pattern = "d MMM yyyy" if span > _DAYS_WITHOUT_YEAR else "d MMM"
    days = [first + timedelta(days=round(span * n / steps)) for n in range(steps + 1)]
    return [(_seconds(d), QLocale().toString(QDate(d.year, d.month, d.day), pattern)) for d in days]


def _seconds(day: date) -> float:
    return datetime.combine(day, time(12), UTC).timestamp()
