"""Looking inside: skin, muscles, bones; what is named there, and what a screen reader is told."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from kneeapp.base.settings import Settings
from kneeapp.base.side import Side
from kneeapp.body.marks import Area, Mark
from kneeapp.body.places import View
from kneeapp.ui import theme
from kneeapp.ui.knee.pins import outline_of, pins_of
from kneeapp.ui.knee.turning import likely_next
from kneeapp.ui.knee_page import KneePage
from kneeapp.ui.services import Services

LEFT, RIGHT = Side.LEFT, Side.RIGHT


@pytest.fixture
def page(qapp, qtbot, clock, tmp_path):
    theme.apply(qapp, Settings())
    services = Services(clock, tmp_path / "data")
    services._settings = Settings(reduced_motion=True)
    made = KneePage(services)
    qtbot.addWidget(made)
    made.resize(1280, 740)
    made.show()
    made.shown()
    QApplication.processEvents()
    yield made
    services.close()


def go_to(page, stop):
    stops = page.turn_bar.layers.stops
    QTest.mouseClick(stops, Qt.MouseButton.LeftButton, pos=stops.places()[stop].center())


def named(page):
    return {name.tag.standard for name in page.view.scene.names}


def test_each_layer_names_what_helps_there(page):
    assert page.view.scene.names == []
    go_to(page, 1)
    assert {"vastus medialis", "quadriceps tendon", "iliotibial band"} <= named(page)
    assert not {"femur", "medial meniscus"} & named(page)
    go_to(page, 2)
    assert {"femur", "tibia", "medial meniscus", "patellar ligament"} <= named(page)
    assert "vastus medialis" not in named(page)
    go_to(page, 0)
    assert page.view.scene.names == []


def test_the_names_follow_the_turn(page):
    go_to(page, 1)
    page.view.show_view(View.BACK)
    assert {"medial gastrocnemius", "semitendinosus", "biceps femoris"} <= named(page)
    assert "rectus femoris" not in named(page)


@pytest.mark.parametrize("side", [LEFT, RIGHT])
def test_a_name_points_at_the_leg_of_either_side(page, side):
    page.model.show_side(side)
    page.view.show_view(View.FRONT)
    go_to(page, 1)
    at = {name.tag.standard: name.anchor.x() for name in page.view.scene.names}
    inner_is_right = at["vastus medialis"] > at["vastus lateralis"]
    assert inner_is_right == (side is RIGHT)


def test_the_standard_name_comes_when_the_mouse_is_on_the_plain_one(page):
    go_to(page, 2)
    name = next(each for each in page.view.scene.names if each.tag.standard == "femur")
    QTest.mouseMove(page.view, name.box.center().toPoint())
    assert page.head.name.text() == "Thigh bone"
    assert page.head.standard_name.text() == "femur"
    QTest.mouseMove(page.view, QPoint(3, page.view.height() - 60))
    assert page.head.name.text() == "Where does it hurt?"


def test_a_click_on_a_muscle_marks_the_place_over_it_a_click_on_the_thigh_bone_nothing(page):
    go_to(page, 1)
    for standard, places in (("vastus medialis", ["vastus_medialis"]), ("tibialis anterior", [])):
        page.model.clear()
        name = next(each for each in page.view.scene.names if each.tag.standard == standard)
        at = name.box.center().toPoint()
        QTest.mouseMove(page.view, at)
        QTest.mouseClick(page.view, Qt.MouseButton.LeftButton, pos=at)
        assert [mark.place for mark in page.model.map.marks] == places


def test_places_can_be_marked_on_every_layer(page):
    for stop in (0, 1, 2):
        page.model.clear()
        go_to(page, stop)
        at = page.view.position_of("patella").toPoint()
        QTest.mouseMove(page.view, at)
        QTest.mouseClick(page.view, Qt.MouseButton.LeftButton, pos=at)
        assert [mark.place for mark in page.model.map.marks] == ["patella"]


# ---------------------------------------------------------------------- the slider
def test_keys_go_from_stop_to_stop_and_the_value_is_told_in_words(page):
    slider, heard = page.turn_bar.layers.slider, []
    page.turn_bar.layers.changed.connect(lambda _: heard.append(slider.accessibleName()))
    slider.setFocus()
    assert slider.accessibleName() == "Look inside: skin"
    keys = Qt.Key
    for pressed in (keys.Key_PageUp, keys.Key_PageUp, keys.Key_PageDown, keys.Key_Left):
        QTest.keyClick(slider, pressed)
    assert heard == [
        "Look inside: muscles and tendons",
        "Look inside: bones, ligaments and menisci",
        "Look inside: muscles and tendons",
        "Look inside: between skin and muscles and tendons",
    ]


def test_a_screen_reader_is_told_what_is_named_beside_the_knee(page):
    slider = page.turn_bar.layers.slider
    assert slider.accessibleDescription() == ""
    go_to(page, 2)
    assert "thigh bone (femur)" in slider.accessibleDescription()
    go_to(page, 1)
    page.view.turn_to_view(View.BACK)
    assert "inner calf muscle (medial gastrocnemius)" in slider.accessibleDescription()


def test_a_slider_let_go_near_a_stop_goes_there(page):
    layers = page.turn_bar.layers
    for value, inside in ((9, 1.0), (12, 1.0), (6, 0.6), (19, 2.0)):
        layers.slider.setValue(value)
        layers.slider.sliderReleased.emit()
        assert layers.inside == inside


def test_starting_again_begins_with_the_skin(page):
    go_to(page, 2)
    page.start(LEFT)
    assert page.turn_bar.layers.inside == 0


# ---------------------------------------------------------------------- the drawing's words
def test_the_drawing_says_whose_knee_it_is_and_which_side_is_where(page):
    table = page.view.table
    for side, left, right in ((RIGHT, View.OUTER, View.INNER), (LEFT, View.INNER, View.OUTER)):
        assert table.rims(table.step_of_view(View.FRONT, side), side) == (left, right)
        assert table.rims(table.step_of_view(View.BACK, side), side) == (right, left)
    step = table.step_of_view(View.OUTER, RIGHT)
    assert table.rims(step, RIGHT) == (View.BACK, View.FRONT)
    bare = page.view.grab().toImage()
    page.model.show_side(LEFT)
    assert page.view.grab().toImage() != bare


def test_nothing_scrolls_where_there_is_nothing_to_scroll(page):
    (scroll,) = page.card.findChildren(QScrollArea)
    assert scroll.verticalScrollBar().maximum() == 0


# ---------------------------------------------------------------------- drawn areas
def test_an_area_that_goes_on_behind_the_leg_follows_its_edge(page):
    table, step = page.view.table, 0
    rows = range(300, 601, 30)
    edges = {row: table.leg_edges(step, RIGHT, row) for row in rows}
    front = [table.point_at(step, RIGHT, edges[row][1] - 60, row + 0.5) for row in rows]
    behind = [(x, y + 45.0, z) for x, y, z in front][::-1]  # the same heights, hidden by the leg
    area = Area(RIGHT, tuple(front + behind), 30.0, ("medial_joint_line",))
    rim = outline_of(area, table, step)
    on_edge = [at for at in rim if at[0] == table.leg_edges(step, RIGHT, int(at[1]))[1]]
    assert len(on_edge) > 30  # every few rows from top to bottom
    assert all(a[1] >= b[1] for a, b in pairwise(on_edge))
    assert outline_of(area, table, table.step_of_view(View.OUTER, RIGHT)) == []


@pytest.mark.parametrize("side", [LEFT, RIGHT])
def test_a_colour_never_stands_without_its_number(page, side):
    """What an area covers, or the knee before had, is marked at no single point."""
    table = page.view.table
    marks = (
        Mark("patella", side, 4),
        Mark("medial_patella", side),
        Mark("popliteal_fossa", side, 7),
    )
    front = table.step_of_view(View.FRONT, side)
    (pin,) = pins_of(marks, None, table, front)
    assert (pin.place, pin.strength) == ("patella", 4)
    assert table.place_at(front, side, round(pin.x), round(pin.y)) == "patella"
    (pin,) = pins_of(marks, None, table, table.step_of_view(View.BACK, side))
    assert (pin.place, pin.strength) == ("popliteal_fossa", 7)


def test_what_will_be_shown_next_is_read_first():
    assert likely_next(10, 0, blended=False)[:5] == [10, 11, 9, 12, 8]
    assert len(likely_next(10, 0, blended=True)) < len(likely_next(10, 0, blended=False))
    assert likely_next(10, 1, blended=False) == [10, 11, 12, 13, 14]
    assert likely_next(10, -2, blended=True) == [10, 9, 8]


def test_of_a_long_swing_the_slow_end_is_read():
    assert likely_next(10, 1, 20, blended=False) == [26, 27, 28, 29, 30]
    assert likely_next(10, -1, -20, blended=True) == [-8, -9, -10]
    assert likely_next(10, -1, -1, blended=False) == [9]
