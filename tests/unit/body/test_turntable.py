from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneeapp.base.errors import UserError
from kneeapp.base.side import Side
from kneeapp.body.places import View
from kneeapp.body.turntable import Turntable

LEFT, RIGHT = Side.LEFT, Side.RIGHT
SEEN_FROM = {
    View.FRONT: "patella", View.OUTER: "lateral_joint_line",
    View.BACK: "popliteal_fossa", View.INNER: "medial_joint_line",
}  # fmt: skip


@pytest.mark.parametrize("side", [LEFT, RIGHT])
@pytest.mark.parametrize(("view", "expected"), SEEN_FROM.items())
def test_each_view_shows_its_own_side_of_the_knee(table, view, expected, side):
    assert table.locate(view.value, 0.5, 0.3, side) == expected


def test_below_and_beside(table):
    assert table.locate("front", 0.5, 0.7, RIGHT) == "tibial_tuberosity"
    assert table.locate("front", 0.01, 0.5, RIGHT) is None
    assert table.locate("front", 1.5, 0.5, RIGHT) is None


def test_angles_are_the_camera_s_so_a_left_knee_shows_its_inner_side_at_90(table):
    assert table.locate(90, 0.5, 0.3, RIGHT) == "lateral_joint_line"
    assert table.locate("90", 0.5, 0.3, LEFT) == "medial_joint_line"
    assert table.locate("-90", 0.5, 0.3, RIGHT) == "medial_joint_line"
    assert table.locate(367, 0.5, 0.3, RIGHT) == "patella"


def test_a_left_picture_is_the_mirror_image(table):
    for x in (0.2, 0.25, 0.75, 0.8):
        right = table.locate("front", x, 0.3, RIGHT)
        assert table.locate("front", 1 - x, 0.3, LEFT) == right


@pytest.mark.parametrize("view", ["sideways", "", "nan", "inf"])
def test_an_unknown_view_is_the_person_s_to_fix(table, view):
    with pytest.raises(UserError, match="no view called"):
        table.locate(view, 0.5, 0.5, RIGHT)


@given(
    step=st.integers(0, 7),
    side=st.sampled_from([LEFT, RIGHT]),
    x=st.floats(14, 46),
    y=st.floats(14, 66),
)
def test_a_clicked_point_is_found_again_in_its_own_picture(folder, step, side, x, y):
    table = Turntable.load(folder)
    point = table.point_at(step, side, x, y)
    assert math.hypot(point[0], point[1]) == pytest.approx(20, abs=2.5)
    seen = table.seen(point, step, side)
    assert seen.visible
    assert (seen.x, seen.y) == pytest.approx((x, y), abs=0.01)


def test_a_point_turns_out_of_sight_and_comes_back(table):
    point = table.point_at(0, RIGHT, 30, 30)
    visible = [table.seen(point, step, RIGHT).visible for step in range(8)]
    assert all((visible[0], visible[1], visible[7]))
    assert not any(visible[3:6])


def test_the_same_point_of_both_knees_has_the_same_numbers(table):
    right = table.point_at(0, RIGHT, 22, 30)
    left = table.point_at(0, LEFT, table.width - 22, 30)
    assert left == pytest.approx(right)


@pytest.mark.parametrize("side", [LEFT, RIGHT])
@pytest.mark.parametrize("view", list(View))
def test_a_view_s_step_shows_that_view(table, view, side):
    assert table.view_of_step(table.step_of_view(view, side), side) is view


@pytest.mark.parametrize("side", [LEFT, RIGHT])
def test_the_best_step_shows_the_place(table, side):
    step = table.best_step("lateral_joint_line", side)
    assert table.place_at(step, side, 30, 24) == "lateral_joint_line"


def test_a_click_just_beside_the_leg_still_counts(table):
    column = next(c for c in range(60) if table.place_at(0, RIGHT, c, 20))
    assert table.place_at(0, RIGHT, column - 5, 20) is None
    assert table.place_at(0, RIGHT, column - 5, 20, snap=5) == table.place_at(0, RIGHT, column, 20)
    assert table.place_at(0, RIGHT, column - 6, 20, snap=5) is None


def test_broken_files_are_one_sentence(table, folder, tmp_path):
    with pytest.raises(UserError, match="cannot be read"):
        Turntable.load(tmp_path)
    meta = json.loads((folder / "turntable.json").read_text("utf-8"))
    (tmp_path / "turntable.json").write_text(json.dumps(meta), encoding="utf-8")
    empty = Turntable.load(tmp_path)
    with pytest.raises(UserError, match=r"places_00\.gz"):
        empty.locate("front", 0.5, 0.5, RIGHT)
    (tmp_path / "places_00.gz").write_bytes((folder / "depth_00.gz").read_bytes())
    with pytest.raises(UserError, match="wrong length"):
        empty.locate("front", 0.5, 0.5, RIGHT)
