"""The turnable knee as numbers: which place and which point of the skin lie under a pixel.

The pictures show a right knee from evenly spaced angles (0 degrees = front, 90 = from the
person's right, 180 = back, 270 = from their left). A left knee is the mirror image: step ``k``
shows frame ``(n - k) % n`` flipped, and its points keep the numbers of the right knee.

Knee frame, millimetres: x medial, y back, z up; the origin is the middle of the joint line.
"""

from __future__ import annotations

import functools
import gzip
import json
import math
import sys
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from kneeapp.base.errors import UserError
from kneeapp.base.side import Side
from kneeapp.body.places import View

if TYPE_CHECKING:
    from pathlib import Path

Point: TypeAlias = tuple[float, float, float]

SNAP_PX = 12
"""How far beside the leg a click may be and still count, in picture pixels."""

_MAPS_KEPT = 8  # of each sort: the picture on show and those around it
_PIN_TOLERANCE_MM = 4.0  # skin this much in front of a pin does not hide it (measured on the maps)
_DEGREES = {View.FRONT: 0.0, View.OUTER: 90.0, View.BACK: 180.0, View.INNER: 270.0}


@dataclass(frozen=True, slots=True)
class Camera:
    """Where one picture was taken from; unit vectors of the picture in the knee frame."""

    eye: Point
    right: Point
    up: Point
    forward: Point
    focal_px: float
    centre_x: float
    centre_y: float

    def project(self, point: Point) -> tuple[float, float, float]:
        """A point of the knee frame as pixel x, pixel y and depth in mm."""
        away = _minus(point, self.eye)
        depth = _dot(away, self.forward)
        x = self.centre_x + self.focal_px * _dot(away, self.right) / depth
        y = self.centre_y - self.focal_px * _dot(away, self.up) / depth
        return x, y, depth

    def unproject(self, x: float, y: float, depth: float) -> Point:
        """The point of the knee frame seen at a pixel at a depth in mm."""
        across = (x - self.centre_x) / self.focal_px
        upwards = -(y - self.centre_y) / self.focal_px
        return (
            self.eye[0] + depth * self._ray(0, across, upwards),
            self.eye[1] + depth * self._ray(1, across, upwards),
            self.eye[2] + depth * self._ray(2, across, upwards),
        )

    def _ray(self, axis: int, across: float, upwards: float) -> float:
        return self.forward[axis] + across * self.right[axis] + upwards * self.up[axis]


@dataclass(frozen=True, slots=True)
class Seen:
    """Where a point lies in a picture."""

    x: float
    y: float
    visible: bool


