"""A message in place: what a dialog would say, without stopping the person."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget
from shiboken6 import isValid

from kneeapp.ui import theme
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.text import Label


class Banner(QFrame):
    """One message with an optional action; hidden until it has something to say.

    Signals:
        action_clicked: the action button was pressed.
        closed: the person put the message away.
    """

    action_clicked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None, *, closable: bool = True) -> None:
        """A banner.

        Args:
            parent: the owner, or None when a layout will adopt it.
            closable: whether there is a way to put it away besides its action.
        """
        super().__init__(parent)
        self._came_from: QWidget | None = None
        self._text = Label(role="strong")
        self._action = button("")
        self._close = button(self.tr("Close"), "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.scaled(n) for n in (16, 6, 10, 6)))
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self._close.setHidden(not closable)
        self._action.clicked.connect(self.action_clicked)
        self._close.clicked.connect(self.dismiss)
        self.hide()

    def show_message(self, text: str, kind: str = "", action: str = "") -> None:
        """Say something.

        Args:
            text: one or two plain sentences.
            kind: "" for news, "warning" or "danger".
            action: the action button's words; empty hides it.
        """
        theme.set_role(self, f"banner-{kind}" if kind else "banner")
        self._text.setText(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(text)
        self.show()
        announce(self, text)

    def text(self) -> str:
        """The message shown, or the last one."""
        return self._text.text()

    def take_focus(self) -> None:
        """Put the keyboard on the way out, and back to where it was when the banner goes."""
        self._came_from = QApplication.focusWidget()
        self._close.setFocus()

    def dismiss(self) -> None:
        """Put the message away."""
        back, self._came_from = self._came_from, None
        now = QApplication.focusWidget()
        if back is not None and isValid(back) and now is not None and self.isAncestorOf(now):
            back.setFocus()
        self.hide()
        self.closed.emit()


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say a change that took place elsewhere than at the focus."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
