"""Voice: whose, how loud, how fast, how much it says, and a test of each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from kneeapp.ui.audio.voice import VoiceKind, VoiceState
from kneeapp.ui.settings.rows import SliderRow, row
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.calm import CalmComboBox
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.choice_row import ChoiceRow
from kneeapp.ui.widgets.text import muted

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kneeapp.base.settings import Settings
    from kneeapp.ui.services import Services

OFF = "off"
SAMPLES = {
    "little": "Next: Half squat, left side.",
    "normal": "Next: Half squat, left side. 3 times 10, hold 5 seconds.",
    "full": "Next: Half squat, left side. 3 times 10, hold 5 seconds. Knees over toes.",
}
"""What each level says of the same moment."""


class VoiceCard(Card):
    """The spoken words."""

    def __init__(self, services: Services) -> None:
        super().__init__("Voice")
        self._services = services
        now = services.settings
        kinds = {
            VoiceKind.OWN.value: self.tr("Kneeapp's voice"),
            VoiceKind.SYSTEM.value: self.tr("This computer's voice"),
            OFF: self.tr("No voice"),
        }
        self.kind = ChoiceRow(kinds, now.voice_kind if now.voice else OFF)
        self.volume = SliderRow(0, 100, now.voice_volume, "{} %")
        rate = round(now.voice_rate * 100)
        self.rate = SliderRow(-100, 100, rate, "{:+d} %", step=10, zero=self.tr("usual"))
        talk = {
            "little": self.tr("Little"),
            "normal": self.tr("Normal"),
            "full": self.tr("Everything"),
        }
        self.talk = ChoiceRow(talk, now.talk)
        self.try_voice = button(self.tr("Try it"))
        self.try_voice.setAccessibleName(self.tr("Try the voice"))
        self.engines, self.voices = CalmComboBox(), CalmComboBox()
        self.note = muted("")
        self._lay_out()
        self._connect()

    def shown(self) -> None:
        """Wake the voice."""
        self._services.voice().prepare()
        self._show_state()

    def _lay_out(self) -> None:
        self._engine_row = row(self.tr("Speech program"), self.engines)
        self._voice_row = row(self.tr("Which voice"), self.voices)
        self._detail: tuple[QWidget, ...] = (
            row(self.tr("Loudness"), self.volume),
            row(self.tr("Speed"), self.rate),
            row(self.tr("How much it says"), self.talk, side=self.try_voice),
        )
        self.body.addWidget(row(self.tr("Who speaks"), self.kind))
        for part in (self._engine_row, self._voice_row, *self._detail, self.note):
            self.body.addWidget(part)

    def _connect(self) -> None:
        self.kind.chosen.connect(self._choose_kind)
        self.volume.value_changed.connect(self._choose_volume)
        self.rate.value_changed.connect(self._choose_rate)
        self.talk.chosen.connect(self._choose_talk)
        self.engines.activated.connect(self._choose_engine)
        self.voices.activated.connect(self._choose_name)
        self.try_voice.clicked.connect(self._try_voice)
        self._services.voice().changed.connect(self._show_state)

    @Slot()
    def _show_state(self) -> None:
        settings, voice = self._services.settings, self._services.voice()
        ready = voice.state is VoiceState.READY
        system = settings.voice and settings.voice_kind == VoiceKind.SYSTEM.value
        usual = self.tr("The usual one")
        _fill(self.engines, [usual, *voice.engines], settings.voice_engine)
        _fill(self.voices, [usual, *voice.voices], settings.voice_name)
        # Where there is one only, there is nothing to choose.
        self._engine_row.setVisible(system and ready and len(voice.engines) > 1)
        self._voice_row.setVisible(system and ready and len(voice.voices) > 1)
        for part in self._detail:
            part.setVisible(settings.voice)
        self.try_voice.setEnabled(voice.is_heard())
        self.note.setText(voice.note())
        self.note.setVisible(bool(voice.note()))

    def _save(self, settings: Settings) -> None:
        self._services.save_settings(settings)
        self._show_state()

    def _save_and_wake(self, settings: Settings) -> None:
        self._services.save_settings(settings)
        self._services.sound().prepare()
        self._services.voice().renew()
        self._show_state()

    @Slot(str)
    def _choose_kind(self, kind: str) -> None:
        now = self._services.settings
        if kind == OFF:
            self._save_and_wake(replace(now, voice=False))
        else:
            self._save_and_wake(replace(now, voice=True, voice_kind=kind))

    @Slot(int)
    def _choose_volume(self, percent: int) -> None:
        self._save(replace(self._services.settings, voice_volume=percent))
        self._try_voice()

    @Slot(int)
    def _choose_rate(self, percent: int) -> None:
        self._save(replace(self._services.settings, voice_rate=percent / 100))
        self._try_voice()

    @Slot(str)
    def _choose_talk(self, key: str) -> None:
        self._save(replace(self._services.settings, talk=key))

    @Slot(int)
    def _choose_engine(self, index: int) -> None:
        name = self.engines.itemText(index) if index else ""
        self._save_and_wake(replace(self._services.settings, voice_engine=name, voice_name=""))

    @Slot(int)
    def _choose_name(self, index: int) -> None:
        name = self.voices.itemText(index) if index else ""
        self._save(replace(self._services.settings, voice_name=name))

    @Slot()
    def _try_voice(self) -> None:
        self._services.sound().prepare()
        self._services.voice().stop()
        self._services.voice().say(SAMPLES[self._services.settings.talk])


def _fill(box: CalmComboBox, names: list[str], now: str) -> None:
    if [box.itemText(i) for i in range(box.count())] != names:
        box.clear()
        box.addItems(names)
    box.setCurrentIndex(names.index(now) if now in names else 0)