class Turntable:
    """All frames of one knee; the maps are read when first asked for."""

    def __init__(
        self,
        folder: Path,
        size: tuple[int, int],
        cameras: tuple[Camera, ...],
        names: dict[int, str],
    ) -> None:
        self.folder = folder
        self.width, self.height = size
        self.frames = len(cameras)
        self.name_of = names
        self.number_of = {name: number for number, name in names.items()}
        self.depth_scale = 2
        self.near_mm = 0.0
        self.step_mm = 0.1
        self.landmarks: dict[str, Point] = {}
        self._best: dict[str, int] = {}
        self._cameras = cameras
        self._places: dict[int, bytes] = {}
        self._depths: dict[int, array[int]] = {}

    @classmethod
    def load(cls, folder: Path) -> Turntable:
        """Read ``turntable.json`` of a folder of pictures and maps.

        Raises:
            UserError: when the file is missing or is not such a file.
        """
        try:
            raw: dict[str, Any] = json.loads((folder / "turntable.json").read_text("utf-8"))
            cameras = tuple(_camera(entry) for entry in raw["frames"])
            names = {int(number): str(name) for number, name in raw["places"].items()}
            table = cls(folder, (raw["size"][0], raw["size"][1]), cameras, names)
            table.near_mm, table.step_mm = float(raw["near_mm"]), float(raw["step_mm"])
            table.depth_scale = int(raw["depth_scale"])
            table.landmarks = {
                str(name): _point(at) for name, at in raw.get("landmarks", {}).items()
            }
            table._best = {str(name): int(frame) for name, frame in raw["best_frame"].items()}
        except (OSError, ValueError, KeyError, TypeError, IndexError) as problem:
            raise UserError(
                f"The knee pictures in {folder} cannot be read.", hint="Install Kneeapp again."
            ) from problem
        return table

    # ------------------------------------------------------------------ steps, frames, sides
    def step_of_angle(self, degrees: float) -> int:
        """The step whose picture is nearest to an angle."""
        return round((degrees % 360.0) * self.frames / 360.0) % self.frames

    def step_of_view(self, view: View, side: Side) -> int:
        """The step that shows a view; the inner side of a left knee is seen from the right."""
        return self.frame_of_step(self.step_of_angle(_DEGREES[view]), side)

    def frame_of_step(self, step: int, side: Side) -> int:
        """The stored picture shown at a step; for a left knee it is shown flipped."""
        return -step % self.frames if side is Side.LEFT else step % self.frames

    def best_step(self, place: str, side: Side) -> int:
        """The step that shows a place of the knee best."""
        return self.frame_of_step(self._best[place], side)

    def view_of_step(self, step: int, side: Side) -> View:
        """The named view nearest to a step."""
        degrees = self.frame_of_step(step, side) * 360.0 / self.frames
        return min(View, key=lambda view: _turn_between(degrees, _DEGREES[view]))

    # ------------------------------------------------------------------ picture to knee
    def locate(self, view: str | float, x: float, y: float, side: Side) -> str | None:
        """The place under a point of a picture, exactly as drawn.

        Args:
            view: a View's name, or an angle in degrees; the nearest picture is used.
            x: 0 to 1 from the left edge of the picture.
            y: 0 to 1 from the top edge.
            side: which knee the picture shows.

        Returns:
            The place's id, or None beside the leg or outside the picture.

        Raises:
            UserError: when the view is not known.
        """
        if not (0.0 <= x <= 1.0 and 0.0 <= y <= 1.0):
            return None
        column = min(int(x * self.width), self.width - 1)
        row = min(int(y * self.height), self.height - 1)
        return self.place_at(self.step_of(view, side), side, column, row)

    def step_of(self, view: str | float, side: Side) -> int:
        """The step meant by the name of a view or an angle in degrees.

        Raises:
            UserError: when it is neither.
        """
        if isinstance(view, str) and view in {each.value for each in View}:
            return self.step_of_view(View(view), side)
        try:
            degrees = float(view)
        except ValueError:
            degrees = math.nan
        if not math.isfinite(degrees):
            raise UserError(
                f"There is no view called {view!r}.",
                hint="Use front, inner, outer, back or an angle in degrees.",
            )
        return self.step_of_angle(degrees)

    def place_at(self, step: int, side: Side, column: int, row: int, snap: int = 0) -> str | None:
        """The place at a pixel of the shown picture, or the nearest at most ``snap`` px away."""
        frame, column = self._stored(step, side, column)
        number = self._nearest_number(frame, column, row, snap)
        return self.name_of.get(number)

    def point_at(self, step: int, side: Side, x: float, y: float) -> Point | None:
        """The point of the skin under a pixel of the shown picture, in the knee frame."""
        frame, stored_x = self._stored_x(step, side, x)
        depth = self._depth(frame, stored_x, y)
        return None if depth is None else self._cameras[frame].unproject(stored_x, y, depth)

    # ------------------------------------------------------------------ knee to picture
    def seen(self, point: Point, step: int, side: Side) -> Seen:
        """Where a point of the knee frame is in the shown picture, and whether the leg hides it."""
        frame = self.frame_of_step(step, side)
        x, y, depth = self._cameras[frame].project(point)
        surface = self._depth(frame, x, y)
        visible = surface is not None and depth < surface + _PIN_TOLERANCE_MM
        return Seen(self.width - x if side is Side.LEFT else x, y, visible)

    # ------------------------------------------------------------------ the maps
    def places_map(self, frame: int) -> bytes:
        """The number of the place at each pixel of a stored picture, row by row; 0 = none."""
        if frame not in self._places:
            _make_room(self._places)
            self._places[frame] = self._unpack("places", frame, self.width * self.height)
        return self._places[frame]

    def _depth_map(self, frame: int) -> array[int]:
        if frame not in self._depths:
            cells = (self.width // self.depth_scale) * (self.height // self.depth_scale)
            values = array("H")
            values.frombytes(self._unpack("depth", frame, cells * 2))
            if sys.byteorder == "big":
                values.byteswap()
            _make_room(self._depths)
            self._depths[frame] = values
        return self._depths[frame]

    def _unpack(self, kind: str, frame: int, length: int) -> bytes:
        path = self.folder / f"{kind}_{frame:02d}.gz"
        try:
            data = gzip.decompress(path.read_bytes())
        except (OSError, EOFError) as problem:
            raise UserError(f"{path} cannot be read.", hint="Install Kneeapp again.") from problem
        if len(data) != length:
            raise UserError(f"{path} has the wrong length.", hint="Install Kneeapp again.")
        return data

    def _depth(self, frame: int, x: float, y: float) -> float | None:
        if not (0 <= x < self.width and 0 <= y < self.height):
            return None
        columns = self.width // self.depth_scale
        rows = self.height // self.depth_scale
        row = min(int(y) // self.depth_scale, rows - 1)
        column = min(int(x) // self.depth_scale, columns - 1)
        value = self._depth_map(frame)[row * columns + column]
        return self.near_mm + (value - 1) * self.step_mm if value else None

    def _stored(self, step: int, side: Side, column: int) -> tuple[int, int]:
        frame = self.frame_of_step(step, side)
        return frame, (self.width - 1 - column if side is Side.LEFT else column)

    def _stored_x(self, step: int, side: Side, x: float) -> tuple[int, float]:
        frame = self.frame_of_step(step, side)
        return frame, (self.width - x if side is Side.LEFT else x)

    def _nearest_number(self, frame: int, column: int, row: int, snap: int) -> int:
        pixels = self.places_map(frame)
        for dx, dy in _offsets(snap):
            x, y = column + dx, row + dy
            if (
                0 <= x < self.width
                and 0 <= y < self.height
                and (found := pixels[y * self.width + x])
            ):
                return found
        return 0


def _make_room(kept: dict[int, Any]) -> None:
    """Forget the map read longest ago; reading it again takes 2 ms."""
    if len(kept) >= _MAPS_KEPT:
        del kept[next(iter(kept))]


@functools.cache
def _offsets(radius: int) -> list[tuple[int, int]]:
    """All pixels of a disc, nearest first."""
    reach = range(-radius, radius + 1)
    disc = [(dx, dy) for dy in reach for dx in reach if dx * dx + dy * dy <= radius * radius]
    return sorted(disc, key=lambda step: step[0] ** 2 + step[1] ** 2)


def _camera(entry: dict[str, Any]) -> Camera:
    return Camera(
        eye=_point(entry["eye"]),
        right=_point(entry["right"]),
        up=_point(entry["up"]),
        forward=_point(entry["forward"]),
        focal_px=float(entry["f_px"]),
        centre_x=float(entry["cx"]),
        centre_y=float(entry["cy"]),
    )


def _point(raw: list[float]) -> Point:
    x, y, z = raw
    return float(x), float(y), float(z)


def _minus(a: Point, b: Point) -> Point:
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


def _dot(a: Point, b: Point) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _turn_between(a: float, b: float) -> float:
    return abs((a - b + 180.0) % 360.0 - 180.0)
