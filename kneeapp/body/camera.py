"""Where a picture of the knee was taken from: pixels to points of the knee frame, and back.

Knee frame, millimetres: x medial, y back, z up; the origin is the middle of the joint line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

Point: TypeAlias = tuple[float, float, float]


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


def read_camera(entry: dict[str, Any]) -> Camera:
    """The camera of one entry of ``turntable.json``."""
    return Camera(
        eye=read_point(entry["eye"]),
        right=read_point(entry["right"]),
        up=read_point(entry["up"]),
        forward=read_point(entry["forward"]),
        focal_px=float(entry["f_px"]),
        centre_x=float(entry["cx"]),
        centre_y=float(entry["cy"]),
    )


def read_point(raw: Sequence[float]) -> Point:
    """Three numbers of a file as a point."""
    x, y, z = raw
    return float(x), float(y), float(z)


def _minus(a: Point, b: Point) -> Point:
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


def _dot(a: Point, b: Point) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
