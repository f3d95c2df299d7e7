"""The committed body overview: every coarse place and both knees can be hit, right is right."""

from __future__ import annotations

import functools
import gzip
import json

import pytest

from kneeapp.base import paths

FOLDER = paths.assets() / "body"
BODY = json.loads((FOLDER / "body.json").read_text("utf-8"))
WIDTH, HEIGHT = BODY["size"]
VIEWS = BODY["views"]
PARTS = {int(number): (part["place"], part["side"]) for number, part in BODY["parts"].items()}
COARSE = {
    "low_back", "hip_groin", "thigh_front", "thigh_back", "shin_inner", "shin_outer", "calf",
    "ankle", "foot",
}  # fmt: skip
SHOWN = 600 / HEIGHT  # the figure as it is shown at its smallest


@functools.cache
def parts(view: str) -> bytes:
    return gzip.decompress((FOLDER / VIEWS[view]["parts"]).read_bytes())


def box(view: str, place: str, side: str) -> tuple[int, int, int, int]:
    """left, top, right, bottom of a part, in picture pixels."""
    number = next(n for n, part in PARTS.items() if part == (place, side))
    at = [i for i, value in enumerate(parts(view)) if value == number]
    assert at, f"no {side} {place} in {view}"
    columns = [i % WIDTH for i in at]
    return min(columns), at[0] // WIDTH, max(columns), at[-1] // WIDTH


def test_parts_are_the_knees_and_the_coarse_places() -> None:
    assert {place for place, _ in PARTS.values()} == COARSE | {"knee"}
    sides = {(place, side) for place, side in PARTS.values() if place != "low_back"}
    assert sides == {(p, s) for p in COARSE - {"low_back"} | {"knee"} for s in ("left", "right")}
    assert ("low_back", "both") in PARTS.values()


def test_coarse_places_are_those_of_the_catalogue() -> None:
    catalogue = json.loads((paths.assets() / "knee" / "places.json").read_text("utf-8"))
    assert {entry["id"] for entry in catalogue["body_places"]} == COARSE


@pytest.mark.parametrize("view", ["front", "back", "side_right", "side_left"])
def test_picture_and_map_have_the_same_size(view: str) -> None:
    head = (FOLDER / VIEWS[view]["picture"]).read_bytes()[:30]
    assert head[:4] + head[8:16] == b"RIFFWEBPVP8X"
    size = [1 + int.from_bytes(head[at : at + 3], "little") for at in (24, 27)]
    assert size == [WIDTH, HEIGHT]
    assert len(parts(view)) == WIDTH * HEIGHT
    assert set(parts(view)) <= {0, *PARTS}


def test_every_part_is_in_some_view() -> None:
    assert set().union(*(set(parts(view)) for view in VIEWS)) == {0, *PARTS}


@pytest.mark.parametrize("view", ["front", "back"])
@pytest.mark.parametrize("side", ["left", "right"])
def test_knee_is_easy_to_hit(view: str, side: str) -> None:
    left, top, right, bottom = box(view, "knee", side)
    assert (bottom - top) * SHOWN >= 44
    assert (right - left) * SHOWN >= 44


def test_right_is_on_the_picture_left_from_the_front_and_right_from_the_back() -> None:
    assert box("front", "knee", "right")[2] < WIDTH / 2 < box("front", "knee", "left")[0]
    assert box("back", "knee", "left")[2] < WIDTH / 2 < box("back", "knee", "right")[0]


def test_side_pictures_show_their_own_side_only() -> None:
    for view, side in (("side_right", "right"), ("side_left", "left")):
        shown = {PARTS[n][1] for n in set(parts(view)) if n}
        assert shown <= {side, "both"}


def test_leg_from_top_to_bottom() -> None:
    order = ["hip_groin", "thigh_front", "knee", "shin_outer", "ankle", "foot"]
    middles = [sum(box("front", place, "right")[1::2]) for place in order]
    assert middles == sorted(middles)
    assert box("back", "low_back", "both")[3] <= box("back", "hip_groin", "right")[1] + 1


def test_inner_shin_is_nearer_to_the_other_leg() -> None:
    assert box("front", "shin_inner", "right")[2] > box("front", "shin_outer", "right")[2]
    assert box("front", "shin_inner", "left")[0] < box("front", "shin_outer", "left")[0]
