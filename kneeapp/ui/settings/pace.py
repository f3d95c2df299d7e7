"""How the player paces: the countdown, the time to change sides, how much is said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from kneeapp.ui.settings.rows import SliderRow, row
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.text import small

if TYPE_CHECKING:
    from kneeapp.ui.services import Services


class PaceCard(Card):
    """The player's times that routines leave open."""

    def __init__(self, services: Services) -> None:
        super().__init__("Routines")
        self._services = services
        now = services.settings
        self.countdown = SliderRow(0, 60, now.countdown_s, self.tr("{} s"))
        self.switch = SliderRow(0, 30, now.switch_s, self.tr("{} s"), step=1)
        self.body.addWidget(row(self.tr("Time before the first exercise"), self.countdown))
        self.body.addWidget(row(self.tr("Time to change sides"), self.switch))
        self.body.addWidget(
            small(self.tr("Used when a routine gives less. The total shown always includes it."))
        )
        self.countdown.value_changed.connect(self._choose_countdown)
        self.switch.value_changed.connect(self._choose_switch)

    @Slot(int)
    def _choose_countdown(self, seconds: int) -> None:
        self._services.save_settings(replace(self._services.settings, countdown_s=seconds))

    @Slot(int)
    def _choose_switch(self, seconds: int) -> None:
        self._services.save_settings(replace(self._services.settings, switch_s=seconds))
