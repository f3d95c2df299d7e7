"""Places of the whole body: four views, several marks, and a knee added to them."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from kneeapp.base.settings import Settings, save
from kneeapp.base.side import Side
from kneeapp.body.figure import KNEE, VIEWS, Part
from kneeapp.body.marks import Depth, Mark, PainMap, Quality, When
from kneeapp.body.places import View
from kneeapp.flow.report.page import Wishes
from kneeapp.flow.report.report import report
from kneeapp.journal.export import to_csv, to_json
from kneeapp.journal.fhir import to_fhir
from kneeapp.journal.model import AnswerRecord, MapRecord
from kneeapp.ui import theme
from kneeapp.ui.home_page import HomePage
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
    made.activateWindow()
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
    ("view", "part", "name"),
    [
        ("front", Part("thigh_front", LEFT), "Left front of the thigh"),
        ("back", Part("calf", RIGHT), "Right calf"),
        ("side_right", Part("hip_groin", RIGHT), "Right hip or groin"),
        ("side_left", Part("shin_outer", LEFT), "Left outer shin"),
    ],
)
def test_one_click_on_any_of_four_views_marks_and_asks_how_strong(page, view, part, name):
    click_part(page, view, part)
    assert page.figure.marked() == (part,)
    assert page.panel.isVisible()
    assert not page.cards.isVisible()
    assert page.panel._name.text() == name
    assert page.panel.isAncestorOf(QApplication.focusWidget())


def key(name):
    QTest.keyClick(QApplication.focusWidget(), getattr(Qt.Key, f"Key_{name}"))


def test_click_digit_enter(page, qtbot):
    click_part(page, "back", CALF)
    key("4")
    with qtbot.waitSignal(page.marks_chosen) as chosen:
        key("Return")
    (pain_map,) = chosen.args
    assert pain_map.marks == (Mark("calf", RIGHT, 4),)
    assert (pain_map.side, pain_map.strength) == (RIGHT, 4)


def test_each_place_has_its_own_strength_and_facts(page):
    click_part(page, "back", CALF)
    key("4")
    click(page.panel.qualities.button(Quality.TIGHT))
    click(page.panel.whens.button(When.RUNNING))
    click_part(page, "back", BACK)
    assert page.panel.scale.value() is None
    key("1")
    key("0")
    click(page.panel.depths.button(Depth.DEEP))
    calf, back = page.model.marks
    assert calf == Mark("calf", RIGHT, 4, qualities=(Quality.TIGHT,), when=(When.RUNNING,))
    assert back == Mark("low_back", BOTH, 10, depth=Depth.DEEP)
    assert [tab.text() for tab in page.panel.tabs()] == ["Right calf 4", "Lower back 10"]
    click(page.panel.tabs()[0])
    assert page.panel.scale.value() == 4
    click(page.panel.qualities.button(Quality.TIGHT))
    assert page.model.marks[0].qualities == ()


def test_the_figure_shows_the_strength_as_a_number_and_a_colour(page):
    click_part(page, "back", CALF)
    page.figure.point_at(None)
    unsaid = page.figure.grab().toImage()
    key("2")
    weak = page.figure.grab().toImage()
    key("9")
    assert len({unsaid.bits().tobytes(), weak.bits().tobytes()}) == 2
    assert page.figure.grab().toImage() != weak
    assert [tick.strength for tick in page.figure._ticks] == [9] * len(page.figure._ticks)


def test_everything_can_be_undone_and_done_again(page, qtbot):
    assert not page.steps.isVisible()
    click_part(page, "back", CALF)
    key("4")
    key("7")
    click(page.steps.undo)
    assert page.model.marks == (Mark("calf", RIGHT, 4),)
    assert page.panel.scale.value() == 4
    click(page.steps.clear)
    assert page.figure.marked() == ()
    assert page.cards.isVisible()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.model.marks == (Mark("calf", RIGHT, 4),))
    assert page.panel.isVisible()
    click(page.steps.redo)
    assert page.model.marks == ()
    assert page.elsewhere.hasFocus() or not page.panel.isAncestorOf(QApplication.focusWidget())


def test_a_knee_seen_from_its_side(page, qtbot):
    with qtbot.waitSignal(page.knee_chosen) as chosen:
        click_part(page, "side_left", Part(KNEE, LEFT))
    assert chosen.args == [LEFT, (), View.OUTER]


def test_the_knee_is_shown_from_where_it_was_clicked(shell):
    home = shell.page("home")
    click_part(home, "back", Part(KNEE, LEFT))
    assert shell.current_page() == "knee"
    assert shell.page("knee").view.view() is View.BACK
    assert shell.page("knee").model.side is LEFT
    shell.show_page("home")
    click_part(home, "front", Part(KNEE, RIGHT))
    assert shell.page("knee").view.view() is View.FRONT


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
    bare = page.figure.grab().toImage()
    click_part(page, "back", CALF)
    click_part(page, "back", BACK)
    assert page.figure.marked() == (CALF, BACK)
    page.figure.point_at(None)
    assert page.figure.grab().toImage() != bare
    with qtbot.waitSignal(page.marks_chosen) as chosen:
        click(page.panel.go_on)
    assert [mark.place for mark in chosen.args[0].marks] == ["calf", "low_back"]
    assert chosen.args[0].side is RIGHT  # the back, of which there is one, is of no side


def test_a_click_on_another_mark_takes_it_in_hand_and_a_second_one_takes_it_away(page):
    click_part(page, "back", CALF)
    key("4")
    click_part(page, "back", BACK)
    click_part(page, "side_right", CALF)
    assert page.panel._name.text() == "Right calf"
    assert page.panel.scale.value() == 4
    click_part(page, "back", CALF)
    assert page.figure.marked() == (BACK,)
    assert page.panel._name.text() == "Lower back"
    page.panel.remove.setFocus()
    key("Space")
    assert page.figure.marked() == ()
    assert page.panel.isHidden()
    assert page.elsewhere.hasFocus()


def test_the_menu_marks_by_keys(page):
    menu = page.elsewhere.menu()
    menu.aboutToShow.emit()
    action = next(a for a in menu.actions() if a.text() == "Right calf")
    menu.triggered.emit(action)
    assert page.figure.marked() == (CALF,)
    key("3")
    assert page.model.marks[0].strength == 3


def test_a_screen_reader_hears_what_was_marked(page, monkeypatch):
    told = []
    announce = "kneeapp.ui.home.mark_panel.announce"
    monkeypatch.setattr(announce, lambda _widget, text: told.append(text))
    click_part(page, "back", CALF)
    key("3")
    assert told == ["Right calf, marked. How strong, 0 to 10?"]
    assert page.panel.remove.accessibleName() == "Remove Right calf"
    assert page.panel.scale.accessibleName() == "Pain from 0 to 10"


def test_a_knee_is_added_to_what_is_marked(page, qtbot):
    click_part(page, "back", CALF)
    key("6")
    with qtbot.waitSignal(page.knee_chosen) as added:
        click_part(page, "front", Part(KNEE, RIGHT))
    assert added.args == [RIGHT, (Mark("calf", RIGHT, 6),), View.FRONT]
    with qtbot.waitSignal(page.knee_chosen) as added:
        click(page.left)
    assert added.args[0] is LEFT


def test_the_hint_says_what_to_do(page):
    assert page._pointed.text() == "Click the sore place."
    click_part(page, "back", CALF)
    page.figure.point_at(None)
    assert page._pointed.text() == "Click more places, add a knee, or continue."


@pytest.mark.parametrize(
    ("percent", "size"), [(100, (1280, 740)), (150, (1280, 740)), (200, (1000, 640))]
)
def test_what_to_say_fits_beside_the_figure(qapp, qtbot, services, percent, size):
    theme.apply(qapp, Settings(text_percent=percent))
    page = make(qtbot, services, *size)
    page._on_part(CALF)
    QApplication.processEvents()
    assert page.width() == size[0]
    panel = page.panel
    assert panel.go_on.mapTo(page, panel.go_on.rect().bottomRight()).y() <= size[1]
    assert panel._name.parentWidget().width() <= panel.width()  # nothing is cut off at its side
    eleven = panel.scale.findChildren(QAbstractButton)
    assert all(panel.scale.rect().contains(each.geometry()) for each in eleven)
    theme.apply(qapp, Settings())


def test_a_usual_window_shows_front_and_back_large(qtbot, services):
    assert len(make(qtbot, services).figure._rects()) == 2


def test_where_room_is_short_the_sides_go(qapp, qtbot, services):
    theme.apply(qapp, Settings(text_percent=200))
    page = make(qtbot, services, 800, 600)
    assert len(page.figure._rects()) == 2
    assert page.figure.position_of(VIEWS.index("side_left"), Part(KNEE, LEFT)) is None
    page.figure.set_marked({Part("shin_outer", LEFT): None})
    assert not page.figure.grab().toImage().isNull()
    theme.apply(qapp, Settings())


# ---------------------------------------------------------------------- to the questions
def mark(home, part, strength):
    home._on_part(part)
    QTest.keyClick(home.panel.scale, getattr(Qt.Key, f"Key_{strength}"))


def test_marks_of_the_body_and_the_knee_come_to_the_questions_together(shell):
    home = shell.page("home")
    mark(home, CALF, 4)
    mark(home, BACK, 2)
    click(home.right)
    knee = shell.page("knee")
    assert knee.foot.sentence.text() == "Right calf, 4 of 10; lower back, 2 of 10."
    knee.model.mark("patella", None)
    click(knee.head.undo)
    assert [each.place for each in knee.model.map.marks] == ["calf", "low_back"]
    click(knee.head.redo)
    knee._on_done()
    visit = shell.page("questions").visit()
    assert set(visit.case.places) == {"calf", "low_back", "patella"}
    assert visit.case.side is RIGHT
    assert visit.case.intensity == 4


def test_the_other_knee_can_still_be_chosen_after_marks_of_the_body(shell):
    shell.journey.locate(RIGHT, (Mark("low_back", BOTH),))
    knee = shell.page("knee")
    click(knee.head.left)
    assert knee.model.map.sides is LEFT


def test_last_time_as_start_keeps_what_was_marked_today(shell, services):
    services.journal().add_map(PainMap((Mark("patella", RIGHT, 5),)))
    shell.journey.locate(RIGHT, (Mark("calf", RIGHT),))
    knee = shell.page("knee")
    click(knee.head.same_as_last)
    assert [each.place for each in knee.model.map.marks] == ["patella", "calf"]


def test_marks_go_once_they_are_answered(shell):
    home = shell.page("home")
    mark(home, CALF, 3)
    click(home.panel.go_on)
    assert shell.current_page() == "questions"
    page = shell.page("questions")
    assert page.visit().case.places == ("calf",)
    assert home.figure.marked() == (CALF,)  # back leads to them
    while shell.current_page() == "questions":
        question = page.visit().question
        page._on_answer((question.answers[0].id,) if question.kind == "single" else ())
    assert home.figure.marked() == ()
    assert not home.steps.isVisible()


def test_what_was_said_of_a_place_of_the_body_reaches_the_answer_the_report_and_every_export(
    shell, services
):
    home = shell.page("home")
    mark(home, CALF, 3)
    click(home.panel.qualities.button(Quality.TIGHT))
    click(home.panel.whens.button(When.WALKING))
    click(home.panel.go_on)
    page = shell.page("questions")
    asked = []
    while shell.current_page() == "questions":
        question = page.visit().question
        asked.append(question.id)
        page._on_answer((question.answers[-1].id,) if question.kind == "single" else ())
    assert "pain_now" not in asked  # it was said
    said = "Right calf, 3 of 10, tight, when you walk."
    records = [entry.detail for entry in services.journal().entries()]
    kept = next(each for each in records if isinstance(each, MapRecord))
    assert kept.read_back == said
    assert kept.pain_map.marks[0].strength == 3
    case = next(each for each in records if isinstance(each, AnswerRecord)).case_file
    assert case["pain"]["intensity"] == 3
    journal = services.journal()
    assert any(said in table for table in to_csv(journal).values())
    assert '"strength":3' in to_json(journal).replace(" ", "")
    found = [each["resource"] for each in json.loads(to_fhir(journal.entries()))["entry"]]
    calf = next(r for r in found if r.get("bodySite", {}).get("text") == "calf, right")
    assert calf["valueInteger"] == 3
    page = report(journal, Wishes(), services.clock.wall())
    assert "Right calf, 3 of 10" in repr(page)


def test_the_knee_is_built_while_the_person_looks_at_the_figure(shell, qtbot):
    qtbot.waitUntil(lambda: shell.built("knee") is not None)
    qtbot.waitUntil(lambda: shell.page("knee").view.pictures.has(0))
    assert shell.current_page() == "home"
