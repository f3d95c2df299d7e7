"""Names beside the knee, outlines drawn by hand, the note, and what can be saved."""

from __future__ import annotations

import csv
import io
import json
import math
from itertools import combinations, pairwise, product

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from kneeapp.base.settings import Settings
from kneeapp.base.side import Side
from kneeapp.body.marks import Mark, PainMap
from kneeapp.body.places import View, places_of_view
from kneeapp.ui import theme
from kneeapp.ui.knee.fitting import Fitting, Look, fade
from kneeapp.ui.knee.pictures import Pictures, tones
from kneeapp.ui.knee.saving import What
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
    theme.apply(qapp, Settings())


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


def ring(page, place, across, down):
    middle = page.view.position_of(place)
    return [
        QPoint(
            round(middle.x() + across * math.cos(a / 24 * math.tau)),
            round(middle.y() + down * math.sin(a / 24 * math.tau)),
        )
        for a in range(24)
    ]


def draw(page, points):
    click(page.draw_bar.draw)
    QTest.mousePress(page.view, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        QTest.mouseMove(page.view, point)
    QTest.mouseRelease(page.view, Qt.MouseButton.LeftButton, pos=points[-1])


# ---------------------------------------------------------------------- names
def test_names_come_where_more_than_skin_is_seen(page):
    assert page.view.scene.names == []
    slider = page.turn_bar.layers.slider
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_End)
    assert "femur" in {name.tag.standard for name in page.view.scene.names}
    QTest.keyClick(slider, Qt.Key.Key_Home)
    assert page.view.scene.names == []


def test_the_person_decides_about_names(page):
    click(page.turn_bar.names)
    assert page.view.scene.names
    page.turn_bar.layers.slider.setValue(page.turn_bar.layers.slider.maximum())
    click(page.turn_bar.names)
    page.turn_bar.layers.slider.setValue(0)
    page.turn_bar.layers.slider.setValue(page.turn_bar.layers.slider.maximum())
    assert page.view.scene.names == []


@pytest.fixture(params=[(100, 1280), (200, 1280), (100, 820)], ids=str)
def sized_page(qapp, qtbot, services, request):
    percent, width = request.param
    theme.apply(qapp, Settings(text_percent=percent))
    page = KneePage(services)
    qtbot.addWidget(page)
    page.resize(width, 740)
    page.show()
    page.shown()
    QApplication.processEvents()
    click(page.turn_bar.names)
    return page


def test_no_name_covers_another_or_leaves_the_picture(sized_page):
    page = sized_page
    whole = QRectF(page.view.rect())
    for inside, side, view in product([0.0, 1.0, 2.0], [LEFT, RIGHT], View):
        page.view.set_inside(inside)
        page.model.show_side(side)
        page.view.show_view(view)
        names = page.view.scene.names
        assert len(names) >= 2, (inside, side, view)  # at 200 % there is little room
        for name in names:
            assert whole.contains(name.box), (inside, side, view, name)
            assert whole.contains(name.anchor), (inside, side, view, name)
        for one, two in combinations(names, 2):
            assert not one.box.intersects(two.box), (inside, side, view, one.tag.text, two.tag.text)


def test_a_line_ends_in_the_place_it_names(page):
    click(page.turn_bar.names)
    hits = [
        name.tag.place == page.view._place_under(name.anchor)
        for name in page.view.scene.names
        if page.view._named_under(name.anchor) is None
    ]
    assert sum(hits) >= 0.8 * len(hits)


def test_a_click_on_a_name_marks_its_place(page):
    click(page.turn_bar.names)
    name = next(n for n in page.view.scene.names if n.tag.place == "patellar_tendon")
    at = name.box.center().toPoint()
    QTest.mouseMove(page.view, at)
    assert page.head.name.text() == "Cord below the kneecap"
    QTest.mouseClick(page.view, Qt.MouseButton.LeftButton, pos=at)
    (mark,) = page.model.map.marks
    assert mark.place == "patellar_tendon"
    assert mark.point is not None


def test_names_follow_the_view(page):
    click(page.turn_bar.names)
    click(page.turn_bar.views[View.BACK])
    assert {name.tag.place for name in page.view.scene.names} <= {
        p.id for p in places_of_view(View.BACK)
    }


# ---------------------------------------------------------------------- drawing
def test_an_outline_becomes_places_and_square_centimetres(page):
    draw(page, ring(page, "patella", 30, 30))
    (area,) = page.model.map.areas
    assert area.side is RIGHT
    assert "patella" in area.places
    assert {mark.place for mark in page.model.map.marks} == set(area.places)
    assert 4 < area.cm2 < 40
    assert f"about {round(area.cm2)} cm²" in page.foot.sentence.text()
    assert page.model.chosen.place == area.places[0]


def test_an_outline_can_be_drawn_with_a_finger(page):
    screen = QTest.createTouchDevice()
    points = ring(page, "patella", 30, 30)
    click(page.draw_bar.draw)
    QTest.touchEvent(page.view, screen).press(0, points[0], page.view).commit()
    for point in points[1:]:
        QTest.touchEvent(page.view, screen).move(0, point, page.view).commit()
    QTest.touchEvent(page.view, screen).release(0, points[-1], page.view).commit()
    (area,) = page.model.map.areas
    assert "patella" in area.places


