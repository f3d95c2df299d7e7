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
def watch(base):
    def paintEvent(self, event):
        base.paintEvent(self, event)
        QTimer.singleShot(0, tell)
    return paintEvent
"""
_BARE = (
    _HEAD
    + """
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
class Window(QMainWindow):
    pass
Window.paintEvent = watch(QMainWindow)
app = QApplication([])
window = Window()
window.setCentralWidget(QLabel("bare"))
window.resize(1280, 800)
window.show()
app.exec()
"""
)
_OURS = (
    _HEAD
    + """
from PySide6.QtWidgets import QMainWindow
from kneeapp.ui import main_window
main_window.MainWindow.paintEvent = watch(QMainWindow)
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
    rounds = 5 if quick else 15
    with tempfile.TemporaryDirectory() as folder:
        _run(_BARE, folder), _run(_OURS, folder)  # warm the disk cache
        bare, ours = [], []
        for _ in range(rounds):  # taken in turn, so that load falls on both
            bare.append(_run(_BARE, folder))
            ours.append(_run(_OURS, folder))
    floor = statistics.median(ms for ms, _ in bare)
    mine = statistics.median(ms for ms, _ in ours)
    return {
        "bare_window_ms": floor,
        "kneeapp_ms": mine,
        "ratio": mine / floor,
        "bare_window_mib": statistics.median(mib for _, mib in bare),
        "kneeapp_mib": statistics.median(mib for _, mib in ours),
    }
