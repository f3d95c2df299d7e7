"""Copies are thinned with age, can be looked into, and brought back."""

from __future__ import annotations

import stat
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneeapp.base.errors import UserError
from kneeapp.journal import backups
from kneeapp.journal.store import Journal

DAY_MS = 24 * 3_600_000
FIRST = date(2024, 1, 1)


def use(days):
    """The copies that are there after use on these days, thinned after each."""
    there = set()
    for day in sorted(days):
        there = backups.kept(there | {day})
    return there


def test_two_years_of_daily_use_leave_7_days_4_weeks_12_months():
    last = FIRST + timedelta(days=730)
    there = sorted(use(FIRST + timedelta(days=n) for n in range(731)), reverse=True)
    assert there[:7] == [last - timedelta(days=n) for n in range(7)]
    assert len({day.isocalendar()[:2] for day in there if (last - day).days < 28}) >= 4
    assert {(d.year, d.month) for d in there} == {(2025, m) for m in range(1, 13)}
    assert len(there) <= backups.DAYS + backups.WEEKS + backups.MONTHS


@given(st.sets(st.integers(0, 1500), min_size=1, max_size=300))
@settings(max_examples=50)
def test_thinning_day_by_day_keeps_what_thinning_at_once_would(numbers):
    days = {FIRST + timedelta(days=n) for n in numbers}
    assert use(days) == backups.kept(days)


def test_days_of_use_are_copied_and_thinned(open_journal, path, clock):
    for _ in range(40):
        open_journal().close()
        clock.advance(DAY_MS)
    names = [copy.name[-10:] for copy in backups.daily_of(path)]
    assert names[0] == "2026-02-10"
    assert names[7:] == ["2026-02-01", "2026-01-31", "2026-01-25", "2026-01-18"][: len(names) - 7]


def test_a_copy_says_what_is_in_it(open_journal, path, clock, samples):
    samples.fill(open_journal())
    clock.advance(DAY_MS)
    journal = open_journal()
    (found,) = journal.backups()
    assert (found.entries, found.first, found.last) == (5, date(2026, 1, 2), date(2026, 1, 2))
    assert sorted(p.name for p in path.parent.iterdir()) == ["journal.db", found.path.name]


def test_bringing_back_keeps_a_copy_of_today(open_journal, path, clock, samples):
    samples.fill(open_journal())
    clock.advance(DAY_MS)
    journal = open_journal()
    before = journal.rows()
    journal.add_note("written after the copy")
    (copy,) = journal.backups()
    journal.bring_back(copy.path)
    assert journal.rows() == before
    again = next(b for b in journal.backups() if "before-restore" in b.path.name)
    assert again.entries == 6
    assert stat.S_IMODE(again.path.stat().st_mode) == 0o600
    journal.bring_back(again.path)
    assert journal.entries()[0].detail.text == "written after the copy"


def test_an_older_copy_is_migrated_when_brought_back(open_journal, path):
    from tests.unit.journal.test_file import OLD

    journal = open_journal()
    old = path.with_name("journal.db.backup-2025-05-05")
    old.write_bytes((OLD / "version-1.db").read_bytes())
    journal.bring_back(old)
    assert len(journal.entries()) == 5
    assert journal._tables.db.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    journal.add_note("goes on")


def test_a_damaged_copy_is_refused_and_not_listed(open_journal, path, samples):
    journal = open_journal()
    samples.fill(journal)
    bad = path.with_name("journal.db.backup-2025-12-31")
    bad.write_bytes(b"no journal" * 100)
    assert journal.backups() == []
    before = journal.rows()
    with pytest.raises(UserError, match="damaged"):
        journal.bring_back(bad)
    assert journal.rows() == before


def test_few_copies_from_before_big_changes_are_kept(open_journal, path, clock, samples):
    journal = open_journal()
    samples.fill(journal)
    for _ in range(6):
        clock.advance(1000)
        journal.merge({})
    assert len(list(path.parent.glob("*.before-import-*"))) == backups.KEPT_BEFORE


def test_a_journal_in_memory_has_no_copies(clock):
    journal = Journal.in_memory(clock)
    assert journal.backups() == []
    journal.close()


def test_a_copy_with_a_bad_page_is_found_when_it_is_wanted(open_journal, path, clock, samples):
    journal = open_journal()
    for number in range(200):
        journal.add_note(f"note {number} " + "x" * 60)
    clock.advance(DAY_MS)
    journal = open_journal()
    (copy,) = journal.backups()
    damaged = bytearray(copy.path.read_bytes())
    at = damaged.index(b"note 100 ") // 4096 * 4096
    damaged[at : at + 4096] = bytes(4096)
    copy.path.write_bytes(damaged)
    assert len(journal.backups()) == 1
    with pytest.raises(UserError, match="damaged"):
        journal.bring_back(copy.path)
    assert len(journal.entries()) == 200
