"""The journal page with real clicks and keys."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QPlainTextEdit

from kneeapp.base.errors import UserError
from kneeapp.base.side import Side
from kneeapp.body.marks import Mark, PainMap
from kneeapp.journal.model import AnswerRecord, Moment, NoteRecord, PainRecord, SessionPlan
from kneeapp.ui.journal_page import JournalPage
from kneeapp.ui.services import Services
from kneeapp.ui.widgets.text import Label

DAY_MS = 24 * 3_600_000


@pytest.fixture
def services(qapp, clock, tmp_path):
    made = Services(clock, tmp_path / "data")
    yield made
    made.close()


@pytest.fixture
def page(qtbot, services):
    made = JournalPage(services)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.shown()
    return made


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def step(card, number):
    """The button of one number of a pain scale."""
    return card.scale._group.button(number)


def texts(page):
    QApplication.processEvents()
    return [label.text() for label in page.days.findChildren(Label) if label.isVisible()]


def button_of(row, words):
    return next(b for b in row.findChildren(QAbstractButton) if b.text() == words)


def test_empty_is_friendly_and_leads_on(page, qtbot):
    assert page.empty.isVisible()
    assert not page.export_json.isEnabled()
    with qtbot.waitSignal(page.check_wanted, timeout=500):
        click(page.check)


def test_pain_now_in_two_clicks(page, services):
    click(step(page.pain, 4))
    click(page.pain.save)
    assert [e.detail for e in services.journal().entries()] == [PainRecord(Moment.NOW, 4)]
    assert "4 of 10" in texts(page)
    assert page.pain.scale.value() is None
    assert not page.pain.save.isEnabled()
    assert not page.empty.isVisible()


def test_pain_now_by_keyboard(page, services):
    step(page.pain, 0).setFocus()
    QTest.keyClick(step(page.pain, 0), "7")
    page.pain.save.setFocus()
    QTest.keyClick(page.pain.save, Qt.Key.Key_Space)
    assert services.journal().entries()[0].detail.value == 7


def test_the_next_morning_is_asked_once(page, services, clock):
    journal = services.journal()
    session = journal.start_session(SessionPlan("three-moves", "Three moves", pain_before=2))
    clock.advance(DAY_MS)
    page.shown()
    assert page.morning.isVisible()
    assert "Three moves" in page.morning.said.text()
    click(step(page.morning, 4))
    click(page.morning.save)
    assert journal.entries()[0].detail == PainRecord(Moment.NEXT_MORNING, 4, session)
    assert "easier" in page.banner.text()
    assert not page.morning.isVisible()


def test_a_note_is_written_changed_and_kept_as_plain_text(page, services):
    click(page.note.head)
    assert page.note.box.hasFocus()
    QTest.keyClicks(page.note.box, "<b>fine</b>")
    QTest.keyClick(page.note.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "<b>fine</b>" in texts(page)
    assert not page.note.is_open()
    click(button_of(page.days.rows()[0], "Change"))
    assert page.note.box.toPlainText() == "<b>fine</b>"
    page.note.box.setPlainText("better")
    click(page.note.save)
    assert [e.detail for e in services.journal().entries()] == [NoteRecord("better")]


def test_an_empty_note_is_refused_in_words(page, services):
    click(page.note.head)
    click(page.note.save)
    assert "no words" in page.banner.text()
    assert services.journal().entries() == []


def test_delete_and_undo(page, services):
    services.journal().add_note("keep me")
    page.shown()
    click(button_of(page.days.rows()[0], "Delete"))
    assert services.journal().entries() == []
    assert page.empty.isVisible()
    click(page.banner._action)
    assert texts(page)[-1] == "keep me"


def test_days_have_headings_and_entries_have_words(page, services, clock):
    journal = services.journal()
    journal.add_map(PainMap((Mark("patella", Side.RIGHT, strength=4),)))
    journal.add_answer(AnswerRecord("self_care", 3, "Look after it yourself", {}, ()))
    clock.advance(DAY_MS)
    session = journal.start_session(SessionPlan("x", "Three moves", sets=3, pain_before=3))
    journal.set_session_pain(session, peak=4, after=1)
    journal.finish_session(session, "stopped", 240_000)
    clock.advance(DAY_MS)
    journal.add_pain("now", 1)
    page.shown()
    said = texts(page)
    assert [w for w in said if w in ("Today", "Yesterday")] == ["Today", "Yesterday"]
    assert "Friday 2 January" in said
    assert "Your right knee: kneecap, 4 of 10." in said
    assert "Stopped after 0 of 3 sets · 4 min · pain 3 → 1 of 10 · worst 4" in said


def test_many_entries_come_in_portions(page, services, clock):
    for number in range(70):
        services.journal().add_note(f"note {number}")
        clock.advance(1000)
    page.shown()
    assert len(page.days.rows()) == 60
    click(page.older)
    assert len(page.days.rows()) == 70
    assert not page.older.isVisible()


def test_the_line_needs_two_figures_and_says_them(page, services, clock):
    journal = services.journal()
    journal.add_pain("now", 5)
    page.shown()
    assert not page.line.isVisible()
    clock.advance(DAY_MS)
    journal.add_pain("now", 3)
    journal.start_session(SessionPlan("x", "Three moves"))
    page.shown()
    assert page.line.isVisible()
    assert page.chart.accessibleDescription() == "5 of 10 on 2 Jan, 3 of 10 on 3 Jan"
    colours = page.chart.grab().toImage()
    assert len({colours.pixel(x, y) for x in range(colours.width()) for y in (20, 60, 100)}) > 3


def test_the_summary_for_the_doctor(page, services, tmp_path, monkeypatch):
    services.journal().add_note("since May")
    page.shown()
    target = tmp_path / "summary.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    click(page.summary)
    assert "since May" in target.read_text()
    assert "summary.txt" in page.banner.text()
    inside = tmp_path / "missing" / "summary.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(inside), ""))
    click(page.summary)
    assert "could not be saved" in page.banner.text()


def test_export_json(page, services, tmp_path, monkeypatch):
    services.journal().add_note("out with you")
    page.shown()
    target = tmp_path / "out.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    click(page.export_json)
    assert json.loads(target.read_text())["tables"]["note"][0]["text"] == "out with you"
    assert "out.json" in page.banner.text()


def test_export_csv_that_fails_is_said(page, services, tmp_path, monkeypatch):
    services.journal().add_note("out with you")
    page.shown()
    (tmp_path / "flat").write_text("")
    monkeypatch.setattr(
        QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "flat" / "x")
    )
    click(page.export_csv)
    assert "cannot be written" in page.banner.text()


def test_a_full_disk_keeps_what_was_typed(page, services, monkeypatch):
    def full(*_):
        raise UserError("The disk is full.", hint="Make room.")

    monkeypatch.setattr(services.journal(), "add_note", full)
    click(page.note.head)
    QTest.keyClicks(page.note.box, "long words")
    click(page.note.save)
    assert page.banner.text() == "The disk is full. Make room."
    assert page.note.box.toPlainText() == "long words"


def test_every_control_has_a_name_and_can_be_reached(page, services):
    services.journal().add_note("a")
    services.journal().add_pain("now", 1)
    page.shown()
    for control in page.findChildren(QAbstractButton) + page.findChildren(QPlainTextEdit):
        if not control.isVisible():
            continue
        assert control.accessibleName() or getattr(control, "text", str)()
        one_of_a_scale = getattr(control, "group", lambda: None)() is not None
        assert one_of_a_scale or control.focusPolicy() & Qt.FocusPolicy.TabFocus
    names = [button_of(row, "Delete").accessibleName() for row in page.days.rows()]
    assert len(set(names)) == len(names)
