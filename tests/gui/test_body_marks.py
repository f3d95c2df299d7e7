"""Places of the whole body: four views, several marks, and a knee added to them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kneeapp.base.settings import Settings, save
from kneeapp.base.side import Side
from kneeapp.body.figure import KNEE, VIEWS, Part
from kneeapp.ui import theme
from kneeapp.ui.home_page import HomePage
from kneeapp.ui.main_window import MainWindow
from kneeapp.ui.services import Services

LEFT, RIGHT, BOTH = Side.LEFT, Side.RIGHT, Side.BOTH
CALF, BACK = Part("calf", RIGHT), Part("low_back", BOTH)


@pytest.fixture
def services(qapp, clock, tmp_path):
    data = tmp_path / "data"
    save(data / "settings.json", Settings(voice=False, beeps=False, reduced_motion=True))
    made = Services(clock, data)
    yield made
    made.close()


def make(qtbot, services, width=1280, height=740):
    made = HomePage(services)
    qtbot.addWidget(made)
    made.resize(width, height)
    made.show()
    made.shown()
    qtbot.waitUntil(lambda: made.figure.figure() is not None)
    return made


@pytest.fixture
def page(qtbot, services):
    return make(qtbot, services, 1700, 740)


def click(widget, at=None):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())


def click_part(page, view, part):
    click(page.figure, page.figure.position_of(VIEWS.index(view), part).toPoint())


@pytest.mark.parametrize(
    ("view", "part"),
    [
        ("front", Part("thigh_front", LEFT)),
        ("back", Part("calf", RIGHT)),
        ("side_right", Part("hip_groin", RIGHT)),
        ("side_left", Part("shin_outer", LEFT)),
    ],
)
def test_one_click_on_any_of_four_views_goes_straight_on(page, qtbot, view, part):
    with qtbot.waitSignal(page.body_place_chosen) as chosen:
        click_part(page, view, part)
    assert chosen.args == [part.place, part.side]


def test_a_knee_seen_from_its_side(page, qtbot):
    with qtbot.waitSignal(page.knee_chosen) as chosen:
        click_part(page, "side_left", Part(KNEE, LEFT))
    assert chosen.args == [LEFT]


def test_every_part_can_be_clicked_somewhere(page):
    figure = page.figure.figure()
    for part in figure.parts.values():
        hits = [
            figure.part_at(view, *middle) == part
            for view in range(len(VIEWS))
            if (middle := figure.middle_of(view, part)) is not None
        ]
        assert hits, part
        assert all(hits), part


def test_several_places_are_marked_and_shown(page, qtbot):
    click(page.several)
    bare = page.figure.grab().toImage()
    with qtbot.assertNotEmitted(page.body_place_chosen):
        click_part(page, "back", CALF)
        click_part(page, "back", BACK)
    assert page.figure.marked() == (CALF, BACK)
    page.figure.point_at(None)
    assert page.figure.grab().toImage() != bare
    assert [chip.text() for chip in page._marking.chips()] == ["Right calf ×", "Lower back ×"]
    with qtbot.waitSignal(page.parts_chosen) as chosen:
        click(page._marking.go_on)
    assert chosen.args == [(CALF, BACK)]


def test_a_second_click_or_its_button_takes_a_mark_away(page):
    click(page.several)
    click_part(page, "back", CALF)
    click_part(page, "side_right", CALF)
    assert page.figure.marked() == ()
    assert page._marking.isHidden()
    click_part(page, "back", CALF)
    click_part(page, "back", BACK)
    QApplication.processEvents()
    first = page._marking.chips()[0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert page.figure.marked() == (BACK,)


def test_the_menu_marks_by_keys(page, qtbot):
    page.several.setFocus()
    QTest.keyClick(page.several, Qt.Key.Key_Space)
    menu = page.elsewhere.menu()
    menu.aboutToShow.emit()
    action = next(a for a in menu.actions() if a.text() == "Right calf")
    with qtbot.assertNotEmitted(page.body_place_chosen):
        menu.triggered.emit(action)
    assert page.figure.marked() == (CALF,)


def test_a_knee_is_added_to_what_is_marked(page, qtbot):
    click(page.several)
    click_part(page, "back", CALF)
    with qtbot.waitSignal(page.knee_added) as added:
        click_part(page, "front", Part(KNEE, RIGHT))
    assert added.args == [RIGHT, (CALF,)]
    with qtbot.waitSignal(page.knee_added) as added:
        click(page.left)
    assert added.args == [LEFT, (CALF,)]


def test_switching_off_takes_all_marks_away(page, qtbot):
    click(page.several)
    click_part(page, "back", CALF)
    click(page.several)
    assert page.figure.marked() == ()
    with qtbot.waitSignal(page.knee_chosen):
        click(page.right)


def test_the_hint_says_what_to_do(page):
    assert page._pointed.text() == "Click the sore place."
    click(page.several)
    assert page._pointed.text() == "Click every sore place. Keep the knee for last."
    page._marking.toggle(CALF)
    assert page._pointed.text() == "Click more places, add a knee, or continue."


def test_a_usual_window_shows_front_and_back_large(qtbot, services):
    assert len(make(qtbot, services).figure._rects()) == 2


def test_where_room_is_short_the_sides_go(qapp, qtbot, services):
    theme.apply(qapp, Settings(text_percent=200))
    page = make(qtbot, services, 800, 600)
    assert len(page.figure._rects()) == 2
    assert page.figure.position_of(VIEWS.index("side_left"), Part(KNEE, LEFT)) is None
    page.figure.set_marked((Part("shin_outer", LEFT),))
    assert not page.figure.grab().toImage().isNull()
    theme.apply(qapp, Settings())


# ---------------------------------------------------------------------- to the questions
@pytest.fixture
def shell(qtbot, services):
    window = MainWindow(services)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.shell.journey.is_ready)
    yield window.shell
    window.close()


def test_marks_of_the_body_and_the_knee_come_to_the_questions_together(shell):
    home = shell.page("home")
    click(home.several)
    home._marking.toggle(CALF)
    home._marking.toggle(BACK)
    click(home.right)
    knee = shell.page("knee")
    assert knee.foot.sentence.text() == "Right calf; lower back."
    knee.model.mark("patella", None)
    click(knee.head.undo)
    assert [mark.place for mark in knee.model.map.marks] == ["calf", "low_back"]
    click(knee.head.redo)
    knee._on_done()
    visit = shell.page("questions").visit()
    assert set(visit.case.places) == {"calf", "low_back", "patella"}
    assert visit.case.side is RIGHT


def test_the_other_knee_can_still_be_chosen_after_marks_of_the_body(shell):
    shell.journey.locate(RIGHT, (BACK,))
    knee = shell.page("knee")
    click(knee.head.left)
    assert knee.model.map.sides is LEFT


def test_last_time_as_start_keeps_what_was_marked_today(shell, services):
    from kneeapp.body.marks import Mark, PainMap

    services.journal().add_map(PainMap((Mark("patella", RIGHT, 5),)))
    shell.journey.locate(RIGHT, (CALF,))
    knee = shell.page("knee")
    click(knee.head.same_as_last)
    assert [mark.place for mark in knee.model.map.marks] == ["patella", "calf"]


def test_marks_go_once_they_are_answered(shell):
    home = shell.page("home")
    click(home.several)
    home._marking.toggle(CALF)
    click(home._marking.go_on)
    assert shell.current_page() == "questions"
    page = shell.page("questions")
    assert page.visit().case.places == ("calf",)
    assert home.figure.marked() == (CALF,)  # back leads to them
    while shell.current_page() == "questions":
        question = page.visit().question
        page._on_answer((question.answers[0].id,) if question.kind == "single" else ())
    assert home.figure.marked() == ()


def test_the_knee_is_built_while_the_person_looks_at_the_figure(shell, qtbot):
    assert shell.built("knee") is None
    qtbot.waitUntil(lambda: shell.built("knee") is not None)
    assert shell.page("knee").view.pictures.has(0)
    assert shell.current_page() == "home"
