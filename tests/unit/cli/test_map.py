"""``kneeapp map`` as a script calls it."""

from __future__ import annotations

import csv
import io
import json

import pytest

from kneeapp.base.paths import journal_file
from kneeapp.base.side import Side
from kneeapp.body.marks import Mark, PainMap
from kneeapp.body.marks_json import from_json
from kneeapp.bootstrap import main
from kneeapp.journal.store import Journal

MAP = PainMap((Mark("patella", Side.RIGHT, 4),), note="=cmd()")


@pytest.fixture
def kept(clock):
    journal = Journal.open(journal_file(), clock)
    journal.add_map(PainMap((Mark("fibular_head", Side.LEFT),)))
    clock.advance(1000)
    journal.add_map(MAP)
    journal.close()


def test_the_last_map_as_json(kept, capsys):
    assert main(["map"]) == 0
    raw = json.loads(capsys.readouterr().out)
    assert from_json(raw) == MAP
    assert raw["marks"][0]["codes"][0]["code"] == "64234005"


def test_as_a_table_in_a_file(kept, capsys, tmp_path):
    file = tmp_path / "knee.csv"
    assert main(["map", "--format", "csv", "--to", str(file)]) == 0
    (row,) = csv.DictReader(io.StringIO(file.read_text("utf-8-sig")))
    assert (row["place"], row["strength"], row["note"]) == ("patella", "4", "'=cmd()")
    assert capsys.readouterr().out == ""


def test_without_a_journal_it_says_so_and_makes_none(capsys):
    assert main(["map"]) == 1
    assert "Nothing is marked" in capsys.readouterr().err
    assert not journal_file().exists()


def test_a_folder_that_is_not_there_is_one_sentence(kept, capsys, tmp_path):
    assert main(["map", "--to", str(tmp_path / "no" / "knee.json")]) == 2
    assert "cannot be written" in capsys.readouterr().err
