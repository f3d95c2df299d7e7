"""A button that opens and closes what lies under it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneeapp.ui import theme
from kneeapp.ui.widgets.buttons import button


class Disclosure(QWidget):
    """Closed at first; put parts into `body`.

    Signals:
        toggled(bool): it was opened or closed.
    """

    toggled = Signal(bool)

    def __init__(self, text: str, parent: QWidget | None = None, *, role: str = "quiet") -> None:
        super().__init__(parent)
        self._text = text
        self.head = button("", role)
        self.head.clicked.connect(self.toggle)
        self._inside = QWidget()
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(theme.scaled(16), theme.scaled(4), 0, theme.scaled(8))
        self.body.setSpacing(theme.scaled(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(4))
        column.addWidget(self.head, 0, Qt.AlignmentFlag.AlignLeft)
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
        self.head.setText(f"{'▾' if is_open else '▸'}  {self._text}".replace("&", "&&"))
        state = self.tr("open") if is_open else self.tr("closed")
        self.head.setAccessibleName(f"{self._text}, {state}")
