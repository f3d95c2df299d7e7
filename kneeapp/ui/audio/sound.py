"""The door to the loudspeaker: a helper process, begun anew when it is lost, else a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from kneeapp.ui.audio.helper import Helper, module_command

if TYPE_CHECKING:
    from collections.abc import Callable

    from kneeapp.player.cues import Beep
    from kneeapp.ui.audio.tone import When
    from kneeapp.ui.basics import Basics

MODULE = "kneeapp.ui.audio.loudspeaker"
PLAIN = "plain"
"""Without Qt's sound library: it may abort its process on a machine without a sound server."""
TRIES = 2
"""A device that was pulled out, or a server that began anew, is found by a new process."""
_GRACE_MS = 500
"""How late something that is wanted at once may come, on a machine that is busy."""


class Sound(QObject):
    """Beeps and recorded words, at the person's loudness.

    Signals:
        changed: the note may be another now, and what was given ahead may be lost.
        mute: the recorded words cannot be read.
    """

    changed = Signal()
    mute = Signal()

    def __init__(self, services: Basics, start: Callable[..., Helper] = Helper) -> None:
        super().__init__(services)
        self._services = services
        self._start = start
        self._helper: Helper | None = None
        self._tries = 0
        self._is_open = False
        self._failed = False

    def prepare(self) -> None:
        """Find a way to sound, if any is wanted; returns at once, and does it only once."""
        settings = self._services.settings
        if self._helper is None and (settings.beeps or settings.voice):
            self._tries = TRIES
            self._begin()

    def play(self, beep: Beep, when: When | None = None) -> None:
        """Sound a beep at its moment or at once, if the person wants beeps."""
        if self._helper is not None and self.is_heard():
            volume = self._services.settings.volume
            self._helper.order(beep=beep.value, volume=volume, **_moment(when))

    def speak(self, text: str, speed: float, when: When | None = None) -> None:
        """Say recorded words at their moment or at once."""
        volume = self._services.settings.voice_volume
        if self._helper is not None and volume:
            self._helper.order(words=text, speed=speed, volume=volume, **_moment(when))

    def hush(self) -> None:
        """Forget what was given ahead, and stop the voice."""
        if self._helper is not None:
            self._helper.order(hush=True)

    def close(self) -> None:
        """Be silent for good; the program ends."""
        if self._helper is not None:
            self._helper.close()
            self._helper.deleteLater()
            self._helper = None
        self._is_open = False

    def has_way(self) -> bool:
        """Whether anything at all can be heard."""
        return self._is_open

    def is_heard(self) -> bool:
        """Whether a beep played now can be heard."""
        settings = self._services.settings
        return self.has_way() and settings.beeps and settings.volume > 0

    def note(self) -> str:
        """A sentence for the person when there is no sound; empty when all is well."""
        settings = self._services.settings
        if not self._failed or not (settings.beeps or settings.voice):
            return ""
        return self.tr("No sound found. You will see a flash instead.")

    def _begin(self, *words: str) -> None:
        self._tries -= 1
        self._failed = False
        helper = self._helper = self._start(self, module_command(MODULE, *words))
        helper.told.connect(self._hear)
        helper.gone.connect(self._on_gone)

    @Slot(dict)
    def _hear(self, words: dict[str, Any]) -> None:
        if "open" in words:
            self._is_open = True
            self.changed.emit()
        elif "failed" in words:
            self._give_up()
        elif "mute" in words:
            self.mute.emit()

    @Slot()
    def _on_gone(self) -> None:
        if self._tries > 0:
            worked = self._is_open
            self.close()
            self._begin(*() if worked else (PLAIN,))
            self.changed.emit()
        else:
            self._give_up()

    def _give_up(self) -> None:
        self.close()
        self._failed = True
        self.changed.emit()


def _moment(when: When | None) -> dict[str, int | None]:
    at, grace = (None, _GRACE_MS) if when is None else (when.at_ms, when.grace_ms)
    return {"at": at, "grace": grace}
