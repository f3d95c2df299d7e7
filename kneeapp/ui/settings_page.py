"""Settings: look, sound and voice, pace, reminders, help numbers, data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneeapp.ui.settings.about import AboutCard, DataCard
from kneeapp.ui.settings.help_numbers import HelpNumbersCard
from kneeapp.ui.settings.look import LookCard
from kneeapp.ui.settings.pace import PaceCard
from kneeapp.ui.settings.reminders import RemindersCard
from kneeapp.ui.settings.sound import SoundCard
from kneeapp.ui.settings.voice import VoiceCard
from kneeapp.ui.widgets.page import ScrollColumn
from kneeapp.ui.widgets.text import title

if TYPE_CHECKING:
    from kneeapp.ui.services import Services


class SettingsPage(QWidget):
    """Every choice takes effect at once and is kept."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.look = LookCard(services)
        self.sound = SoundCard(services)
        self.voice = VoiceCard(services)
        self.pace = PaceCard(services)
        self.reminders = RemindersCard(services)
        self.numbers = HelpNumbersCard(services)
        self.data = DataCard(services)
        column = ScrollColumn()
        column.body.addWidget(title(self.tr("Settings")))
        heard = (self.sound, self.voice)
        own = (self.look, *heard, self.pace, self.reminders, self.numbers, self.data)
        for card in (*own, AboutCard()):
            column.body.addWidget(card)
        column.body.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)

    def shown(self) -> None:
        """Look again for sound and voice."""
        self.sound.shown()
        self.voice.shown()
