"""A helper process that speaks JSON lines and is ended when it does not answer.

Sound libraries may stand still or even abort the process they are in, when a sound server hangs or
dies. In a process of their own they can stop neither the window nor its clock.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal, Slot

import kneeapp

if TYPE_CHECKING:
    from collections.abc import Callable

WAKE_MS = 10_000
"""Engines with many voices need 3 s; one that needs longer than this will not answer at all."""
ANSWER_MS = 5_000
"""Every order is answered within this time."""
_END_MS = 300


def module_command(module: str, *words: str) -> tuple[str, ...]:
    """How to run one of our modules with this same Python."""
    return (sys.executable, "-m", module, *words)


class Helper(QObject):
    """The process as the window sees it; nothing here ever waits for it.

    Signals:
        told(dict): a line came, other than the answer to an order.
        gone: it ended by itself, or was ended because it does not answer.
    """

    told = Signal(dict)
    gone = Signal()

    def __init__(self, parent: QObject, command: tuple[str, ...]) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.setProcessEnvironment(environment())
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._give_up)
        self._process.errorOccurred.connect(self._give_up)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._give_up)
        self._patience.start(WAKE_MS)
        self._open = True
        self._unanswered = 0
        self._process.start(command[0], list(command[1:]))

    def order(self, **words: object) -> None:
        """Ask for something."""
        if not self._open:
            return
        self._process.write((json.dumps(words) + "\n").encode())
        self._unanswered += 1
        if not self._patience.isActive():
            self._patience.start(ANSWER_MS)

    def close(self) -> None:
        """Let the process end by itself, and end it if it does not at once."""
        self._stop_listening()
        self._process.closeWriteChannel()
        if not self._process.waitForFinished(_END_MS):
            self._process.kill()
            self._process.waitForFinished(_END_MS)

    def _stop_listening(self) -> None:
        self._open = False
        self._patience.stop()
        self._process.blockSignals(True)

    @Slot()
    def _read(self) -> None:
        while self._open and self._process.canReadLine():
            self._hear(bytes(self._process.readLine().data()))

    def _hear(self, line: bytes) -> None:
        try:
            words: Any = json.loads(line)
        except ValueError:
            return  # a library that talks on our line
        if not isinstance(words, dict):
            return
        if "heard" in words:
            self._unanswered -= 1
        self._patience.stop()
        if self._unanswered > 0:
            self._patience.start(ANSWER_MS)
        if "heard" not in words:
            self.told.emit(words)

    @Slot()
    def _give_up(self) -> None:
        if self._open:
            self._stop_listening()
            self._process.kill()
            self.gone.emit()


def environment() -> QProcessEnvironment:
    """Where a process of ours finds this same program, however it was started."""
    found = QProcessEnvironment.systemEnvironment()
    home = str(Path(kneeapp.__file__).parents[1])
    known = found.value("PYTHONPATH")
    found.insert("PYTHONPATH", f"{home}{os.pathsep}{known}" if known else home)
    return found


class Orders(QObject):
    """The other end: reads orders in a thread, hands them over in the helper's own.

    Signals:
        came(dict): an order.
    """

    came = Signal(dict)

    def __init__(
        self, obey: Callable[[dict[str, Any]], None], at_end: Callable[[], None] | None = None
    ) -> None:
        super().__init__()
        self._obey = obey
        self._at_end = at_end
        self.came.connect(self._hand_over)

    def begin(self) -> None:
        """Listen from now on."""
        Thread(target=self._listen, name="orders", daemon=True).start()

    def _listen(self) -> None:
        for line in sys.stdin:
            self.came.emit(json.loads(line))
        if self._at_end is not None:
            self._at_end()
        os._exit(0)  # nobody listens any more; a library that hangs must not keep this alive

    @Slot(dict)
    def _hand_over(self, order: dict[str, Any]) -> None:
        self._obey(order)
        tell(heard=True)


def tell(**words: object) -> None:
    """One line to the window."""
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()
