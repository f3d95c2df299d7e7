"""Reminders while the program is open: a notification of the desktop, a banner in the window."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Slot
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from kneeapp.ui import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kneeapp.ui.services import Services

log = logging.getLogger(__name__)

TITLE = "Kneeapp"
_LOOK_MS = 30_000
_ICON_PX = 64
_BUSY_PAGES = frozenset({"player", "questions"})


class Window(Protocol):
    """What reminders need of the shell."""

    def current_page(self) -> str:
        """The name of the page in front."""
        ...

    def show_page(self, name: str) -> QWidget:
        """Bring a page to the front."""
        ...

    def show_news(self, text: str) -> None:
        """Say something in the banner."""
        ...

    def window(self) -> QWidget:
        """The window it is in."""
        ...


class Reminding(QObject):
    """Asks now and then what is due (see `flow.reminders`), and shows it.

    The timer only wakes it: what is due follows from the clock, so a late or missing tick, sleep
    or a changed time zone lose nothing and show nothing twice.
    """

    def __init__(self, services: Services, shell: Window, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._shell = shell
        self._tray: QSystemTrayIcon | None = None
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)
        services.settings_changed.connect(self._on_settings)
        self._on_settings()

    @Slot()
    def look(self) -> None:
        """Show what is due now; nothing while an exercise or a question is under way."""
        from kneeapp.flow import reminders

        services, now = self._services, self._services.clock.wall()
        busy = self._shell.current_page() in _BUSY_PAGES
        if busy or not reminders.open_now(services.settings, now):
            return
        kinds = reminders.due(services.settings, services.journal(), services.clock)
        if kinds:
            services.save_settings(reminders.remembered(services.settings, kinds, now))
            self._show(reminders.words(kinds))

    @Slot()
    def _on_settings(self) -> None:
        wanted = self._services.settings.reminders
        if wanted and not self._timer.isActive():
            self._timer.start()
        elif not wanted:
            self._timer.stop()

    def _show(self, words: str) -> None:
        window = self._shell.window()
        if not window.isActiveWindow():
            QApplication.alert(window)
            self._notify(words)
        if self._shell.current_page() == "home":
            self._shell.show_page("home")  # its cards are made anew, with what is due now
        self._shell.show_news(words)

    def _notify(self, words: str) -> None:
        """By the tray where there is one, else by the desktop's own service, else not at all."""
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._tray_icon().showMessage(TITLE, words, QSystemTrayIcon.MessageIcon.NoIcon)
        elif sys.platform.startswith("linux"):
            notify_desktop(words)

    def _tray_icon(self) -> QSystemTrayIcon:
        if self._tray is None:
            self._tray = QSystemTrayIcon(_icon(), self)
            self._tray.setToolTip(TITLE)
            self._tray.activated.connect(self._come_forward)
            self._tray.messageClicked.connect(self._come_forward)
            self._tray.show()
        return self._tray

    @Slot()
    def _come_forward(self) -> None:
        window = self._shell.window()
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()


def notify_desktop(words: str) -> None:
    """Ask the desktop's notification service; without one nothing happens but a line in the log.

    Qt's own D-Bus cannot be used: Python cannot give it the unsigned number this call needs.
    """
    from jeepney import (  # type: ignore[import-untyped]
        DBusAddress,
        MessageFlag,
        new_method_call,
    )
    from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

    place = DBusAddress(
        "/org/freedesktop/Notifications",
        bus_name="org.freedesktop.Notifications",
        interface="org.freedesktop.Notifications",
    )
    call = new_method_call(
        place, "Notify", "susssasa{sv}i", (TITLE, 0, "", TITLE, words, [], {}, -1)
    )
    call.header.flags = MessageFlag.no_reply_expected
    try:
        with open_dbus_connection() as bus:
            bus.send(call)
    except (OSError, LookupError, ValueError, RuntimeError, StopIteration) as problem:
        log.info("no notification service: %r", problem)


def _icon() -> QIcon:
    """A sore spot: a ring round a disc."""
    picture = QPixmap(_ICON_PX, _ICON_PX)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    accent, middle = theme.tokens().accent, QPointF(_ICON_PX / 2, _ICON_PX / 2)
    painter.setPen(QPen(accent, _ICON_PX / 10))
    painter.drawEllipse(middle, _ICON_PX * 0.4, _ICON_PX * 0.4)
    painter.setBrush(accent)
    painter.drawEllipse(middle, _ICON_PX * 0.12, _ICON_PX * 0.12)
    painter.end()
    return QIcon(picture)
