"""What is put into the journal comes out again, and only that."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from kneeapp.base.errors import UserError
from kneeapp.journal.model import (
    Moment,
    NoteRecord,
    PainRecord,
    SessionRecord,
    Stamp,
    Status,
)


def test_the_last_map_comes_back(journal, clock, samples):
    assert journal.last_map() is None
    journal.add_map(samples.patella.clear())
    clock.advance(1000)
    journal.add_map(samples.patella)
    assert journal.last_map() == samples.patella
    assert journal.entries()[0].detail.read_back == "Your right knee: kneecap, 4 of 10."


def test_an_answer_keeps_its_reasons(journal, samples):
    entry = journal.add_answer(samples.answer)
    assert journal.entry(entry).detail == samples.answer


def test_a_session_from_start_to_end(journal, samples):
    session = journal.start_session(samples.plan)
    assert journal.unfinished_session().detail.state is None
    journal.add_set_done(session, samples.one_set, {"segment": 7})
    assert journal.unfinished_session().detail.state == {"segment": 7}
    journal.save_state(session, {"segment": 9})
    assert journal.unfinished_session().detail.state == {"segment": 9}
    journal.set_session_pain(session, peak=3)
    journal.set_session_pain(session, after=1)
    journal.finish_session(session, Status.DONE, 1_100_000)
    assert journal.unfinished_session() is None
    assert journal.entry(session).detail == SessionRecord(
        samples.plan,
        Status.DONE,
        done_sets=1,
        done_ms=1_100_000,
        pain_peak=3,
        pain_after=1,
        state=None,
    )
    assert journal.sets(session) == (samples.one_set,)


def test_newest_first_and_limited(journal, clock):
    for number in range(5):
        journal.add_pain("now", number)
        clock.advance(1000)
    assert [entry.detail.value for entry in journal.recent(3)] == [4, 3, 2]
    assert len(journal.entries()) == 5


def test_the_instant_carries_offset_and_zone(journal, clock):
    clock.wall_time = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"), fold=1)
    entry = journal.entry(journal.add_pain("now", 1))
    assert entry.at.text == "2026-10-25T01:30:00.000Z"
    assert (entry.at.offset_min, entry.at.zone) == (60, "Europe/Berlin")
    assert entry.at.local.isoformat() == "2026-10-25T02:30:00+01:00"


def test_the_day_is_the_person_s_own():
    late = datetime(2026, 3, 1, 23, 30, tzinfo=timezone(timedelta(hours=-8)))
    stamp = Stamp.of(late)
    assert stamp.utc == datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
    assert stamp.day.isoformat() == "2026-03-01"
    assert Stamp.read(stamp.text, stamp.offset_min, stamp.zone) == stamp


@pytest.mark.parametrize("value", [-1, 11])
def test_pain_outside_0_to_10_is_refused(journal, value, samples):
    with pytest.raises(UserError, match="0 to 10"):
        journal.add_pain("now", value)
    with pytest.raises(UserError, match="0 to 10"):
        journal.set_session_pain(samples.fill(journal), after=value)
    assert journal.profile() == {}


@pytest.mark.parametrize("text", ["", "  \n", "x" * 20_001])
def test_a_note_must_have_some_words_but_not_a_book(journal, text):
    with pytest.raises(UserError):
        journal.add_note(text)
    assert journal.entries() == []


def test_odd_words_survive(journal):
    text = "it's \"-- DROP TABLE entry; 膝 🦵 <img src=x>"
    entry = journal.add_note(text)
    assert journal.entry(entry).detail == NoteRecord(text)
    journal.change(entry, NoteRecord("better"))
    assert journal.entry(entry).detail == NoteRecord("better")


def test_delete_and_restore_bring_back_everything(journal, samples):
    session = samples.fill(journal)
    before = journal.rows()
    deleted = journal.delete(session)
    assert session not in [entry.id for entry in journal.entries()]
    assert journal.rows()["set_done"] == []
    assert next(e.detail for e in journal.entries() if isinstance(e.detail, PainRecord)) == (
        PainRecord(Moment.NEXT_MORNING, 2, None)
    )
    journal.undo(deleted)
    assert journal.rows() == before


def test_deleting_twice_is_said(journal):
    entry = journal.add_note("once")
    journal.delete(entry)
    with pytest.raises(UserError, match="no longer"):
        journal.delete(entry)


def test_a_deleted_id_is_not_given_again(journal):
    first = journal.add_note("first")
    deleted = journal.delete(first)
    second = journal.add_note("second")
    assert second != first
    journal.undo(deleted)
    assert len(journal.entries()) == 2


def test_delete_all_leaves_nothing(journal, samples):
    samples.fill(journal)
    journal.save_profile({"age": 34})
    journal.delete_all()
    assert all(not rows for rows in journal.rows().values())


def test_the_profile_keeps_the_last_word(journal):
    journal.save_profile({"age": 34, "history": ["beginner"]})
    journal.save_profile({"age": 35})
    assert journal.profile() == {"age": 35, "history": ["beginner"]}


def test_the_next_morning_is_due_once(journal, clock, samples):
    session = journal.start_session(samples.plan)
    assert journal.morning_due() is None
    clock.advance(24 * 3_600_000)
    assert journal.morning_due().id == session
    journal.add_pain(Moment.NEXT_MORNING, 1, session)
    assert journal.morning_due() is None


def test_the_next_morning_is_not_asked_a_week_later(journal, clock, samples):
    journal.start_session(samples.plan)
    clock.advance(7 * 24 * 3_600_000)
    assert journal.morning_due() is None


def test_a_map_that_cannot_be_read_does_not_hide_the_journal(journal, samples):
    journal.add_map(samples.patella)
    journal._tables.db.execute('UPDATE pain_map SET marks = \'{"sides": "up"}\'')
    journal.add_note("still here")
    assert [type(entry.detail).__name__ for entry in journal.entries()] == [
        "NoteRecord",
        "MapRecord",
    ]
    assert journal.last_map() is None
