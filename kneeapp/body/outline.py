"""A free outline drawn on a picture: how much skin it takes in, and which places."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from kneeapp.body.marks import MAX_OUTLINE, Area

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kneeapp.base.side import Side
    from kneeapp.body.camera import Point
    from kneeapp.body.turntable import Turntable

Pixel: TypeAlias = tuple[float, float]

_GRID = 4  # picture pixels, about 2 mm: the depth map is half the size of the picture
_INSET = 3  # picture pixels from the leg's edge, where the map of depths is sure of the skin
_FEWEST_POINTS = 3
_LEAST_CM2 = 0.2  # less is a slip of the hand
_STEEPEST = 8.0  # mm of depth from one grid point to the next; more is another part of the leg
_MOST_OF_PLACE = 0.5  # of a place as the picture shows it: it is covered
_MOST_OF_AREA = 0.12  # of the outlined skin: the place is hit even when it is large


def area_of(table: Turntable, step: int, side: Side, drawn: Sequence[Pixel]) -> Area | None:
    """What an outline on the shown picture means on the skin.

    Args:
        table: the turntable shown.
        step: the step shown.
        side: the knee shown.
        drawn: the outline in picture pixels; it is closed, and may leave the leg.

    Returns:
        The area, or None when there is next to no skin inside.
    """
    if len(drawn) < _FEWEST_POINTS:
        return None
    cells = list(_cells_inside(table, drawn))
    skin = [(cell, _skin(table, step, side, cell)) for cell in cells]
    on_leg = [(cell, mm2) for cell, mm2 in skin if mm2 > 0]
    cm2 = sum(cell.share * mm2 for cell, mm2 in on_leg) / 100
    if cm2 < _LEAST_CM2:
        return None
    inside = [cell for cell, _ in on_leg]
    rim = _rim(table, step, side, drawn)
    if len(rim) < _FEWEST_POINTS:
        return None
    return Area(side, _thinned(rim), round(cm2, 1), _covered(table, step, side, inside))


class _Cell(NamedTuple):
    """A cell of the grid by its upper left corner, and how much of it lies inside, 0 to 1."""

    x: int
    y: int
    share: float


def _cells_inside(table: Turntable, drawn: Sequence[Pixel]) -> Iterator[_Cell]:
    """The grid cells inside, row by row: exact along the row, by the middle across rows."""
    top = max(0, int(min(y for _, y in drawn)) // _GRID * _GRID)
    bottom = min(table.height - _GRID, math.ceil(max(y for _, y in drawn)))
    for row in range(top, bottom, _GRID):
        crossings = _crossings(drawn, row + _GRID / 2)
        for left, right in zip(crossings[::2], crossings[1::2], strict=False):
            first = max(0, int(left) // _GRID * _GRID)
            for column in range(first, min(table.width - _GRID, math.ceil(right)), _GRID):
                covered = min(right, column + _GRID) - max(left, column)
                yield _Cell(column, row, max(0.0, covered / _GRID))


def _crossings(drawn: Sequence[Pixel], y: float) -> list[float]:
    """Where the closed outline crosses a row, left to right."""
    found = []
    for (x0, y0), (x1, y1) in zip(drawn, (*drawn[1:], drawn[0]), strict=True):
        if (y0 <= y) != (y1 <= y):
            found.append(x0 + (y - y0) / (y1 - y0) * (x1 - x0))
    return sorted(found)


def _skin(table: Turntable, step: int, side: Side, cell: _Cell) -> float:
    """The skin of one grid cell, square millimetres: two triangles between its corners."""
    corners = [
        table.point_at(step, side, cell.x + dx, cell.y + dy)
        for dx, dy in ((0, 0), (_GRID, 0), (_GRID, _GRID), (0, _GRID))
    ]
    known = [corner for corner in corners if corner is not None]
    if len(known) < len(corners) or _spread(known) > _STEEPEST:
        return 0.0
    a, b, c, d = known
    return _triangle(a, b, c) + _triangle(a, c, d)


def _spread(points: Sequence[Point]) -> float:
    return max(math.dist(points[0], other) for other in points[1:])


def _triangle(a: Point, b: Point, c: Point) -> float:
    ux, uy, uz = (b[i] - a[i] for i in range(3))
    vx, vy, vz = (c[i] - a[i] for i in range(3))
    return math.hypot(uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx) / 2


def _rim(table: Turntable, step: int, side: Side, drawn: Sequence[Pixel]) -> list[Point]:
    """The outline on the skin; where it leaves the leg, it goes along the leg's edge."""
    on_leg = (_beside_edge(table, step, side, at) for at in drawn)
    skin = [table.point_at(step, side, *at) for at in on_leg if at is not None]
    return [point for point in skin if point is not None]


def _beside_edge(table: Turntable, step: int, side: Side, at: Pixel) -> Pixel | None:
    """A point of the picture, moved sideways onto the leg where it is beside it."""
    x, y = at
    edges = table.leg_edges(step, side, int(y))
    if edges is None:
        return None
    left, right = edges
    return (min(max(x, left + _INSET), right - _INSET), y) if right - left > 2 * _INSET else None


def _thinned(rim: Sequence[Point]) -> tuple[Point, ...]:
    if len(rim) <= MAX_OUTLINE:
        return tuple(rim)
    return tuple(rim[i * len(rim) // MAX_OUTLINE] for i in range(MAX_OUTLINE))


def _covered(table: Turntable, step: int, side: Side, cells: Sequence[_Cell]) -> tuple[str, ...]:
    """The places covered, most covered first."""
    half = _GRID // 2
    hits = Counter(
        name
        for cell in cells
        if (name := table.place_at(step, side, cell.x + half, cell.y + half)) is not None
    )
    pixels = table.places_map(table.frame_of_step(step, side))
    total = sum(hits.values())
    return tuple(
        name
        for name, count in hits.most_common()
        if count >= _MOST_OF_AREA * total
        or count * _GRID**2 >= _MOST_OF_PLACE * pixels.count(table.number_of[name])
    )
