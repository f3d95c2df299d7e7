"""At one look: is it getting better? The most telling change large, the others as tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kneeapp.flow.progress.progress import span_words
from kneeapp.flow.visit.followup import Trend
from kneeapp.ui import theme
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.flow_layout import FlowLayout
from kneeapp.ui.widgets.text import Label, heading, small

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from kneeapp.flow.progress.progress import Change, Progress

_TILE_WIDTH, _TILE_HEIGHT = 212, 112
_LARGE, _SMALL = 44, 22


class TrendMark(QWidget):
    """An arrow down in the colour of good, one up in that of danger, or a level bar."""

    def __init__(self, trend: Trend, size: int) -> None:
        super().__init__()
        self._trend = trend
        self.setFixedSize(theme.scaled(size), theme.scaled(size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.tokens()
        fill = {
            Trend.BETTER: colours.good,
            Trend.WORSE: colours.danger,
            Trend.SAME: colours.text_muted,
        }[self._trend]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawEllipse(self.rect())
        painter.setBrush(theme.readable_on(fill))
        unit, middle = self.width() / 10, QRectF(self.rect()).center()
        if self._trend is Trend.SAME:
            bar = QRectF(0, 0, 4.8 * unit, 1.4 * unit)
            bar.moveCenter(middle)
            painter.drawRect(bar)
            return
        way = 1 if self._trend is Trend.BETTER else -1
        corners = ((-2.4, -1.2), (2.4, -1.2), (0.0, 2.4))
        spots = [middle + QPointF(x * unit, way * y * unit) for x, y in corners]
        painter.drawPolygon(QPolygonF(spots))


class TrendTile(QFrame):
    """One change: its name, then and now, and in which direction."""

    def __init__(self, change: Change) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        self.setFixedWidth(theme.scaled(_TILE_WIDTH))
        self.setMinimumHeight(theme.scaled(_TILE_HEIGHT))
        self.setAccessibleName(change.sentence)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.scaled(n) for n in (14, 10, 14, 10)))
        column.setSpacing(theme.scaled(4))
        column.addWidget(small(change.name))
        figures = QHBoxLayout()
        figures.setSpacing(theme.scaled(8))
        figures.addWidget(TrendMark(change.trend, _SMALL))
        figures.addWidget(heading(f"{change.first} → {change.last}"), 1)
        column.addLayout(figures)
        column.addWidget(small(self._direction(change)))
        column.addStretch(1)

    def _direction(self, change: Change) -> str:
        words = {
            Trend.BETTER: self.tr("better, in {span}"),
            Trend.WORSE: self.tr("worse, in {span}"),
            Trend.SAME: self.tr("about the same, {span}"),
        }[change.trend]
        return words.format(span=span_words(change.days))


class TrendCard(Card):
    """Says how it goes; hidden when there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self._inside = QWidget()
        self.body.addWidget(self._inside)

    def show_progress(self, told: Progress) -> None:
        """Show this and only this."""
        self.words = "\n".join(told.sentences)
        self.setVisible(bool(told.sentences))
        old, self._inside = self._inside, QWidget()
        self.body.replaceWidget(old, self._inside)
        old.hide()
        old.deleteLater()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(12))
        if told.changes:
            column.addWidget(_headline(told.changes[0]))
        if told.changes[1:]:
            column.addWidget(_tiles(told.changes[1:]))
        for line in (told.done, *told.runs):
            if line:
                column.addWidget(Label(line))


def _headline(change: Change) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.scaled(14))
    row.addWidget(TrendMark(change.trend, _LARGE), 0, Qt.AlignmentFlag.AlignTop)
    words = Label(change.sentence, "title")
    words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    row.addWidget(words, 1)
    return made


def _tiles(changes: tuple[Change, ...]) -> QWidget:
    made = QWidget()
    flow = FlowLayout(made, theme.scaled(10))
    for change in changes:
        flow.addWidget(TrendTile(change))
    return made
