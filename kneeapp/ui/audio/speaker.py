"""The computer's speech engine, run as `python -m kneeapp.ui.audio.speaker ENGINE` by `helper`.

Qt's speech library holds Python's lock while it waits for an engine, in whichever thread it runs:
an engine that does not answer would stop the whole window. Orders: `{"say": text, "voice", "rate",
"volume"}`, `{"stop": true}`. Told: `engines` and `voices` when it is ready, `ended` after words,
`failed`.
"""

from __future__ import annotations

import sys
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale, QLoggingCategory, QObject, Slot

from kneeapp.ui.audio.helper import Orders, tell
from kneeapp.ui.audio.stream import QUIET_LOG

MOCK = "mock"
"""Qt's engine for tests: it is listed on real machines and says nothing."""


class Speaker(QObject):
    """Owns the engine, obeys orders."""

    def __init__(self, engine: str) -> None:
        """Find the engine of this name, else the usual one.

        Raises:
            OSError: no engine speaks here.
            ImportError: this machine lacks a speech library.
        """
        super().__init__()
        from PySide6.QtTextToSpeech import QTextToSpeech

        engines = [e for e in QTextToSpeech.availableEngines() if engine == MOCK or e != MOCK]
        if not engines:
            raise OSError("no engine")
        self._speech = QTextToSpeech(engine if engine in engines else engines[0], self)
        if self._speech.state() is QTextToSpeech.State.Error:
            raise OSError(self._speech.errorString())
        self._ready = QTextToSpeech.State.Ready
        self._speech.stateChanged.connect(self._on_state)
        self._speak_english()
        # Voices of its language only: some engines list a thousand others.
        tell(engines=engines, voices=sorted({v.name() for v in self._speech.availableVoices()}))

    def obey(self, order: dict[str, Any]) -> None:
        """Say something, or be silent."""
        if "say" in order:
            self._choose(order["voice"])
            self._speech.setRate(order["rate"])
            self._speech.setVolume(order["volume"])
            self._speech.say(order["say"])
        else:
            self._speech.stop()

    def _choose(self, name: str) -> None:
        if name and name != self._speech.voice().name():
            for voice in self._speech.availableVoices():
                if voice.name() == name:
                    self._speech.setVoice(voice)

    def _speak_english(self) -> None:
        """The words are English; another language's voice would make them hard to understand."""
        english = QLocale.Language.English
        if self._speech.locale().language() is english:
            return
        for locale in self._speech.availableLocales():
            if locale.language() is english:
                self._speech.setLocale(locale)
                return

    @Slot(object)
    def _on_state(self, state: object) -> None:
        if state is self._ready:
            tell(ended=True)


def main() -> None:
    """Speak until the program that asked is gone."""
    QLoggingCategory.setFilterRules(QUIET_LOG)
    app = QCoreApplication(sys.argv)
    try:
        speaker = Speaker(sys.argv[1])
    except (ImportError, OSError):
        tell(failed=True)
        return
    orders = Orders(speaker.obey)
    orders.begin()
    app.exec()


if __name__ == "__main__":
    main()
