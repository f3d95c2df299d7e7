"""The turnable knee as numbers: which place and which point of the skin lie under a pixel.

The pictures show a right knee from evenly spaced angles (0 degrees = front, 90 = from the
person's right, 180 = back, 270 = from their left). A left knee is the mirror image: step ``k``
shows frame ``(n - k) % n`` flipped, and its points keep the numbers of the right knee.

Knee frame, millimetres: x medial, y back, z up; the origin is the middle of the joint line.
"""

from __future__ import annotations

import functools
import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kneeapp.base.errors import UserError
from kneeapp.base.side import Side
from kneeapp.body.camera import Camera, Point, read_camera, read_point
from kneeapp.body.maps import Grid, Maps
from kneeapp.body.places import View

if TYPE_CHECKING:
    from pathlib import Path

SNAP_PX = 12
"""How far beside the leg a click may be and still count, in picture pixels."""

_PIN_TOLERANCE_MM = 4.0  # skin this much in front of a pin does not hide it (measured on the maps)
_DEGREES = {View.FRONT: 0.0, View.OUTER: 90.0, View.BACK: 180.0, View.INNER: 270.0}


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
        grid: Grid,
        cameras: tuple[Camera, ...],
        names: dict[int, str],
        best: dict[str, int],
    ) -> None:
        self.folder = folder
        self.width, self.height = grid.width, grid.height
        self.frames = len(cameras)
        self.name_of = names
        self.number_of = {name: number for number, name in names.items()}
        self.landmarks: dict[str, Point] = {}
        self.maps = Maps(folder, grid)
        self._best = best
        self._cameras = cameras

    @classmethod
    def load(cls, folder: Path) -> Turntable:
        """Read ``turntable.json`` of a folder of pictures and maps.

        Raises:
            UserError: when the file is missing or is not such a file.
        """
        try:
            raw: dict[str, Any] = json.loads((folder / "turntable.json").read_text("utf-8"))
            cameras = tuple(read_camera(entry) for entry in raw["frames"])
            names = {int(number): str(name) for number, name in raw["places"].items()}
            best = {str(name): int(frame) for name, frame in raw["best_frame"].items()}
            table = cls(folder, _grid(raw), cameras, names, best)
            table.landmarks = {
                str(name): read_point(at) for name, at in raw.get("landmarks", {}).items()
            }
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

    def rims(self, step: int, side: Side) -> tuple[View, View]:
        """Which sides of the knee lie at the left and at the right rim of the shown picture."""
        quarter, whole = self.frames // 4, self.frames
        left, right = (
            self.view_of_step((step + turn) % whole, side) for turn in (quarter, -quarter)
        )
        return left, right

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
        depth = self.maps.depth(frame, stored_x, y)
        return None if depth is None else self._cameras[frame].unproject(stored_x, y, depth)

    # ------------------------------------------------------------------ knee to picture
    def seen(self, point: Point, step: int, side: Side) -> Seen:
        """Where a point of the knee frame is in the shown picture, and whether the leg hides it."""
        frame = self.frame_of_step(step, side)
        x, y, depth = self._cameras[frame].project(point)
        surface = self.maps.depth(frame, x, y)
        visible = surface is not None and depth < surface + _PIN_TOLERANCE_MM
        return Seen(self.width - x if side is Side.LEFT else x, y, visible)

    def leg_edges(self, step: int, side: Side, row: int) -> tuple[int, int] | None:
        """The first and the last column of the leg in a row of the shown picture."""
        if not 0 <= row < self.height:
            return None
        pixels = self.places_map(self.frame_of_step(step, side))
        line = pixels[row * self.width : (row + 1) * self.width]
        first, last = len(line) - len(line.lstrip(b"\0")), len(line.rstrip(b"\0")) - 1
        if first > last:
            return None
        return (
            (self.width - 1 - last, self.width - 1 - first) if side is Side.LEFT else (first, last)
        )

    # ------------------------------------------------------------------ the maps
    def places_map(self, frame: int) -> bytes:
        """The number of the place at each pixel of a stored picture, row by row; 0 = none."""
        return self.maps.places(frame)

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


@functools.cache
def _offsets(radius: int) -> list[tuple[int, int]]:
    """All pixels of a disc, nearest first."""
    reach = range(-radius, radius + 1)
    disc = [(dx, dy) for dy in reach for dx in reach if dx * dx + dy * dy <= radius * radius]
    return sorted(disc, key=lambda step: step[0] ** 2 + step[1] ** 2)


def _grid(raw: dict[str, Any]) -> Grid:
    return Grid(
        width=raw["size"][0],
        height=raw["size"][1],
        depth_scale=int(raw["depth_scale"]),
        near_mm=float(raw["near_mm"]),
        step_mm=float(raw["step_mm"]),
    )


def _turn_between(a: float, b: float) -> float:
    return abs((a - b + 180.0) % 360.0 - 180.0)
