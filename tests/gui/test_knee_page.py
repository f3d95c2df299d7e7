"""The knee page with real clicks, drags and keys; the picture, the list and the editor agree."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter, QTransform, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QSlider,
)

from kneeapp.base.settings import Settings
from kneeapp.base.side import Side
from kneeapp.body.marks import Depth, Mark, PainMap, Quality, Spread, When
from kneeapp.body.places import View, all_places
from kneeapp.ui import theme
from kneeapp.ui.knee.fitting import Fitting, Look
from kneeapp.ui.knee.pictures import MOST_BYTES, Layer, Pictures
from kneeapp.ui.knee_page import KneePage
from kneeapp.ui.services import Services

LEFT, RIGHT = Side.LEFT, Side.RIGHT


@pytest.fixture
def services(qapp, clock, tmp_path):
    theme.apply(qapp, Settings())
    made = Services(clock, tmp_path / "data")
    made._settings = Settings(reduced_motion=True)
    yield made
    made.close()


@pytest.fixture
def page(qtbot, services):
    made = KneePage(services)
    qtbot.addWidget(made)
    made.resize(1280, 740)
    made.show()
    made.shown()
    QApplication.processEvents()
    return made


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def click_place(page, place):
    at = page.view.position_of(place).toPoint()
    QTest.mouseMove(page.view, at)
    QTest.mouseClick(page.view, Qt.MouseButton.LeftButton, pos=at)


def key(page, pressed, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(page.view, pressed, modifier)


def marked(page):
    return [(mark.place, mark.side, mark.strength) for mark in page.model.map.marks]


# ---------------------------------------------------------------------- mouse
def test_a_click_marks_the_place_and_pins_the_skin(page):
    click_place(page, "medial_patella")
    (mark,) = page.model.map.marks
    assert (mark.place, mark.side) == ("medial_patella", RIGHT)
    x, y, _ = mark.point
    assert x > 0  # inner side
    assert y < 0  # in front
    assert page.foot.sentence.text() == "Your right knee: inner edge of the kneecap."
    assert [pin.place for pin in page.view.scene.pins] == ["medial_patella"]


def test_at_rest_it_holds_no_pictures_and_shown_again_it_has_them(page):
    page.hide()
    page.rest()
    assert page.view.pictures.bytes_kept() == 0
    page.show()
    page.view.grab()
    assert page.view.pictures.bytes_kept() > 0


def test_hovering_names_the_place_at_once(page):
    QTest.mouseMove(page.view, page.view.position_of("patellar_tendon").toPoint())
    assert page.head.name.text() == "Cord below the kneecap"
    assert page.head.standard_name.text() == "patellar ligament"


def test_a_click_on_a_mark_chooses_it_and_never_doubles_it(page):
    click_place(page, "patella")
    click_place(page, "patellar_tendon")
    assert page.model.chosen.place == "patellar_tendon"
    click_place(page, "patella")
    assert page.model.chosen.place == "patella"
    assert len(page.model.map.marks) == 2


def test_a_click_beside_the_leg_marks_nothing(page):
    QTest.mouseClick(page.view, Qt.MouseButton.LeftButton, pos=QPoint(6, 6))
    assert page.model.map.empty


def test_a_pin_turns_out_of_sight_and_comes_back(page):
    click_place(page, "patella")
    click(page.turn_bar.views[View.BACK])
    assert page.view.scene.pins == []
    assert page.model.map.mark("patella", RIGHT)
    click(page.turn_bar.views[View.FRONT])
    assert [pin.place for pin in page.view.scene.pins] == ["patella"]


@pytest.mark.parametrize("side", [LEFT, RIGHT])
@pytest.mark.parametrize(
    ("view", "place"),
    [
        (View.FRONT, "patella"),
        (View.OUTER, "fibular_head"),
        (View.BACK, "popliteal_fossa"),
        (View.INNER, "medial_joint_line"),
    ],
)
def test_the_four_buttons_show_the_four_sides_of_both_knees(page, side, view, place):
    page.start(side)
    click(page.turn_bar.views[view])
    click_place(page, place)
    assert marked(page) == [(place, side, None)]
    assert page.turn_bar.views[view].isChecked()


def test_a_view_s_button_straightens_a_knee_that_is_nearly_there(page):
    page.view.turn_by(1)
    assert page.turn_bar.views[View.FRONT].isChecked()
    click(page.turn_bar.views[View.FRONT])
    assert page.view.turning.step == 0


def test_dragging_turns_the_knee_with_the_hand(page):
    view = page.view
    middle = view.rect().center()
    right = middle + QPoint(90, 0)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=middle)
    for x in range(middle.x(), right.x() + 1, 10):
        QTest.mouseMove(view, QPoint(x, middle.y()))
    step = view.turning.step
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=right)
    assert 2 <= step <= view.table.frames // 4
    assert view.turning.step == step  # no running on with reduced motion
    assert page.model.map.empty


def test_a_let_go_knee_runs_on_and_comes_to_rest(page, qtbot):
    turning = page.view.turning
    turning.still = False
    with qtbot.waitSignal(turning.settled):
        turning.let_go(0.02)
    assert turning.step == 4  # 0.02 steps a ms for 180 ms


def test_turning_is_animated_the_shorter_way(page):
    turning, motion = page.view.turning, page.view.turning._motion
    turning.still = False
    seen = []
    turning.step_changed.connect(seen.append)
    page.view.turn_to_view(View.INNER)
    motion.pause()  # from here on, no time passes but what is said
    for share in (0.2, 0.4, 0.6, 0.8, 1.0):
        motion.setCurrentTime(round(share * motion.duration()))
    inner = page.view.table.frames * 3 // 4
    assert seen[-1] == inner
    assert seen == sorted(seen, reverse=True)
    assert seen[0] > inner


def test_the_wheel_turns(page):
    view = page.view
    at = QPointF(view.rect().center())
    wheel = QWheelEvent(
        at, QPointF(view.mapToGlobal(at)), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, wheel)
    assert view.turning.step == 1


# ---------------------------------------------------------------------- keyboard
def test_everything_by_keyboard(page, qtbot):
    page.list.search.setFocus()
    QTest.keyClick(page.list.search, Qt.Key.Key_Tab)
    QTest.keyClick(page.list.list, Qt.Key.Key_Tab)
    for _ in range(8):
        if QApplication.focusWidget() is page.view:
            break
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.view
    first = page.model.pointed_at
    assert first in page.view.spots
    key(page, Qt.Key.Key_Down)
    assert page.model.pointed_at != first
    key(page, Qt.Key.Key_Return)
    key(page, Qt.Key.Key_7)
    assert marked(page) == [(page.model.pointed_at, RIGHT, 7)]
    key(page, Qt.Key.Key_1)
    key(page, Qt.Key.Key_0)
    assert page.model.map.marks[0].strength == 10
    key(page, Qt.Key.Key_Delete)
    assert page.model.map.empty
    key(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.model.map.marks[0].strength == 10
    key(page, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert page.model.map.empty


def test_arrows_lead_from_place_to_place(page):
    page.view.setFocus()
    page.model.point_at("patella")
    key(page, Qt.Key.Key_Down)
    assert page.model.pointed_at == "inferior_pole"
    key(page, Qt.Key.Key_Up)
    assert page.model.pointed_at == "patella"
    key(page, Qt.Key.Key_Right)
    assert page.model.pointed_at == "medial_patella"


def test_keys_turn_the_knee(page):
    key(page, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert page.view.turning.step == 1
    key(page, Qt.Key.Key_BracketLeft)
    key(page, Qt.Key.Key_BracketLeft)
    assert page.view.turning.step == page.view.table.frames - 1


def test_past_the_rim_an_arrow_turns_the_knee(page):
    page.view.setFocus()
    for _ in range(40):
        key(page, Qt.Key.Key_Right)
    assert page.view.turning.step != 0


def test_a_digit_on_an_unmarked_place_marks_it(page):
    page.model.point_at("fibular_head")
    key(page, Qt.Key.Key_3)
    assert marked(page) == [("fibular_head", RIGHT, 3)]


# ---------------------------------------------------------------------- the list
def item_of(page, text):
    (item,) = page.list.list.findItems(text, Qt.MatchFlag.MatchExactly)
    return item


def test_the_list_holds_every_place_and_marks_like_the_picture(page):
    assert set(page.list.found_places()) == {place.id for place in all_places()}
    box = page.list.list
    item = item_of(page, "Hollow behind the knee")
    box.scrollToItem(item)
    QTest.mouseClick(
        box.viewport(), Qt.MouseButton.LeftButton, pos=box.visualItemRect(item).center()
    )
    (mark,) = page.model.map.marks
    assert mark.place == "popliteal_fossa"
    assert mark.point is not None
    QTest.mouseClick(
        box.viewport(), Qt.MouseButton.LeftButton, pos=box.visualItemRect(item).center()
    )
    assert page.model.map.empty


def test_a_mark_on_the_picture_is_chosen_in_the_list(page):
    click_place(page, "patella")
    assert item_of(page, "Kneecap").isSelected()
    page.model.undo()
    assert not item_of(page, "Kneecap").isSelected()


def test_walking_through_the_list_turns_the_knee_to_the_place(page):
    box = page.list.list
    box.setFocus()
    for text, view in (("Hollow behind the knee", View.BACK), ("Outer knob", View.OUTER)):
        box.setCurrentItem(item_of(page, text))
        assert page.view.view() is view
        assert page.head.name.text() == text
    box.setCurrentItem(item_of(page, "Outer gap"))
    assert page.view.view() is View.OUTER  # seen well already


def test_the_space_bar_marks_in_the_list(page):
    box = page.list.list
    box.setFocus()
    box.setCurrentItem(item_of(page, "Outer gap"))
    before = len(page.model.map.marks)
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert len(page.model.map.marks) != before


def test_search_as_you_type(page):
    QTest.keyClicks(page.list.search, "nerve")
    assert page.list.found_places() == ["fibular_neck"]
    page.list.search.clear()
    assert len(page.list.found_places()) == 32


def test_a_name_that_people_use_marks_its_own_place_on_enter(page):
    QTest.keyClicks(page.list.search, "kneecap tendon")
    QTest.keyClick(page.list.search, Qt.Key.Key_Return)
    assert marked(page) == [("patellar_tendon", RIGHT, None)]


def test_a_search_that_finds_nothing_says_so(page):
    assert page.list.nothing.isHidden()
    QTest.keyClicks(page.list.search, "elbow")
    assert not page.list.nothing.isHidden()
    QTest.keyClick(page.list.search, Qt.Key.Key_Return)
    assert page.model.map.empty
    page.list.search.clear()
    assert page.list.nothing.isHidden()


# ---------------------------------------------------------------------- the editor
def test_the_editor_says_everything_about_the_chosen_mark(page):
    click_place(page, "medial_patella")
    editor = page.card.editor
    click(editor.scale._group.button(4))
    click(editor.qualities.button(Quality.DULL))
    click(editor.qualities.button(Quality.STIFF))
    click(editor.depths.button(Depth.SURFACE))
    click(editor.depths.button(Depth.DEEP))
    click(editor.spots.button(Spread.HAND))
    click(editor.whens.button(When.SITTING))
    click(editor.whens.button(When.RUNNING))
    (mark,) = page.model.map.marks
    assert (mark.strength, mark.depth, mark.spread) == (4, Depth.DEEP, Spread.HAND)
    assert mark.qualities == (Quality.DULL, Quality.STIFF)
    assert page.foot.sentence.text() == (
        "Your right knee: inner edge of the kneecap, 4 of 10, dull and stiff, deep, a hand wide, "
        "when you run and when you sit for long."
    )
    click(editor.depths.button(Depth.DEEP))
    assert page.model.chosen.depth is None


def test_undo_and_redo_go_through_everything(page):
    click_place(page, "patella")
    click(page.card.editor.scale._group.button(6))
    click(page.spreads.button(Spread.RING))
    for _ in range(3):
        click(page.head.undo)
    assert page.model.map.empty
    assert not page.head.undo.isEnabled()
    for _ in range(3):
        click(page.head.redo)
    assert marked(page) == [("patella", RIGHT, 6)]
    assert page.model.map.spread is Spread.RING
    click(page.head.clear)
    assert page.model.map.empty
    click(page.head.undo)
    assert not page.model.map.empty


@pytest.mark.parametrize("spread", [Spread.RING, Spread.ALL_OVER])
def test_a_spread_pain_is_shown_on_the_knee(page, spread):
    before = page.view.grab().toImage()
    click(page.spreads.button(spread))
    assert page.view.grab().toImage() != before


def test_remove_takes_the_chosen_mark_away(page):
    click_place(page, "patella")
    click_place(page, "patellar_tendon")
    click(page.card.editor.remove)
    assert marked(page) == [("patella", RIGHT, None)]
    assert page.model.chosen.place == "patella"


def test_pain_without_a_spot_is_enough_to_go_on(page, qtbot):
    assert not page.foot.go_on.isEnabled()
    click(page.spreads.button(Spread.DEEP))
    assert page.foot.sentence.text() == "Your right knee. It is deep inside."
    with qtbot.waitSignal(page.done) as done:
        click(page.foot.go_on)
    assert done.args == [PainMap(spread=Spread.DEEP, sides=RIGHT)]


# ---------------------------------------------------------------------- sides
def test_the_heading_says_whose_knee_it_is(page):
    assert page.view.accessibleName() == "Your right knee"
    click(page.head.left)
    assert page.view.accessibleName() == "Your left knee"
    click_place(page, "medial_patella")
    assert marked(page) == [("medial_patella", LEFT, None)]
    assert page.model.map.side is LEFT


def test_the_same_click_on_the_mirror_image_is_the_same_point(page):
    at = page.view.position_of("medial_patella").toPoint()
    QTest.mouseClick(page.view, Qt.MouseButton.LeftButton, pos=at)
    click(page.head.left)
    mirrored = QPoint(page.view.width() - at.x(), at.y())
    QTest.mouseClick(page.view, Qt.MouseButton.LeftButton, pos=mirrored)
    right, left = page.model.map.marks
    assert (left.place, left.side) == ("medial_patella", LEFT)
    assert left.point == pytest.approx(right.point, abs=1.5)


def test_copy_to_the_other_knee(page):
    click_place(page, "patella")
    click(page.card.editor.copy)
    assert marked(page) == [("patella", RIGHT, None), ("patella", LEFT, None)]
    assert page.model.map.side is Side.BOTH


def test_i_meant_the_other_knee(page):
    click_place(page, "patella")
    click(page.card.editor.swap)
    assert marked(page) == [("patella", LEFT, None)]
    assert page.view.accessibleName() == "Your left knee"
    click(page.head.undo)
    assert marked(page) == [("patella", RIGHT, None)]
    assert page.view.accessibleName() == "Your right knee"


def test_both_knees_begin_with_the_right_one(page):
    page.start(Side.BOTH)
    assert page.view.accessibleName() == "Your right knee"
    click_place(page, "patella")
    assert page.model.map.side is Side.BOTH


def test_the_last_map_is_offered(page):
    assert page.head.same_as_last.isHidden()
    last = PainMap(sides=LEFT).add(Mark("patella", LEFT, 5))
    page.start(RIGHT, last)
    assert not page.head.same_as_last.isHidden()
    click(page.head.same_as_last)
    assert page.model.map == last
    assert page.view.accessibleName() == "Your left knee"
    click(page.head.undo)
    assert page.model.map.empty


def test_back_leaves_and_starting_again_is_empty(page, qtbot):
    click_place(page, "patella")
    assert page.in_use()
    with qtbot.waitSignal(page.cancelled):
        click(page.head.back)
    page.start(RIGHT)
    assert not page.in_use()
    assert not page.model.can_undo


def test_marks_without_an_answer_are_there_when_one_comes_back(page):
    assert not page.come_back(LEFT)  # nothing was said yet
    click_place(page, "patella")
    elsewhere = Mark("calf", LEFT)
    assert page.come_back(LEFT, (elsewhere,))
    assert [mark.place for mark in page.model.map.marks] == ["patella", "calf"]
    assert page.model.side is LEFT
    assert page.banner.isVisible()
    assert page.come_back(RIGHT)
    assert [mark.place for mark in page.model.map.marks] == ["patella"]
    assert page.model.side is RIGHT
    click(page.head.undo)
    assert page.model.map.empty


def test_marks_with_an_answer_are_not_brought_back_unless_they_change(page):
    click_place(page, "patella")
    page.set_answered(PainMap())  # that was another map
    assert page.come_back(RIGHT)
    page.set_answered(page.model.map)
    assert not page.come_back(RIGHT)
    click_place(page, "inferior_pole")
    assert page.come_back(RIGHT)


def test_the_keyboard_does_not_land_on_clear_all_when_there_is_no_more_to_redo(page):
    click_place(page, "patella")
    head = page.head
    head.undo.setFocus()
    QTest.keyClick(head.undo, Qt.Key.Key_Space)
    assert head.redo.hasFocus()
    QTest.keyClick(head.redo, Qt.Key.Key_Space)
    assert head.undo.hasFocus()
    head.clear.setFocus()
    QTest.keyClick(head.clear, Qt.Key.Key_Space)
    assert head.undo.hasFocus()


# ---------------------------------------------------------------------- looks
def test_a_click_on_the_slider_goes_there_at_once(page):
    slider = page.turn_bar.layers.slider
    QTest.mouseClick(
        slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() - 3, slider.height() // 2)
    )
    assert slider.value() == slider.maximum()
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(3, slider.height() // 2))
    assert slider.value() == slider.minimum()


def test_looking_inside_paints_another_picture(page):
    before = page.view.grab().toImage()
    looks = [before]
    for stop in (5, 10, 15, 20):
        page.turn_bar.layers.slider.setValue(stop)
        looks.append(page.view.grab().toImage())
    assert all(one != two for one, two in pairwise(looks))


def test_a_left_knee_is_painted_as_the_mirror_image(page):
    page.view.setFocus()
    right = page.view.grab().toImage()
    click(page.head.left)
    left = page.view.grab().toImage().transformed(QTransform().scale(-1, 1))
    width, height = right.width(), right.height()
    for x, y in ((width // 2, height // 3), (width // 2 - 40, height // 2)):
        one, two = right.pixelColor(x, y), left.pixelColor(x, y)
        assert abs(one.red() - two.red()) < 12


@pytest.mark.parametrize(
    ("name", "percent", "width"),
    [
        ("light", 100, 1280),
        ("dark", 100, 1920),
        ("contrast", 100, 820),
        ("light", 150, 1280),
        ("dark", 200, 1280),
    ],
)
def test_the_page_fits_its_window(qapp, qtbot, services, name, percent, width):
    theme.apply(qapp, Settings(theme=name, text_percent=percent))
    page = KneePage(services)
    qtbot.addWidget(page)
    page.resize(width, 740)
    page.show()
    page.model.mark("patella", None)
    QApplication.processEvents()
    assert page.width() == width
    assert page.card.editor.isVisible()
    for area in page.findChildren(QScrollArea):
        assert area.horizontalScrollBar().maximum() == 0
    assert not page.grab().toImage().isNull()
    theme.apply(qapp, Settings())


def test_narrow_windows_switch_between_the_list_and_the_mark(page):
    page.resize(820, 640)
    QApplication.processEvents()
    assert page.list.isVisible()
    assert not page.card.editor.isVisible()
    click_place(page, "patella")
    assert page.card.editor.isVisible()
    click(page.columns.list_button)
    assert page.list.isVisible()
    assert not page.spreads.isVisible()
    click(page.columns.spread_button)
    click(page.spreads.button(Spread.RING))
    assert page.model.map.spread is Spread.RING
    assert not page.list.isVisible()
    page.resize(1280, 740)
    QApplication.processEvents()
    assert page.list.isVisible()
    assert page.card.editor.isVisible()


def test_where_height_is_scarce_the_bar_stands_beside_the_picture(qapp, qtbot, services):
    theme.apply(qapp, Settings(text_percent=150))
    page = KneePage(services)
    qtbot.addWidget(page)
    page.resize(1280, 700)
    page.show()
    QApplication.processEvents()
    assert page.view.height() > 0.65 * page.height()
    parts = [*page.turn_bar.views.values(), page.turn_bar.layers, page.turn_bar.names]
    shown = [QRect(part.mapTo(page, QPoint(0, 0)), part.size()) for part in parts]
    assert all(one.bottom() < two.top() for one, two in pairwise(shown))
    assert all(rect.right() < page.view.mapTo(page, QPoint(0, 0)).x() for rect in shown)
    assert shown[-1].bottom() < page.foot.mapTo(page, QPoint(0, 0)).y()
    page.model.mark("patella", None)
    QApplication.processEvents()
    assert page.card._inner.indexOf(page.card.note) == 1  # it scrolls with the rest
    page.resize(1280, 1100)
    QApplication.processEvents()
    assert page.turn_bar.mapTo(page, QPoint(0, 0)).y() > page.view.mapTo(page, QPoint(0, 0)).y()
    assert page.card.body.indexOf(page.card.note) > 0


def test_an_upright_slider_has_the_skin_at_the_top(page):
    layers = page.turn_bar.layers
    page.turn_bar.set_upright(True)
    QApplication.processEvents()
    slider, left = layers.slider, Qt.MouseButton.LeftButton
    QTest.mouseClick(slider, left, pos=QPoint(slider.width() // 2, slider.height() - 3))
    assert layers.inside == 2.0
    QTest.mouseClick(slider, left, pos=QPoint(slider.width() // 2, 3))
    assert layers.inside == 0.0
    QTest.mouseClick(layers.stops, left, pos=layers.stops.places()[1].center())
    assert layers.inside == 1.0
    QTest.keyClick(slider, Qt.Key.Key_PageDown)
    assert layers.inside == 2.0


def test_the_marked_places_wrap_and_push_the_rest_down(qapp, qtbot, services):
    theme.apply(qapp, Settings(text_percent=200))
    page = KneePage(services)
    qtbot.addWidget(page)
    page.resize(1280, 740)
    page.show()
    editor = page.card.editor
    page.model.mark("medial_patella", None)
    page.model.mark("patellar_tendon", None)
    page.model.set_strength(7)
    QApplication.processEvents()
    flow = editor._tabs.layout()
    tabs = [flow.itemAt(index).widget() for index in range(flow.count())]
    assert len(tabs) == 2
    assert tabs[1].y() > tabs[0].geometry().bottom()
    assert editor._tabs.rect().contains(tabs[1].geometry())
    assert editor.scale.y() > editor._tabs.geometry().bottom()


def test_memory_for_pictures_is_bounded(page):
    assert MOST_BYTES < 30 * 2**20
    table = page.view.table
    most = 4 * table.width * table.height * 4
    pictures = Pictures(table.folder, most_bytes=most)
    for inside in (0.0, 1.5):
        for frame in range(9):
            assert not pictures.get(frame % table.frames, inside).below.image.isNull()
            assert pictures.bytes_kept() <= most
        assert pictures.has(8, inside)
        assert not pictures.has(0, inside)


def test_the_angles_nearby_are_made_ready_while_the_knee_rests(page, qtbot):
    pictures, frames = page.view.pictures, page.view.table.frames

    def ready(inside, *steps):
        return all(pictures.has(step % frames, inside) for step in steps)

    qtbot.waitUntil(lambda: ready(0.0, *range(-4, 5)))
    assert not ready(0.0, 12)
    assert not ready(1.0, 0)  # nobody looks inside
    page.view.set_inside(1.0)
    qtbot.waitUntil(lambda: ready(1.0, *range(-4, 5)))
    page.view.turning.jump_to(10)
    page.view.turning.drag_by(1)  # towards 12
    qtbot.waitUntil(lambda: ready(1.0, 12, 13, 14, 15))


def test_a_turn_never_waits_for_a_picture_once_there_are_drafts(page, qtbot, monkeypatch):
    table = page.view.table
    pictures = Pictures(table.folder)
    pictures.draft(range(5))
    qtbot.waitUntil(lambda: len(pictures._drafts) == 5, timeout=20_000)
    pictures.rest()
    monkeypatch.setattr(Pictures, "_decode", lambda *_: pytest.fail("decoded while it moves"))
    plates = [pictures.at_hand(frame) for frame in range(5)]
    assert not any(plate.sharp for plate in plates)
    assert {plate.below.image.height() for plate in plates} == {table.height // 3}
    assert pictures.at_hand(7) is None
    fitting = Fitting(pictures, lambda step: step % table.frames)
    shown = QImage(200, 300, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(shown)
    fitting.paint(painter, QRectF(0, 0, 200, 300), 7.0, Look(moving=True))  # as 4 looks
    painter.end()
    assert not fitting.sharp


def test_drafts_are_of_the_layers_on_show(page, qtbot):
    pictures = Pictures(page.view.table.folder)
    both, one = {Layer.MUSCLES, Layer.BONES}, {Layer.SKIN}
    for inside, layers, many in ((1.5, both, 4), (0.0, one, 2)):
        pictures.draft(range(2), inside)
        qtbot.waitUntil(lambda n=many: len(pictures._drafts) == n, timeout=20_000)
        assert {layer for layer, _ in pictures._drafts} == layers
    pictures.rest()


def test_a_knee_at_rest_drafts_all_angles(page, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(Pictures, "draft", lambda _self, *wanted: asked.append(wanted))
    page.view.turning.jump_to(3)
    qtbot.waitUntil(lambda: len(asked) > 0)
    (frames, inside), *_ = asked
    order = list(frames)
    assert inside == 0.0
    assert order[0] == 3
    assert sorted(order) == list(range(page.view.table.frames))


def test_a_knee_held_between_two_angles_becomes_sharp(page, qtbot, monkeypatch):
    view = page.view
    view.pictures.draft((12, 13))
    qtbot.waitUntil(lambda: len(view.pictures._drafts) == 2, timeout=20_000)
    monkeypatch.setattr(view.pictures, "read_ahead", lambda *_: None)
    view.turning.drag_by(12.5)
    view.grab()
    assert not view.scene.sharp
    monkeypatch.undo()
    qtbot.waitUntil(lambda: view.scene.sharp, timeout=20_000)


def test_only_clear_columns_are_cut_from_a_picture(tmp_path):
    whole = QImage(20, 6, QImage.Format.Format_ARGB32)
    whole.fill(Qt.GlobalColor.transparent)
    for x, y in ((7, 5), (12, 0)):
        whole.setPixelColor(x, y, QColor(200, 100, 50))
    whole.save(str(tmp_path / "skin_00.webp"), "webp", 100)
    cut = Pictures(tmp_path).get(0).below
    assert (cut.left, cut.image.width(), cut.wide) == (7 / 20, 6, 6 / 20)
    shown = QImage(40, 12, QImage.Format.Format_ARGB32_Premultiplied)
    shown.fill(Qt.GlobalColor.transparent)
    painter = QPainter(shown)
    cut.paint(painter, QRectF(0, 0, 40, 12))
    Pictures(tmp_path).get(1).paint(painter, QRectF(0, 0, 40, 12))  # not there
    painter.end()
    assert shown.pixelColor(15, 11).alpha() == shown.pixelColor(25, 1).alpha() == 255
    assert shown.pixelColor(13, 11).alpha() == shown.pixelColor(27, 1).alpha() == 0


# ---------------------------------------------------------------------- accessibility
def test_each_visible_place_is_a_real_check_box_that_follows_the_turn(page):
    front = {made.place: made for made in page.view.buttons.visible()}
    assert "patella" in front
    assert "popliteal_fossa" not in front
    assert front["patella"].accessibleName() == "kneecap"
    assert front["patella"].isCheckable()
    at = page.view.position_of("patella").toPoint()
    assert front["patella"].geometry().contains(at)
    reader = QAccessible.queryAccessibleInterface(front["patella"])
    assert reader.role() == QAccessible.Role.CheckBox
    assert reader.text(QAccessible.Text.Name) == "kneecap"
    click(page.turn_bar.views[View.BACK])
    assert "popliteal_fossa" in {made.place for made in page.view.buttons.visible()}
    assert not front["patella"].isVisible()


def test_a_screen_reader_can_mark_and_unmark(page):
    box = next(made for made in page.view.buttons.visible() if made.place == "patella")
    box.toggle()  # what its "toggle" does; it is no click
    assert marked(page) == [("patella", RIGHT, None)]
    assert box.isChecked()
    page.card.editor.scale._group.button(7).toggle()
    page.card.editor.depths.button(Depth.DEEP).toggle()
    assert (page.model.chosen.strength, page.model.chosen.depth) == (7, Depth.DEEP)
    box.toggle()
    assert page.model.map.empty
    page.turn_bar.views[View.BACK].toggle()
    assert page.view.view() is View.BACK
    page.head.left.toggle()
    assert page.model.side is LEFT


def test_a_mark_checks_its_box(page):
    click_place(page, "patella")
    checked = [made.place for made in page.view.buttons.visible() if made.isChecked()]
    assert checked == ["patella"]


def test_the_tab_key_goes_through_the_page_as_it_is_read(page):
    click_place(page, "patella")
    first = page.head.back
    order, widget = [first], first.nextInFocusChain()
    while widget is not first:
        order.append(widget)
        widget = widget.nextInFocusChain()
    stops = (
        page.head.back, page.head.right, page.head.clear, page.list.search, page.list.list,
        page.view, page.turn_bar.layers.slider, page.card.editor.remove, page.card.editor.swap,
        page.foot.go_on,
    )  # fmt: skip
    places = [order.index(stop) for stop in stops]
    assert places == sorted(places)


def test_everything_that_takes_the_focus_has_a_name(page):
    click_place(page, "patella")
    for kind in (QAbstractButton, QLineEdit, QListWidget, QScrollArea, QSlider):
        for widget in page.findChildren(kind):
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible():
                assert widget.accessibleName() or getattr(widget, "text", str)(), widget
    assert page.view.accessibleName() == "Your right knee"


# ---------------------------------------------------------------------- little room, keys
def test_with_little_room_the_tools_are_in_one_menu(page):
    assert not page.head.more.isVisible()
    page.resize(860, 740)
    QApplication.processEvents()
    assert page.head.more.isVisible()
    assert not page.head.undo.isVisible()
    click_place(page, "patella")
    page.head.more.menu().aboutToShow.emit()
    actions = {action.text(): action for action in page.head.more.menu().actions()}
    assert list(actions) == ["Undo", "Redo", "Clear all", page.head.save.text()]
    assert [action.isEnabled() for action in actions.values()] == [True, False, True, True]
    assert actions[page.head.save.text()].menu() is page.saving.menu
    actions["Undo"].trigger()
    assert marked(page) == []


def test_the_tools_make_room_for_same_as_last_time(page):
    page.resize(1010, 740)
    QApplication.processEvents()
    assert page.head.undo.isVisible()
    page.start(RIGHT, PainMap((Mark("patella", RIGHT, 4),)))
    QApplication.processEvents()
    assert page.head.same_as_last.isVisible()
    assert page.head.more.isVisible()


def test_ctrl_enter_goes_on_from_the_picture(page, qtbot):
    key(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)  # nothing is marked yet
    click_place(page, "patella")
    with qtbot.waitSignal(page.done) as told:
        key(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [mark.place for mark in told.args[0].marks] == ["patella"]


def test_the_focus_is_seen_on_arrival_and_goes_with_the_mouse(page):
    assert page.view.hasFocus()
    assert page.view.by_keys
    click_place(page, "patella")
    assert not page.view.by_keys
