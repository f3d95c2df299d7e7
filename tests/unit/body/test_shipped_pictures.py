"""The shipped knee and figure: each place can be found, a click means the same from all angles."""

from __future__ import annotations

import math
import random

import pytest

from kneeapp.base import paths
from kneeapp.base.errors import UserError
from kneeapp.base.side import Side
from kneeapp.body import places
from kneeapp.body.figure import KNEE, Part, load_figure
from kneeapp.body.neighbours import Direction, next_place, spots
from kneeapp.body.places import View
from kneeapp.body.turntable import Turntable

LEFT, RIGHT = Side.LEFT, Side.RIGHT


@pytest.fixture(scope="module")
def table():
    return Turntable.load(paths.assets() / "knee")


@pytest.fixture(scope="module")
def figure():
    return load_figure(paths.assets() / "body")


def test_the_map_s_numbers_are_the_places_numbers(table):
    assert table.name_of == {place.number: place.id for place in places.all_places()}


@pytest.mark.parametrize("side", [LEFT, RIGHT])
def test_every_place_can_be_clicked_from_its_best_side(table, side):
    for place in places.all_places():
        step = table.best_step(place.id, side)
        spot = spots(table, step, side)[place.id]
        assert table.place_at(step, side, int(spot.x), int(spot.y)) == place.id
        assert min(spot.right - spot.left, spot.bottom - spot.top) >= 24, place.id


def test_every_place_shows_itself_in_the_view_it_is_listed_under(table):
    for place in places.all_places():
        shown = spots(table, table.step_of_view(place.view, RIGHT), RIGHT)
        assert place.id in shown, place.id


def test_a_clicked_point_is_the_same_place_from_neighbouring_angles(table):
    rng = random.Random(7)
    same = total = 0
    worst = 0.0
    for step in range(table.frames):
        for _ in range(40):
            x, y = rng.uniform(0, table.width), rng.uniform(60, table.height - 60)
            name = table.place_at(step, RIGHT, int(x), int(y))
            point = table.point_at(step, RIGHT, x, y)
            if name is None or point is None:
                continue
            back = table.seen(point, step, RIGHT)
            worst = max(worst, math.hypot(back.x - x, back.y - y))
            for turned in (step - 1, step + 1):
                seen = table.seen(point, turned, RIGHT)
                if seen.visible:
                    total += 1
                    same += table.place_at(turned, RIGHT, int(seen.x), int(seen.y)) == name
    assert total > 500
    assert worst < 0.01
    assert same / total > 0.95


def test_the_arrow_keys_reach_every_place_a_picture_shows(table):
    for view in View:
        shown = spots(table, table.step_of_view(view, RIGHT), RIGHT)
        reached = {next(iter(shown))}
        edge = list(reached)
        while edge:
            here = edge.pop()
            for direction in Direction:
                found = next_place(here, direction, shown)
                if found is not None and found not in reached:
                    reached.add(found)
                    edge.append(found)
        assert reached == set(shown), view


def test_the_kneecap_is_in_front_and_above_the_shin_bump(table):
    shown = spots(table, 0, RIGHT)
    assert shown["patella"].y < shown["inferior_pole"].y < shown["tibial_tuberosity"].y
    # a right knee from the front: its inner side is at the picture's right
    assert shown["medial_patella"].x > shown["patella"].x > shown["lateral_patella"].x


def test_the_figure_s_right_knee_is_at_the_left_of_the_front_picture(figure):
    def middle(view, part):
        number, pixels = figure.number_of(part), figure.views[view].pixels
        columns = [i % figure.width for i, value in enumerate(pixels) if value == number]
        return sum(columns) / len(columns)

    right, left = Part(KNEE, RIGHT), Part(KNEE, LEFT)
    assert middle(0, right) < middle(0, left)
    assert middle(1, right) > middle(1, left)


def test_every_part_of_the_figure_is_a_place_and_every_coarse_place_is_shown(figure):
    named = {part.place for part in figure.parts.values()} - {KNEE}
    assert named == {place.id for place in places.body_places()}
    drawn = {number for view in figure.views for number in set(view.pixels)} - {0}
    assert drawn == set(figure.parts)


def test_beside_the_figure_is_nothing(figure):
    assert figure.part_at(0, 2, 2) is None
    assert figure.part_at(0, -1, 5) is None


def test_a_broken_figure_is_one_sentence(tmp_path):
    with pytest.raises(UserError, match="cannot be read"):
        load_figure(tmp_path)
    (tmp_path / "body.json").write_text("[1]", encoding="utf-8")
    with pytest.raises(UserError, match="cannot be read"):
        load_figure(tmp_path)
