"""The window. It paints a sketch of the first page at once; what it holds is made right after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow
from shiboken6 import isValid

from kneeapp.base.errors import UserError
from kneeapp.ui.sketch import Sketch

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent

    from kneeapp.ui.services import Services
    from kneeapp.ui.shell import Shell


_FRAME = QMargins(4, 36, 4, 4)
"""Room for a title bar and borders, which are not known before the window is shown."""
_IDLE_MS = 700
"""After the start, when the person is still looking: time to read what will be wanted next."""


class MainWindow(QMainWindow):
    """Owns the shell: the bar, the banners and the pages.

    Nothing but Qt and the settings is loaded before the first paint (tests/bench/bench_start.py).

    Signals:
        first_painted: the person sees the window, and the first page has been made.
    """

    first_painted = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self._shell: Shell | None = None
        self._painted = False
        self.setWindowTitle("Kneeapp")
        self.resize(1280, 800)
        self.setCentralWidget(Sketch(services.settings))

    @property
    def shell(self) -> Shell:
        """What the window holds, made on first use."""
        if self._shell is None:
            from kneeapp.ui.shell import Shell

            self._shell = Shell(self.services, self)
            self.setCentralWidget(self._shell)
        return self._shell

    def restore_place(self) -> None:
        """Put the window where it was last time; the first time, fill a screen that is small."""
        kept = self.services.settings.window
        if kept:
            from PySide6.QtCore import QByteArray

            self.restoreGeometry(QByteArray.fromBase64(kept.encode()))
            return
        needed = self.size().grownBy(_FRAME)
        if needed != needed.boundedTo(self.screen().availableSize()):
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def come_forward(self, routine: str) -> None:
        """Come to the front, and open the player with a routine unless that is empty.

        Raises:
            UserError: there is no such routine, or one is being done.
        """
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        QApplication.alert(self)  # where a window may not raise itself, it asks to be looked at
        if not routine:
            return
        player = self.shell.built("player")
        if player is not None and getattr(player, "in_use", bool)():
            raise UserError("A routine is being done.", hint="Finish it, or leave it with Esc.")
        self.shell.journey.play(self.services.find_routine(routine).id)

    def report_bug(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """What nothing else caught: the person's to mend in the banner, a bug to copy."""
        from kneeapp.ui import bug_report

        if isinstance(error, UserError):
            self.shell.show_problem(f"{error.text} {error.hint}".strip())
            return
        if isValid(self):
            bug_report.show(self, kind, error, trace)
        else:  # the program is ending: there is nobody to show it to
            bug_report.log.critical("bug\n%s", bug_report.describe(kind, error, trace))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt's buttons know Space only. What no page has taken for itself comes here.
        focus = self.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()
        if enter and isinstance(focus, QAbstractButton):
            focus.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._painted:
            self._painted = True
            # Whatever the first picture does not show can wait until it is on the screen.
            QTimer.singleShot(0, self._after_first_paint)
        super().paintEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._keep_place()
        if self._shell is not None:
            self._shell.leave()
        self.services.close()
        super().closeEvent(event)

    def _keep_place(self) -> None:
        from dataclasses import replace

        place = bytes(self.saveGeometry().toBase64().data()).decode()
        if self.isVisible() and place != self.services.settings.window:
            self.services.blockSignals(True)  # a window that closes needs no redressing
            self.services.save_settings(replace(self.services.settings, window=place))

    def _after_first_paint(self) -> None:
        import gc

        from PySide6.QtGui import QIcon

        from kneeapp.base import memory, paths
        from kneeapp.ui import bug_report
        from kneeapp.ui.reminding import Reminding

        memory.give_large_blocks_back()  # before the first page has its pictures
        self.setWindowIcon(QIcon(str(paths.assets() / "icons" / "kneeapp.png")))
        self.shell.welcome()
        Reminding(self.services, self.shell, self)
        bug_report.start_log(self.services.data_dir)
        QTimer.singleShot(_IDLE_MS, self.services.warm)
        self.first_painted.emit()
        gc.freeze()  # what the start made stays for good
        gc.enable()
