"""The maps that come with each picture of the knee: a number of the place and a depth per pixel.

They are kept packed in files and unpacked when first asked for; few are in memory at a time.
"""

from __future__ import annotations

import gzip
import sys
from array import array
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from kneeapp.base.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

_KEPT = 4  # of each sort: the picture on show, its neighbours, and where a place is seen best

_Map = TypeVar("_Map")


@dataclass(frozen=True, slots=True)
class Grid:
    """The shape of the maps.

    Attributes:
        width, height: of the picture and of its map of places, pixels.
        depth_scale: the map of depths is this many times smaller.
        near_mm: the depth that value 1 means.
        step_mm: what one more means.
    """

    width: int
    height: int
    depth_scale: int = 2
    near_mm: float = 0.0
    step_mm: float = 0.1


class Maps:
    """Reads the maps of a folder."""

    def __init__(self, folder: Path, grid: Grid) -> None:
        self._folder = folder
        self._grid = grid
        self._places: OrderedDict[int, bytes] = OrderedDict()
        self._depths: OrderedDict[int, array[int]] = OrderedDict()

    def places(self, frame: int) -> bytes:
        """The number of the place at each pixel of a stored picture, row by row; 0 = none.

        Raises:
            UserError: when the file is missing or damaged.
        """
        if frame not in self._places:
            cells = self._grid.width * self._grid.height
            _keep(self._places, frame, self._unpack("places", frame, cells))
        self._places.move_to_end(frame)
        return self._places[frame]

    def depth(self, frame: int, x: float, y: float) -> float | None:
        """How far from the eye the skin is at a pixel of a stored picture, mm; None beside it.

        Raises:
            UserError: when the file is missing or damaged.
        """
        grid = self._grid
        if not (0 <= x < grid.width and 0 <= y < grid.height):
            return None
        columns, rows = grid.width // grid.depth_scale, grid.height // grid.depth_scale
        row = min(int(y) // grid.depth_scale, rows - 1)
        column = min(int(x) // grid.depth_scale, columns - 1)
        value = self._depth_map(frame)[row * columns + column]
        return grid.near_mm + (value - 1) * grid.step_mm if value else None

    def bytes_kept(self) -> int:
        """How much memory the maps take."""
        deep = sum(each.itemsize * len(each) for each in self._depths.values())
        return deep + sum(map(len, self._places.values()))

    def _depth_map(self, frame: int) -> array[int]:
        if frame not in self._depths:
            scale = self._grid.depth_scale
            cells = (self._grid.width // scale) * (self._grid.height // scale)
            values = array("H")
            values.frombytes(self._unpack("depth", frame, cells * 2))
            if sys.byteorder == "big":
                values.byteswap()
            _keep(self._depths, frame, values)
        self._depths.move_to_end(frame)
        return self._depths[frame]

    def _unpack(self, kind: str, frame: int, length: int) -> bytes:
        path = self._folder / f"{kind}_{frame:02d}.gz"
        try:
            data = gzip.decompress(path.read_bytes())
        except (OSError, EOFError) as problem:
            raise UserError(f"{path} cannot be read.", hint="Install Kneeapp again.") from problem
        if len(data) != length:
            raise UserError(f"{path} has the wrong length.", hint="Install Kneeapp again.")
        return data


def _keep(kept: OrderedDict[int, _Map], frame: int, read: _Map) -> None:
    """Keep a map and forget the one used longest ago; reading it again takes 2 ms."""
    kept[frame] = read
    if len(kept) > _KEPT:
        kept.popitem(last=False)
