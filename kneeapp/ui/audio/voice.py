"""The spoken words: recordings that ship with Kneeapp, or the computer's own voice."""

from __future__ import annotations

from enum import StrEnum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from kneeapp.player.cues import Priority
from kneeapp.player.speech import Estimate, Recorded, Silent

if TYPE_CHECKING:
    from kneeapp.player.phrases import PhraseBook
    from kneeapp.player.speech import Speech
    from kneeapp.ui.audio.sound import Sound
    from kneeapp.ui.audio.system_voice import SystemVoice
    from kneeapp.ui.audio.tone import When
    from kneeapp.ui.basics import Basics

_LONGEST_MS = 15_000
"""No cue takes longer: an engine that never told its end must not silence all that follows."""


class VoiceState(StrEnum):
    """How far the voice is."""

    ASLEEP = auto()
    WAKING = auto()
    READY = auto()
    NONE = auto()


class VoiceKind(StrEnum):
    """Whose voice it is; the value of the setting."""

    OWN = auto()
    SYSTEM = auto()


class Voice(QObject):
    """Says cues with the chosen voice, and knows how long that takes.

    Attributes:
        state: how far it is.
        engines, voices: what the computer's own speech offers.

    Signals:
        changed: the state or the note may be another now.
    """

    changed = Signal()

    def __init__(self, services: Basics, sound: Sound) -> None:
        super().__init__(services)
        self._services = services
        self._sound = sound
        self._system: SystemVoice | None = None
        self._kind = VoiceKind.OWN
        self._book: PhraseBook | None = None
        self._estimate = Estimate()
        self._saying: tuple[str, int, Priority] | None = None
        self._gave_way = False
        self.state = VoiceState.ASLEEP
        self.engines: list[str] = []
        self.voices: list[str] = []
        sound.changed.connect(self.changed)
        sound.mute.connect(self._on_mute)

    @property
    def plays_ahead(self) -> bool:
        """Whether words can be given before they are due."""
        return self._kind is VoiceKind.OWN and self.state is VoiceState.READY

    def prepare(self) -> None:
        """Begin to wake the voice if the person wants one; returns at once."""
        settings = self._services.settings
        if self.state is not VoiceState.ASLEEP or not settings.voice:
            return
        self._kind = VoiceKind(settings.voice_kind)
        self._estimate = Estimate(settings.voice_rate)
        if self._kind is VoiceKind.OWN:
            self._wake_own()
        else:
            self._wake_system()
        self.changed.emit()

    def renew(self) -> None:
        """Let go of the voice and wake the one that is chosen now."""
        self.close()
        self.prepare()

    def speech(self) -> Speech:
        """What can be said, and how long it takes."""
        self.prepare()
        if not self._services.settings.voice:
            return Silent()
        if self._kind is VoiceKind.SYSTEM:
            return self._estimate
        return Silent() if self._book is None else Recorded(self._book, self._speed())

    def say(self, text: str, priority: Priority = Priority.INFO, when: When | None = None) -> None:
        """Say this now or at its moment, unless something more important is being said."""
        if not text or not self.is_heard():
            return
        if self._kind is VoiceKind.OWN:
            self._sound.speak(text, self._speed(), when)
        else:
            self._say_system(text, priority)

    def stop(self) -> None:
        """Be silent, and forget what was given ahead."""
        self._saying = None
        self._sound.hush()
        if self.state is VoiceState.READY and self._system is not None:
            self._system.stop()

    def is_heard(self) -> bool:
        """Whether what is said now can be heard."""
        settings = self._services.settings
        wanted = settings.voice and settings.voice_volume > 0
        heard = self._kind is VoiceKind.SYSTEM or self._sound.has_way()
        return wanted and heard and self.state is VoiceState.READY

    def note(self) -> str:
        """A sentence for the person; empty when all is well."""
        if not self._services.settings.voice:
            return ""
        match self.state:
            case VoiceState.WAKING:
                return self.tr("The voice is waking up.")
            case VoiceState.NONE:
                return self.tr("The Kneeapp voice cannot be loaded. The words are on the screen.")
            case VoiceState.READY if self._gave_way:
                return self.tr("This computer's voice does not answer. Kneeapp's voice speaks.")
            case VoiceState.ASLEEP | VoiceState.READY:
                return ""

    def close(self) -> None:
        """Let go of the voice and its process."""
        self.stop()
        self._gave_way = False
        self._close_system()
        self.state = VoiceState.ASLEEP

    def _speed(self) -> float:
        """Recordings bear less than an engine does."""
        return float(2.0 ** (self._services.settings.voice_rate / 2))

    # ------------------------------------------------------------------ the shipped voice
    def _wake_own(self) -> None:
        from kneeapp.ui.audio.recordings import load_book

        try:
            self._book = load_book()
        except OSError:
            self.state = VoiceState.NONE
        else:
            self.state = VoiceState.READY

    @Slot()
    def _on_mute(self) -> None:
        if self._kind is VoiceKind.OWN:
            self.state = VoiceState.NONE
            self.changed.emit()

    # ------------------------------------------------------------------ the computer's voice
    def _wake_system(self) -> None:
        from kneeapp.ui.audio.system_voice import SystemVoice

        self.state = VoiceState.WAKING
        system = self._system = SystemVoice(self, self._services.settings.voice_engine)
        system.woke.connect(self._on_woke)
        system.failed.connect(self._on_system_failed)
        system.ended.connect(self._on_ended)

    def _close_system(self) -> None:
        if self._system is not None:
            self._system.close()
            self._system.deleteLater()
            self._system = None

    @Slot()
    def _on_system_failed(self) -> None:
        """The shipped voice takes over."""
        self._close_system()
        self._gave_way, self._kind = True, VoiceKind.OWN
        self._wake_own()
        self.changed.emit()

    def _say_system(self, text: str, priority: Priority) -> None:
        if self._system is None:
            return
        settings, now = self._services.settings, self._services.clock.now_ms()
        if self._saying is not None:
            _, since, saying = self._saying
            if saying > priority and now - since < _LONGEST_MS:
                return
        self._saying = (text, now, priority)
        self._system.say(text, settings.voice_name, settings.voice_rate, settings.voice_volume)

    @Slot(list, list)
    def _on_woke(self, engines: list[str], voices: list[str]) -> None:
        self.engines, self.voices = engines, voices
        self.state = VoiceState.READY
        self.changed.emit()

    @Slot()
    def _on_ended(self) -> None:
        if self._saying is not None:
            text, since, _ = self._saying
            self._estimate.measured(text, self._services.clock.now_ms() - since)
        self._saying = None
