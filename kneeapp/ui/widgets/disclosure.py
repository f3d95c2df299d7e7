"""A button that opens and closes what lies under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, Signal, Slot
from PySide6.QtGui import QPolygonF
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneeapp.ui import theme
from kneeapp.ui.widgets.wrap_button import Part, WrapButton

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPainter

_CLOSED = ((0.0, 0.0), (0.0, 10.0), (8.0, 5.0))
_OPEN = ((0.0, 1.0), (10.0, 1.0), (5.0, 9.0))


class _Head(WrapButton):
    """The words with a small arrow: to the right when closed, down when open."""

    is_open = False

    def _left(self) -> int:
        return theme.scaled(30)

    def _least(self) -> int:
        return 36

    def _ink(self, *, muted: bool) -> QColor:
        return super()._ink(muted=True) if muted else theme.tokens().accent

    def _paint_mark(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tokens().accent)
        corner = QPointF(theme.scaled(10), self.height() / 2 - theme.scaled(5))
        shape = _OPEN if self.is_open else _CLOSED
        points = [corner + QPointF(theme.scaled(x), theme.scaled(y)) for x, y in shape]
        painter.drawPolygon(QPolygonF(points))


class Disclosure(QWidget):
    """Closed at first; put parts into `body`.

    Signals:
        toggled(bool): it was opened or closed.
    """

    toggled = Signal(bool)

    def __init__(
        self, text: str, parent: QWidget | None = None, *, note: str = "", bold: bool = False
    ) -> None:
        """Args: note: a quieter line under the words, seen also when closed."""
        super().__init__(parent)
        self._text = f"{text}. {note}" if note else text
        parts = [Part(text, bold=bold), *([Part(note, 0.95, muted=True)] if note else [])]
        self.head = _Head(parts, "quiet")
        self.head.clicked.connect(self.toggle)
        self._inside = QWidget()
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(theme.scaled(30), theme.scaled(4), 0, theme.scaled(8))
        self.body.setSpacing(theme.scaled(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._inside)
        self._show(is_open=False)

    def is_open(self) -> bool:
        """Whether what lies under it can be seen."""
        return not self._inside.isHidden()

    def open(self) -> None:
        """Show what lies under it."""
        self._show(is_open=True)

    def close_up(self) -> None:
        """Hide what lies under it."""
        self._show(is_open=False)

    @Slot()
    def toggle(self) -> None:
        """Open what is closed, close what is open."""
        self._show(is_open=not self.is_open())
        self.toggled.emit(self.is_open())

    def _show(self, *, is_open: bool) -> None:
        self._inside.setVisible(is_open)
        self.head.is_open = is_open
        self.head.update()
        state = self.tr("open") if is_open else self.tr("closed")
        self.head.setAccessibleName(f"{self._text}, {state}")
