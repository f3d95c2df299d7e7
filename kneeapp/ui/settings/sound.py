"""Beeps: on or off, how loud, a test; and what is done where nothing can be heard."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from kneeapp.player.cues import Beep
from kneeapp.ui.settings.rows import SliderRow, row, switch
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.text import muted

if TYPE_CHECKING:
    from kneeapp.base.settings import Settings
    from kneeapp.ui.services import Services


class SoundCard(Card):
    """The beeps."""

    def __init__(self, services: Services) -> None:
        super().__init__("Beeps")
        self._services = services
        now = services.settings
        self.beeps = switch(self.tr("Beep at every change"), on=now.beeps)
        self.volume = SliderRow(0, 100, now.volume, "{} %")
        self.try_beep = button(self.tr("Try it"))
        self.try_beep.setAccessibleName(self.tr("Try the beep"))
        self.note = muted("")
        self.body.addWidget(row(self.tr("Beeps"), self.beeps))
        self.body.addWidget(row(self.tr("Loudness"), self.volume, side=self.try_beep))
        self.body.addWidget(self.note)
        self.beeps.toggled.connect(self._choose_beeps)
        self.volume.value_changed.connect(self._choose_volume)
        self.try_beep.clicked.connect(self._try_beep)
        services.sound().changed.connect(self._show_state)

    def shown(self) -> None:
        """Look for a way to make sounds."""
        self._services.sound().prepare()
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        sound = self._services.sound()
        self.try_beep.setEnabled(sound.is_heard())
        self.note.setText(sound.note())
        self.note.setVisible(bool(sound.note()))

    def _save(self, settings: Settings) -> None:
        self._services.save_settings(settings)
        self._show_state()

    @Slot(bool)
    def _choose_beeps(self, on: bool) -> None:
        self._save(replace(self._services.settings, beeps=on))
        self._services.sound().prepare()

    @Slot(int)
    def _choose_volume(self, percent: int) -> None:
        self._save(replace(self._services.settings, volume=percent))
        self._try_beep()

    @Slot()
    def _try_beep(self) -> None:
        self._services.sound().prepare()
        self._services.sound().play(Beep.START)
