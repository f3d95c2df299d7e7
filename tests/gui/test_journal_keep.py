"""Keeping the journal safe: save, read back, copies, delete everything."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from kneeapp.ui.journal_page import KEEP, JournalPage

DAY_MS = 24 * 3_600_000


@pytest.fixture
def page(qtbot, services):
    made = JournalPage(services)
    qtbot.addWidget(made)
    made.resize(1000, 900)
    made.show()
    return made


@pytest.fixture
def view(page, services):
    services.journal().add_note("out with you")
    page.show_view(KEEP)
    return page.view(KEEP)


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def save(qtbot, view, pressed):
    """Press a button that saves, and wait for the file."""
    click(pressed)
    qtbot.waitUntil(lambda: not (view.saving.busy or view.deleting.saving.busy))


def notes(services):
    return [entry.detail.text for entry in services.journal().entries()]


def test_an_empty_journal_has_nothing_to_save(page):
    page.show_view(KEEP)
    view = page.view(KEEP)
    assert not view.save_json.isEnabled()
    assert not view.deleting.isEnabled()
    assert view.load.isEnabled()


@pytest.mark.parametrize("kind", ["json", "fhir"])
def test_save_as_one_file(qtbot, page, view, tmp_path, monkeypatch, kind):
    target = tmp_path / "out.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    save(qtbot, view, getattr(view, f"save_{kind}"))
    whole = json.loads(target.read_text())
    assert whole.get("format", whole.get("resourceType")) in ("kneeapp-journal", "Bundle")
    assert "out.json" in page.banner.text()


def test_saving_that_fails_is_said(qtbot, page, view, tmp_path, monkeypatch):
    (tmp_path / "flat").write_text("")
    inside = str(tmp_path / "flat" / "x")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: inside)
    save(qtbot, view, view.save_csv)
    assert "cannot be written" in page.banner.text()


def test_a_cancelled_dialog_does_nothing(qtbot, page, view, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    save(qtbot, view, view.save_json)
    click(view.load)
    assert page.banner.text() == ""


def test_a_saved_journal_is_read_back(qtbot, page, view, services, tmp_path, monkeypatch):
    target = tmp_path / "out.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(target), ""))
    save(qtbot, view, view.save_json)
    services.journal().delete(1)
    click(view.load)
    assert page.banner.text() == "Read: 1 new entries, 0 newer ones, 0 known already."
    assert notes(services) == ["out with you"]


def test_a_file_that_is_none_of_ours_is_refused_in_words(page, view, tmp_path, monkeypatch):
    bad = tmp_path / "bad.json"
    bad.write_text("[]")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(bad), ""))
    click(view.load)
    assert "not a journal that Kneeapp saved" in page.banner.text()


def test_a_copy_is_looked_into_and_brought_back(page, view, services, clock):
    services.close()
    services._journal = None
    clock.advance(DAY_MS)
    services.journal().add_note("written after the copy")
    page.show_view(KEEP)
    assert view.copies.words() == [["3 Jan 2026 (the day)", "1", "2 Jan 2026 – 2 Jan 2026"]]
    click(view.bring_back)
    assert "1 entry, the newest of 2 Jan 2026" in view.ask_restore.text()
    assert len(notes(services)) == 2
    click(view.ask_restore._action)
    assert notes(services) == ["out with you"]
    assert "copy is back" in page.banner.text()
    assert "before bringing back" in view.copies.words()[0][0]


def test_deleting_everything_offers_to_save_first(
    qtbot, page, view, services, tmp_path, monkeypatch
):
    target = tmp_path / "last.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    assert not view.deleting.save_first.isVisible()
    click(view.deleting.delete)
    assert notes(services) == ["out with you"]
    save(qtbot, view, view.deleting.save_first)
    assert target.exists()
    click(view.deleting.ask._action)
    assert notes(services) == []
    assert not view.deleting.save_first.isVisible()
    assert "empty now" in page.banner.text()


def test_deleting_waits_until_everything_is_saved(page, view, services):
    click(view.deleting.delete)
    view.deleting.saving.busy = True
    click(view.deleting.ask._action)
    assert notes(services) == ["out with you"]
    assert "Wait until everything is saved" in page.banner.text()


def test_what_is_saved_is_what_was_there_when_it_began(
    qtbot, page, view, services, tmp_path, monkeypatch
):
    target = tmp_path / "out.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    click(view.save_json)
    assert view.saving.busy
    services.journal().add_note("later")
    qtbot.waitUntil(lambda: page.banner.text() == "Saved: out.json")
    saved = json.loads(target.read_text())["tables"]["note"]
    assert [row["text"] for row in saved] == ["out with you"]
