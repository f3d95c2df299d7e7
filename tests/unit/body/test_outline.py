"""A drawn outline: area and places on a post whose skin can be worked out by hand."""

from __future__ import annotations

import math

import pytest

from kneeapp.base import paths
from kneeapp.base.side import Side
from kneeapp.body.marks import MAX_OUTLINE
from kneeapp.body.outline import area_of
from kneeapp.body.turntable import Turntable
from tests.unit.body.conftest import RADIUS

LEFT, RIGHT = Side.LEFT, Side.RIGHT


@pytest.fixture(scope="session")
def knee():
    return Turntable.load(paths.assets() / "knee")


def box(left, top, right, bottom):
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def test_the_area_is_that_of_the_round_skin_not_of_the_flat_picture(table):
    # 24 px wide about the middle, 24 px high, on a round post of 20 mm seen from 980 mm away
    area = area_of(table, 0, RIGHT, box(18, 12, 42, 36))
    per_px = (1000 - RADIUS) / 1000
    wide = 2 * RADIUS * math.asin(12 * per_px / RADIUS)
    assert area.cm2 == pytest.approx(wide * 24 * per_px / 100, rel=0.08)
    assert area.places == ("patella",)
    assert area.side is RIGHT


def test_the_rim_lies_on_the_skin(table):
    area = area_of(table, 0, RIGHT, box(18, 12, 42, 36))
    assert len(area.outline) == 4
    for x, y, _ in area.outline:
        assert math.hypot(x, y) == pytest.approx(RADIUS, abs=1.0)


def test_a_left_knee_is_the_mirror_image(knee):
    step = knee.step_of_view("front", RIGHT)
    right = area_of(knee, step, RIGHT, box(320, 350, 420, 450))
    mirrored = box(knee.width - 420, 350, knee.width - 320, 450)
    left = area_of(knee, knee.step_of_view("front", LEFT), LEFT, mirrored)
    assert left.cm2 == pytest.approx(right.cm2, rel=0.05)
    assert set(left.places) == set(right.places)


@pytest.mark.parametrize(
    "drawn",
    [[], [(30, 30)], [(30, 30), (31, 30)], box(30, 30, 31, 31), box(-20, 10, -5, 30)],
    ids=["nothing", "a point", "a line", "a slip", "beside the leg"],
)
def test_next_to_nothing_is_no_area(table, drawn):
    assert area_of(table, 0, RIGHT, drawn) is None


def test_what_is_drawn_beside_the_leg_does_not_count(table):
    inside = area_of(table, 0, RIGHT, box(4, 12, 56, 36))
    wider = area_of(table, 0, RIGHT, [(-30, 12), (30, 12), (90, 12), (90, 36), (30, 36), (-30, 36)])
    assert wider.cm2 == pytest.approx(inside.cm2, rel=0.1)


def test_two_places_are_covered_most_first(table):
    area = area_of(table, 0, RIGHT, box(18, 14, 42, 52))
    assert area.places == ("patella", "tibial_tuberosity")


def test_a_long_outline_is_thinned(table):
    circle = [
        (30 + 10 * math.cos(a / 100 * math.tau), 24 + 10 * math.sin(a / 100 * math.tau))
        for a in range(100)
    ]
    area = area_of(table, 0, RIGHT, circle)
    assert len(area.outline) == MAX_OUTLINE
    assert area.cm2 == pytest.approx(math.pi, rel=0.15)


def test_a_kneecap_sized_circle_on_the_real_knee(knee):
    step = knee.step_of_view("front", RIGHT)
    at = knee.seen(knee.landmarks["patella"], step, RIGHT)
    mm = (
        1
        / math.dist(
            knee.point_at(step, RIGHT, at.x, at.y - 10), knee.point_at(step, RIGHT, at.x, at.y + 10)
        )
        * 20
    )
    circle = [
        (at.x + 20 * mm * math.cos(a / 40 * math.tau), at.y + 20 * mm * math.sin(a / 40 * math.tau))
        for a in range(40)
    ]
    area = area_of(knee, step, RIGHT, circle)
    # a flat disc of 2 cm radius has 12.6 cm²; the kneecap bulges
    assert 12.0 < area.cm2 < 18.0
    assert "patella" in area.places