def test_drawing_does_not_turn_the_knee_and_ends_with_the_stroke(page):
    draw(page, ring(page, "patella", 40, 40))
    assert page.view.turning.position == 0
    assert not page.draw_bar.draw.isChecked()
    at = page.view.rect().center()
    QTest.mousePress(page.view, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(page.view, at + QPoint(60, 0))
    assert page.view.turning.position != 0  # a drag turns again
    QTest.mouseRelease(page.view, Qt.MouseButton.LeftButton, pos=at + QPoint(60, 0))


def test_a_drawing_is_one_step_back_and_can_be_removed(page):
    draw(page, ring(page, "patella", 30, 30))
    drawn = page.model.map
    click(page.head.undo)
    assert page.model.map == PainMap()
    click(page.head.redo)
    assert page.model.map == drawn
    click(page.draw_bar.remove)
    assert page.model.map.areas == ()
    assert page.model.map.marks == drawn.marks
    assert page.draw_bar.remove.isHidden()


def test_a_drawing_stays_on_the_skin(page):
    bare = page.view.grab().toImage()
    draw(page, ring(page, "patella", 30, 30))
    page.model.remove_last_area()
    without = page.view.grab().toImage()
    page.model.undo()
    assert page.view.grab().toImage() != without
    before = page.view.scene.areas[0].boundingRect().center()
    page.view.turning.jump_to(1)
    after = page.view.scene.areas[0].boundingRect().center()
    assert abs(after.x() - before.x()) > 3
    page.view.show_view(View.BACK)
    assert page.view.scene.areas[0].isEmpty()
    assert not bare.isNull()


def test_a_slip_of_the_hand_draws_nothing(page):
    draw(page, [QPoint(8, 8), QPoint(12, 8), QPoint(12, 12)])
    assert page.model.map.empty
    assert page.head.standard_name.text() == "Nothing was drawn on the skin."


def test_escape_gives_drawing_up(page):
    click(page.draw_bar.draw)
    assert page.head.name.text() == "Draw round the sore skin"
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    assert not page.draw_bar.draw.isChecked()
    assert page.model.map.empty


def test_a_drawing_on_the_left_knee_is_the_mirror_image(page):
    points = ring(page, "medial_patella", 24, 24)
    draw(page, points)
    click(page.head.left)
    width = page.view.width()
    draw(page, [QPoint(width - point.x(), point.y()) for point in points])
    right, left = page.model.map.areas
    assert left.side is LEFT
    assert set(left.places) == set(right.places)
    assert left.cm2 == pytest.approx(right.cm2, rel=0.1)


# ---------------------------------------------------------------------- note
def test_a_note_belongs_to_the_map_and_can_be_taken_back(page, qtbot):
    page.model.mark("patella", None)
    QTest.keyClicks(page.card.note, "worse on stairs")
    QTest.keyClick(page.card.note, Qt.Key.Key_Return)
    assert page.model.map.note == "worse on stairs"
    click(page.head.undo)
    assert page.card.note.text() == ""
    click(page.head.redo)
    assert page.card.note.text() == "worse on stairs"
    with qtbot.waitSignal(page.done) as done:
        click(page.foot.go_on)
    assert done.args[0].note == "worse on stairs"
    click(page.head.clear)
    assert page.model.map == PainMap()
    assert page.card.note.text() == ""


def test_a_note_that_is_still_being_written_is_not_lost(page, qtbot):
    page.model.mark("patella", None)
    QTest.keyClicks(page.card.note, "new shoes")
    with qtbot.waitSignal(page.done) as done:
        page._on_done()
    assert done.args[0].note == "new shoes"


# ---------------------------------------------------------------------- saving
@pytest.fixture
def chosen_file(monkeypatch, tmp_path):
    def choose(name, kind=""):
        path = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), kind))
        return path

    return choose


def save(page, what):
    (action,) = [a for a in page.saving.menu.actions() if a.data() is what]
    page.saving.menu.triggered.emit(action)


def test_nothing_can_be_saved_before_something_is_marked(page):
    assert not page.head.save.isEnabled()
    page.model.mark("patella", None)
    assert page.head.save.isEnabled()


