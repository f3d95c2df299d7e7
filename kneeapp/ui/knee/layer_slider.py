"""How far in one looks: skin, muscles or bones, on one slider whose stops have names."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QBoxLayout,
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
_TEXT = 0.82  # of body text
_LONG, _HIGH = 172, 100  # px at 100 % text: lying, and upright


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
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self.slider)
        self._box.addWidget(self.stops)
        self.setFixedWidth(theme.scaled(_LONG))
        self.slider.valueChanged.connect(self._on_value)
        self.slider.sliderReleased.connect(self._on_released)
        self.stops.chosen.connect(self._on_stop)
        self._say(0.0)

    @property
    def inside(self) -> float:
        """How far in one looks."""
        return self.slider.value() / _STEPS

    def set_upright(self, upright: bool) -> None:
        """The skin at the top, each word beside its stop; or the skin at the left."""
        ways, way = Qt.Orientation, QBoxLayout.Direction
        self.slider.setOrientation(ways.Vertical if upright else ways.Horizontal)
        self.slider.setInvertedAppearance(upright)
        self.slider.setInvertedControls(upright)
        self._box.setDirection(way.LeftToRight if upright else way.TopToBottom)
        self._box.setSpacing(theme.scaled(4) if upright else 0)
        self.stops.set_upright(upright)
        if upright:
            self.setFixedSize(self._box.sizeHint().width(), theme.scaled(_HIGH))
        else:
            self.setFixedSize(theme.scaled(_LONG), self._box.sizeHint().height())

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
                at = self._along(event.position().toPoint() - groove.topLeft())
                long = self._along(QPoint(handle.width(), handle.height()))
                span = self._along(QPoint(groove.width(), groove.height())) - long
                low, high = self.minimum(), self.maximum()
                self.setValue(QStyle.sliderValueFromPosition(low, high, at - long // 2, span))
        super().mousePressEvent(event)  # the handle is under the mouse now and can be drawn on

    def _along(self, at: QPoint) -> int:
        return at.x() if self.orientation() is Qt.Orientation.Horizontal else at.y()


class _Stops(QWidget):
    """The words under the slider, each below its stop; or beside it, when it is upright."""

    chosen = Signal(int)

    def __init__(self, slider: QSlider) -> None:
        super().__init__()
        self._slider = slider
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._upright = False
        self.set_upright(False)

    def set_upright(self, upright: bool) -> None:
        """Write the words one below the other, or side by side."""
        self._upright = upright
        lying, fixed = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed
        self.setSizePolicy(*((fixed, lying) if upright else (lying, fixed)))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font(_TEXT, bold=True))
        widest = max(metrics.horizontalAdvance(text) for text in words.stops())
        return QSize(widest + 2 if self._upright else 0, metrics.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def places(self) -> list[QRect]:
        """Where each word stands: the first at one end, the last at the other one."""
        wide, high = self.width(), self.height()
        count = len(words.stops())
        ends = [(high if self._upright else wide) * index // count for index in range(count + 1)]
        if self._upright:
            return [QRect(0, a, wide, b - a) for a, b in pairwise(ends)]
        return [QRect(a, 0, b - a, high) for a, b in pairwise(ends)]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours, stops = theme.tokens(), words.stops()
        now = round(self._slider.value() / self._slider.pageStep())
        for index, (text, room) in enumerate(zip(stops, self.places(), strict=True)):
            painter.setFont(theme.font(_TEXT, bold=index == now))
            painter.setPen(colours.text if index == now else colours.text_muted)
            painter.drawText(room, self._align(index, len(stops) - 1), text)

    def _align(self, index: int, last: int) -> Qt.AlignmentFlag:
        align = Qt.AlignmentFlag
        if self._upright:
            ends = {0: align.AlignTop, last: align.AlignBottom}
            return align.AlignLeft | ends.get(index, align.AlignVCenter)
        ends = {0: align.AlignLeft, last: align.AlignRight}
        return align.AlignVCenter | ends.get(index, align.AlignHCenter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for index, room in enumerate(self.places()):
            if room.contains(event.position().toPoint()):
                self.chosen.emit(index)
                return
