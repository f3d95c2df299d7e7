"""What lies under the skin: its names, and where each is seen."""

from __future__ import annotations

import json

import pytest

from kneeapp.base import paths
from kneeapp.base.errors import UserError
from kneeapp.base.side import Side
from kneeapp.body import places
from kneeapp.body.places import View
from kneeapp.body.structures import load_inside
from kneeapp.body.turntable import Turntable

KNEE = paths.assets() / "knee"
NAMED = json.loads((KNEE / "structures.json").read_text("utf-8"))["structures"]
LAYERS = ("muscles", "bones")


@pytest.fixture(scope="module")
def table():
    return Turntable.load(KNEE)


@pytest.fixture(scope="module")
def inside():
    return load_inside(KNEE)


def seen(table, inside, view, layer):
    frame = table.frame_of_step(table.step_of_view(view, Side.RIGHT), Side.RIGHT)
    return [each.structure.id for each in inside.seen(frame, layer)]


def test_each_structure_is_seen_somewhere_and_has_names_of_its_own(table, inside):
    shown = {
        each.structure.id
        for frame in range(table.frames)
        for layer in LAYERS
        for each in inside.seen(frame, layer)
    }
    assert shown == {entry["id"] for entry in NAMED}
    for field in ("plain_name", "standard_name"):
        assert len({entry[field] for entry in NAMED}) == len(NAMED)


def test_each_belongs_to_a_place_of_the_skin_or_to_none():
    known = {place.id for place in places.all_places()}
    assert {entry["place"] for entry in NAMED} - {""} <= known


def test_the_points_lie_on_the_leg_and_the_largest_comes_first(table, inside):
    for frame in range(table.frames):
        pixels = table.places_map(frame)
        for layer in LAYERS:
            found = inside.seen(frame, layer)
            assert len(found) >= 7
            for each in found:
                assert pixels[int(each.y) * table.width + int(each.x)], (frame, each)


def test_muscles_are_named_on_the_muscles_and_bones_on_the_bones(table, inside):
    front = seen(table, inside, View.FRONT, "muscles")
    assert {"vastus_med", "vastus_lat", "quad_tendon", "patella", "patellar_tendon"} <= set(front)
    assert not {"femur", "tibia", "meniscus_m", "acl"} & set(front)
    assert {"semitend", "gastroc_med", "popliteus"} <= set(
        seen(table, inside, View.BACK, "muscles")
    )
    assert {"itb", "biceps"} <= set(seen(table, inside, View.OUTER, "muscles"))
    assert {"sartorius", "gracilis"} <= set(seen(table, inside, View.INNER, "muscles"))
    bones = seen(table, inside, View.INNER, "bones")
    assert {"femur", "tibia", "patella", "mcl", "meniscus_m"} <= set(bones)
    assert "vastus_med" not in bones
    assert "lcl" in seen(table, inside, View.OUTER, "bones")
    assert inside.seen(0, "skin") == []


def test_missing_names_are_said(tmp_path):
    with pytest.raises(UserError, match="names"):
        load_inside(tmp_path)
    (tmp_path / "structures.json").write_text('{"structures": [{"id": 1}]}', encoding="utf-8")
    (tmp_path / "inside.json").write_text('{"frames": []}', encoding="utf-8")
    with pytest.raises(UserError, match="names"):
        load_inside(tmp_path)
