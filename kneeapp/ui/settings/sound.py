"""Beeps and voice: on or off, how loud, which voice, how much it says, and a test of each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from kneeapp.player.cues import Beep
from kneeapp.ui.settings.rows import SliderRow, row, switch
from kneeapp.ui.voice import VoiceState
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.choice_row import ChoiceRow
from kneeapp.ui.widgets.text import muted

if TYPE_CHECKING:
    from kneeapp.base.settings import Settings
    from kneeapp.ui.services import Services


class SoundCard(Card):
    """Everything that is heard."""

    def __init__(self, services: Services) -> None:
        super().__init__("Sound and voice")
        self._services = services
        now = services.settings
        self.beeps = switch(self.tr("Beep at every change"), on=now.beeps)
        self.volume = SliderRow(0, 100, now.volume, "{} %")
        self.voice = switch(self.tr("Say what to do"), on=now.voice)
        self.voice_volume = SliderRow(0, 100, now.voice_volume, "{} %")
        self.rate = SliderRow(-100, 100, round(now.voice_rate * 100), "{:+d} %", step=10)
        self.voices = QComboBox()
        self.voices.addItem(self.tr("The system's own"))
        talk = {
            "little": self.tr("Little"),
            "normal": self.tr("Normal"),
            "full": self.tr("Everything"),
        }
        self.talk = ChoiceRow(talk, now.talk)
        self.try_beep = button(self.tr("Test the beep"))
        self.try_voice = button(self.tr("Test the voice"))
        self.note = muted("")
        self._lay_out()
        self._connect()

    def shown(self) -> None:
        """Look for a way to make sounds, and wake the voice."""
        self._services.sound().prepare()
        self._services.voice().prepare()
        self._show_state()

    def _lay_out(self) -> None:
        self.body.addWidget(row(self.tr("Beeps"), self.beeps))
        self.body.addWidget(row(self.tr("Loudness of the beeps"), self.volume))
        self.body.addWidget(row(self.tr("Voice"), self.voice))
        self.body.addWidget(row(self.tr("Loudness of the voice"), self.voice_volume))
        self.body.addWidget(row(self.tr("Speed of the voice"), self.rate))
        self.body.addWidget(row(self.tr("Which voice"), self.voices))
        self.body.addWidget(row(self.tr("How much it says"), self.talk))
        tests = QWidget()
        line = QHBoxLayout(tests)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.try_beep)
        line.addWidget(self.try_voice)
        line.addStretch(1)
        self.body.addWidget(tests)
        self.body.addWidget(self.note)

    def _connect(self) -> None:
        self.beeps.toggled.connect(self._choose_beeps)
        self.volume.value_changed.connect(self._choose_volume)
        self.voice.toggled.connect(self._choose_voice)
        self.voice_volume.value_changed.connect(self._choose_voice_volume)
        self.rate.value_changed.connect(self._choose_rate)
        self.talk.chosen.connect(self._choose_talk)
        self.voices.activated.connect(self._choose_name)
        self.try_beep.clicked.connect(self._test_beep)
        self.try_voice.clicked.connect(self._test_voice)
        self._services.sound().changed.connect(self._show_state)
        self._services.voice().changed.connect(self._show_state)

    @Slot()
    def _show_state(self) -> None:
        sound, voice = self._services.sound(), self._services.voice()
        ready = voice.state is VoiceState.READY
        if ready and self.voices.count() != len(voice.voices) + 1:
            self.voices.clear()
            self.voices.addItems([self.tr("The system's own"), *voice.voices])
            self.voices.setCurrentText(self._services.settings.voice_name)
        self.voices.setEnabled(ready)
        self.try_voice.setEnabled(ready)
        self.try_beep.setEnabled(not sound.note() and self._services.settings.beeps)
        notes = [text for text in (sound.note(), voice.note()) if text]
        self.note.setText(" ".join(notes))
        self.note.setVisible(bool(notes))

    def _save(self, settings: Settings) -> None:
        self._services.save_settings(settings)
        self._show_state()

    @Slot(bool)
    def _choose_beeps(self, on: bool) -> None:
        self._save(replace(self._services.settings, beeps=on))

    @Slot(int)
    def _choose_volume(self, percent: int) -> None:
        self._save(replace(self._services.settings, volume=percent))
        self._test_beep()

    @Slot(bool)
    def _choose_voice(self, on: bool) -> None:
        self._save(replace(self._services.settings, voice=on))
        self._services.voice().prepare()

    @Slot(int)
    def _choose_voice_volume(self, percent: int) -> None:
        self._save(replace(self._services.settings, voice_volume=percent))

    @Slot(int)
    def _choose_rate(self, percent: int) -> None:
        self._save(replace(self._services.settings, voice_rate=percent / 100))

    @Slot(str)
    def _choose_talk(self, key: str) -> None:
        self._save(replace(self._services.settings, talk=key))

    @Slot(int)
    def _choose_name(self, index: int) -> None:
        self._save(
            replace(
                self._services.settings, voice_name=self.voices.itemText(index) if index else ""
            )
        )

    @Slot()
    def _test_beep(self) -> None:
        self._services.sound().prepare()
        self._services.sound().play(Beep.START)

    @Slot()
    def _test_voice(self) -> None:
        self._services.voice().say(self.tr("Straight leg raise. Left leg. 3, 2, 1."))
