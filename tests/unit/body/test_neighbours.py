from __future__ import annotations

from kneeapp.base.side import Side
from kneeapp.body.neighbours import Direction, Spot, next_place, spots


def test_spots_lie_inside_their_places(table):
    for side in (Side.LEFT, Side.RIGHT):
        for step in range(table.frames):
            for name, spot in spots(table, step, side).items():
                assert table.place_at(step, side, int(spot.x), int(spot.y)) == name
                assert spot.left <= spot.x <= spot.right
                assert spot.top <= spot.y <= spot.bottom


def test_only_what_the_picture_shows_is_listed(table):
    assert set(spots(table, 0, Side.RIGHT)) >= {"patella", "tibial_tuberosity"}
    assert "popliteal_fossa" not in spots(table, 0, Side.RIGHT)


def test_a_step_leads_to_what_lies_there(table):
    shown = spots(table, 1, Side.RIGHT)
    assert next_place("patella", Direction.DOWN, shown) == "tibial_tuberosity"
    assert next_place("tibial_tuberosity", Direction.UP, shown) == "patella"
    assert next_place("patella", Direction.UP, shown) is None


def test_right_and_left_are_the_picture_s(table):
    shown = spots(table, 1, Side.RIGHT)  # turned a little towards the outer side
    assert next_place("lateral_joint_line", Direction.RIGHT, shown) == "patella"
    assert next_place("patella", Direction.LEFT, shown) == "lateral_joint_line"
    mirrored = spots(table, 7, Side.LEFT)
    assert next_place("lateral_joint_line", Direction.LEFT, mirrored) == "patella"


def test_what_lies_far_aside_is_reached_only_when_nothing_is_nearer():
    def spot(x, y):
        return Spot(x, y, x, y, x, y, 1)

    shown = {"here": spot(0, 0), "aside": spot(5, 10), "ahead": spot(40, 0)}
    assert next_place("here", Direction.RIGHT, shown) == "ahead"
    del shown["ahead"]
    assert next_place("here", Direction.RIGHT, shown) == "aside"


def test_from_a_hidden_place_a_step_leads_to_the_first_shown(table):
    shown = spots(table, 0, Side.RIGHT)
    assert next_place("popliteal_fossa", Direction.DOWN, shown) == next(iter(shown))
    assert next_place("popliteal_fossa", Direction.DOWN, {}) is None
