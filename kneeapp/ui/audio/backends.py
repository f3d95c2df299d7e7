"""Ways to make a sound: a stream of Qt's, else a program of the system."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeAlias

from PySide6.QtCore import QObject, QProcess, QTemporaryDir

from kneeapp.ui.audio.tone import Tone, write_wav

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Failed: TypeAlias = Callable[["Backend"], None]

COMMANDS: dict[str, tuple[str, ...]] = {
    "pw-play": ("--volume={part}",),
    "paplay": ("--volume={steps}",),
    "aplay": ("-q",),
    "afplay": ("-v", "{part}"),
}
"""Players of Linux sound systems and of macOS, with how each is told the volume."""
_PAPLAY_FULL = 65_536
_END_MS = 500


@dataclass(frozen=True, slots=True)
class When:
    """When a sound begins.

    Attributes:
        at_ms: on the program's clock.
        grace_ms: how much later it may begin and still be worth it.
    """

    at_ms: int
    grace_ms: int


class Backend(Protocol):
    """One way to make a sound; calls `on_failure` when it turns out not to work.

    Attributes:
        plays_ahead: sounds can be given before they are due, and then begin exactly.
    """

    plays_ahead: bool

    def play(self, tone: Tone, volume: int, when: When | None, *, voice: bool) -> None:
        """Begin a sound and return at once; volume is 0 to 100."""
        ...

    def hush(self) -> None:
        """Forget what has not begun, and stop the voice."""
        ...

    def close(self) -> None:
        """Be silent for good."""
        ...


class CommandBackend:
    """A small program of the system; a process for each sound."""

    plays_ahead = False

    def __init__(self, parent: QObject, program: str, on_failure: Failed) -> None:
        self._parent = parent
        self._program = program
        self._options = COMMANDS[program]
        self._running: dict[QProcess, bool] = {}
        self._folder = QTemporaryDir()
        self._on_failure = on_failure

    def play(self, tone: Tone, volume: int, _when: When | None, *, voice: bool) -> None:
        """Begin a sound."""
        if voice:
            self.hush()
        steps = round(_PAPLAY_FULL * volume / 100)
        options = [o.format(part=volume / 100, steps=steps) for o in self._options]
        process = QProcess(self._parent)
        self._running[process] = voice
        process.finished.connect(partial(self._on_finished, process))
        process.errorOccurred.connect(partial(self._on_error, process))
        process.start(self._program, [*options, str(self._file(tone))])

    def hush(self) -> None:
        """Stop the voice."""
        self._stop([process for process, voice in self._running.items() if voice])

    def close(self) -> None:
        """Forget the sounds under way: their ends must not be told to what is gone."""
        self._stop(list(self._running))
        self._folder.remove()

    def _file(self, tone: Tone) -> Path:
        from pathlib import Path

        path = Path(self._folder.filePath(f"{tone.name}.wav"))
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
            self._on_failure(self)

    def _on_error(self, process: QProcess, _error: QProcess.ProcessError) -> None:
        self._drop(process)
        self._on_failure(self)

    def _drop(self, process: QProcess) -> None:
        self._running.pop(process, None)
        process.deleteLater()
