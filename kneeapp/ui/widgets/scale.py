"""The 0 to 10 pain scale: eleven buttons in one row, in two where it is narrow; digits as keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QSizePolicy, QWidget

from kneeapp.ui import theme
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

HIGHEST = 10
"""Numeric rating scale: 0 = no pain, 10 = worst imaginable (Source: content 6.1, Farrar 2001)."""

_NARROW_COLUMNS = 6
"""0 to 5 above 6 to 10."""


class _Step(QAbstractButton):
    """One number of the scale."""

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.number = number
        self.setText(str(number))
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Pain {number} of 10").format(number=number))

    def sizeHint(self) -> QSize:
        side = theme.scaled(38)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(24), theme.scaled(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.tokens()
        fill = theme.pain_colour(self.number)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 4.0 if self.isChecked() else 1.5
        edge = (
            colours.focus
            if self.hasFocus()
            else colours.text
            if self.isChecked()
            else colours.outline
        )
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(edge, width))
        painter.setBrush(fill)
        painter.drawRoundedRect(box, theme.scaled(9), theme.scaled(9))
        painter.setPen(theme.readable_on(fill))
        painter.setFont(theme.font(1.0, bold=self.isChecked()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class PainScale(QWidget):
    """Asks "how strong, 0 to 10?".

    Signals:
        value_changed(int): the person chose a strength.
    """

    value_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None, low: str = "", high: str = "") -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.scaled(4))
        for number in range(HIGHEST + 1):
            self._group.addButton(_Step(number, self), number)
        self._low = Label(low or self.tr("no pain"), "small", wrap=False)
        self._high = Label(high or self.tr("worst you can imagine"), "small", wrap=False)
        self._columns = 0
        self._arrange(HIGHEST + 1)
        # Not clicks: a screen reader checks a button without clicking it.
        self._group.idToggled.connect(self._on_toggled)
        self.setFocusProxy(self._group.button(0))
        self.setAccessibleName(self.tr("Pain from 0 to 10"))

    def value(self) -> int | None:
        """The chosen strength, or None."""
        chosen = self._group.checkedId()
        return chosen if chosen >= 0 else None

    def set_value(self, value: int | None) -> None:
        """Show a strength without telling anybody."""
        self._group.blockSignals(True)
        self._group.setExclusive(False)
        for step in self._group.buttons():
            step.setChecked(self._group.id(step) == value)
        self._group.setExclusive(True)
        self._group.blockSignals(False)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width_of(_NARROW_COLUMNS), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fits = event.size().width() >= self._width_of(HIGHEST + 1)
        self._arrange(HIGHEST + 1 if fits else _NARROW_COLUMNS)

    def _width_of(self, columns: int) -> int:
        least = self._group.button(HIGHEST).minimumSizeHint().width()
        return columns * least + (columns - 1) * self._grid.spacing()

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for step in self._group.buttons():
            number = self._group.id(step)
            self._grid.addWidget(step, number // columns, number % columns)
        words, half = HIGHEST // columns + 1, columns // 3
        self._grid.addWidget(self._low, words, 0, 1, half)
        right = Qt.AlignmentFlag.AlignRight
        self._grid.addWidget(self._high, words, half, 1, columns - half, right)

    def _on_toggled(self, number: int, checked: bool) -> None:
        if checked:
            self.value_changed.emit(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = self._number_of(event)
        if number is None:
            super().keyPressEvent(event)
            return
        step = self._group.button(number)
        step.setFocus()
        step.click()

    def _number_of(self, event: QKeyEvent) -> int | None:
        text = event.text()
        if not text.isdecimal() or len(text) != 1:
            return None
        # "1" then "0" means 10.
        return HIGHEST if text == "0" and self.value() == 1 else int(text)
