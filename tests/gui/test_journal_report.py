"""The page for the doctor in the window: preview, wishes, saving, printing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from kneeapp.base.errors import UserError
from kneeapp.base.paths import assets
from kneeapp.base.side import Side
from kneeapp.body.marks import Mark, PainMap
from kneeapp.body.outline import area_of
from kneeapp.body.places import View
from kneeapp.body.turntable import Turntable
from kneeapp.flow.report import typeset
from kneeapp.ui.journal_page import REPORT, JournalPage


@pytest.fixture
def page(qtbot, services):
    marks = (Mark("patella", Side.RIGHT, 4), Mark("medial_joint_line", Side.LEFT, 2))
    services.journal().add_map(PainMap(marks))
    services.journal().add_note("since May")
    made = JournalPage(services)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.show_view(REPORT)
    return made


@pytest.fixture
def view(page, qtbot):
    made = page.view(REPORT)
    wait_for(qtbot, made)
    return made


def wait_for(qtbot, view):
    """Until the page is set: that happens beside the window."""
    qtbot.waitUntil(lambda: not view.making)


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def save_as(monkeypatch, target):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))


def test_the_preview_shows_both_knees_and_says_it(view):
    assert not view.preview.pixmap().isNull()
    assert set(view._made.pictures) == {"Right knee", "Left knee"}
    assert "kneecap, 4 of 10" in view.preview.accessibleDescription()


def test_a_drawn_area_is_drawn_as_it_was(view, services, qtbot):
    table = Turntable.load(assets() / "knee")
    step = table.step_of_view(View.FRONT, Side.LEFT)
    ring = [(240.0, 380.0), (360.0, 380.0), (360.0, 520.0), (240.0, 520.0)]
    area = area_of(table, step, Side.LEFT, ring)
    services.journal().add_map(PainMap(areas=(area,)))
    view.shown()
    wait_for(qtbot, view)
    assert set(view._made.pictures) == {"Left knee"}
    drawn = QImage.fromData(view._made.pictures["Left knee"])
    scale = drawn.height() / table.height
    on_line = drawn.pixelColor(round(300 * scale), round(380 * scale))
    inside = drawn.pixelColor(round(300 * scale), round(450 * scale))
    assert on_line.red() > on_line.green() + 80
    assert inside.red() < inside.green() + 80


def test_wishes_come_onto_the_page(view, qtbot):
    before = view.preview.pixmap().toImage()
    QTest.keyClicks(view.name, "Sam")
    qtbot.waitUntil(lambda: view._made.report.wishes.name == "Sam")
    assert view.preview.pixmap().toImage() != before
    view._on_paper("us-letter")
    wait_for(qtbot, view)
    assert view._made.report.wishes.paper == "us-letter"


def test_it_is_saved_as_a_pdf(page, view, tmp_path, monkeypatch, qtbot):
    target = tmp_path / "me.pdf"
    save_as(monkeypatch, target)
    click(view.save)
    qtbot.waitUntil(lambda: page.banner.text() == "Saved: me.pdf")
    assert target.read_bytes().startswith(b"%PDF")


def test_it_is_saved_as_text(page, view, tmp_path, monkeypatch, qtbot):
    target = tmp_path / "me.txt"
    save_as(monkeypatch, target)
    click(view.save_text)
    qtbot.waitUntil(lambda: page.banner.text() == "Saved: me.txt")
    assert "since May" in target.read_text()


def test_a_folder_that_is_not_there_is_said(page, view, tmp_path, monkeypatch, qtbot):
    save_as(monkeypatch, tmp_path / "missing" / "me.pdf")
    click(view.save)
    qtbot.waitUntil(lambda: "could not be saved" in page.banner.text())


def test_a_page_that_cannot_be_made_is_said(page, view, monkeypatch, qtbot):
    def fails(*_):
        raise UserError("The page cannot be made.", hint="Try text.")

    monkeypatch.setattr(typeset, "png", fails)
    view.shown()
    wait_for(qtbot, view)
    assert page.banner.text() == "The page cannot be made. Try text."


def test_changes_while_the_page_is_being_made_come_onto_the_next_one(view, qtbot):
    view.shown()
    assert view.making
    view.name.setText("Sam")
    view.shown()
    qtbot.waitUntil(lambda: not view.making and view._made.report.wishes.name == "Sam")


def test_a_window_closed_meanwhile_still_gets_its_file(view, tmp_path, monkeypatch, qtbot):
    target = tmp_path / "me.pdf"
    save_as(monkeypatch, target)
    click(view.save)
    view.deleteLater()
    qtbot.waitUntil(target.exists)
    assert target.read_bytes().startswith(b"%PDF")


def test_it_is_printed(view, tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    view.print_on(printer)
    assert (tmp_path / "printed.pdf").stat().st_size > 10_000


def test_the_print_dialog_prints(view, monkeypatch):
    printed = []
    monkeypatch.setattr(view, "print_on", printed.append)
    click(view.print)
    assert view._dialog.isVisible()
    view._dialog.accepted.emit(view._printer)
    view._dialog.close()
    assert printed == [view._printer]
