"""The three columns of the knee page, or two with a switch where there is less room."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
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

_SHARES = 22, 52, 30  # of the width: the picture leads


class Columns(QWidget):
    """Words to the left, the picture in the middle, the mark to the right.

    When compact, the words and the mark share the right column, one at a time.
    """

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget) -> None:
        super().__init__()
        self._left = scrolled(left)
        self._left.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._left.setMinimumWidth(left.minimumWidth())
        self._right = right
        self._compact = False
        self.list_button = button(self.tr("List of places"), "chip")
        self.mark_button = button(self.tr("The pain"), "chip")
        self._switch = QWidget()
        switch = QHBoxLayout(self._switch)
        switch.setContentsMargins(0, 0, 0, 0)
        group = QButtonGroup(self)
        for choice in (self.list_button, self.mark_button):
            choice.setCheckable(True)
            group.addButton(choice)
            switch.addWidget(choice)
        switch.addStretch(1)
        side = QWidget()
        self._side = QVBoxLayout(side)
        self._side.setContentsMargins(0, 0, 0, 0)
        self._side.setSpacing(theme.scaled(8))
        self._side.addWidget(self._switch)
        self._side.addWidget(right, 1)
        # As wide for the list as for the mark: the picture must not move when they change.
        side.setMinimumWidth(right.minimumWidth())
        side.setMaximumWidth(theme.scaled(480))
        self._left.setMaximumWidth(theme.scaled(480))
        self._low = right.minimumSizeHint().height()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.scaled(14))
        self._row.addWidget(self._left, _SHARES[0])
        self._row.addWidget(middle, _SHARES[1])
        self._row.addWidget(side, _SHARES[2])
        self._switch.hide()
        self.list_button.setChecked(True)
        group.idToggled.connect(self._show_chosen)

    def set_compact(self, compact: bool) -> None:
        """Two columns instead of three, or back."""
        if compact == self._compact:
            return
        self._compact = compact
        self._switch.setVisible(compact)
        self._left.setMinimumHeight(self._low)
        if compact:
            self._side.addWidget(self._left, 1)
        else:
            self._row.insertWidget(0, self._left, _SHARES[0])
        self._show_chosen()

    def show_mark(self, mark: bool) -> None:
        """When compact: show the mark, or the list of places."""
        (self.mark_button if mark else self.list_button).setChecked(True)
        self._show_chosen()

    @Slot()
    def _show_chosen(self) -> None:
        self._left.setVisible(not self._compact or self.list_button.isChecked())
        self._right.setVisible(not self._compact or self.mark_button.isChecked())


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
