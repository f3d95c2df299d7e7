"""Start of the process to the first painted window, beside a bare PySide6 window."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

_HEAD = """
import os, resource, sys, time
from PySide6.QtCore import QTimer
begun = int(os.environ["BENCH_BEGUN"])
def tell():
    # Runs after the whole window has been painted and flushed once.
    now = time.monotonic_ns()
    print((now - begun) / 1e6, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    sys.stdout.flush()
    os._exit(0)
def watch(window):
    painted = window.paintEvent
    def paintEvent(self, event):
        QTimer.singleShot(0, tell)  # first in the queue, before what the window itself puts off
        painted(self, event)
    window.paintEvent = paintEvent
"""
_BARE = (
    _HEAD
    + """
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
class Window(QMainWindow):
    pass
watch(Window)
app = QApplication([])
window = Window()
window.setCentralWidget(QLabel("bare"))
window.resize(1280, 800)
window.show()
app.exec()
"""
)
_FIRST = (
    _HEAD
    + """
from kneeapp.ui import main_window
watch(main_window.MainWindow)
from kneeapp.bootstrap import main
main([])
"""
)
_TODAY = (
    _HEAD
    + """
from kneeapp.ui.home import figure_view
class Seen(figure_view.FigureView):
    pass
watch(Seen)
figure_view.FigureView = Seen
from kneeapp.bootstrap import main
main([])
"""
)


def _run(script: str, folder: str) -> tuple[float, float]:
    environment = os.environ | {
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "KNEEAPP_DATA_DIR": folder,
        "BENCH_BEGUN": str(time.monotonic_ns()),
    }
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    milliseconds, mebibytes = done.stdout.split()
    return float(milliseconds), float(mebibytes)


def measure(*, quick: bool = False) -> dict[str, float]:
    """Three starts, taken in turn so that load falls on all alike.

    `first_paint` is the window with the sketch of the page, `today` the page itself with its bar,
    title and cards; the figure's picture follows right after.
    """
    rounds = 5 if quick else 15
    scripts = {"bare_window": _BARE, "first_paint": _FIRST, "today": _TODAY}
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in scripts}
    with tempfile.TemporaryDirectory() as folder:
        for script in scripts.values():
            _run(script, folder)  # warm the disk cache
        for _ in range(rounds):
            for name, script in scripts.items():
                taken[name].append(_run(script, folder))
    figures = {f"{n}_ms": statistics.median(ms for ms, _ in t) for n, t in taken.items()}
    figures["first_paint_ratio"] = figures["first_paint_ms"] / figures["bare_window_ms"]
    figures["today_ratio"] = figures["today_ms"] / figures["bare_window_ms"]
    figures["today_mib"] = statistics.median(mib for _, mib in taken["today"])
    return figures
