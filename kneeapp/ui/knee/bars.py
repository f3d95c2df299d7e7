"""The rows of buttons of the knee page: whose knee and undo; how it is seen; drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QPushButton, QSlider, QWidget

from kneeapp.base.side import Side
from kneeapp.ui import theme
from kneeapp.ui.knee import words
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.flow_layout import FlowLayout
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from kneeapp.body.places import View

_SLIDER_STEPS = 20


class HeadBar(QWidget):
    """Back, whose knee it is, and what can be taken back.

    Signals:
        side_wanted(object): the other knee is to be shown, a Side.
    """

    side_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = button(self.tr("Back"), "quiet")
        self.title = Label("", "title", wrap=False)
        self.right = button(self.tr("Right knee"), "chip")
        self.left = button(self.tr("Left knee"), "chip")
        self.same_as_last = button(self.tr("Same as last time"))
        self.undo = button(self.tr("Undo"), "quiet")
        self.redo = button(self.tr("Redo"), "quiet")
        self.clear = button(self.tr("Clear all"), "quiet")
        self.save = button(self.tr("Save \N{HORIZONTAL ELLIPSIS}"), "quiet", name=self.tr("Save"))
        self._sides = QButtonGroup(self)
        for side in (self.right, self.left):
            side.setCheckable(True)
            self._sides.addButton(side)
        whose = _row(self.back, self.title, self.right, self.left)
        whose.insertSpacing(2, theme.scaled(12))
        whose.addStretch(1)
        steps = _row(self.same_as_last, self.undo, self.redo, self.clear, self.save)
        steps.insertStretch(0, 1)
        self._groups = (whose, steps)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.scaled(8))
        for group in self._groups:
            self._rows.addLayout(group)
        self._sides.idToggled.connect(self._on_side)  # a screen reader toggles without a click

    def show_side(self, side: Side) -> None:
        """Say whose knee is on show."""
        self.title.setText(words.knee(side))
        self._sides.blockSignals(True)
        (self.left if side is Side.LEFT else self.right).setChecked(True)
        self._sides.blockSignals(False)

    @Slot(int, bool)
    def _on_side(self, _id: int, checked: bool) -> None:
        if checked:
            self.side_wanted.emit(Side.LEFT if self.left.isChecked() else Side.RIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = sum(group.sizeHint().width() for group in self._groups) + self._rows.spacing()
        sort = QBoxLayout.Direction
        self._rows.setDirection(sort.TopToBottom if needed > self.width() else sort.LeftToRight)

    def minimumSizeHint(self) -> QSize:
        # As narrow as the wider group, whatever the direction is now: else it never gets narrow.
        narrow = max(group.minimumSize().width() for group in self._groups)
        return QSize(narrow, self._rows.minimumSize().height())


class TurnBar(QWidget):
    """The four views, how far the skin is faded, and whether names stand beside the knee.

    The names come by themselves where more is seen than skin, until the person decides.

    Signals:
        view_wanted(object): a View to turn to.
        inside_wanted(float): 0 = all skin, 1 = look inside.
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
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _SLIDER_STEPS)
        self.slider.setPageStep(_SLIDER_STEPS // 4)
        self.slider.setFixedWidth(theme.scaled(84))
        self.slider.setAccessibleName(self.tr("Look inside"))
        self.names = button(self.tr("Names"), "chip", name=self.tr("Names beside the knee"))
        self.names.setCheckable(True)
        self._names_decided = False
        fade = QWidget()
        row = _row(Label(self.tr("Inside"), "small", wrap=False), self.slider)
        row.setContentsMargins(theme.scaled(4), 0, 0, 0)
        fade.setLayout(row)
        flow = FlowLayout(self, theme.scaled(6))
        for part in (*self.views.values(), fade, self.names):
            flow.addWidget(part)
        self.names.toggled.connect(self.names_wanted)
        self.names.clicked.connect(self._on_names_clicked)
        self._group.idToggled.connect(self._on_toggled)
        # The view that is nearest is checked already, but may not be straight in front.
        self._group.buttonClicked.connect(self._on_clicked)
        self.slider.valueChanged.connect(self._on_slider)

    def show_view(self, view: View) -> None:
        """Mark the view that is on show."""
        self._group.blockSignals(True)
        self.views[view].setChecked(True)
        self._group.blockSignals(False)

    @Slot(int, bool)
    def _on_toggled(self, _id: int, checked: bool) -> None:
        if checked:
            self._on_clicked()

    @Slot()
    def _on_clicked(self) -> None:
        for view, made in self.views.items():
            if made.isChecked():
                self.view_wanted.emit(view)

    @Slot(int)
    def _on_slider(self, value: int) -> None:
        if not self._names_decided:
            self.names.setChecked(value > _SLIDER_STEPS // 2)
        self.inside_wanted.emit(value / _SLIDER_STEPS)

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
