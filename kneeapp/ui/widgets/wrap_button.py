"""A push button whose words may take several lines; Qt's own would cut them off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from kneeapp.ui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

_WRAP = int(Qt.TextFlag.TextWordWrap)
_TALL = 100_000


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph on a button.

    Attributes:
        text: the words.
        size: relative to body text.
        bold, muted: how it looks.
    """

    text: str
    size: float = 1.0
    bold: bool = False
    muted: bool = False

    def font(self) -> QFont:
        """Its typeface."""
        return theme.font(self.size, bold=self.bold)


class WrapButton(QPushButton):
    """Paints its frame by the style sheet and its paragraphs itself; height follows width."""

    def __init__(self, parts: Sequence[Part], role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = tuple(parts)
        self.setProperty("role", role)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(", ".join(part.text for part in parts))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def words(self) -> str:
        """The first paragraph."""
        return self._parts[0].text

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        inner = max(1, width - self._left() - theme.scaled(16))
        heights = [self._height(part, inner) for part in self._parts]
        gaps = theme.scaled(2) * (len(heights) - 1)
        return max(theme.scaled(self._least()), sum(heights) + gaps + theme.scaled(22))

    def sizeHint(self) -> QSize:
        width = theme.scaled(320)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(120), theme.scaled(self._least()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_mark(painter)
        left = self._left()
        inner = self.width() - left - theme.scaled(16)
        heights = [self._height(part, inner) for part in self._parts]
        gap = theme.scaled(2)
        top = (self.height() - sum(heights) - gap * (len(heights) - 1)) // 2
        for part, height in zip(self._parts, heights, strict=True):
            painter.setFont(part.font())
            painter.setPen(self._ink(muted=part.muted))
            painter.drawText(QRect(left, top, inner, height), _WRAP, part.text)
            top += height + gap

    def _left(self) -> int:
        return theme.scaled(16)

    def _least(self) -> int:
        return 44

    def _ink(self, *, muted: bool) -> QColor:
        colours = theme.tokens()
        if self.isChecked():
            return colours.on_accent
        return colours.text_muted if muted else colours.text

    def _paint_mark(self, painter: QPainter) -> None:
        """Something at the left edge; nothing here."""

    def _height(self, part: Part, width: int) -> int:
        metrics = QFontMetrics(part.font())
        return metrics.boundingRect(QRect(0, 0, width, _TALL), _WRAP, part.text).height()
