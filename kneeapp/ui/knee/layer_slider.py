"""How far in one looks: skin, muscles or bones, on one slider whose stops have names."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QSizePolicy,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QVBoxLayout,
    QWidget,
)

from kneeapp.ui import theme
from kneeapp.ui.knee import words
from kneeapp.ui.widgets.banner import announce

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

_STEPS = 10  # from one stop to the next
_CATCH = 2  # steps: a slider let go this near to a stop goes there
_WIDTH = 172  # px at 100 % text


class LayerSlider(QWidget):
    """A slider with a word under each stop; a click on a word goes there.

    Arrow keys go in small steps, Page Up and Page Down from stop to stop.

    Signals:
        changed(float): 0 = skin, 1 = muscles, 2 = bones; between them, a blend.
    """

    changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = ""
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STEPS * (len(words.stops()) - 1))
        self.slider.setPageStep(_STEPS)
        self.stops = _Stops(self.slider)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.slider)
        column.addWidget(self.stops)
        self.setFixedWidth(theme.scaled(_WIDTH))
        self.slider.valueChanged.connect(self._on_value)
        self.slider.sliderReleased.connect(self._on_released)
        self.stops.chosen.connect(self._on_stop)
        self._say(0.0)

    @property
    def inside(self) -> float:
        """How far in one looks."""
        return self.slider.value() / _STEPS

    @Slot(int)
    def _on_value(self) -> None:
        self._say(self.inside)
        self.stops.update()
        self.changed.emit(self.inside)

    @Slot()
    def _on_released(self) -> None:
        stop = round(self.inside)
        if abs(self.slider.value() - stop * _STEPS) <= _CATCH:
            self._on_stop(stop)

    @Slot(int)
    def _on_stop(self, stop: int) -> None:
        self.slider.setValue(stop * _STEPS)

    def _say(self, inside: float) -> None:
        """A slider has a number for a value; a screen reader is told the words in its name."""
        said = words.layer(inside)
        if said == self._said:
            return
        self._said = said
        self.slider.setAccessibleName(self.tr("Look inside: {what}").format(what=said))
        if self.slider.isVisible():
            announce(self.slider, said)


class _Slider(QSlider):
    """Goes to where it is clicked; Qt's own would go one stop at a time."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            option = QStyleOptionSlider()
            self.initStyleOption(option)
            parts = (QStyle.SubControl.SC_SliderGroove, QStyle.SubControl.SC_SliderHandle)
            groove, handle = (
                self.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, part, self)
                for part in parts
            )
            if not handle.contains(event.position().toPoint()):
                at = round(event.position().x()) - groove.left() - handle.width() // 2
                span = groove.width() - handle.width()
                low, high = self.minimum(), self.maximum()
                self.setValue(QStyle.sliderValueFromPosition(low, high, at, span))
        super().mousePressEvent(event)  # the handle is under the mouse now and can be drawn on


class _Stops(QWidget):
    """The words under the slider, each below its stop."""

    chosen = Signal(int)

    def __init__(self, slider: QSlider) -> None:
        super().__init__()
        self._slider = slider
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def places(self) -> list[QRect]:
        """Where each word stands: the first at the left end, the last at the right end."""
        count = len(words.stops())
        edges = [self.width() * index // count for index in range(count + 1)]
        return [QRect(a, 0, b - a, self.height()) for a, b in pairwise(edges)]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours, stops = theme.tokens(), words.stops()
        now = round(self._slider.value() / self._slider.pageStep())
        last = len(stops) - 1
        for index, (text, room) in enumerate(zip(stops, self.places(), strict=True)):
            side = Qt.AlignmentFlag.AlignLeft if index == 0 else Qt.AlignmentFlag.AlignHCenter
            side = Qt.AlignmentFlag.AlignRight if index == last else side
            painter.setFont(theme.font(0.82, bold=index == now))
            painter.setPen(colours.text if index == now else colours.text_muted)
            painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for index, room in enumerate(self.places()):
            if room.contains(event.position().toPoint()):
                self.chosen.emit(index)
                return
