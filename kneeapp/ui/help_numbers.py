"""Whom to call: the person's own numbers, else those of the chosen or the system's country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from kneeapp.guidance import countries

if TYPE_CHECKING:
    from kneeapp.base.settings import Settings
    from kneeapp.guidance.advice import Numbers


def country(settings: Settings) -> str:
    """The country in force, as two letters; empty when the system has none either."""
    return settings.country or QLocale.territoryToCode(QLocale.system().territory())


def numbers(settings: Settings) -> Numbers:
    """The numbers in force."""
    return countries.numbers(
        country(settings),
        emergency=settings.emergency_number,
        advice_line=settings.advice_line,
    )
