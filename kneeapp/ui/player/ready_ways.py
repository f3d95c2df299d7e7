"""The ways on from the ready page: start, go on, look at the knee first, not now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from kneeapp.ui import theme
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton


class ReadyWays(QWidget):
    """A row of buttons, one of which is the main one: it is filled, and the Enter key's too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._can_go_on = False
        self._hurts = False
        self.leave = button(self.tr("Not now (Esc)"), "quiet")
        self.note = Label(role="small")
        self.start = button("")
        self.go_on = button("")
        self.check = button(self.tr("Check the knee (Enter)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.scaled(n) for n in (24, 8, 24, 16)))
        row.addWidget(self.leave)
        row.addWidget(self.note, 1)
        for way in self._ways():
            row.addWidget(way)
        self._show()

    def offer_go_on(self, *, on: bool) -> None:
        """Whether an interrupted session can go on."""
        self._can_go_on = on
        self._show()

    def warn(self, *, on: bool) -> None:
        """Whether the knee hurts more today than the routine allows."""
        self._hurts = on
        self._show()

    def main(self) -> QPushButton:
        """What most will want, and should."""
        if self._hurts:
            return self.check
        return self.go_on if self._can_go_on else self.start

    def choose(self) -> None:
        """Enter was pressed: the way that has the focus, else the main one."""
        (next((way for way in self._ways() if way.hasFocus()), None) or self.main()).click()

    def _ways(self) -> tuple[QPushButton, ...]:
        return (self.start, self.go_on, self.check)

    def _show(self) -> None:
        self.check.setVisible(self._hurts)
        self.go_on.setVisible(self._can_go_on)
        self.go_on.setText(self._or_anyway(self.tr("Go on (Enter)"), self.tr("Go on anyway")))
        start = self._or_anyway(self.tr("Start (Enter)"), self.tr("Start anyway"))
        self.start.setText(self.tr("From the start") if self._can_go_on else start)
        for way in self._ways():
            theme.set_role(way, "primary" if way is self.main() else "secondary")

    def _or_anyway(self, usual: str, anyway: str) -> str:
        return anyway if self._hurts else usual
