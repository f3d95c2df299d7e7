"""The file is private, survives anything, and is never lost."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from kneeapp.base.errors import UserError
from kneeapp.journal import disk, schema
from kneeapp.journal.model import Moment, PainRecord
from kneeapp.journal.store import Journal


def modes(folder):
    return {p.name: stat.S_IMODE(p.stat().st_mode) for p in folder.iterdir()}


def test_everything_is_private(open_journal, path, clock, samples):
    samples.fill(open_journal())
    open_journal().add_note("second start makes the daily backup")
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert modes(path.parent) == {"journal.db": 0o600, "journal.db.backup-2026-01-02": 0o600}


def test_a_file_open_to_others_is_closed(open_journal, path):
    open_journal().close()
    path.chmod(0o644)
    open_journal()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_settings_that_keep_it_safe(open_journal):
    db = open_journal()._tables.db
    values = {
        name: db.execute(f"PRAGMA {name}").fetchone()[0]
        for name in (
            "journal_mode",
            "synchronous",
            "foreign_keys",
            "trusted_schema",
            "application_id",
            "user_version",
        )
    }
    assert values == {
        "journal_mode": "delete",
        "synchronous": 3,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "application_id": schema.APPLICATION_ID,
        "user_version": schema.VERSION,
    }


def test_what_was_written_is_there_next_time(open_journal, samples):
    first = open_journal()
    samples.fill(first)
    before = first.rows()
    first.close()
    assert open_journal().rows() == before


def test_an_empty_file_becomes_a_journal(open_journal, path):
    path.parent.mkdir()
    path.touch()
    open_journal().add_note("hello")
    assert open_journal().notice == ""


OLD = Path(__file__).parent / "old"


@pytest.fixture
def older_file(path):
    """Puts the file of an older version in place; returns its bytes."""

    def put(version):
        path.parent.mkdir()
        path.write_bytes((OLD / f"version-{version}.db").read_bytes())
        return path.read_bytes()

    return put


def test_every_older_version_is_kept_as_a_file():
    kept = sorted(int(p.stem.removeprefix("version-")) for p in OLD.glob("*.db"))
    assert kept == list(range(1, schema.VERSION))


@pytest.mark.parametrize("version", range(1, schema.VERSION))
def test_an_older_file_is_migrated_with_a_backup_first(open_journal, path, older_file, version):
    before = older_file(version)
    journal = open_journal()
    kinds = [type(entry.detail).__name__ for entry in reversed(journal.entries())]
    assert kinds == ["MapRecord", "AnswerRecord", "SessionRecord", "PainRecord", "NoteRecord"]
    assert journal.entries()[0].detail.text == "from the old days: it's 膝"
    assert journal.entries()[1].detail == PainRecord(Moment.NEXT_MORNING, 2, 3)
    assert journal.sets(3)[0].exercise == "quad-set"
    assert journal.profile() == ({"age": 34, "history": ["beginner"]} if version > 1 else {})
    assert journal._tables.db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert journal._tables.db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert journal.add_note("an id is never given twice") == 8
    backup = path.with_name(f"journal.db.before-version-{schema.VERSION}")
    with closing(sqlite3.connect(backup)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (version,)
    assert len(backup.read_bytes()) == len(before)


def tables_of(db):
    sql = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
    return [(name, " ".join(text.split()).replace('"', "")) for name, text in db.execute(sql)]


@pytest.mark.parametrize("version", range(1, schema.VERSION))
def test_a_migrated_file_has_the_tables_of_a_new_one(open_journal, older_file, version, clock):
    older_file(version)
    new = Journal.in_memory(clock)
    assert tables_of(open_journal()._tables.db) == tables_of(new._tables.db)
    new.close()


def test_a_migration_that_fails_changes_nothing(open_journal, path, older_file, monkeypatch):
    before = older_file(1)
    broken = (schema.MIGRATIONS[0], ("CREATE TABLE profile (a)", "NONSENSE"))
    monkeypatch.setattr(disk, "MIGRATIONS", broken)
    with pytest.raises(UserError):
        open_journal()
    assert path.read_bytes() == before


def test_a_newer_file_is_left_as_it_is(open_journal, path):
    journal = open_journal()
    journal._tables.db.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    journal.close()
    before = path.read_bytes()
    with pytest.raises(UserError, match="newer Kneeapp"):
        open_journal()
    assert path.read_bytes() == before
    assert modes(path.parent) == {"journal.db": 0o600}


def test_another_program_s_file_is_left_as_it_is(open_journal, path):
    path.parent.mkdir()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE theirs (a)")
    db.close()
    before = path.read_bytes()
    with pytest.raises(UserError, match="another program"):
        open_journal()
    assert path.read_bytes() == before


@pytest.mark.parametrize("where", ["folder", "parent"])
def test_a_place_that_cannot_be_opened_is_said(tmp_path, clock, where):
    if where == "folder":
        target = tmp_path / "journal.db"
        target.mkdir()
    else:
        (tmp_path / "flat").write_text("a file where the folder should be")
        target = tmp_path / "flat" / "journal.db"
    with pytest.raises(UserError) as raised:
        Journal.open(target, clock)
    assert raised.value.hint


def test_rubbish_is_set_aside_and_a_new_journal_opens(open_journal, path):
    path.parent.mkdir()
    path.write_bytes(b"this is no journal" * 50)
    journal = open_journal()
    aside = path.with_name("journal.db.damaged-2026-01-02T030400")
    assert aside.read_bytes() == b"this is no journal" * 50
    assert aside.name in journal.notice
    assert "empty" in journal.notice
    journal.add_note("going on")


def test_two_damaged_files_in_a_second_are_both_kept(open_journal, path):
    for text in (b"first " * 99, b"second" * 99):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text)
        open_journal().close()
    kept = sorted(path.parent.glob("*.damaged-*"))
    assert [p.read_bytes()[:6] for p in kept] == [b"first ", b"second"]


def test_the_newest_good_backup_takes_the_place(open_journal, path, clock, samples):
    samples.fill(open_journal())
    clock.advance(24 * 3_600_000)
    open_journal().close()  # makes the backup
    path.write_bytes(b"\0" * 8192)
    journal = open_journal()
    assert "backup" in journal.notice
    assert len(journal.entries()) == 5


def test_delete_all_takes_the_copies_too(open_journal, path, samples):
    path.parent.mkdir()
    path.write_bytes(b"damaged" * 50)
    samples.fill(open_journal())
    journal = open_journal()
    journal.delete_all()
    assert modes(path.parent) == {"journal.db": 0o600}
    assert b"Felt easy" not in path.read_bytes()


def test_deleted_words_are_wiped_from_the_file(open_journal, path):
    journal = open_journal()
    entry = journal.add_note("a very private sentence")
    assert b"private sentence" in path.read_bytes()
    journal.delete(entry)
    assert b"private sentence" not in path.read_bytes()


def test_a_full_disk_is_said_and_loses_nothing(open_journal):
    journal = open_journal()
    journal.add_note("kept")
    db = journal._tables.db
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(UserError, match="disk is full"):
        journal.add_note("x" * 19_000)
    db.execute(f"PRAGMA max_page_count = {pages + 100}")
    assert [entry.detail.text for entry in journal.entries()] == ["kept"]
    journal.add_note("room again")
    assert len(open_journal().entries()) == 2


def test_read_only_is_said(open_journal):
    journal = open_journal()
    journal._tables.db.execute("PRAGMA query_only = ON")
    with pytest.raises(UserError, match="read-only"):
        journal.add_note("no")
    assert journal.entries() == []


def test_a_journal_in_use_is_said(open_journal):
    journal, other = open_journal(), open_journal()
    journal._tables.db.execute("PRAGMA busy_timeout = 0")
    other._tables.db.execute("BEGIN IMMEDIATE")
    with pytest.raises(UserError, match="Another program"):
        journal.add_note("no")
    other._tables.db.execute("ROLLBACK")
    journal.add_note("yes")
