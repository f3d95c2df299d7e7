"""The computer's own voice, at arm's length: in a process that is ended when it does not answer."""

from __future__ import annotations

import json
import sys
from typing import Any

from PySide6.QtCore import QObject, QProcess, QTimer, Signal, Slot

COMMAND = (sys.executable, "-m", "kneeapp.ui.audio.speaker")
WAKE_MS = 10_000
"""Engines with many voices need 3 s; one that needs longer than this will not answer at all."""
ANSWER_MS = 5_000
"""An order must be obeyed, not spoken to its end, within this time."""
_END_MS = 300


class SystemVoice(QObject):
    """Speaks through a helper process; nothing here ever waits for it.

    Signals:
        woke(list, list): it is ready; names of all engines, and of the voices of this one.
        failed: there is no engine, or it does not answer.
        ended: what was being said is over.
    """

    woke = Signal(list, list)
    failed = Signal()
    ended = Signal()

    def __init__(self, parent: QObject, engine: str, command: tuple[str, ...] = COMMAND) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._give_up)
        self._process.errorOccurred.connect(self._give_up)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._give_up)
        self._patience.start(WAKE_MS)
        self._open = True
        self._process.start(command[0], [*command[1:], engine])

    def say(self, text: str, voice: str, rate: float, volume: int) -> None:
        """Say this and forget what was being said."""
        self._order(say=text, voice=voice, rate=rate, volume=volume / 100)

    def stop(self) -> None:
        """Be silent."""
        self._order(stop=True)

    def close(self) -> None:
        """End the process; it gets no time to object."""
        self._open = False
        self._patience.stop()
        self._process.blockSignals(True)
        self._process.kill()
        self._process.waitForFinished(_END_MS)

    def _order(self, **words: object) -> None:
        if self._open:
            self._process.write((json.dumps(words) + "\n").encode())
            if not self._patience.isActive():
                self._patience.start(ANSWER_MS)

    @Slot()
    def _read(self) -> None:
        while self._open and self._process.canReadLine():
            self._hear(bytes(self._process.readLine().data()))

    def _hear(self, line: bytes) -> None:
        try:
            words: dict[str, Any] = json.loads(line)
        except ValueError:
            return  # an engine that talks on our line
        match words:
            case {"engines": list(engines), "voices": list(voices)}:
                self._patience.stop()
                self.woke.emit(engines, voices)
            case {"heard": _}:
                self._patience.stop()
            case {"ended": _}:
                self.ended.emit()
            case {"failed": _}:
                self._give_up()
            case _:
                pass

    @Slot()
    def _give_up(self) -> None:
        if self._open:
            self.close()
            self.failed.emit()
