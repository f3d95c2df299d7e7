"""The door to the loudspeaker: falls down the ladder of ways when one fails, and says so."""

from __future__ import annotations

import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, Signal

from kneeapp.ui.audio.backends import COMMANDS, CommandBackend
from kneeapp.ui.audio.tone import beep_tone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kneeapp.base.clock import Clock
    from kneeapp.player.cues import Beep
    from kneeapp.ui.audio.backends import Backend, Failed, When
    from kneeapp.ui.audio.tone import Tone
    from kneeapp.ui.basics import Basics

    Ways: TypeAlias = Callable[[QObject, Clock, Failed], Iterator[Backend]]


_STREAM_TRIES = 2
"""A device that was pulled out leaves the stream dead; the second one opens what is there now."""


def ladder(parent: QObject, clock: Clock, on_failure: Failed) -> Iterator[Backend]:
    """The ways to make a sound that this machine may have, best first."""
    from kneeapp.ui.audio.stream import StreamBackend

    for _ in range(_STREAM_TRIES):
        with suppress(ImportError):  # a machine without the sound libraries has the next way
            yield StreamBackend(parent, clock, on_failure)
    for program in COMMANDS:
        if shutil.which(program):
            yield CommandBackend(parent, program, on_failure)


class Sound(QObject):
    """Plays beeps at the person's volume, and what the voice brings.

    Signals:
        changed: the note may be another now, and what was given ahead may be lost.
    """

    changed = Signal()

    def __init__(self, services: Basics, ways: Ways = ladder) -> None:
        super().__init__(services)
        self._services = services
        self._ways = ways
        self._left: Iterator[Backend] | None = None
        self._backend: Backend | None = None

    @property
    def plays_ahead(self) -> bool:
        """Whether sounds can be given before they are due."""
        return self._backend is not None and self._backend.plays_ahead

    def prepare(self) -> None:
        """Find a way; cheap when that is done already."""
        if self._backend is None:
            self._left = self._ways(self, self._services.clock, self._fall)
            self._next()

    def play(self, beep: Beep, when: When | None = None) -> None:
        """Sound a beep now or at its moment, if the person wants beeps."""
        if self._backend is None or not self.is_heard():
            return
        try:
            tone = beep_tone(beep)
        except OSError:
            return  # a damaged file: the words and the picture still tell
        self._backend.play(tone, self._services.settings.volume, when, voice=False)

    def speak(self, tone: Tone, when: When | None = None) -> None:
        """Let recorded words be heard now or at their moment."""
        volume = self._services.settings.voice_volume
        if self._backend is not None and volume:
            self._backend.play(tone, volume, when, voice=True)

    def hush(self) -> None:
        """Forget what was given ahead, and stop the voice."""
        if self._backend is not None:
            self._backend.hush()

    def close(self) -> None:
        """Be silent for good; the program ends."""
        if self._backend is not None:
            self._backend.close()
            self._backend = None

    def has_way(self) -> bool:
        """Whether anything at all can be heard."""
        return self._backend is not None

    def is_heard(self) -> bool:
        """Whether a beep played now can be heard."""
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
        failed.close()
        self._next()

    def _next(self) -> None:
        self._backend = next(self._left, None) if self._left is not None else None
        self.changed.emit()
