"""The coloured places over the picture: marks, spread, what is pointed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from kneeapp.body.marks import Spread
from kneeapp.ui import theme
from kneeapp.ui.widgets import place_map

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QColor

    from kneeapp.body.marks import Mark
    from kneeapp.body.turntable import Turntable

_CLEARER = 0.55  # of the colour goes where muscles or bones are looked at
_RING = ("superolateral", "superomedial", "lateral_patella", "medial_patella", "inferior_pole")


def fills(
    table: Turntable, marks: Iterable[Mark], spread: Spread | None, inside: float = 0.0
) -> dict[int, QColor]:
    """The colour of each place that has one, by its number in the maps.

    The farther in one looks, the clearer the colour of a mark, so that it hides nothing below it.
    """
    numbers = table.number_of
    found = {numbers[name]: _spread_colour() for name in _over(table, spread) if name in numbers}
    solid = 1 - _CLEARER * min(inside, 1)
    return found | {
        numbers[mark.place]: _mark_colour(mark.strength, solid)
        for mark in marks
        if mark.place in numbers
    }


def overlay(
    table: Turntable,
    frame: int,
    coloured: dict[int, QColor],
    lines: Iterable[tuple[str, QColor]] = (),
) -> QImage:
    """The places of one stored picture in their colours; null when there is nothing to see.

    Args:
        table: the turntable shown.
        frame: the stored picture.
        coloured: as made by fills.
        lines: places with a line round them, and its colour; later ones on top.
    """
    drawn = [(table.number_of[name], line) for name, line in lines if name in table.number_of]
    if not coloured and not drawn:
        return QImage()
    pixels, size = table.places_map(frame), QSize(table.width, table.height)
    image = place_map.tinted(pixels, size, coloured)
    for number, line in drawn:
        place_map.add_outline(image, pixels, size, number, line)
    return image


def _over(table: Turntable, spread: Spread | None) -> Iterable[str]:
    """The places over which the pain is said to be spread."""
    match spread:
        case Spread.ALL_OVER:
            return table.number_of
        case Spread.RING:
            return _RING
        case _:
            return ()


def _spread_colour() -> QColor:
    return place_map.faded(theme.tokens().danger, 0.22)


def _mark_colour(strength: int | None, solid: float) -> QColor:
    return place_map.faded(
        theme.mark_colour(strength), (0.45 if strength is None else 0.72) * solid
    )
