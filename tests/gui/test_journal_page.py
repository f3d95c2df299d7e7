"""The journal page with real clicks and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDate, QDateTime, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit, QPushButton

from kneeapp.base.errors import UserError
from kneeapp.base.side import Side
from kneeapp.body.marks import Mark, PainMap
from kneeapp.journal.model import (
    AnswerRecord,
    HardRecord,
    Moment,
    NoteRecord,
    PainRecord,
    RunRecord,
    SessionPlan,
    SessionRecord,
    Status,
    Surface,
    Symptom,
    SymptomRecord,
    Treatment,
    TreatmentRecord,
)
from kneeapp.ui.journal_page import DAYS, KEEP, JournalPage
from kneeapp.ui.widgets.text import Label

DAY_MS = 24 * 3_600_000


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
    return [label.text() for label in page.days_view.days.findChildren(Label) if label.isVisible()]


def button_of(row, words):
    return next(b for b in row.findChildren(QAbstractButton) if b.text() == words)


def test_empty_is_friendly_and_leads_on(page, qtbot):
    assert page.days_view.empty.isVisible()
    with qtbot.waitSignal(page.check_wanted, timeout=500):
        click(page.days_view.check)


def test_pain_now_in_two_clicks(page, services):
    click(step(page.days_view.pain, 4))
    click(page.days_view.pain.save)
    assert [e.detail for e in services.journal().entries()] == [PainRecord(Moment.NOW, 4)]
    assert "4 of 10" in texts(page)
    assert page.days_view.pain.scale.value() is None
    assert not page.days_view.pain.save.isEnabled()
    assert not page.days_view.empty.isVisible()


def test_pain_now_by_keyboard(page, services):
    step(page.days_view.pain, 0).setFocus()
    QTest.keyClick(step(page.days_view.pain, 0), "7")
    page.days_view.pain.save.setFocus()
    QTest.keyClick(page.days_view.pain.save, Qt.Key.Key_Space)
    assert services.journal().entries()[0].detail.value == 7


def test_the_next_morning_is_asked_once(page, services, clock):
    journal = services.journal()
    session = journal.start_session(SessionPlan("three-moves", "Three moves", pain_before=2))
    clock.advance(DAY_MS)
    page.shown()
    assert page.days_view.morning.isVisible()
    assert "Three moves" in page.days_view.morning.said.text()
    click(step(page.days_view.morning, 4))
    click(page.days_view.morning.save)
    assert journal.entries()[0].detail == PainRecord(Moment.NEXT_MORNING, 4, session)
    assert "easier" in page.banner.text()
    assert not page.days_view.morning.isVisible()


def test_a_note_is_written_changed_and_kept_as_plain_text(page, services):
    form = page.days_view.form
    click(form.head)
    assert form.form.box.hasFocus()
    QTest.keyClicks(form.form.box, "<b>fine</b>")
    QTest.keyClick(form.form.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "<b>fine</b>" in texts(page)
    assert not form.is_open()
    click(button_of(page.days_view.days.rows()[0], "Change"))
    assert form.form.box.toPlainText() == "<b>fine</b>"
    form.form.box.setPlainText("better")
    click(form.save)
    assert [e.detail for e in services.journal().entries()] == [NoteRecord("better")]
    click(page.banner._action)
    assert [e.detail for e in services.journal().entries()] == [NoteRecord("<b>fine</b>")]


def test_an_empty_note_is_refused_in_words(page, services):
    click(page.days_view.form.head)
    click(page.days_view.form.save)
    assert "no words" in page.banner.text()
    assert services.journal().entries() == []


def add(page, kind):
    form = page.days_view.form
    form.open()
    click(next(b for b in form.kinds.findChildren(QAbstractButton) if b.objectName() == kind))
    return form


def test_a_run_is_added_late(page, services):
    form = add(page, "run")
    QTest.keyClicks(form.form.km, "5,2")
    QTest.keyClicks(form.form.minutes, "31")
    form.form.surface.setCurrentIndex(form.form.surface.findData("trail"))
    click(form.form.scale._group.button(2))
    click(form.earlier)
    form.when.setDateTime(QDateTime(QDate(2025, 12, 24), QTime(18, 30)))
    click(form.save)
    (entry,) = services.journal().entries()
    assert entry.detail == RunRecord(5200, 1860, Surface.TRAIL, "", 2)
    assert entry.at.local.isoformat() == "2025-12-24T18:30:00+00:00"
    assert "5.2 km · 31 min · trail · pain 2 of 10" in texts(page)


def test_numbers_that_are_none_are_refused_in_words(page, services):
    form = add(page, "run")
    QTest.keyClicks(form.form.km, "far")
    click(form.save)
    assert page.banner.text() == "Kilometres must be a number, for example 5 or 5.2."
    form.form.km.clear()
    click(form.save)
    assert "distance or the minutes" in page.banner.text()
    assert services.journal().entries() == []


@pytest.mark.parametrize(
    ("kind", "detail"),
    [
        ("pain", PainRecord(Moment.WORST_DAY, 6)),
        ("symptom", SymptomRecord(Symptom.STIFFNESS, 3)),
        ("treatment", TreatmentRecord(Treatment.PAINKILLER, "ibuprofen 200")),
        ("hard_thing", HardRecord("Kneeling", 7)),
        ("run", RunRecord(10_000, 3600, None, "blue", None)),
        (
            "session",
            SessionRecord(
                SessionPlan("", "Class", length_ms=1_800_000, pain_before=1),
                Status.DONE, 0, 1_800_000, 3, 2, None,
            ),
        ),
    ],
)  # fmt: skip
def test_every_kind_is_shown_in_its_form_and_saved_the_same(page, services, kind, detail):
    form = add(page, kind)
    form.form.fill(detail)
    click(form.save)
    assert [e.detail for e in services.journal().entries()] == [detail]
    click(button_of(page.days_view.days.rows()[0], "Change"))
    assert form.form.record() == detail
    click(form.save)
    assert [e.detail for e in services.journal().entries()] == [detail]


def test_cancelling_a_change_leaves_the_form_new(page, services):
    services.journal().add_note("stays")
    page.shown()
    click(button_of(page.days_view.days.rows()[0], "Change"))
    click(page.days_view.form.cancel)
    assert not page.days_view.form.is_open()
    click(page.days_view.form.head)
    assert page.days_view.form.form.box.toPlainText() == ""
    assert [e.detail for e in services.journal().entries()] == [NoteRecord("stays")]


def test_delete_and_undo(page, services):
    services.journal().add_note("keep me")
    page.shown()
    click(button_of(page.days_view.days.rows()[0], "Delete"))
    assert services.journal().entries() == []
    assert page.days_view.empty.isVisible()
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
    assert len(page.days_view.days.rows()) == 60
    click(page.days_view.older)
    assert len(page.days_view.days.rows()) == 70
    assert not page.days_view.older.isVisible()


def test_a_full_disk_keeps_what_was_typed(page, services, monkeypatch):
    def full(*_):
        raise UserError("The disk is full.", hint="Make room.")

    monkeypatch.setattr(services.journal(), "add", full)
    click(page.days_view.form.head)
    QTest.keyClicks(page.days_view.form.form.box, "long words")
    click(page.days_view.form.save)
    assert page.banner.text() == "The disk is full. Make room."
    assert page.days_view.form.form.box.toPlainText() == "long words"


def test_a_file_found_damaged_while_open_is_said(page, services):
    journal = services.journal()
    assert page.banner.text() == ""
    journal.path.with_name("journal.db.suspect").touch()
    page.shown()
    assert "Close Kneeapp and open it again" in page.banner.text()


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
    names = [button_of(row, "Delete").accessibleName() for row in page.days_view.days.rows()]
    assert len(set(names)) == len(names)


def test_the_focus_goes_with_a_view_shown_by_the_program(page):
    days, keep = (page.tabs.findChild(QPushButton, name) for name in (DAYS, KEEP))
    days.setFocus()
    page.show_view(KEEP)
    assert keep.hasFocus()
    page.days_view.setFocus()
    page.show_view(DAYS)
    assert not days.hasFocus()
