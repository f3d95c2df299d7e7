"""Exports are complete, safe to open in a spreadsheet, and well-formed FHIR."""

from __future__ import annotations

import csv
import json
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneeapp.base import csvtext
from kneeapp.base.errors import UserError
from kneeapp.journal import export


def test_json_holds_every_table_and_opens_the_inner_parts(journal, samples):
    samples.fill(journal)
    journal.save_profile({"age": 34})
    whole = json.loads(export.to_json(journal))
    tables = whole["tables"]
    assert [row["kind"] for row in tables["entry"]] == ["map", "answer", "session", "pain", "note"]
    assert tables["pain_map"][0]["marks"]["marks"][0]["place"] == "patella"
    assert tables["answer"][0]["reasons"][0]["rule"] == "SC01"
    assert tables["session"][0]["choice"]["exclude"] == ["deep_squat"]
    assert tables["pain"][0]["value"] == 2
    assert tables["profile"][0]["value"] == 34


def test_csv_is_one_table_per_kind(journal, samples):
    samples.fill(journal)
    tables = export.to_csv(journal)
    assert "profile" not in tables
    rows = list(csv.DictReader(tables["session"].splitlines()))
    assert rows[0]["routine"] == "runners-knee-1"
    assert rows[0]["pain_before"] == "3"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\u00a0=1", "＝1"])
def test_no_cell_becomes_a_formula(journal, text, samples):
    journal.add_note("x" + text)
    journal._tables.db.execute("UPDATE note SET text = ?", (text,))
    row = next(csv.DictReader(export.to_csv(journal)["note"].splitlines()))
    assert row["text"].startswith("'")


@given(st.text())
def test_no_text_cell_starts_a_formula(text):
    cell = csvtext.safe_cell(text)
    assert not cell.lstrip().startswith(csvtext.FORMULA_STARTS)
    assert cell.endswith(text)


def test_numbers_stay_numbers():
    assert csvtext.safe_cell(-3) == -3
    assert csvtext.safe_cell(None) is None


def test_written_files_are_private(journal, tmp_path, samples):
    samples.fill(journal)
    (target,) = export.write(journal, "json", tmp_path / "out.json")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    files = export.write(journal, "csv", tmp_path / "tables")
    assert {f.name for f in files} >= {"entry.csv", "session.csv", "set_done.csv"}
    assert all(stat.S_IMODE(f.stat().st_mode) == 0o600 for f in files)
    assert files[0].read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_place_that_cannot_be_written_is_said(journal, tmp_path):
    with pytest.raises(UserError, match="cannot be written"):
        export.write(journal, "json", tmp_path / "no such folder" / "out.json")


def test_odd_characters_come_through(journal):
    text = 'a\0b \x01 \u2028 😀 "\\'
    journal.add_note(text)
    assert json.loads(export.to_json(journal))["tables"]["note"][0]["text"] == text


def test_a_damaged_part_is_said(journal, samples):
    samples.fill(journal)
    journal._tables.db.execute("UPDATE answer SET case_file = '{half'")
    with pytest.raises(UserError, match="damaged"):
        export.to_json(journal)


def test_a_snapshot_stays_as_it_was(journal):
    journal.add_note("before")
    copy = journal.snapshot()
    journal.add_note("after")
    assert [entry.detail.text for entry in copy.entries()] == ["before"]
    copy.close()
