"""How the program looks: theme, text size, knee picture, motion."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from kneeapp.base.paths import assets
from kneeapp.ui.knee.pictures import tones
from kneeapp.ui.settings.rows import SliderRow, row, switch
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.choice_row import ChoiceRow

if TYPE_CHECKING:
    from kneeapp.ui.services import Services


class LookCard(Card):
    """Theme, text size and motion."""

    def __init__(self, services: Services) -> None:
        super().__init__("Look")
        self._services = services
        now = services.settings
        self.theme = ChoiceRow(
            {
                "system": self.tr("As the system"),
                "light": self.tr("Light"),
                "dark": self.tr("Dark"),
                "contrast": self.tr("High contrast"),
            },
            now.theme,
        )
        self.text = SliderRow(80, 200, now.text_percent, "{} %", step=10)
        self.skin = ChoiceRow(self._skins(), now.knee_skin)
        self.still = switch(self.tr("Show still pictures"), on=now.reduced_motion)
        self.body.addWidget(row(self.tr("Theme"), self.theme))
        self.body.addWidget(row(self.tr("Text size"), self.text))
        self.body.addWidget(row(self.tr("Knee picture"), self.skin))
        self.body.addWidget(row(self.tr("Less motion"), self.still))
        self.theme.chosen.connect(self._choose_theme)
        self.text.value_changed.connect(self._choose_text)
        self.still.toggled.connect(self._choose_motion)
        self.skin.chosen.connect(self._choose_skin)

    def _skins(self) -> dict[str, str]:
        """The knee pictures that are there, from light to dark; the empty key is the usual one."""
        names = {
            "tone-1": self.tr("Very light"),
            "tone-2": self.tr("Light"),
            "": self.tr("Medium"),
            "tone-4": self.tr("Tan"),
            "tone-5": self.tr("Brown"),
            "tone-6": self.tr("Dark"),
            "lines": self.tr("Drawing"),
        }
        there = ("", *tones(assets() / "knee"))
        return {key: name for key, name in names.items() if key in there}

    @Slot(str)
    def _choose_skin(self, key: str) -> None:
        self._services.save_settings(replace(self._services.settings, knee_skin=key))

    @Slot(str)
    def _choose_theme(self, key: str) -> None:
        self._services.save_settings(replace(self._services.settings, theme=key))

    @Slot(int)
    def _choose_text(self, percent: int) -> None:
        self._services.save_settings(replace(self._services.settings, text_percent=percent))

    @Slot(bool)
    def _choose_motion(self, still: bool) -> None:
        self._services.save_settings(replace(self._services.settings, reduced_motion=still))
