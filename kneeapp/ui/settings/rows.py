"""Rows that settings are made of: a question on the left, its control on the right."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, QTime, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from kneeapp.ui import theme
from kneeapp.ui.widgets.calm import CalmSlider
from kneeapp.ui.widgets.text import Label

LABEL_WIDTH = 220


def row(words: str, control: QWidget, help_text: str = "", side: QWidget | None = None) -> QWidget:
    """A labelled control, its words also its name for a screen reader; `side` stands after it."""
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.scaled(16))
    label = Label(words)
    label.setFixedWidth(theme.scaled(LABEL_WIDTH))
    label.setBuddy(control)
    if not control.accessibleName():
        control.setAccessibleName(words)
    if help_text:
        control.setAccessibleDescription(help_text)
        control.setToolTip(help_text)
    layout.addWidget(label)
    layout.addWidget(control, 1)
    if side is not None:
        layout.addWidget(side)
    return holder


class SliderRow(QWidget):
    """A slider with its value in words.

    Signals:
        value_changed(int): the person let go of a new value, or stepped to it by key.
    """

    value_changed = Signal(int)

    def __init__(
        self, low: int, high: int, now: int, pattern: str, *, step: int = 5, zero: str = ""
    ) -> None:
        """A slider; `pattern` makes words of its value, `zero` is the word for 0 if it has one."""
        super().__init__()
        self._zero = zero or pattern
        self._pattern = pattern
        self._step = step
        self.slider = CalmSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(low // step, high // step)
        self.slider.setValue(round(now / step))
        self.slider.setPageStep(max(1, (high - low) // step // 5))
        self.slider.setTracking(False)
        self._value = Label(wrap=False)
        self._value.setMinimumWidth(theme.scaled(72))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self._value)
        self.setFocusProxy(self.slider)
        self.slider.sliderMoved.connect(self._show)
        self.slider.valueChanged.connect(self._tell)
        self._show(self.slider.value())

    def setAccessibleName(self, name: str) -> None:
        self.slider.setAccessibleName(name)

    def _show(self, steps: int) -> None:
        words = self._pattern if steps else self._zero
        self._value.setText(words.format(steps * self._step))

    def _tell(self, steps: int) -> None:
        self._show(steps)
        self.value_changed.emit(steps * self._step)


def switch(words: str, *, on: bool) -> QCheckBox:
    """An on-off setting that says what it does."""
    box = QCheckBox(words)
    box.setChecked(on)
    return box


def clock_words(minute: int) -> str:
    """A minute of the day as the clock on the wall shows it here."""
    return QLocale().toString(QTime(*divmod(minute, 60)), QLocale.FormatType.ShortFormat)
