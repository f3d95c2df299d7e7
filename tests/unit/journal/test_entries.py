"""Every kind of entry can be added late, changed, deleted, and each of these taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from kneeapp.base.errors import UserError
from kneeapp.journal.model import (
    HardRecord,
    MapRecord,
    Moment,
    NoteRecord,
    PainRecord,
    RunRecord,
    SessionPlan,
    SessionRecord,
    Stamp,
    Status,
    Surface,
    Symptom,
    SymptomRecord,
    Treatment,
    TreatmentRecord,
)

LATE = Stamp(datetime(2025, 12, 24, 18, 30, tzinfo=UTC), 60, "Europe/Berlin")
PLAN = SessionPlan("", "Strength class", pain_before=1)
ONE_OF_EACH = [
    *(PainRecord(moment, 3) for moment in Moment),
    *(SymptomRecord(what, 2) for what in Symptom),
    RunRecord(5200, 1860, Surface.TRAIL, "old blue ones", 2),
    RunRecord(metres=10_000),
    RunRecord(seconds=600),
    *(TreatmentRecord(what, "ten minutes") for what in Treatment),
    NoteRecord("it rained"),
    HardRecord("stairs", 7),
    SessionRecord(PLAN, Status.DONE, 0, 1_800_000, 3, 2, None),
]


@pytest.mark.parametrize("detail", ONE_OF_EACH, ids=lambda d: type(d).__name__)
def test_added_late_changed_deleted_and_taken_back(journal, clock, detail):
    entry = journal.add(detail, LATE)
    assert journal.entry(entry).at == LATE
    assert journal.entry(entry).detail == detail
    before = journal.rows()
    clock.advance(1000)
    moved = Stamp(LATE.utc - timedelta(days=1), 60, "Europe/Berlin")
    change = journal.change(entry, detail, moved)
    assert journal.entry(entry).at == moved
    again = journal.undo(change)
    assert journal.rows() == before
    journal.undo(again)
    assert journal.entry(entry).at == moved
    gone = journal.delete(entry)
    assert journal.entries() == []
    back = journal.undo(gone)
    assert journal.entry(entry).detail == detail
    journal.undo(back)
    assert journal.entries() == []


def test_entries_stand_in_the_order_in_which_things_happened(journal):
    journal.add(NoteRecord("today"))
    journal.add(NoteRecord("at Christmas"), LATE)
    assert [e.detail.text for e in journal.entries()] == ["today", "at Christmas"]


def test_changing_keeps_the_time_and_says_when_it_was_changed(journal, clock):
    entry = journal.add(PainRecord(Moment.NOW, 3))
    at = journal.entry(entry).at
    clock.advance(60_000)
    journal.change(entry, PainRecord(Moment.WORST_DAY, 5))
    assert journal.entry(entry).at == at
    assert journal.rows()["entry"][0]["changed_utc"] > at.text


def test_changing_a_session_keeps_its_sets(journal, samples):
    session = samples.fill(journal)
    there = journal.entry(session).detail
    journal.change(session, replace(there, pain_after=5))
    assert journal.entry(session).detail == replace(there, pain_after=5)
    assert journal.sets(session) == (samples.one_set,)


def test_a_map_can_get_another_day(journal, samples):
    entry = journal.add_map(samples.patella)
    journal.change(entry, MapRecord("", samples.patella), LATE)
    assert journal.entry(entry).at == LATE
    assert journal.last_map() == samples.patella


def test_an_entry_stays_of_its_kind(journal):
    entry = journal.add(NoteRecord("words"))
    with pytest.raises(UserError, match="another kind"):
        journal.change(entry, PainRecord(Moment.NOW, 1))
    assert journal.entry(entry).detail == NoteRecord("words")


@pytest.mark.parametrize(
    "wrong",
    [
        RunRecord(),
        RunRecord(metres=0),
        RunRecord(metres=600_000),
        RunRecord(seconds=-5),
        RunRecord(seconds=400_000),
        RunRecord(metres=1000, pain=11),
        RunRecord(metres=1000, shoes="x" * 201),
        SymptomRecord(Symptom.SWELLING, 4),
        HardRecord(" ", 3),
        HardRecord("stairs", 12),
        MapRecord("only words", None),
        TreatmentRecord(Treatment.GEL, "x" * 201),
    ],
)
def test_what_cannot_be_is_refused_in_words(journal, wrong):
    with pytest.raises(UserError):
        journal.add(wrong)
    assert journal.entries() == []


def test_a_late_time_is_the_person_s_own():
    summer = datetime.fromisoformat("2026-07-01T12:00")
    berlin = datetime(2026, 12, 1, 8, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    assert Stamp.at(summer, berlin).offset_min == 120
    assert Stamp.at(summer, datetime(2026, 12, 1, tzinfo=UTC)).text == "2026-07-01T12:00:00.000Z"
    fixed = datetime(2026, 12, 1, 8, 0, tzinfo=timezone(timedelta(hours=1)))
    assert Stamp.at(summer, fixed).local.replace(tzinfo=None) == summer
