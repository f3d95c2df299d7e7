"""Sound by small programs of the system, where Qt's sound library does not work."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QTimer, Slot

from kneeapp.ui.audio.tone import RATE, SAMPLE_BYTES, Tone, When, write_wav

if TYPE_CHECKING:
    from collections.abc import Callable

    from kneeapp.base.clock import Clock

COMMANDS: dict[str, tuple[str, ...]] = {
    "pw-play": ("--volume={part}",),
    "paplay": ("--volume={steps}",),
    "aplay": ("-q",),
    "afplay": ("-v", "{part}"),
}
"""Players of Linux sound systems and of macOS, with how each is told the volume."""
SILENCE = Tone("silence", bytes(RATE * SAMPLE_BYTES // 10))
_PAPLAY_FULL = 65_536
_END_MS = 500


@dataclass(frozen=True, slots=True)
class _Sound:
    at_ms: int
    tone: Tone
    volume: int
    voice: bool


class CommandPlayer(QObject):
    """A process for each sound, begun when its moment comes."""

    def __init__(self, program: str, clock: Clock, on_failure: Callable[[], None]) -> None:
        super().__init__()
        self._program = program
        self._clock = clock
        self._options = COMMANDS[program]
        self._on_failure = on_failure
        self._folder = Path(tempfile.mkdtemp(prefix="kneeapp-"))
        self._running: dict[QProcess, bool] = {}
        self._waiting: list[_Sound] = []
        self._on_ready: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._begin_due)

    def try_out(self, on_ready: Callable[[], None]) -> None:
        """Play a moment of silence: it tells whether this works, and wakes the loudspeaker."""
        self._on_ready = on_ready
        self._begin(_Sound(0, SILENCE, 1, voice=False))

    def play(self, tone: Tone, volume: int, when: When, *, voice: bool) -> None:
        """Begin a sound at its moment."""
        now = self._clock.now_ms()
        due = now if when.at_ms is None else when.at_ms
        if now - due <= when.grace_ms:
            self._waiting.append(_Sound(due, tone, volume, voice))
            self._begin_due()

    def hush(self) -> None:
        """Forget what has not begun, and stop the voice."""
        self._waiting.clear()
        self._stop([process for process, voice in self._running.items() if voice])

    def remove_files(self) -> None:
        """Leave no file behind; called from whichever thread sees the end."""
        shutil.rmtree(self._folder, ignore_errors=True)

    @Slot()
    def _begin_due(self) -> None:
        now = self._clock.now_ms()
        due = [sound for sound in self._waiting if sound.at_ms <= now]
        self._waiting = [sound for sound in self._waiting if sound.at_ms > now]
        for sound in due:
            self._begin(sound)
        if self._waiting:
            self._timer.start(min(sound.at_ms for sound in self._waiting) - now)

    def _begin(self, sound: _Sound) -> None:
        if sound.voice:
            self._stop([process for process, voice in self._running.items() if voice])
        steps = round(_PAPLAY_FULL * sound.volume / 100)
        options = [o.format(part=sound.volume / 100, steps=steps) for o in self._options]
        process = QProcess(self)
        self._running[process] = sound.voice
        process.finished.connect(partial(self._on_finished, process))
        process.errorOccurred.connect(partial(self._on_error, process))
        process.start(self._program, [*options, str(self._file(sound.tone))])

    def _file(self, tone: Tone) -> Path:
        path = self._folder / f"{tone.name}.wav"
        if not path.exists():
            write_wav(path, tone)
        return path

    def _stop(self, processes: list[QProcess]) -> None:
        for process in processes:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(_END_MS)
            self._drop(process)

    def _on_finished(self, process: QProcess, code: int, _status: QProcess.ExitStatus) -> None:
        self._drop(process)
        if code != 0:
            self._on_failure()
        elif self._on_ready is not None:
            ready, self._on_ready = self._on_ready, None
            ready()

    def _on_error(self, process: QProcess, _error: QProcess.ProcessError) -> None:
        self._drop(process)
        self._on_failure()

    def _drop(self, process: QProcess) -> None:
        self._running.pop(process, None)
        process.deleteLater()
