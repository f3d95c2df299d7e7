"""The beeps: Qt's own player, else a command of the system, else silence that says so."""

from __future__ import annotations

import shutil
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeAlias

from PySide6.QtCore import QLoggingCategory, QObject, QProcess, QUrl, Signal

from kneeapp.base.paths import assets
from kneeapp.player.cues import Beep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kneeapp.ui.basics import Basics

    Failed: TypeAlias = Callable[["Backend"], None]

QUIET_LOG = "qt.multimedia.*=false\nqt.speech.*=false"
"""Qt's sound libraries report every optional part a machine lacks; the ladder finds out itself."""
SILENCE = "silence"
"""Played first: an output that sleeps wakes up on it and is in time for the first real sound."""
COMMANDS: dict[str, tuple[str, ...]] = {
    "pw-play": ("--volume={part}",),
    "paplay": ("--volume={steps}",),
    "aplay": ("-q",),
    "afplay": ("-v", "{part}"),
}
"""Players of Linux sound systems and of macOS, with how each is told the volume."""
_PAPLAY_FULL = 65_536
_END_MS = 500


class Backend(Protocol):
    """One way to make a sound; calls `on_failure` when it turns out not to work."""

    def play(self, path: Path, volume: int) -> None:
        """Begin a sound and return at once; volume is 0 to 100."""
        ...

    def close(self) -> None:
        """Be silent for good."""
        ...


class EffectBackend:
    """QSoundEffect: later cues sound within 2 ms."""

    def __init__(self, parent: QObject, on_failure: Failed) -> None:
        QLoggingCategory.setFilterRules(QUIET_LOG)
        from PySide6.QtMultimedia import QMediaDevices, QSoundEffect

        if QMediaDevices.defaultAudioOutput().isNull():
            raise OSError("no audio output")
        self._error = QSoundEffect.Status.Error
        self._on_failure = on_failure
        self._effects: dict[str, QSoundEffect] = {}
        for name in (SILENCE, *Beep):
            effect = self._effects[name] = QSoundEffect(parent)
            effect.setSource(QUrl.fromLocalFile(str(sound_file(name))))

    def play(self, path: Path, volume: int) -> None:
        """Begin a sound."""
        effect = self._effects[path.stem]
        if effect.status() is self._error:
            self._on_failure(self)
            return
        effect.setVolume(volume / 100)
        effect.play()

    def close(self) -> None:
        """Be silent for good."""
        for effect in self._effects.values():
            effect.stop()


class CommandBackend:
    """A small program of the system; a process for each sound."""

    def __init__(self, parent: QObject, program: str, on_failure: Failed) -> None:
        self._parent = parent
        self._program = program
        self._options = COMMANDS[program]
        self._running: set[QProcess] = set()
        self._on_failure = on_failure

    def play(self, path: Path, volume: int) -> None:
        """Begin a sound."""
        steps = round(_PAPLAY_FULL * volume / 100)
        options = [o.format(part=volume / 100, steps=steps) for o in self._options]
        process = QProcess(self._parent)
        self._running.add(process)
        process.finished.connect(partial(self._on_finished, process))
        process.errorOccurred.connect(partial(self._on_error, process))
        process.start(self._program, [*options, str(path)])

    def close(self) -> None:
        """Forget the sounds under way: their ends must not be told to what is gone."""
        for process in self._running:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(_END_MS)
        self._running.clear()

    def _on_finished(self, process: QProcess, code: int, _status: QProcess.ExitStatus) -> None:
        self._drop(process)
        if code != 0:
            self._on_failure(self)

    def _on_error(self, process: QProcess, _error: QProcess.ProcessError) -> None:
        self._drop(process)
        self._on_failure(self)

    def _drop(self, process: QProcess) -> None:
        self._running.discard(process)
        process.deleteLater()


def sound_file(name: str) -> Path:
    """The file of a sound."""
    return assets() / "sounds" / f"{name}.wav"


def ladder(parent: QObject, on_failure: Failed) -> Iterator[Backend]:
    """The ways to make a sound that this machine may have, best first."""
    # A machine without the sound libraries, or without an output, has the next way.
    with suppress(ImportError, OSError):
        yield EffectBackend(parent, on_failure)
    for program in COMMANDS:
        if shutil.which(program):
            yield CommandBackend(parent, program, on_failure)


class Sound(QObject):
    """Plays cues at the person's volume; falls down the ladder when a way fails.

    Signals:
        changed: the note may be another now.
    """

    changed = Signal()

    def __init__(
        self,
        services: Basics,
        ways: Callable[[QObject, Failed], Iterator[Backend]] = ladder,
    ) -> None:
        super().__init__(services)
        self._services = services
        self._ways = ways
        self._left: Iterator[Backend] | None = None
        self._backend: Backend | None = None

    def prepare(self) -> None:
        """Find a way and wake it with silence; cheap when that is done already."""
        if self._backend is None:
            self._left = self._ways(self, self._fall)
            self._next()
        if self._backend is not None:
            self._backend.play(sound_file(SILENCE), 1)

    def play(self, beep: Beep) -> None:
        """Begin a sound now, if the person wants beeps."""
        settings = self._services.settings
        if self._backend is not None and settings.beeps and settings.volume:
            self._backend.play(sound_file(beep), settings.volume)

    def close(self) -> None:
        """Be silent for good; the program ends."""
        if self._backend is not None:
            self._backend.close()
            self._backend = None

    def is_heard(self) -> bool:
        """Whether a sound played now can be heard."""
        settings = self._services.settings
        return self._backend is not None and settings.beeps and settings.volume > 0

    def note(self) -> str:
        """A sentence for the person when there is no sound; empty when all is well."""
        if self._left is None or self._backend is not None or not self._services.settings.beeps:
            return ""
        return self.tr("No sound found. You will see a flash instead.")

    def _fall(self, failed: Backend) -> None:
        if failed is not self._backend:
            return  # a late word from a way given up before
        self._next()
        if self._backend is not None:
            self._backend.play(sound_file(SILENCE), 1)

    def _next(self) -> None:
        self._backend = next(self._left, None) if self._left is not None else None
        self.changed.emit()
