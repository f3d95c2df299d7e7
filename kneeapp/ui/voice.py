"""The spoken words. The speech library wakes in its own thread: that can take seconds."""

from __future__ import annotations

import sys
from enum import StrEnum, auto
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLoggingCategory, QObject, QThread, Signal, Slot

from kneeapp.player.cues import Priority
from kneeapp.ui.sound import QUIET_LOG

if TYPE_CHECKING:
    from kneeapp.ui.basics import Basics

MOCK = "mock"
"""Qt's engine for tests: it is listed on real machines and says nothing."""
_LAST_WORDS_MS = 3_000
_LONGEST_MS = 15_000
"""No cue takes longer: an engine that never told its end must not silence all that follows."""


class VoiceState(StrEnum):
    """How far the voice is."""

    ASLEEP = auto()
    WAKING = auto()
    READY = auto()
    NONE = auto()


class Speaker(QObject):
    """Owns the speech engine; lives in whichever thread it was moved to.

    Signals:
        woke(list): the engine is ready; names of its voices.
        failed: there is no engine that speaks.
        ended: what was being said is over.
    """

    woke = Signal(list)
    failed = Signal()
    ended = Signal()

    def __init__(self, engine: str) -> None:
        super().__init__()
        self._engine = engine
        self._speech: Any = None  # QTextToSpeech, whose module may not even import

    @Slot()
    def wake(self) -> None:
        """Find an engine; Qt's constructor may take seconds."""
        QLoggingCategory.setFilterRules(QUIET_LOG)
        try:
            from PySide6.QtTextToSpeech import QTextToSpeech
        except ImportError:
            self.failed.emit()
            return
        engines = [e for e in QTextToSpeech.availableEngines() if e != MOCK or self._engine == MOCK]
        if not engines:
            self.failed.emit()
            return
        chosen = self._engine if self._engine in engines else engines[0]
        self._speech = QTextToSpeech(chosen, self)
        if self._speech.state() is QTextToSpeech.State.Error:
            self.failed.emit()
            return
        self._ready = QTextToSpeech.State.Ready
        self._speech.stateChanged.connect(self._on_state)
        self.woke.emit([voice.name() for voice in self._speech.availableVoices()])

    @Slot(str, str, float, int)
    def say(self, text: str, voice: str, rate: float, volume: int) -> None:
        """Say this and forget what was being said."""
        if self._speech is None:
            return
        if voice and voice != self._speech.voice().name():
            for known in self._speech.availableVoices():
                if known.name() == voice:
                    self._speech.setVoice(known)
        self._speech.setRate(rate)
        self._speech.setVolume(volume / 100)
        self._speech.say(text)

    @Slot()
    def stop(self) -> None:
        """Be silent."""
        if self._speech is not None:
            self._speech.stop()

    @Slot(object)
    def _on_state(self, state: object) -> None:
        if state is self._ready:
            self.ended.emit()


class Voice(QObject):
    """Says cues when there is a voice; measures how long each text takes.

    Attributes:
        known_ms: measured lengths by text, for planning the cues.

    Signals:
        changed: the state or the note may be another now.
    """

    changed = Signal()
    _wake = Signal()
    _say = Signal(str, str, float, int)
    _stop = Signal()

    def __init__(self, services: Basics, *, threaded: bool | None = None) -> None:
        super().__init__(services)
        self._services = services
        # Only Linux engines are slow to wake; the others want the main thread.
        self._threaded = sys.platform.startswith("linux") if threaded is None else threaded
        self._thread: QThread | None = None
        self._speaker: Speaker | None = None
        self._saying: tuple[str, int, Priority] | None = None
        self.state = VoiceState.ASLEEP
        self.voices: list[str] = []
        self.known_ms: dict[str, int] = {}

    def prepare(self) -> None:
        """Begin to wake the voice if the person wants one; returns at once."""
        if self.state is not VoiceState.ASLEEP or not self._services.settings.voice:
            return
        self.state = VoiceState.WAKING
        speaker = self._speaker = Speaker(self._services.settings.voice_engine)
        speaker.woke.connect(self._on_woke)
        speaker.failed.connect(self._on_failed)
        speaker.ended.connect(self._on_ended)
        self._wake.connect(speaker.wake)
        self._say.connect(speaker.say)
        self._stop.connect(speaker.stop)
        if self._threaded:
            thread = self._thread = QThread(self)
            speaker.moveToThread(thread)
            thread.finished.connect(speaker.deleteLater)
            thread.start()
        else:
            speaker.setParent(self)
        self.changed.emit()
        self._wake.emit()

    def say(self, text: str, priority: Priority = Priority.INFO) -> None:
        """Say this now, unless something more important is being said."""
        settings = self._services.settings
        if not self.is_heard() or not text:
            return
        now = self._services.clock.now_ms()
        if self._saying is not None:
            _, since, saying = self._saying
            if saying > priority and now - since < _LONGEST_MS:
                return
        self._saying = (text, now, priority)
        self._say.emit(text, settings.voice_name, settings.voice_rate, settings.voice_volume)

    def stop(self) -> None:
        """Be silent."""
        self._saying = None
        if self.state is VoiceState.READY:
            self._stop.emit()

    def is_heard(self) -> bool:
        """Whether what is said now can be heard."""
        settings = self._services.settings
        return self.state is VoiceState.READY and settings.voice and settings.voice_volume > 0

    def note(self) -> str:
        """A sentence for the person; empty when all is well."""
        if not self._services.settings.voice:
            return ""
        match self.state:
            case VoiceState.WAKING:
                return self.tr("The voice is waking up.")
            case VoiceState.NONE:
                return self.tr("No voice found on this computer. The words are on the screen.")
            case VoiceState.ASLEEP | VoiceState.READY:
                return ""

    def close(self) -> None:
        """Let go of the engine and its thread."""
        self.stop()
        if self._thread is not None:
            self._thread.quit()
            self._thread.wait(_LAST_WORDS_MS)
            self._thread = None
        self._speaker = None
        self.state = VoiceState.ASLEEP

    @Slot(list)
    def _on_woke(self, voices: list[str]) -> None:
        self.voices = voices
        self.state = VoiceState.READY
        self.changed.emit()

    @Slot()
    def _on_failed(self) -> None:
        self.state = VoiceState.NONE
        self.changed.emit()

    @Slot()
    def _on_ended(self) -> None:
        if self._saying is not None:
            text, since, _ = self._saying
            self.known_ms[text] = self._services.clock.now_ms() - since
        self._saying = None
