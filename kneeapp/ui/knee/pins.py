"""Where the marks and drawn areas of a knee appear in the picture on show."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kneeapp.base.side import Side
    from kneeapp.body.marks import Area, Mark
    from kneeapp.body.turntable import Point, Seen, Turntable


@dataclass(frozen=True, slots=True)
class Pin:
    """One mark as the picture shows it; x and y in picture pixels."""

    place: str
    x: float
    y: float
    strength: int | None
    chosen: bool


def pins_of(
    marks: Iterable[Mark], chosen: Mark | None, table: Turntable, position: float
) -> list[Pin]:
    """The pins on this side of the leg; the chosen one last, so that it lies on top.

    Args:
        marks: of one knee.
        chosen: the mark in hand.
        table: the turntable shown.
        position: the step shown, or a number between two while turning.
    """
    pins = []
    for mark in marks:
        if mark.point is None:
            continue
        seen = _seen(table, mark.point, position, mark.side)
        if seen is not None:
            pins.append(Pin(mark.place, *seen, mark.strength, mark == chosen))
    return sorted(pins, key=lambda pin: pin.chosen)


def outline_of(area: Area, table: Turntable, position: float) -> list[tuple[float, float]]:
    """The part of a drawn area's rim that the picture shows, in picture pixels."""
    seen = (_seen(table, point, position, area.side) for point in area.outline)
    return [at for at in seen if at is not None]


def of_side(areas: Sequence[Area], side: Side) -> list[Area]:
    """The areas drawn on one knee."""
    return [area for area in areas if area.side is side]


def _seen(
    table: Turntable, point: Point, position: float, side: Side
) -> tuple[float, float] | None:
    """Where a point is seen, or None when the leg hides it; between two pictures, in between."""
    before = math.floor(position)
    share = position - before
    near: Seen = table.seen(point, before + round(share), side)
    if not near.visible:
        return None
    if share == 0:
        return near.x, near.y
    one, two = table.seen(point, before, side), table.seen(point, before + 1, side)
    return one.x + share * (two.x - one.x), one.y + share * (two.y - one.y)
