"""Every kind of entry: added late, changed, deleted and undone, by mouse and by keyboard."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QDate, QDateTime, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from kneeapp.base.side import Side
from kneeapp.body.marks import Area, Mark, PainMap, Quality
from kneeapp.journal.model import (
    AnswerRecord,
    HardRecord,
    MapRecord,
    Moment,
    NoteRecord,
    PainRecord,
    RunRecord,
    SessionPlan,
    SessionRecord,
    SetDone,
    Stamp,
    Status,
    Symptom,
    SymptomRecord,
    Treatment,
    TreatmentRecord,
)
from kneeapp.ui.journal_page import JournalPage
from kneeapp.ui.widgets.text import Label

AREA = Area(Side.RIGHT, ((0.0, 0.0, 0.0), (9.0, 0.0, 0.0), (0.0, 9.0, 0.0)), 4.0, ("patella",))
MAP = PainMap(
    (Mark("patella", Side.RIGHT, 4, (Quality.DULL,)), Mark("fibular_head", Side.RIGHT)),
    areas=(AREA,),
    note="after hills",
)
KINDS = {
    "note": NoteRecord("words"),
    "pain": PainRecord(Moment.BEFORE, 3),
    "symptom": SymptomRecord(Symptom.SWELLING, 2),
    "treatment": TreatmentRecord(Treatment.COLD, "ice"),
    "hard_thing": HardRecord("Stairs", 5),
    "run": RunRecord(5000, None, None, "", 2),
    "session": SessionRecord(
        SessionPlan("x", "Three moves", sets=3, pain_before=2), Status.DONE, 0, 600_000, 3, 1, None
    ),
    "map": MapRecord("", MAP),
    "answer": AnswerRecord("self_care", 3, "Look after it yourself", {"a": 1}, ({"text": "b"},)),
}


@pytest.fixture
def page(qtbot, services):
    made = JournalPage(services)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.shown()
    return made


def press(button, *, by_key):
    if by_key:
        button.setFocus()
        assert button.hasFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
    else:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def button_of(row, words):
    return next(b for b in row.findChildren(QAbstractButton) if b.text() == words)


def only(services):
    (entry,) = services.journal().entries()
    return entry


def same(found, wanted):
    if isinstance(wanted, MapRecord):
        return found.pain_map == wanted.pain_map
    return found == wanted


@pytest.mark.parametrize("by_key", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_the_time_is_changed_and_all_else_stays_and_comes_back(page, services, kind, by_key):
    yesterday = datetime(2026, 1, 1, 9, 30, tzinfo=UTC)
    services.journal().add(KINDS[kind], Stamp.of(yesterday))
    page.shown()
    before = only(services)
    press(button_of(page.days_view.days.rows()[0], "Change"), by_key=by_key)
    form = page.days_view.form
    assert form.when.isVisible()
    form.when.setDateTime(QDateTime(QDate(2025, 12, 24), QTime(18, 0)))
    press(form.save, by_key=by_key)
    after = only(services)
    assert same(after.detail, KINDS[kind])
    assert after.at.local == yesterday - timedelta(days=7, hours=15, minutes=30)
    press(page.banner._action, by_key=by_key)
    assert only(services) == before


@pytest.mark.parametrize("by_key", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_deleted_and_brought_back(page, services, kind, by_key):
    services.journal().add(KINDS[kind])
    page.shown()
    before = only(services)
    press(button_of(page.days_view.days.rows()[0], "Delete"), by_key=by_key)
    assert services.journal().entries() == []
    press(page.banner._action, by_key=by_key)
    assert only(services) == before


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "answer"])
def test_added_late_and_taken_back(page, services, kind):
    form = page.days_view.form
    press(form.head, by_key=True)
    chips = form.kinds.findChildren(QAbstractButton)
    press(next(chip for chip in chips if chip.objectName() == kind), by_key=True)
    wanted = KINDS[kind]
    if kind == "session":
        wanted = SessionRecord(SessionPlan("", "Class"), Status.DONE, 0, 0, None, None, None)
    form.form.fill(wanted)
    press(form.earlier, by_key=True)
    form.when.setDateTime(QDateTime(QDate(2025, 12, 1), QTime(7, 15)))
    press(form.save, by_key=True)
    assert same(only(services).detail, wanted)
    assert only(services).at.day.isoformat() == "2025-12-01"
    press(page.banner._action, by_key=True)
    assert services.journal().entries() == []


def change_map(page, services):
    services.journal().add(MapRecord("", MAP))
    page.shown()
    press(button_of(page.days_view.days.rows()[0], "Change"), by_key=False)
    return page.days_view.form


def test_a_mark_gets_another_strength_by_key_and_none_by_delete(page, services):
    form = change_map(page, services)
    kneecap, other = form.form.rows
    kneecap.scale.setFocus()
    QTest.keyClick(QApplication.focusWidget(), "7")
    assert other.scale.value() is None
    press(form.save, by_key=True)
    found = only(services).detail
    assert found.pain_map.mark("patella", Side.RIGHT) == Mark(
        "patella", Side.RIGHT, 7, (Quality.DULL,)
    )
    assert found.pain_map.areas == (AREA,)
    assert "kneecap, 7 of 10" in found.read_back
    press(button_of(page.days_view.days.rows()[0], "Change"), by_key=True)
    form.form.rows[0].scale.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
    press(form.save, by_key=True)
    assert only(services).detail.pain_map.mark("patella", Side.RIGHT).strength is None


def test_a_place_is_added_and_one_removed_by_mouse(page, services):
    form = change_map(page, services)
    press(form.form.rows[1].remove, by_key=False)
    form.form.side.setCurrentIndex(form.form.side.findData("left"))
    form.form.place.setCurrentIndex(form.form.place.findData("patella"))
    press(form.form.add, by_key=False)
    QTest.mouseClick(form.form.rows[-1].scale._group.button(2), Qt.MouseButton.LeftButton)
    form.form.note.setText("only stairs")
    press(form.save, by_key=False)
    found = only(services).detail.pain_map
    assert [(m.place, m.side, m.strength) for m in found.marks] == [
        ("patella", Side.RIGHT, 4),
        ("patella", Side.LEFT, 2),
    ]
    assert found.note == "only stairs"


def test_the_same_place_twice_is_one_mark(page, services):
    form = change_map(page, services)
    form.form.place.setCurrentIndex(form.form.place.findData("patella"))
    press(form.form.add, by_key=True)
    assert len(form.form.rows) == 2
    assert form.form.rows[0].scale.isAncestorOf(QApplication.focusWidget())


def test_a_map_without_a_place_is_refused_in_words(page, services):
    form = page.days_view.form
    form.open()
    form.kinds.choose("map")
    form._on_kind("map")
    press(form.save, by_key=False)
    assert page.banner.text() == "Add a sore place first."
    assert services.journal().entries() == []


def test_a_session_shows_what_was_finished_set_by_set(page, services):
    journal = services.journal()
    session = journal.start_session(SessionPlan("x", "Three moves", sets=5))
    for number in (1, 2):
        journal.add_set_done(session, SetDone(0, "quad-set", Side.RIGHT, number, 10, 60_000))
    journal.add_set_done(session, SetDone(1, "wall-sit", None, 1, None, 30_400))
    journal.finish_session(session, "stopped", 150_000)
    named = SimpleNamespace(id="quad-set", name="Thigh squeeze")
    services._library = SimpleNamespace(exercises={"quad-set": named}, problems=())
    page.shown()
    press(button_of(page.days_view.days.rows()[0], "Change"), by_key=True)
    shown = [label.text() for label in page.days_view.form.form.findChildren(Label)]
    # The name the player showed; an exercise that is gone is told by its id.
    assert "Thigh squeeze, right: 2 sets of 10\nwall sit: 1 set, 30 s" in shown


def test_the_figure_of_a_run_can_be_taken_back(page, services):
    services.journal().add(KINDS["run"])
    page.shown()
    press(button_of(page.days_view.days.rows()[0], "Change"), by_key=False)
    form = page.days_view.form
    press(form.form.scale.none, by_key=False)
    press(form.save, by_key=False)
    assert only(services).detail.pain is None


def test_the_line_of_a_map_shows_the_note(page, services):
    services.journal().add_map(MAP)
    page.shown()
    shown = [label.text() for label in page.days_view.days.rows()[0].findChildren(Label)]
    assert "after hills" in shown


def test_pain_right_now_can_be_undone(page, services):
    QTest.mouseClick(page.days_view.pain.scale._group.button(4), Qt.MouseButton.LeftButton)
    press(page.days_view.pain.save, by_key=False)
    assert only(services).detail == PainRecord(Moment.NOW, 4)
    press(page.banner._action, by_key=True)
    assert services.journal().entries() == []


def test_changing_one_far_down_shows_the_form_and_comes_back(page, services, clock, qtbot):
    for number in range(40):
        services.journal().add_note(f"note {number}")
        clock.advance(60_000)
    page.shown()
    QApplication.processEvents()
    rows, bar = page.days_view.days.rows(), page.days_view._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 1500)
    bar.setValue(bar.maximum())
    far = rows[-1].entry_id
    press(button_of(rows[-1], "Change"), by_key=False)
    qtbot.waitUntil(lambda: not page.days_view.form.save.visibleRegion().isEmpty())
    assert page.days_view.form.changing.text() == "Change: Note"
    press(page.days_view.form.save, by_key=False)
    qtbot.waitUntil(lambda: page.days_view._wanted is None)
    row = page.days_view.days.row_of(far)
    qtbot.waitUntil(lambda: not row.visibleRegion().isEmpty())
    assert row.change.hasFocus()  # and not on its Delete, which is next to it


def test_deleting_goes_on_with_the_next_entry(page, services, clock, qtbot):
    ids = []
    for number in range(3):
        ids.append(services.journal().add_note(f"note {number}"))
        clock.advance(60_000)
    page.shown()
    press(button_of(page.days_view.days.rows()[1], "Delete"), by_key=True)
    qtbot.waitUntil(lambda: page.days_view._wanted is None)
    assert page.days_view.days.row_of(ids[0]).change.hasFocus()
