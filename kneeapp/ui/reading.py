"""The library comes from a short-lived process: the window stays small, and free meanwhile."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QObject, QProcess, Signal

from kneeapp.routine import reader
from kneeapp.ui.audio.helper import environment, module_command

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kneeapp.routine.reader import Answer

log = logging.getLogger(__name__)

PATIENCE_MS = 20_000
"""From its start: a busy computer with a slow disk may need half of this, and here no less."""
_END_MS = 300


class Reading(QObject):
    """One process that reads; begun when made.

    Signals:
        done: it has ended; `answer` need not wait any more.
    """

    done = Signal()

    def __init__(self, parent: QObject, wanted: str, folders: Sequence[Path]) -> None:
        """Begin; `wanted` and `folders` as `reader.answer` takes them."""
        super().__init__(parent)
        self._wanted, self._folders = wanted, folders
        self._patience = QDeadlineTimer(PATIENCE_MS)
        self._process = QProcess(self)
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.setProcessEnvironment(environment())
        self._process.finished.connect(self.done)
        self._process.errorOccurred.connect(self.done)
        command = module_command(reader.__name__, reader.question(wanted, folders))
        self._process.start(command[0], list(command[1:]))

    def answer(self) -> Answer:
        """What was found; waits for it. If the process fails, the files are read here."""
        if self._runs():
            self._process.waitForFinished(self._patience.remainingTime())
        self.close()
        sent = bytes(self._process.readAllStandardOutput().data())
        found = reader.unpack(sent)
        if found is None:
            log.info("the process that reads the library failed: it is read here")
            found = reader.answer(self._wanted, self._folders)
        return found

    def close(self) -> None:
        """End the process."""
        self._process.blockSignals(True)
        if self._runs():
            self._process.kill()
            self._process.waitForFinished(_END_MS)

    def _runs(self) -> bool:
        return self._process.state() is not QProcess.ProcessState.NotRunning
