"""Whom to call: the country's numbers, or the person's own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit

from kneeapp.guidance import countries
from kneeapp.ui.help_numbers import country
from kneeapp.ui.settings.rows import row
from kneeapp.ui.widgets.calm import CalmComboBox
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.text import small

if TYPE_CHECKING:
    from kneeapp.base.settings import Settings
    from kneeapp.ui.services import Services

_LONGEST = 80


class HelpNumbersCard(Card):
    """Country, emergency number and advice line."""

    def __init__(self, services: Services) -> None:
        super().__init__("Numbers for help")
        self._services = services
        self.country = CalmComboBox()
        self.country.addItem(self.tr("Not chosen"), "")
        for each in countries.all_countries():
            self.country.addItem(each.name, each.code)
        self.emergency = _line(services.settings.emergency_number)
        self.advice = _line(services.settings.advice_line)
        self.country.setCurrentIndex(max(0, self.country.findData(country(services.settings))))
        self.body.addWidget(row(self.tr("Country"), self.country))
        self.body.addWidget(row(self.tr("Emergency number"), self.emergency))
        self.body.addWidget(row(self.tr("Advice line"), self.advice))
        self.body.addWidget(
            small(
                self.tr(
                    "Please check that these numbers are right where you are. "
                    "Empty means: the number shown in grey."
                )
            )
        )
        self._show_usual()
        self.country.activated.connect(self._choose_country)
        self.emergency.editingFinished.connect(self._keep)
        self.advice.editingFinished.connect(self._keep)

    def _show_usual(self) -> None:
        usual = countries.numbers(self.country.currentData() or "")
        self.emergency.setPlaceholderText(usual.emergency)
        self.advice.setPlaceholderText(usual.advice_line)

    @Slot()
    def _choose_country(self) -> None:
        self._save(replace(self._services.settings, country=self.country.currentData() or ""))
        self._show_usual()

    @Slot()
    def _keep(self) -> None:
        self._save(
            replace(
                self._services.settings,
                emergency_number=self.emergency.text().strip(),
                advice_line=self.advice.text().strip(),
            )
        )

    def _save(self, settings: Settings) -> None:
        if settings != self._services.settings:
            self._services.save_settings(settings)


def _line(text: str) -> QLineEdit:
    line = QLineEdit(text)
    line.setMaxLength(_LONGEST)
    return line
