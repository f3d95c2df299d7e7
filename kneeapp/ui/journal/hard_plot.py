"""The picture of what is hard, over time: a line for each thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeapp.ui.journal.line_key import LOOKS
from kneeapp.ui.journal.time_plot import TimePlot

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from kneeapp.flow.progress.days import Hard

_LOWEST = -0.6
_FEW = 60  # more spots on three lines hide the lines


class HardPlot(TimePlot):
    """Lines that differ in colour and in the shape of their spots."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("What is hard, over time"), _LOWEST, parent)

    def show_things(self, things: Sequence[Hard], first: date, last: date) -> None:
        """Draw these, from one day to another."""
        self.begin(first, last)
        for thing, look in zip(things, LOOKS, strict=False):
            colour = look.colour()
            few = len(thing.points) <= _FEW
            spots = [colour] * len(thing.points) if few else []
            self.add_line(thing.points, colour, look.shape, spots)
