"""The QApplication and the net under it: one window, one log, one way out."""

from __future__ import annotations

import os
import sys
from functools import partial

from PySide6.QtWidgets import QApplication

from kneeapp.base import paths
from kneeapp.base.clock import SystemClock
from kneeapp.base.errors import UserError
from kneeapp.ui.instance import Instance
from kneeapp.ui.main_window import MainWindow
from kneeapp.ui.services import Services

NO_DISPLAY = (
    "kneeapp: there is no screen here to open a window on.\n"
    "  Open it on a desktop, or on a virtual screen: xvfb-run -a make run"
)


def run(*, routine: str = "", smoke: bool = False) -> int:
    """Show the main window and run until it closes.

    Args:
        routine: the id or file of a routine to open the player with; empty opens Today.
        smoke: open every page offscreen, print one line and quit.

    Returns:
        The exit status.
    """
    if smoke:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if not _has_display():
        sys.stderr.write(NO_DISPLAY + "\n")
        return 1
    app = make_application()
    data_dir = paths.user_data_dir()
    if smoke:
        return _smoke(_window(Services(SystemClock(), data_dir)))
    instance = Instance(data_dir)
    if not instance.is_first():
        return _hand_over(instance, routine)
    try:
        return _run_window(app, instance, routine)
    finally:
        instance.close()


def _run_window(app: QApplication, instance: Instance, routine: str) -> int:
    services = Services(SystemClock(), paths.user_data_dir())
    try:
        routine_id = services.find_routine(routine).id if routine else ""
    except UserError as error:
        return _refuse(error, status=2)
    window = _window(services)
    window.restore_place()
    # The socket is no part of the first picture; who starts a second time waits for it.
    window.first_painted.connect(partial(instance.listen, window.come_forward))
    window.show()
    if routine_id:
        window.shell.journey.play(routine_id)
    return app.exec()


def _hand_over(instance: Instance, routine: str) -> int:
    try:
        instance.hand_over(routine)
    except UserError as error:
        return _refuse(error, status=2)
    return 0


def _window(services: Services) -> MainWindow:
    window = MainWindow(services)
    sys.excepthook = window.report_bug
    _leave_on_signals(window)
    return window


def make_application() -> QApplication:
    """The one QApplication, in the Fusion style."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        QApplication.setStyle("Fusion")  # before the application: or it makes two styles
        app = QApplication(sys.argv[:1])
    app.setApplicationName("kneeapp")
    app.setApplicationDisplayName("Kneeapp")
    app.setDesktopFileName("org.kneeapp.Kneeapp")
    return app


def _has_display() -> bool:
    # Without a display Qt aborts the process instead of raising.
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(v) for v in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _smoke(window: MainWindow) -> int:
    window.show()
    try:
        count = window.shell.visit_every_page()
    except UserError as error:
        return _refuse(error)
    finally:
        window.close()
    sys.stdout.write(f"kneeapp: {count} pages opened\n")
    return 0


def _refuse(error: UserError, status: int = 1) -> int:
    hint = f"\n  {error.hint}" if error.hint else ""
    sys.stderr.write(f"kneeapp: {error.text}{hint}\n")
    return status


def _leave_on_signals(window: MainWindow) -> None:
    # A Python signal handler waits until Python code runs, which in an idle Qt loop is never.
    if os.name != "posix":
        return
    import signal

    from PySide6.QtCore import QSocketNotifier

    reader, writer = os.pipe()
    os.set_blocking(reader, False)
    os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer)
    notifier = QSocketNotifier(reader, QSocketNotifier.Type.Read, window)
    notifier.activated.connect(window.close)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, _do_nothing)


def _do_nothing(_number: int, _frame: object) -> None:
    """The wake-up pipe already told the window."""
