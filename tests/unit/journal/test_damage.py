"""Damaged files: the bytes are kept, what can be saved is saved, and the person is told."""

from __future__ import annotations

import os
import random
from datetime import date
from threading import Thread

import pytest

from kneeapp.base.errors import UserError
from kneeapp.journal import file, look
from kneeapp.journal.model import NoteRecord

DAMAGED_FILES = 500 if os.environ.get("KNEEAPP_NIGHTLY") else 32
WHOLE = 305
DAY_MS = 24 * 3_600_000


@pytest.fixture
def whole(open_journal, path, samples):
    """The bytes of a journal with 300 notes and a bit of everything; no backup beside it."""
    journal = open_journal()
    samples.fill(journal)
    with journal._tables.writing():
        for number in range(300):
            journal._insert("note", journal._stamp(), {"text": f"note {number} " + "x" * 60})
    journal.close()
    return path.read_bytes()


def notes(journal):
    return [e.detail.text for e in journal.entries() if isinstance(e.detail, NoteRecord)]


def look_everywhere(journal):
    day = date(1900, 1, 1)
    for read in (look.figures, look.worst_by_day, look.runs, look.sessions, look.hard_things,
                 look.maps, look.active_days, look.run_days, look.sets_done,
                 look.treatments_and_symptoms):  # fmt: skip
        read(journal, day)
    look.ends(journal, day, 3)
    look.first_day(journal)
    journal.morning_due()
    journal.unfinished_session()


def damage(whole, number, chance):
    damaged = bytearray(whole)
    match number % 4:
        case 0:
            for _ in range(20):
                damaged[chance.randrange(len(damaged))] ^= chance.randrange(1, 256)
        case 1:
            del damaged[chance.randrange(1, len(damaged)) :]
        case 2:
            at = chance.randrange(0, len(damaged), 512)
            damaged[at : at + 512] = bytes(512)
        case _:
            at = chance.randrange(0, len(damaged), 4096)
            damaged[at : at + 4096] = chance.randbytes(4096)
    return bytes(damaged)


@pytest.mark.timeout(600)
def test_no_damage_crashes_the_program_or_loses_the_bytes(open_journal, path, whole):
    chance = random.Random(4)
    told = saved = 0
    for number in range(DAMAGED_FILES):
        damaged = damage(whole, number, chance)
        for old in path.parent.glob("journal.db.*"):
            old.unlink()
        path.write_bytes(damaged)
        try:
            journal = open_journal()
            found = notes(journal)
            look_everywhere(journal)
        except UserError:
            kept = [path, *path.parent.glob("journal.db.damaged-*")]
            assert damaged in [each.read_bytes() for each in kept]
            continue
        journal.add_note("and it goes on")
        assert len(journal.entries()) <= WHOLE + 1
        if journal.notice:
            told += 1
            saved += len(found) > 100
            (aside,) = path.parent.glob("journal.db.damaged-*")
            assert aside.read_bytes() == damaged
        journal.close()
    assert told > DAMAGED_FILES // 3
    assert saved > told // 2


def test_one_bad_page_costs_its_rows_and_no_more(open_journal, path, whole):
    damaged = bytearray(whole)
    at = damaged.index(b"note 150 ") // 4096 * 4096
    damaged[at : at + 4096] = bytes(4096)
    path.write_bytes(damaged)
    journal = open_journal()
    assert 220 < len(notes(journal)) < 301
    assert "could be saved" in journal.notice
    assert journal.sessions()[0].detail.done_sets == 1


def test_a_file_without_its_first_page_is_still_read(open_journal, path, whole):
    path.write_bytes(bytes(4096) + whole[4096:])
    journal = open_journal()
    assert len(notes(journal)) == 301
    assert [type(e.detail).__name__ for e in journal.entries()[-5:-1]] == [
        "PainRecord",
        "SessionRecord",
        "AnswerRecord",
        "MapRecord",
    ][: len(journal.entries()[-5:-1])] or len(journal.entries()) == 305


def test_a_backup_and_what_is_newer_in_the_damaged_file(open_journal, path, clock, whole):
    clock.advance(DAY_MS)
    journal = open_journal()  # makes the backup of the day
    clock.advance(1000)
    for number in range(5):
        journal.add_note(f"newer {number}")
    journal.close()
    damaged = bytearray(path.read_bytes())
    at = damaged.index(b"note 150 ") // 4096 * 4096
    damaged[at : at + 4096] = bytes(4096)
    path.write_bytes(damaged)
    journal = open_journal()
    assert len(notes(journal)) == 306
    assert "Your backup of 2026-01-03 is open now, with 5 entries more" in journal.notice


def test_the_bytes_of_a_salvaged_file_are_not_touched(open_journal, path, whole):
    damaged = whole[:4096] + bytes(4096) + whole[8192:]
    path.write_bytes(damaged)
    open_journal()
    (aside,) = path.parent.glob("journal.db.damaged-*")
    assert aside.read_bytes() == damaged
    assert sorted(p.name for p in path.parent.iterdir()) == [
        "journal.db",
        "journal.db.backup-2026-01-02",
        aside.name,
    ]


def test_a_large_file_is_copied_after_opening(open_journal, path, whole, monkeypatch):
    monkeypatch.setattr(file, "SMALL_BYTES", 1000)
    journal = open_journal()
    journal.add_note("while it is copied")
    journal.close()
    assert path.with_name("journal.db.backup-2026-01-02").exists()
    assert not path.with_name("journal.db.suspect").exists()


class AtOnce(Thread):
    """A thread that is through before the one that starts it goes on."""

    def start(self):
        super().start()
        self.join()


@pytest.mark.parametrize("thread", [Thread, AtOnce])
def test_a_large_damaged_file_is_found_by_its_copy(open_journal, path, whole, monkeypatch, thread):
    monkeypatch.setattr(file, "SMALL_BYTES", 1000)
    monkeypatch.setattr(file, "Thread", thread)
    damaged = bytearray(whole)
    at = damaged.index(b"note 150 ") // 4096 * 4096
    damaged[at : at + 4096] = bytes(4096)
    path.write_bytes(damaged)
    first = open_journal()
    assert first.notice == ""
    first.close()
    assert path.with_name("journal.db.suspect").exists()
    assert "Close Kneeapp and open it again" in first.trouble()
    assert not path.with_name("journal.db.backup-2026-01-02").exists()
    second = open_journal()
    assert "damaged" in second.notice
    assert second.trouble() == ""
    assert len(notes(second)) > 220
    second.close()
    assert not path.with_name("journal.db.suspect").exists()
