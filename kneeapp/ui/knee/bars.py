"""The rows of buttons of the knee page: whose knee and undo; how it is seen; drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kneeapp.base.side import Side
from kneeapp.ui import theme
from kneeapp.ui.knee import words
from kneeapp.ui.knee.layer_slider import LayerSlider
from kneeapp.ui.knee.naming import layer_of
from kneeapp.ui.knee.pictures import Layer
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.flow_layout import FlowLayout
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from kneeapp.body.places import View

_NAME_WIDTH = 300  # px at 100 % text: the longest name of a place
_NO_LIMIT = 16_777_215  # what Qt means by no greatest width


class HeadBar(QWidget):
    """Back, whose knee it is, what is pointed at, and what can be taken back.

    Signals:
        side_wanted(object): the other knee is to be shown, a Side.
    """

    side_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # The button that turns to the back of the knee is called Back.
        self.back = button(
            self.tr("\N{LEFTWARDS ARROW} Today"), "quiet", name=self.tr("Back to Today")
        )
        self.name = Label("", "heading", wrap=False)
        self.standard_name = Label("", "muted", wrap=False)
        self.right = button(self.tr("Right knee"), "chip")
        self.left = button(self.tr("Left knee"), "chip")
        self.same_as_last = button(self.tr("Same as last time"))
        self.undo = button(self.tr("Undo"), "quiet")
        self.redo = button(self.tr("Redo"), "quiet")
        self.clear = button(self.tr("Clear all"), "quiet")
        self.save = button(self.tr("Save \N{HORIZONTAL ELLIPSIS}"), "quiet", name=self.tr("Save"))
        self.more = button(self.tr("More"), "quiet")
        self._menu = QMenu(self.more)
        self.more.setMenu(self._menu)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._sides = QButtonGroup(self)
        for side in (self.right, self.left):
            side.setCheckable(True)
            self._sides.addButton(side)
        whose = _row(self.back, self.right, self.left)
        whose.addStretch(1)
        self._tools = QWidget()
        tools = _row(self.undo, self.redo, self.clear, self.save)
        tools.setContentsMargins(0, 0, 0, 0)
        self._tools.setLayout(tools)
        self.more.hide()
        steps = _row(self.same_as_last, self._tools, self.more)
        steps.insertStretch(0, 1)
        self._whose, self._steps, self._names = whose, steps, self._make_names()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.scaled(8))
        self._grid.setColumnStretch(1, 1)
        self._rows = 0
        self._arrange(1)
        self._sides.idToggled.connect(self._on_side)  # a screen reader toggles without a click

    def show_side(self, side: Side) -> None:
        """Say whose knee is on show."""
        self._sides.blockSignals(True)
        (self.left if side is Side.LEFT else self.right).setChecked(True)
        self._sides.blockSignals(False)

    def show_steps(self, *, undo: bool, redo: bool, clear: bool) -> None:
        """Say what can be done; the keyboard never lands on Clear all by itself."""
        able = {self.undo: undo, self.redo: redo, self.clear: clear}
        for each, is_able in able.items():
            each.setEnabled(each.isEnabled() or is_able)
        if any(each.hasFocus() and not is_able for each, is_able in able.items()):
            heir = self.undo if undo else self.redo if redo else self.back
            heir.setFocus(Qt.FocusReason.OtherFocusReason)
        for each, is_able in able.items():
            each.setEnabled(is_able)

    def tell(self, name: str, about: str) -> None:
        """Say what is pointed at, and below it what a clinician calls it."""
        self.name.setText(name[:1].upper() + name[1:])
        self.standard_name.setText(about)

    def _make_names(self) -> QWidget:
        names = QWidget()
        column = QVBoxLayout(names)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for label in (self.name, self.standard_name):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            # A long name must not push the buttons about.
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            column.addWidget(label)
        return names

    @Slot(int, bool)
    def _on_side(self, _id: int, checked: bool) -> None:
        if checked:
            self.side_wanted.emit(Side.LEFT if self.left.isChecked() else Side.RIGHT)

    def _arrange(self, rows: int) -> None:
        """All in one row; or the name below the buttons; or the buttons in two rows."""
        if rows == self._rows:
            return
        self._rows = rows
        self.standard_name.setVisible(rows == 1)
        whose, steps, names = {
            1: ((0, 0, 1, 1), (0, 2, 1, 1), (0, 1, 1, 1)),
            2: ((0, 0, 1, 1), (0, 2, 1, 1), (1, 0, 1, 3)),
            3: ((0, 0, 1, 3), (1, 0, 1, 3), (2, 0, 1, 3)),
        }[rows]
        for part in (self._whose, self._steps):
            self._grid.removeItem(part)
            part.setParent(None)
        self._grid.removeWidget(self._names)
        self._grid.addLayout(self._whose, *whose)
        self._grid.addWidget(self._names, *names)
        self._grid.addLayout(self._steps, *steps)

    @Slot()
    def _fill_menu(self) -> None:
        """The buttons for which there is no room, as they are now."""
        self._menu.clear()
        for each in (self.undo, self.redo, self.clear):
            action = self._menu.addAction(each.text(), each.click)
            action.setEnabled(each.isEnabled())
        saving = self.save.menu()
        if saving is not None:
            saving.setTitle(self.save.text())
            self._menu.addMenu(saving).setEnabled(self.save.isEnabled())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # "Same as last time" came or went
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        gap, name, room = self._grid.spacing(), theme.scaled(_NAME_WIDTH), self.width()
        whose, last = self._whose.sizeHint().width(), self._last_width()
        wide = whose + last + self._tools.sizeHint().width() + gap
        narrow = whose + last + self.more.sizeHint().width() + gap
        fits = wide + gap + name <= room
        self._tools.setVisible(fits)
        self.more.setVisible(not fits)
        self._arrange(1 if narrow + gap + name <= room else 2 if narrow <= room else 3)

    def _last_width(self) -> int:
        shown = not self.same_as_last.isHidden()
        return self.same_as_last.sizeHint().width() + self._steps.spacing() if shown else 0

    def minimumSizeHint(self) -> QSize:
        # As narrow as the wider group, whatever the rows are now: else it never gets narrow.
        steps = self._last_width() + self.more.sizeHint().width()
        narrow = max(self._whose.minimumSize().width(), steps)
        return QSize(narrow, self._grid.minimumSize().height())


class TurnBar(QWidget):
    """The four views, how far the skin is faded, and whether names stand beside the knee.

    The names come by themselves where more is seen than skin, until the person decides.

    Signals:
        view_wanted(object): a View to turn to.
        inside_wanted(float): 0 = skin, 1 = muscles, 2 = bones.
        names_wanted(bool): whether names are to be shown.
    """

    view_wanted = Signal(object)
    inside_wanted = Signal(float)
    names_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self.views: dict[View, QPushButton] = {}
        for view, text in words.views().items():
            made = button(text, "chip", name=self.tr("Turn to: {view}").format(view=text))
            made.setCheckable(True)
            self._group.addButton(made)
            self.views[view] = made
        self.layers = LayerSlider()
        self.names = button(self.tr("Names"), "chip", name=self.tr("Names beside the knee"))
        self.names.setCheckable(True)
        self._names_decided = False
        flow = FlowLayout(self, theme.scaled(6))
        for part in (*self.views.values(), self.layers, self.names):
            flow.addWidget(part)
        self.names.toggled.connect(self.names_wanted)
        self.names.clicked.connect(self._on_names_clicked)
        self._group.idToggled.connect(self._on_toggled)
        # The view that is nearest is checked already, but may not be straight in front.
        self._group.buttonClicked.connect(self._on_clicked)
        self.layers.changed.connect(self._on_layers)

    def show_view(self, view: View) -> None:
        """Mark the view that is on show."""
        self._group.blockSignals(True)
        self.views[view].setChecked(True)
        self._group.blockSignals(False)

    def set_upright(self, upright: bool) -> None:
        """One part below the other, all of one width; or side by side."""
        parts = (*self.views.values(), self.names)
        self.layers.set_upright(upright)
        wide = max(part.sizeHint().width() for part in (*parts, self.layers)) if upright else 0
        for part in parts:
            part.setMinimumWidth(wide)
        self.setMinimumWidth(wide)
        self.setMaximumWidth(wide or _NO_LIMIT)

    @Slot(int, bool)
    def _on_toggled(self, _id: int, checked: bool) -> None:
        if checked:
            self._on_clicked()

    @Slot()
    def _on_clicked(self) -> None:
        for view, made in self.views.items():
            if made.isChecked():
                self.view_wanted.emit(view)

    @Slot(float)
    def _on_layers(self, inside: float) -> None:
        if not self._names_decided:
            self.names.setChecked(layer_of(inside) is not Layer.SKIN)
        self.inside_wanted.emit(inside)

    @Slot()
    def _on_names_clicked(self) -> None:
        self._names_decided = True


class DrawBar(QWidget):
    """Draw the sore area freely, and take the last drawing away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draw = button(self.tr("Draw the sore area"), "chip")
        self.draw.setCheckable(True)
        self.draw.setToolTip(self.tr("By keys: mark each place in the list instead."))
        self.draw.setAccessibleDescription(self.draw.toolTip())
        self.remove = button(self.tr("Remove drawing"), "quiet")
        self.remove.hide()
        flow = FlowLayout(self, theme.scaled(6))
        flow.addWidget(self.draw)
        flow.addWidget(self.remove)


def _row(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.scaled(6))
    for part in parts:
        row.addWidget(part)
    return row
