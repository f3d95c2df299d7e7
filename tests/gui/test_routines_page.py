"""Find a routine, read it, start it, print it, change a copy, take a file in; all by keys too."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QDesktopServices, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton

from kneeapp.base.paths import routines
from kneeapp.base.settings import Settings
from kneeapp.base.side import Side
from kneeapp.ui import theme
from kneeapp.ui.routines.paper import printed
from kneeapp.ui.routines.printing import document
from kneeapp.ui.routines_page import RoutinesPage
from kneeapp.ui.services import Services
from kneeapp.ui.widgets.wrap_button import WrapButton

Key = Qt.Key


@pytest.fixture
def services(clock, tmp_path):
    made = Services(clock, tmp_path)
    yield made
    made.close()


@pytest.fixture
def page(qtbot, services):
    made = RoutinesPage(services)
    qtbot.addWidget(made)
    made.resize(1280, 760)
    made.show()
    made.shown()
    yield made
    made.leave()


def texts(page):
    return [page.listing.list.item(i).text() for i in range(page.listing.list.count())]


def lines(page):
    found = page.listing.list
    return [found.item(i).data(Qt.ItemDataRole.UserRole) for i in range(found.count())]


def click(widget):
    QApplication.processEvents()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def choose(box, value):
    box.setCurrentIndex(box.findData(value))


def test_all_routines_and_programmes_are_listed_with_true_minutes(page):
    assert "Desk break\n4 min" in texts(page)
    assert sum(line.programme for line in lines(page)) == 10
    assert texts(page)[0].splitlines()[1].startswith("Programme · ")


def test_typing_narrows_the_list_and_enter_starts_for_the_sore_side(page, qtbot):
    qtbot.keyClicks(page.listing.search, "desk")
    assert page.listing.current().id == "desk-break"
    qtbot.mouseClick(page.sides.findChild(object, "left"), Qt.MouseButton.LeftButton)
    page.listing.list.setFocus()
    with qtbot.waitSignal(page.start_wanted) as started:
        qtbot.keyClick(page.listing.list, Key.Key_Return)
    assert started.args == ["desk-break", Side.LEFT]


def test_nothing_found_says_so_and_cannot_be_started(page, qtbot):
    page.listing.choose("desk-break")
    qtbot.keyClicks(page.listing.search, "no such routine")
    assert page.none.isVisible()
    assert not page.start.isVisible()
    assert not page.look.isVisible()
    page.listing.choose("desk-break")  # what hid it is cleared
    assert page.listing.search.text() == ""
    assert page.start.isVisible()


def test_what_it_is_for_shows_only_its_kind(page, qtbot):
    everything = page.listing.list.count()
    page.listing.group.setFocus()
    qtbot.keyClick(page.listing.group, Key.Key_Down)
    assert all(line.programme for line in lines(page))
    qtbot.keyClick(page.listing.group, Key.Key_Down)
    assert page.listing.group.currentText() == "Before a run"
    assert 0 < page.listing.list.count() < everything


def test_minutes_place_and_things_narrow_the_list(page):
    choose(page.listing.minutes, 10)
    short = [line for line in lines(page) if not line.programme]
    assert short
    assert all(line.minutes <= 10 for line in short)
    choose(page.listing.minutes, None)
    choose(page.listing.place, "upright")
    assert all(not line.lying for line in lines(page))
    assert "runners-knee-1" not in {line.id for line in lines(page)}
    choose(page.listing.place, "outdoors")
    assert "walk-run-1" in {line.id for line in lines(page)}
    assert "desk-break" not in {line.id for line in lines(page)}
    choose(page.listing.place, "any")
    choose(page.listing.things, "nothing")
    assert all(not line.things for line in lines(page))
    choose(page.listing.things, "at_home")
    home = {line.id for line in lines(page)}
    assert "post-run-recovery" in home
    assert "runners-knee-2" not in home  # it needs a band


def test_the_time_says_what_the_persons_own_settings_add(page):
    page.listing.choose("runners-knee-1")
    assert page.length.text() == "23 min, 1 of them to change sides and get ready"
    page.listing.choose("walk-run-1")
    assert page.length.text() == "30 min"


def test_a_programme_leads_to_its_page_and_a_routine_to_its_programme(page, qtbot):
    page.listing.choose("return-to-running")
    assert not page.start.isVisible()
    said = [label.text() for label in page.preview.findChildren(QLabel)]
    assert any("The first session" in each for each in said)
    assert any(each.startswith("1. ") for each in said)
    with qtbot.waitSignal(page.programme_wanted) as wanted:
        click(page.look)
    assert wanted.args == ["return-to-running"]
    page.listing.choose("runners-knee-2")
    (link,) = page.preview.findChildren(WrapButton)
    assert link.words() == "Part of the programme: Runner's knee, step by step"
    with qtbot.waitSignal(page.programme_wanted) as wanted:
        qtbot.keyClick(link, Key.Key_Space)
    assert wanted.args == ["runners-knee"]


def test_own_routines_join_and_their_problems_are_told(qtbot, clock, tmp_path):
    own = tmp_path / "routines"
    own.mkdir()
    (own / "bad.yaml").write_text("kind: routine\nid: bad\nstepz: []\n")
    services = Services(clock, tmp_path)
    page = RoutinesPage(services)
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(services.problem_found) as told:
        page.shown()
    assert "bad.yaml:1:1: key 'pain_rule' is missing" in told.args[0]
    assert "bad.yaml:3:1: " in page.files.problems()
    assert page.listing.list.count() >= 24
    page.leave()


def test_a_copy_is_changed_by_keys_and_becomes_the_persons_own(page, qtbot, services, tmp_path):
    page.listing.choose("desk-break")
    assert page.change.text() == "Copy and change"
    qtbot.keyClick(page.change, Key.Key_Space)
    editor = page.editor
    assert page.in_use()
    editor.name.selectAll()
    qtbot.keyClicks(editor.name, "Office")
    first = editor.rows()[0]
    first.value.setFocus()
    first.value.selectAll()
    qtbot.keyClicks(first.value, "12")
    qtbot.keyClick(editor.save, Key.Key_Space)
    assert page.editor is None
    assert (tmp_path / "routines" / "office.yaml").is_file()
    assert page.listing.current().id == "office"
    assert texts(page)[page.listing.list.currentRow()].endswith(" min · yours")
    assert services.library().routines["office"].steps[0].parts[0].reps.value == 12
    assert page.change.text() == "Change"


def test_steps_are_moved_taken_out_and_added(page, qtbot):
    page.listing.choose("desk-break")
    click(page.change)
    editor = page.editor
    names = [row.accessibleName() for row in editor.rows()]
    first, second = editor.rows()[:2]
    first.move_wanted.emit(first, 1)
    second.move_wanted.emit(second, -1)  # already first: stays
    assert [row.accessibleName() for row in editor.rows()][:2] == names[1::-1]
    buttons = editor.rows()[0].findChildren(QPushButton)
    qtbot.keyClick(buttons[2], Key.Key_Space)
    assert [row.accessibleName() for row in editor.rows()] == [names[0], *names[2:]]
    editor.exercises.setCurrentText("Wall sit")
    qtbot.keyClick(editor.add, Key.Key_Space)
    assert editor.rows()[-1].accessibleName() == "Wall sit"
    click(editor.cancel)
    assert page.editor is None
    assert page.listing.current().id == "desk-break"


def test_what_cannot_be_saved_is_said_and_nothing_is_lost(page, qtbot, tmp_path):
    page.listing.choose("desk-break")
    click(page.change)
    editor = page.editor
    editor.name.setText("")
    click(editor.save)
    assert page.editor is editor
    assert editor.problems.isVisible()
    assert "title" in editor.problems.text()
    assert not (tmp_path / "routines").exists()
    editor.name.setText("Now it has a name")
    click(editor.save)
    assert page.listing.current().id == "now-it-has-a-name"


def test_a_file_is_imported_and_a_bad_one_is_told_with_its_places(page, tmp_path, monkeypatch):
    good = tmp_path / "office.yaml"
    text = (routines() / "routines" / "desk-break.yaml").read_text(encoding="utf-8")
    good.write_text(text.replace("id: desk-break", "id: office"), encoding="utf-8")
    bad = tmp_path / "bad.yaml"
    bad.write_text("kind: routine\nid: bad\nstepz: []\n", encoding="utf-8")
    chosen = []
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (chosen, ""))
    click(page.files.take_in)  # nothing chosen
    chosen[:] = [str(bad)]
    click(page.files.take_in)
    assert page.files.problems()
    assert "bad.yaml:3:1: " in page.files.problems()
    chosen[:] = [str(good)]
    click(page.files.take_in)
    assert not page.files.problems()
    assert page.listing.current().id == "office"
    click(page.files.take_in)
    assert "already has a file called office.yaml" in page.files.problems()


def test_the_folder_is_made_and_opened(page, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    click(page.files.open_folder)
    assert Path(opened[0].toLocalFile()) == tmp_path / "routines"
    assert (tmp_path / "routines").is_dir()


def test_a_folder_that_cannot_be_made_is_a_sentence(page, qtbot, services, tmp_path):
    (tmp_path / "routines").write_text("")
    with qtbot.waitSignal(services.problem_found) as told:
        click(page.files.open_folder)
    assert "cannot be made" in told.args[0]


def test_a_routine_on_paper(page, services, tmp_path):
    library = services.library()
    routine = library.routines["runners-knee-1"]
    sheet = printed(routine, page._compile(routine), library, "23 min")
    assert ("Time", "23 min") in sheet.facts
    assert sheet.steps[1].title == "2. Thigh squeeze"
    assert sheet.steps[1].dose.startswith("2 × 10, hold 5 s")
    picture = QImage(QSize(300, 100), QImage.Format.Format_ARGB32)
    picture.fill(QColor("red"))
    made = document(sheet, {"quad-set": picture})
    text = made.toPlainText()
    for step in sheet.steps:
        assert step.title in text
        assert all(line in text for line in step.lines)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    made.print_(printer)
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")


def test_print_shows_the_pages_first(page, qtbot):
    page.listing.choose("desk-break")
    click(page.print_it)
    assert not page.print_it.isEnabled()
    qtbot.waitUntil(lambda: page.paper.dialog is not None, timeout=20_000)
    assert page.print_it.isEnabled()
    assert "1. Stand up and sit down" in page.paper.document.toPlainText()
    page.paper.dialog.close()


@pytest.mark.parametrize(("name", "percent"), [("light", 100), ("dark", 150), ("contrast", 200)])
def test_the_page_and_its_form_fit_the_window(qapp, qtbot, services, name, percent):
    theme.apply(qapp, Settings(theme=name, text_percent=percent))
    page = RoutinesPage(services)
    qtbot.addWidget(page)
    page.resize(1280, 740)
    page.show()
    page.shown()
    page.listing.choose("runners-knee-1")
    QApplication.processEvents()
    assert page.width() == 1280
    found = page.listing.list
    lines = found.item(0).sizeHint().height() // found.fontMetrics().height()
    assert lines >= (2 if percent == 100 else 3)  # large words wrap, none is cut
    page._edit()
    QApplication.processEvents()
    assert page.width() == 1280
    page.leave()
    theme.apply(qapp, Settings())


def test_a_new_routine_begins_with_one_exercise_and_joins_the_list(page, qtbot):
    QTest.keyClick(page.files.new, Qt.Key.Key_Space)
    editor = page.editor
    shown = [label.text() for label in editor.findChildren(QLabel)]
    assert "Your own routine" in shown
    assert "The shipped routine stays as it is." not in shown
    assert len(editor.rows()) == 1
    editor.name.selectAll()
    qtbot.keyClicks(editor.name, "Evening")
    QTest.keyClick(editor.save, Qt.Key.Key_Space)
    assert page.editor is None
    line = page.listing.current()
    assert (line.title, line.own) == ("Evening", True)
