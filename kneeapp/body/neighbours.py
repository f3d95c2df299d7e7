"""Which places a picture shows, where to point at them, and which one lies next in a direction."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from kneeapp.base.side import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kneeapp.body.turntable import Turntable

_GRID = 6  # picture pixels per cell: fine enough for the smallest place, 5 ms a picture
_FEWEST_CELLS = 4  # a sliver at the rim is not worth stepping to


class Direction(Enum):
    """A direction in the picture; x to the right, y down."""

    LEFT = (-1, 0)
    RIGHT = (1, 0)
    UP = (0, -1)
    DOWN = (0, 1)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as one picture shows it, in picture pixels.

    Attributes:
        x, y: the point deepest inside the place, safe to point at and to click.
        left, top, right, bottom: the rectangle round it.
        area: how much of the place is seen, in square pixels.
    """

    x: float
    y: float
    left: float
    top: float
    right: float
    bottom: float
    area: float


def spots(table: Turntable, step: int, side: Side) -> dict[str, Spot]:
    """The places worth pointing at in the picture of a step, top to bottom."""
    found = _spots_of_frame(table, table.frame_of_step(step, side))
    if side is Side.LEFT:
        found = {name: _mirrored(spot, table.width) for name, spot in found.items()}
    return dict(sorted(found.items(), key=lambda item: (item[1].y, item[1].x)))


def next_place(current: str, direction: Direction, shown: Mapping[str, Spot]) -> str | None:
    """The nearest place in a direction, or None at the rim of the picture.

    A place counts when it lies within 45 degrees to either side of the direction, or, when there is
    none, anywhere ahead; what lies off the straight line counts as farther away.
    """
    here = shown.get(current)
    if here is None:
        return next(iter(shown), None)
    others = [(name, spot) for name, spot in shown.items() if name != current]
    for narrow in (True, False):
        ahead = list(_ahead(here, direction, others, narrow=narrow))
        if ahead:
            return min(ahead)[1]
    return None


@functools.lru_cache(maxsize=64)
def _spots_of_frame(table: Turntable, frame: int) -> dict[str, Spot]:
    rows = _coarse(table.places_map(frame), table.width, table.height)
    return {
        table.name_of[number]: _spot(rows, cells)
        for number, cells in _cells_by_number(rows).items()
        if number in table.name_of and len(cells) >= _FEWEST_CELLS
    }


def _ahead(
    here: Spot, direction: Direction, others: Iterable[tuple[str, Spot]], *, narrow: bool
) -> Iterable[tuple[float, str]]:
    dx, dy = direction.value
    for name, spot in others:
        along = (spot.x - here.x) * dx + (spot.y - here.y) * dy
        aside = abs((spot.x - here.x) * dy) + abs((spot.y - here.y) * dx)
        if along > 0 and (aside <= along or not narrow):
            yield along + 2 * aside, name


def _coarse(pixels: bytes, width: int, height: int) -> list[bytes]:
    half = _GRID // 2
    return [
        pixels[row * width + half : (row + 1) * width : _GRID] for row in range(half, height, _GRID)
    ]


def _cells_by_number(rows: list[bytes]) -> dict[int, list[tuple[int, int]]]:
    cells: dict[int, list[tuple[int, int]]] = {}
    for y, row in enumerate(rows):
        for x, number in enumerate(row):
            if number:
                cells.setdefault(number, []).append((x, y))
    return cells


def _spot(rows: list[bytes], cells: list[tuple[int, int]]) -> Spot:
    xs = [x for x, _ in cells]
    ys = [y for _, y in cells]
    middle = (sum(xs) / len(xs), sum(ys) / len(ys))
    deepest = _deepest(cells, middle)
    half = _GRID // 2
    return Spot(
        x=deepest[0] * _GRID + half + 0.5,
        y=deepest[1] * _GRID + half + 0.5,
        left=min(xs) * _GRID,
        top=min(ys) * _GRID,
        right=(max(xs) + 1) * _GRID,
        bottom=min((max(ys) + 1) * _GRID, len(rows) * _GRID),
        area=len(cells) * _GRID**2,
    )


def _deepest(cells: list[tuple[int, int]], middle: tuple[float, float]) -> tuple[int, int]:
    """The cell that survives peeling longest; of several, the one nearest the middle."""
    # A row is the bits of one number: a whole row is peeled with a few shifts.
    left: dict[int, int] = {}
    for x, y in cells:
        left[y] = left.get(y, 0) | 1 << x
    while True:
        peeled = {
            y: core
            for y, row in left.items()
            if (core := row & row >> 1 & row << 1 & left.get(y - 1, 0) & left.get(y + 1, 0))
        }
        if not peeled:
            last = (
                (x, y) for y, row in left.items() for x in range(row.bit_length()) if row >> x & 1
            )
            return min(last, key=lambda c: ((c[0] - middle[0]) ** 2 + (c[1] - middle[1]) ** 2, c))
        left = peeled


def _mirrored(spot: Spot, width: int) -> Spot:
    left, right = width - spot.right, width - spot.left
    return replace(spot, x=width - spot.x, left=left, right=right)
