"""The ways on from the ready page: start, go on, rest or look at the knee first, not now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

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
        self._can_rest = False
        self._hurts = False
        self._can_insist = False
        self.leave = button("", "quiet")
        self.note = Label(role="small")
        self.anyway = button(self.tr("Start anyway"), "quiet")
        self.start = button("")
        self.go_on = button(self.tr("Go on (Enter)"))
        self.check = button("")
        self.rest = button(self.tr("Cold and rest instead (Enter)"))
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(*(theme.scaled(n) for n in (24, 8, 24, 16)))
        quiet, ways = QHBoxLayout(), QHBoxLayout()
        quiet.addWidget(self.leave)
        quiet.addWidget(self.note, 1)
        quiet.addWidget(self.anyway)
        ways.addStretch(1)
        for each in self._ways():
            ways.addWidget(each)
        self._rows.addLayout(quiet, 1)
        self._rows.addLayout(ways)

    def offer_go_on(self, *, on: bool) -> None:
        """Whether an interrupted session can go on."""
        self._can_go_on = on
        self._show()

    def offer_rest(self, *, on: bool) -> None:
        """Whether there is a routine of rest to offer instead."""
        self._can_rest = on
        self._show()

    def can_rest(self) -> bool:
        """Whether there is a routine of rest to offer instead."""
        return self._can_rest

    def goes_on(self) -> bool:
        """Whether an interrupted session can go on."""
        return self._can_go_on

    def warn(self, *, on: bool, can_insist: bool) -> None:
        """Whether the knee hurts more than is allowed, and whether it may be begun all the same."""
        self._hurts, self._can_insist = on, can_insist
        self._show()

    def main(self) -> QPushButton:
        """What most will want, and should."""
        if self._hurts:
            return self.rest if self._can_rest else self.check
        return self.go_on if self._can_go_on else self.start

    def choose(self) -> None:
        """Enter was pressed: the button that has the focus, else the main one."""
        ways = (*self._ways(), self.anyway, self.leave)
        (next((way for way in ways if way.hasFocus()), None) or self.main()).click()

    def _ways(self) -> tuple[QPushButton, ...]:
        return (self.start, self.go_on, self.check, self.rest)

    def _show(self) -> None:
        hurts, goes_on = self._hurts, self._can_go_on
        # Two rows where one would ask for a wider window.
        run = QBoxLayout.Direction
        in_two = hurts and theme.is_large_text()
        self._rows.setDirection(run.TopToBottom if in_two else run.LeftToRight)
        self.start.setText(self.tr("From the start") if goes_on else self.tr("Start (Enter)"))
        self.start.setVisible(not hurts)
        self.go_on.setVisible(goes_on and not hurts)
        self.anyway.setText(self.tr("Go on anyway") if goes_on else self.tr("Start anyway"))
        self.anyway.setVisible(hurts and self._can_insist)
        self.rest.setVisible(hurts and self._can_rest)
        check = self.tr("Check the knee")
        self.check.setText(check if self._can_rest else self.tr("Check the knee (Enter)"))
        self.check.setVisible(hurts)
        self.leave.setText(self.tr("Rest today (Esc)") if hurts else self.tr("Not now (Esc)"))
        for way in self._ways():
            theme.set_role(way, "primary" if way is self.main() else "secondary")
