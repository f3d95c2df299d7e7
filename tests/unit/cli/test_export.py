"""``kneeapp export`` as a person or a script calls it."""

from __future__ import annotations

import argparse
import json

from kneeapp.base.paths import journal_file
from kneeapp.cli import export
from kneeapp.journal.model import SessionPlan
from kneeapp.journal.store import Journal


def call(*words):
    parser = argparse.ArgumentParser()
    export.add_parser(parser.add_subparsers())
    args = parser.parse_args(["export", *words])
    return args.run(args)


def filled(clock):
    journal = Journal.open(journal_file(), clock)
    journal.add_pain("now", 3)
    journal.start_session(SessionPlan("runners-knee-1", "Phase 1"))
    journal.close()


def test_json_to_the_screen(clock, capsys):
    filled(clock)
    assert call() == 0
    assert len(json.loads(capsys.readouterr().out)["tables"]["entry"]) == 2


def test_csv_to_a_folder(clock, tmp_path, capsys):
    filled(clock)
    assert call("--format", "csv", "--to", str(tmp_path / "out")) == 0
    assert (tmp_path / "out" / "pain.csv").exists()
    assert capsys.readouterr().out == ""


def test_csv_to_the_screen_names_its_tables(clock, capsys):
    filled(clock)
    assert call("--format", "csv") == 0
    assert "# session\n" in capsys.readouterr().out


def test_fhir_to_a_file(clock, tmp_path):
    filled(clock)
    assert call("--format", "fhir", "--to", str(tmp_path / "out.json")) == 0
    assert json.loads((tmp_path / "out.json").read_text())["resourceType"] == "Bundle"


def test_without_a_journal_an_empty_one_is_shown_and_none_is_made(capsys):
    assert call() == 0
    assert json.loads(capsys.readouterr().out)["tables"]["entry"] == []
    assert not journal_file().parent.exists()


def test_a_failure_is_one_sentence(clock, tmp_path, capsys):
    filled(clock)
    assert call("--to", str(tmp_path / "missing" / "out.json")) == 1
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert said.count("\n") == 1
