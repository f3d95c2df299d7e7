"""The three columns of the knee page, or two with a switch where there is less room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kneeapp.ui import theme
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from kneeapp.ui.knee.bars import TurnBar

_SHARES = 22, 52, 30  # of the width: the picture leads
_LEAST_LEFT, _MOST_SIDE = 210, 480  # px at 100 % text


class Columns(QWidget):
    """The places in words to the left, the picture in the middle, the mark to the right.

    When compact, what is beside the picture shares the right column, one panel at a time.

    Args:
        words: the list of places.
        spread: what can be said of pain without a single spot.
        middle: the picture.
        right: the mark.
    """

    def __init__(self, words: QWidget, spread: QWidget, middle: QWidget, right: QWidget) -> None:
        super().__init__()
        self._panels = words, spread, right
        self._compact = False
        left = QWidget()
        left.setProperty("role", "page")
        self._words = stacked(left)
        self._words.addWidget(words, 1)
        self._words.addWidget(spread)
        self._left = scrolled(left)
        self._left.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._left.setMinimumWidth(theme.scaled(_LEAST_LEFT))
        self._left.setMaximumWidth(theme.scaled(_MOST_SIDE))
        self.list_button = button(self.tr("List of places"), "chip")
        self.spread_button = button(self.tr("No single spot"), "chip")
        self.mark_button = button(self.tr("The pain"), "chip")
        self._switch = self._make_switch()
        side = QWidget()
        self._side = stacked(side)
        self._side.addWidget(self._switch)
        self._side.addWidget(right, 1)
        # As wide for the list as for the mark: the picture must not move when they change.
        side.setMinimumWidth(right.minimumWidth())
        side.setMaximumWidth(theme.scaled(_MOST_SIDE))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.scaled(14))
        for part, share in zip((self._left, middle, side), _SHARES, strict=True):
            row.addWidget(part, share)

    def set_compact(self, compact: bool) -> None:
        """Two columns instead of three, or back."""
        if compact == self._compact:
            return
        self._compact = compact
        words, spread, _ = self._panels
        to = self._side if compact else self._words
        to.addWidget(words, 1)
        to.addWidget(spread, 0, Qt.AlignmentFlag.AlignTop)
        self._left.setVisible(not compact)
        self._switch.setVisible(compact)
        self._show_chosen()

    def show_mark(self, mark: bool) -> None:
        """When compact: show the mark, or the list of places."""
        (self.mark_button if mark else self.list_button).setChecked(True)
        self._show_chosen()

    def _make_switch(self) -> QWidget:
        switch = QWidget()
        flow = FlowLayout(switch, theme.scaled(6))
        group = QButtonGroup(self)
        for choice in (self.list_button, self.spread_button, self.mark_button):
            choice.setCheckable(True)
            group.addButton(choice)
            flow.addWidget(choice)
        switch.hide()
        self.list_button.setChecked(True)
        group.idToggled.connect(self._show_chosen)
        return switch

    @Slot()
    def _show_chosen(self) -> None:
        choices = self.list_button, self.spread_button, self.mark_button
        for panel, choice in zip(self._panels, choices, strict=True):
            panel.setVisible(not self._compact or choice.isChecked())


class Middle(QWidget):
    """The picture and the bar that turns it: below it, or beside it where height is scarce."""

    def __init__(self, picture: QWidget, bar: TurnBar) -> None:
        super().__init__()
        self._bar = bar
        self._box = stacked(self)
        self._box.addWidget(picture, 1)
        self._box.addWidget(bar)

    def set_low(self, low: bool) -> None:
        """Put the bar beside the picture, or back below it."""
        way = QBoxLayout.Direction
        self._box.setDirection(way.RightToLeft if low else way.TopToBottom)
        self._bar.set_upright(low)


def stacked(of: QWidget) -> QVBoxLayout:
    """A column for the parts of a widget."""
    column = QVBoxLayout(of)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.scaled(8))
    return column


def scrolled(part: QWidget) -> QScrollArea:
    """A part that scrolls where there is no room for it."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(part)
    return scroll
