"""The computer's own voice; finding it can take seconds, so it lives in its own thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QLoggingCategory, QObject, Signal, Slot

from kneeapp.ui.audio.stream import QUIET_LOG

if TYPE_CHECKING:
    from PySide6.QtTextToSpeech import QTextToSpeech

MOCK = "mock"
"""Qt's engine for tests: it is listed on real machines and says nothing."""


class SystemSpeaker(QObject):
    """Owns the speech engine; lives in whichever thread it was moved to.

    Signals:
        woke(list, list): the engine is ready; names of all engines, and of its voices.
        failed: there is no engine that speaks.
        ended: what was being said is over.
    """

    woke = Signal(list, list)
    failed = Signal()
    ended = Signal()

    def __init__(self, engine: str) -> None:
        super().__init__()
        self._engine = engine
        self._speech: Any = None
        QLoggingCategory.setFilterRules(QUIET_LOG)
        try:  # here, not in the thread: PySide's import hook does not bear two at a time
            from PySide6.QtTextToSpeech import QTextToSpeech
        except ImportError:
            self._library: Any = None
        else:
            self._library = QTextToSpeech

    @Slot()
    def wake(self) -> None:
        """Find an engine; Qt's constructor may take seconds."""
        library = self._library
        found = library.availableEngines() if library is not None else []
        engines = [e for e in found if e != MOCK or self._engine == MOCK]
        if not engines:
            self.failed.emit()
            return
        chosen = self._engine if self._engine in engines else engines[0]
        speech = library(chosen, self)
        if speech.state() is library.State.Error:
            self.failed.emit()
            return
        _speak_english(speech)
        self._speech, self._ready = speech, library.State.Ready
        speech.stateChanged.connect(self._on_state)
        # Those of its language only: some engines list a thousand others.
        self.woke.emit(engines, sorted({voice.name() for voice in speech.availableVoices()}))

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


def _speak_english(speech: QTextToSpeech) -> None:
    """The words are English; a voice of another language would make them hard to understand."""
    english = QLocale.Language.English
    if speech.locale().language() is english:
        return
    for locale in speech.availableLocales():
        if locale.language() is english:
            speech.setLocale(locale)
            return
