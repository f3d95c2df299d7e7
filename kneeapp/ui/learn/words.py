"""Words of the Learn page that stand for something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from kneeapp.guidance.learn import Grade

if TYPE_CHECKING:
    from kneeapp.guidance.learn import LearnCard

_tr = QCoreApplication.translate


def grade(which: Grade) -> str:
    """A grade in words."""
    return {
        Grade.WELL_SUPPORTED: _tr("LearnWords", "Well supported"),
        Grade.PARTLY_RIGHT: _tr("LearnWords", "Partly right"),
        Grade.NOT_SUPPORTED: _tr("LearnWords", "Not supported"),
        Grade.OUTDATED: _tr("LearnWords", "Outdated"),
        Grade.COULD_HARM: _tr("LearnWords", "Could harm"),
    }[which]


def place(name: str) -> str:
    """What the button to a place of the window says."""
    return {
        "home": _tr("LearnWords", "Mark where it hurts"),
        "routines": _tr("LearnWords", "See all routines"),
        "journal": _tr("LearnWords", "Open the journal"),
        "settings": _tr("LearnWords", "Open the settings"),
    }[name]


def short_title(card: LearnCard) -> str:
    """A title without what stands in brackets, for a link."""
    return card.title.split(" (", maxsplit=1)[0]


def found(count: int) -> str:
    """How many cards a search found."""
    if count == 0:
        return _tr("LearnWords", "Nothing found. Try another word, such as stairs, ice or shoes.")
    if count == 1:
        return _tr("LearnWords", "1 card found")
    return _tr("LearnWords", "{count} cards found").format(count=count)
