"""The days of the last 3 weeks on Today, with a kind sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QFrame

from kneeapp.ui import theme
from kneeapp.ui.widgets.day_strip import DayStrip
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class DaysPart(QFrame):
    """The days as a strip, the words beside it; below it with large text."""

    def __init__(self, active: Mapping[date, int], today: date, words: str) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        way = QBoxLayout.Direction
        row = QBoxLayout(way.TopToBottom if theme.is_large_text() else way.LeftToRight, self)
        row.setContentsMargins(*(theme.scaled(n) for n in (16, 12, 16, 12)))
        row.setSpacing(theme.scaled(18))
        row.addWidget(DayStrip(active, today))
        row.addWidget(Label(words, "small"), 1)
