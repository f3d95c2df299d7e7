"""Gives cues to the beeps, the voice, or, where neither is heard, to the eyes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kneeapp.player.cues import STALE_MS, Script, Talk
from kneeapp.ui.audio.tone import When

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneeapp.flow.session.plan import SessionPlan
    from kneeapp.player.ahead import Due
    from kneeapp.player.cues import Cue
    from kneeapp.ui.services import Services

AHEAD_MS = 3_000
"""How far ahead cues are put on the audio clock: a window busy for so long delays none."""
_WAKE_MS = 60


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
        self._placed: set[object] = set()
        self.muted = False
        self._waking = QTimer(self)
        self._waking.setSingleShot(True)
        self._waking.setInterval(_WAKE_MS)
        self._waking.timeout.connect(self._wake)
        services.sound().changed.connect(self._on_sound_changed)
        services.voice().changed.connect(self.changed)

    def prepare(self) -> None:
        """Wake sound and voice soon: the page is painted first, the sound libraries are large."""
        self._waking.start()

    @Slot()
    def _wake(self) -> None:
        self._services.sound().prepare()
        self._services.voice().prepare()

    def script(self, plan: SessionPlan) -> Script:
        """How much is said, by the settings."""
        settings = self._services.settings
        return Script(
            talk=Talk(settings.talk),
            speech=self._services.voice().speech(),
            tips=plan.tips(),
            starts=plan.starts(),
        )

    def give(self, cues: Iterable[Cue]) -> None:
        """Let cues be heard, or seen; those on the audio clock already are heard anyway."""
        for cue in cues:
            placed = cue.key in self._placed
            if not self.muted and not (placed and self._services.voice().plays_ahead):
                self._services.voice().say(cue.text, cue.priority, self._after_beep(cue))
            if cue.beep is None:
                continue
            if self.muted or not self._services.sound().is_heard():
                self._flash()
            elif not placed:
                self._services.sound().play(cue.beep)

    def foresee(self, dues: Iterable[Due]) -> None:
        """Put what comes on the audio clock, where there is one."""
        sound, voice = self._services.sound(), self._services.voice()
        if self.muted or not sound.has_way():
            return
        for due in dues:
            cue = due.cue
            if cue.key in self._placed:
                continue
            self._placed.add(cue.key)
            if cue.beep is not None:
                sound.play(cue.beep, When(due.at_ms, STALE_MS))
            if cue.text and voice.plays_ahead:
                voice.say(cue.text, cue.priority, When(due.at_ms + cue.head_ms, cue.grace_ms))

    def hush(self) -> None:
        """Stop speaking, and forget what was to come."""
        self._placed.clear()
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

    def _after_beep(self, cue: Cue) -> When | None:
        """Words given now still wait for the loud part of their beep."""
        if cue.beep is None:
            return None
        return When(self._services.clock.now_ms() + cue.head_ms, cue.grace_ms)

    def _flash(self) -> None:
        """Not when the person chose a voice without beeps."""
        chosen = self._services.settings.beeps or not self._services.voice().is_heard()
        if self.muted or chosen:
            self.flashed.emit()

    @Slot()
    def _on_sound_changed(self) -> None:
        """What was given to a way that is gone has to be given again."""
        self._placed.clear()
        self.changed.emit()