def test_the_picture_has_the_skin_that_was_chosen(qtbot, services, chosen_file):
    services._settings = Settings(reduced_motion=True, knee_skin="tone-6")
    page = KneePage(services)
    qtbot.addWidget(page)
    page.model.mark("lower_thigh", None)
    path = chosen_file("knee.png")
    save(page, What.VIEW)
    saved = QImage(str(path))
    below_the_knee = saved.pixelColor(saved.width() // 2, saved.height() // 2)
    assert below_the_knee.lightness() < 120


@pytest.mark.parametrize("what", [What.VIEW, What.FOUR_VIEWS])
def test_a_picture_shows_the_marks(page, chosen_file, what):
    page.model.mark("patella", page.view.point_of("patella"))
    path = chosen_file("knee.png")
    save(page, what)
    marked = QImage(str(path))
    page.model.set_strength(9)
    save(page, what)
    assert marked.width() > marked.height() if what is What.FOUR_VIEWS else not marked.isNull()
    assert QImage(str(path)) != marked
    assert page.banner.text() == "Saved: knee.png"


def test_a_drawing_holds_the_pins_as_shapes_and_the_words_as_text(page, chosen_file):
    from PySide6.QtSvg import QSvgRenderer

    page.model.mark("patella", page.view.point_of("patella"))
    page.model.set_strength(4)
    page.model.set_note("<b>&")
    path = chosen_file("knee", "Drawing (*.svg)")
    save(page, What.FOUR_VIEWS)
    text = path.with_suffix(".svg").read_text("utf-8")
    assert QSvgRenderer(str(path.with_suffix(".svg"))).isValid()
    assert text.count("<image") >= 4
    assert ">4</text>" in text
    assert "Your right knee: kneecap, 4 of 10." in text
    assert "<b>&" not in text


def test_places_are_saved_with_their_codes(page, chosen_file):
    page.model.mark("patella", None)
    page.model.set_note("=1+1")
    path = chosen_file("knee.csv")
    save(page, What.TABLE)
    (row,) = csv.DictReader(io.StringIO(path.read_text("utf-8-sig")))
    assert (row["place"], row["snomed_code"], row["note"]) == ("patella", "64234005", "'=1+1")
    path = chosen_file("knee.json")
    save(page, What.JSON)
    assert json.loads(path.read_text("utf-8"))["marks"][0]["codes"][0]["code"] == "64234005"


def test_a_file_that_cannot_be_written_is_said(page, chosen_file):
    page.model.mark("patella", None)
    chosen_file("no/such/folder/knee.csv")
    save(page, What.TABLE)
    assert page.banner.text().startswith("This could not be saved")


def test_giving_up_the_file_dialog_saves_nothing(page, monkeypatch, tmp_path):
    page.model.mark("patella", None)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    save(page, What.JSON)
    assert page.banner.isHidden()


def test_both_knees_are_in_the_picture_when_both_are_marked(page):
    from kneeapp.ui.knee.map_picture import four_views

    both = PainMap((Mark("patella", RIGHT), Mark("patella", LEFT), Mark("low_back", Side.BOTH)))
    rows = four_views(page.view.table, both, RIGHT)
    assert [row[0].side for row in rows] == [RIGHT, LEFT]
    assert [panel.side for (panel, *_) in four_views(page.view.table, PainMap(), LEFT)] == [LEFT]


# ---------------------------------------------------------------------- turning
def test_between_two_angles_the_pictures_fade_into_each_other(page):
    pictures = Pictures(page.view.table.folder)
    fitting = Fitting(pictures, lambda step: step % page.view.table.frames)

    def look_at(position):
        from PySide6.QtGui import QPainter

        image = QImage(200, 300, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        fitting.paint(painter, QRectF(0, 0, 200, 300), position, Look())
        painter.end()
        return image

    one, half, two = look_at(2), look_at(2.5), look_at(3)
    assert one != half != two
    for x, y in ((100, 80), (90, 150), (110, 220)):
        mean = (one.pixelColor(x, y).red() + two.pixelColor(x, y).red()) / 2
        assert half.pixelColor(x, y).red() == pytest.approx(mean, abs=3)
    assert look_at(2.1) == one  # sharp for most of the way


def test_the_fade_begins_and_ends_sharp():
    assert fade(0.0) == fade(0.15) == 0.0
    assert fade(0.85) == fade(1.0) == 1.0
    assert fade(0.5) == pytest.approx(0.5)


def test_a_pin_glides_while_the_knee_turns(page):
    page.model.mark("patella", page.view.point_of("patella"))
    at = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        page.view.turning._place(share)
        at.append(page.view.scene.pins[0].x)
    steps = [b - a for a, b in pairwise(at)]
    assert max(steps) - min(steps) < 0.5
    assert abs(sum(steps)) > 10


def test_other_skins_stand_in_folders_of_their_own(tmp_path):
    picture = QImage(4, 6, QImage.Format.Format_ARGB32_Premultiplied)
    for folder, grey in ((tmp_path, 10), (tmp_path / "tone-3", 200)):
        folder.mkdir(exist_ok=True)
        picture.fill(grey << 16 | grey << 8 | grey | 0xFF000000)
        picture.save(str(folder / "skin_00.webp"), "webp", 100)
    picture.save(str(tmp_path / "bones_00.webp"), "webp", 100)
    assert tones(tmp_path) == ["tone-3"]
    other = Pictures(tmp_path, "tone-3")
    assert other.get(0).below.image.pixelColor(1, 1).red() > 150
    assert Pictures(tmp_path).get(0).below.image.pixelColor(1, 1).red() < 50
    assert not other.get(0, 2.0).below.image.isNull()
