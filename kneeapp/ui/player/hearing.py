"""Gives cues to the beeps, the voice, or, where neither is heard, to the eyes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneeapp.player.cues import Cue
    from kneeapp.ui.services import Services


class Hearing(QObject):
    """What is heard of a session.

    Signals:
        flashed: a beep that could not be heard.
        changed: the note may be another now.
    """

    flashed = Signal()
    changed = Signal()

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.muted = False
        services.sound().changed.connect(self.changed)
        services.voice().changed.connect(self.changed)

    def prepare(self) -> None:
        """Wake sound and voice, before the first cue is due."""
        self._services.sound().prepare()
        self._services.voice().prepare()

    def give(self, cues: Iterable[Cue]) -> None:
        """Let cues be heard, or seen."""
        sound, voice = self._services.sound(), self._services.voice()
        heard = sound.is_heard() and not self.muted
        for cue in cues:
            if not self.muted:
                voice.say(cue.text, cue.priority)
            if cue.beep is not None and heard:
                sound.play(cue.beep)
            elif cue.beep is not None and self._needs_flash():
                self.flashed.emit()

    def _needs_flash(self) -> bool:
        """Not when the person chose a voice without beeps."""
        chosen = self._services.settings.beeps or not self._services.voice().is_heard()
        return self.muted or chosen

    def hush(self) -> None:
        """Stop speaking."""
        self._services.voice().stop()

    def set_muted(self, *, on: bool) -> None:
        """Silence, or sound again."""
        self.muted = on
        self.hush()
        self.changed.emit()

    def note(self) -> str:
        """A sentence about what is not heard; empty when all is well."""
        if self.muted:
            return self.tr("Sound is off. Press M for sound.")
        notes = (self._services.sound().note(), self._services.voice().note())
        return " ".join(filter(None, notes))
