"""One possible answer, big."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPen

from kneeapp.ui import theme
from kneeapp.ui.widgets.wrap_button import Part, WrapButton

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget


class AnswerButton(WrapButton):
    """One possible answer: its key on a round mark, or a square one where several may be chosen."""

    def __init__(
        self, option: str, text: str, key: str, parent: QWidget | None = None, *, several: bool
    ) -> None:
        super().__init__([Part(text, size=1.2)], "big", parent)
        self.option = option
        self.key = key
        self._several = several
        self.setCheckable(True)
        self.setAccessibleName(text)
        if key:
            self.setAccessibleDescription(self.tr("Key {key}").format(key=key))

    def _left(self) -> int:
        return theme.scaled(64)

    def _least(self) -> int:
        return 56

    def _paint_mark(self, painter: QPainter) -> None:
        size = theme.scaled(30)
        box = QRectF(theme.scaled(18), (self.height() - size) / 2, size, size)
        radius = theme.scaled(8) if self._several else size / 2
        ink = self._ink(muted=True)
        painter.setPen(QPen(ink, theme.scaled(1.5)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, radius, radius)
        painter.setFont(theme.font(0.95, bold=True))
        sign = "✓" if self.isChecked() else self.key
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), sign)
