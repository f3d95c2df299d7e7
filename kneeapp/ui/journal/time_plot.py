"""Figures from 0 to 10 over time, drawn by pyqtgraph; imported when a picture is first wanted."""

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

    from PySide6.QtGui import QColor, QWheelEvent

HEIGHT = 264
_HIGHEST = 10.6
_HALF_DAY_S = 43_200
_MANY_POINTS = 180
_TICKS = 4
_DAYS_WITHOUT_YEAR = 300


class TimePlot(pg.PlotWidget):  # type: ignore[misc]
    """A plain picture: it does not zoom, and the table beside it is for the keyboard.

    Args:
        name: what a screen reader says.
        lowest: the figure at the lower rim; below 0 there is room for marks.
    """

    def __init__(self, name: str, lowest: float, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=theme.tokens().surface)
        self.setAccessibleName(name)
        self.setFixedHeight(theme.scaled(HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area = self.getPlotItem()
        self._area.setMenuEnabled(False)
        self._area.hideButtons()
        self._area.setMouseEnabled(x=False, y=False)
        self._area.setYRange(lowest, _HIGHEST, padding=0)
        self._dress()

    def begin(self, first: date, last: date) -> None:
        """Empty, from one day to another."""
        self._area.clear()
        self._draw_grid()
        self._area.getAxis("bottom").setTicks([_ticks(first, last)])
        self._area.setXRange(
            _seconds(first) - _HALF_DAY_S, _seconds(last) + _HALF_DAY_S, padding=0.05
        )

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls, not the picture

    def add_line(
        self,
        points: Sequence[tuple[date, int]],
        colour: QColor,
        shape: str,
        brushes: Sequence[QColor],
    ) -> None:
        """A line through figures, oldest first; with a spot for each where there are brushes."""
        how: dict[str, Any] = {"pen": pg.mkPen(colour, width=theme.scaled(2.5))}
        if brushes:
            how |= {
                "symbol": shape,
                "symbolSize": theme.scaled(9),
                "symbolPen": pg.mkPen(theme.tokens().text, width=1.5),
                "symbolBrush": [pg.mkBrush(brush) for brush in brushes],
            }
        when = [_seconds(day) for day, _ in points]
        self._area.addItem(pg.PlotDataItem(when, [value for _, value in points], **how))

    def add_marks(self, days: Sequence[date], y: float, shape: str, colour: QColor) -> None:
        """A mark for each of the days, all at one height."""
        size = theme.scaled(9 if len(days) <= _MANY_POINTS else 4)
        self._area.addItem(
            pg.ScatterPlotItem(
                [_seconds(day) for day in days],
                [y] * len(days),
                symbol=shape,
                size=size,
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
        for value in (0, 5, 10):
            pen = pg.mkPen(theme.tokens().surface_alt, width=1.5)
            line = pg.InfiniteLine(value, angle=0, pen=pen)
            line.setZValue(-1)
            self._area.addItem(line, ignoreBounds=True)


def _ticks(first: date, last: date) -> list[tuple[float, str]]:
    """A few days, evenly spread, with their names."""
    span = (last - first).days
    steps = min(_TICKS, span) or 1
    pattern = "MMM yyyy" if span > _DAYS_WITHOUT_YEAR else "d MMM"
    days = [first + timedelta(days=round(span * n / steps)) for n in range(steps + 1)]
    return [(_seconds(d), QLocale().toString(QDate(d.year, d.month, d.day), pattern)) for d in days]


def _seconds(day: date) -> float:
    return datetime.combine(day, time(12), UTC).timestamp()
