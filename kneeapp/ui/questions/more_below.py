"""The lower edge of a list that goes on: it fades, says how much is below, and knows what was seen.

"None of these" is an answer about every line, so no line may go unseen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QLinearGradient, QPainter
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget

from kneeapp.ui import theme
from kneeapp.ui.widgets.banner import announce

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

_HEIGHT = 56
_PILL_HEIGHT = 32
_MARGIN = 8


class MoreBelow(QAbstractButton):
    """Lies over the lower edge of a scroll area; a click moves on."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._parts: list[QWidget] = []
        self._unseen: list[QWidget] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.look)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()
        self.clicked.connect(self.go_on)
        area.viewport().installEventFilter(self)
        area.verticalScrollBar().valueChanged.connect(self.look)
        area.verticalScrollBar().rangeChanged.connect(self._look_soon)

    def watch(self, parts: Sequence[QWidget]) -> None:
        """Begin with these, none of them seen yet."""
        self._parts, self._unseen = list(parts), list(parts)
        self._look_soon()

    @Slot()
    def look(self) -> None:
        """Take note of what is on screen now."""
        view = self._area.viewport()
        if not view.isVisible():
            return
        # Parts that wait for their place must not count as seen where they are not.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        edge = view.height()
        more = self._below(edge)
        if more:
            edge -= theme.scaled(_HEIGHT)
            more = self._below(edge)
        self._unseen = [each for each in self._unseen if not self._is_seen(each, edge)]
        self._say(len(more))

    @Slot()
    def go_on(self) -> bool:
        """Move to the first line that was not on screen yet; False when all were."""
        self.look()
        ahead = self._unseen or self._below(self._area.viewport().height())
        if not ahead:
            return False
        all_seen = not self._unseen
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + self._top(ahead[0]) - theme.scaled(_MARGIN))
        self.look()
        if self.isVisible():
            announce(self, self.text())
        return not all_seen

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            self._look_soon()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.tokens()
        clear = QColor(colours.background)
        clear.setAlpha(0)
        fade = QLinearGradient(0, 0, 0, self.height() * 0.6)
        fade.setColorAt(0, clear)
        fade.setColorAt(1, colours.background)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), fade)
        painter.setFont(theme.font(1.0, bold=True))
        width = painter.fontMetrics().horizontalAdvance(self.text()) + theme.scaled(36)
        height = theme.scaled(_PILL_HEIGHT)
        pill = QRect((self.width() - width) // 2, self.height() - height - 4, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.accent)
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(colours.on_accent)
        painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), self.text())

    @Slot()
    def _look_soon(self) -> None:
        self._soon.start()

    def _say(self, count: int) -> None:
        self.setText(self.tr("{n} more below ↓").format(n=count))
        self.setAccessibleName(self.tr("{n} more below").format(n=count))
        view = self._area.viewport().geometry()
        view.setTop(view.bottom() + 1 - theme.scaled(_HEIGHT))
        self.setGeometry(view)
        self.setVisible(count > 0)
        self.raise_()

    def _below(self, edge: int) -> list[QWidget]:
        return [each for each in self._parts if self._top(each) + each.height() > edge]

    def _is_seen(self, part: QWidget, edge: int) -> bool:
        top, height = self._top(part), part.height()
        return 0 < top + height <= edge and (top >= 0 or height > edge)

    def _top(self, part: QWidget) -> int:
        return part.mapTo(self._area.viewport(), QPoint(0, 0)).y()
