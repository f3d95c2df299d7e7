"""A tiny turntable: a round post instead of a leg, every number can be worked out by hand."""

from __future__ import annotations

import gzip
import json
import math
from array import array

import pytest

from kneeapp.body.turntable import Turntable

SIZE = (60, 80)
FRAMES = 8
RADIUS = 20.0  # mm
DISTANCE = 1000.0
FOCAL = 1000.0  # px, so that 1 mm near the origin is about 1 px
# by the direction in which the skin looks, from the front towards the person's right
BANDS = {1: "patella", 2: "lateral_joint_line", 3: "popliteal_fossa", 4: "medial_joint_line"}
LOWER = {
    n + 4: name
    for n, name in enumerate(
        ("tibial_tuberosity", "fibular_head", "lateral_calf", "pes_anserinus"), start=1
    )
}


def camera(azimuth):
    a = math.radians(azimuth)
    away = (-math.sin(a), -math.cos(a), 0.0)
    return {
        "azimuth": azimuth,
        "eye": [DISTANCE * c for c in away],
        "right": [math.cos(a), -math.sin(a), 0.0],
        "up": [0.0, 0.0, 1.0],
        "forward": [-c for c in away],
        "f_px": FOCAL,
        "cx": SIZE[0] / 2,
        "cy": SIZE[1] / 2,
    }


def hit(cam, x, y):
    """Where the ray through a pixel meets the post: (depth, point), or None."""
    u, v = (x - cam["cx"]) / FOCAL, -(y - cam["cy"]) / FOCAL
    d = [cam["forward"][i] + u * cam["right"][i] + v * cam["up"][i] for i in range(3)]
    e = cam["eye"]
    a = d[0] ** 2 + d[1] ** 2
    b = e[0] * d[0] + e[1] * d[1]
    c = e[0] ** 2 + e[1] ** 2 - RADIUS**2
    root = b * b - a * c
    if root < 0:
        return None
    depth = (-b - math.sqrt(root)) / a
    point = tuple(e[i] + depth * d[i] for i in range(3))
    return (depth, point) if abs(point[2]) <= 30 else None


def number(point):
    """The place of a point of the post: a quarter turn wide, above or below the middle."""
    azimuth = math.degrees(math.atan2(-point[0], -point[1])) % 360
    quarter = int(((azimuth + 45) % 360) // 90)
    return 1 + quarter + (0 if point[2] >= 0 else 4)


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    where = tmp_path_factory.mktemp("knee")
    frames = [camera(360 * k / FRAMES) for k in range(FRAMES)]
    for k, cam in enumerate(frames):
        places, depths = bytearray(), array("H")
        for row in range(SIZE[1]):
            for column in range(SIZE[0]):
                found = hit(cam, column + 0.5, row + 0.5)
                places.append(number(found[1]) if found else 0)
                if row % 2 == 0 and column % 2 == 0:
                    depths.append(1 + round((found[0] - 900) / 0.1) if found else 0)
        (where / f"places_{k:02d}.gz").write_bytes(gzip.compress(bytes(places), 1))
        (where / f"depth_{k:02d}.gz").write_bytes(gzip.compress(depths.tobytes(), 1))
    meta = {
        "size": list(SIZE),
        "near_mm": 900.0,
        "step_mm": 0.1,
        "depth_scale": 2,
        "best_frame": {name: 2 * ((n - 1) % 4) for n, name in (BANDS | LOWER).items()},
        "frames": frames,
        "places": {str(n): name for n, name in (BANDS | LOWER).items()},
    }
    (where / "turntable.json").write_text(json.dumps(meta), encoding="utf-8")
    return where


@pytest.fixture
def table(folder):
    return Turntable.load(folder)
