"""Where the marks and drawn areas of a knee appear in the picture on show."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kneeapp.base.side import Side
    from kneeapp.body.camera import Point
    from kneeapp.body.marks import Area, Mark
    from kneeapp.body.turntable import Seen, Turntable

Pixel: TypeAlias = tuple[float, float]

_EDGE_STEP = 5  # picture pixels between two points along the edge of the leg


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
        # A colour never stands without its number, also where no single point was clicked.
        point = mark.point
        if point is None and mark.strength is not None:
            point = table.landmarks.get(mark.place)
        if point is None:
            continue
        seen = _seen(table, point, position, mark.side)
        if seen is not None:
            pins.append(Pin(mark.place, *seen, mark.strength, mark == chosen))
    return sorted(pins, key=lambda pin: pin.chosen)


def outline_of(area: Area, table: Turntable, position: float) -> list[Pixel]:
    """The rim of what the picture shows of a drawn area, in picture pixels.

    Where the area goes on behind the leg, the rim follows the leg's edge.
    """
    seen = [_seen(table, point, position, area.side) for point in area.outline]
    hidden = next((i for i, at in enumerate(seen) if at is None), None)
    if hidden is None:
        return [at for at in seen if at is not None]
    rim: list[Pixel] = []
    gap = False
    for at in (*seen[hidden:], *seen[:hidden]):  # begin hidden, so that no visible stretch is cut
        if at is not None and gap and rim:
            rim += _along_edge(table, round(position), area.side, rim[-1], at)
        if at is not None:
            rim.append(at)
        gap = at is None
    return rim + _along_edge(table, round(position), area.side, rim[-1], rim[0]) if rim else []


def _along_edge(table: Turntable, step: int, side: Side, start: Pixel, end: Pixel) -> list[Pixel]:
    """Points of the leg's edge from one point near it to another one."""
    rows = range(round(start[1]), round(end[1]), _EDGE_STEP if end[1] > start[1] else -_EDGE_STEP)
    edges = [(row, found) for row in rows if (found := table.leg_edges(step, side, row))]
    if not edges:
        return []
    middle = sum(left + right for _, (left, right) in edges) / (2 * len(edges))
    if (start[0] < middle) != (end[0] < middle):
        return []  # it goes all the way round behind the leg
    which = 0 if start[0] < middle else 1
    return [(float(found[which]), float(row)) for row, found in edges]


def of_side(areas: Sequence[Area], side: Side) -> list[Area]:
    """The areas drawn on one knee."""
    return [area for area in areas if area.side is side]


def _seen(table: Turntable, point: Point, position: float, side: Side) -> Pixel | None:
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
