from __future__ import annotations

import argparse
import io
import json
import sys

import pytest

from kneeapp.cli import assess

MILD = "pain: {side: right, places: [patella], intensity: 3}\nstory: {onset: gradual, days: 20}\n"
HOT = "symptoms: {fever: true, swelling: true, redness_warmth: true}\n"


@pytest.fixture
def run(capsys):
    def call(*words):
        parser = argparse.ArgumentParser()
        assess.add_parser(parser.add_subparsers())
        args = parser.parse_args(["assess", *map(str, words)])
        status = args.run(args)
        out, err = capsys.readouterr()
        return status, out, err

    return call


@pytest.fixture
def case(tmp_path):
    def write(text, name="case.yaml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_one_case_for_people(run, case):
    status, out, err = run(case(MILD))
    assert (status, err) == (0, "")
    assert out.startswith("Look after it yourself: the front of your right knee: kneecap\n")
    assert "Runner's knee" in out
    assert "runners-knee-1" in out
    assert "Not yet reviewed by a clinician." in out


def test_an_urgent_answer_hides_causes_and_exercise(run, case):
    _status, out, _err = run(case(HOT))
    assert out.startswith("Get medical help today")
    assert "Often felt like this" not in out
    assert "Routines" not in out


def test_one_json_object_per_line_in_the_order_given(run, case):
    paths = [case(MILD, "a.yaml"), case(HOT, "b.yaml"), case("{}\n", "c.yaml")]
    status, out, err = run("--json", *paths)
    assert (status, err) == (0, "")
    found = [json.loads(line) for line in out.splitlines()]
    assert [each["urgency"] for each in found] == ["self_care", "same_day", "self_care"]
    assert found[1]["exercise"] == "no"
    assert found[1]["routines"] == []
    assert found[1]["causes"][0]["family"] == "infection"


def test_a_json_case_is_a_case_too(run, case):
    path = case(json.dumps({"symptoms": {"deformity": True}}), "case.json")
    status, out, _err = run("--json", path)
    assert status == 0
    assert json.loads(out)["urgency"] == "emergency"


def test_standard_input(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(MILD.encode())))
    status, out, _err = run("-", "--json")
    assert status == 0
    assert json.loads(out)["places_read_back"] == "the front of your right knee: kneecap"


def test_an_unknown_word_is_told_and_the_other_cases_are_answered(run, case):
    wrong = case("symptoms:\n  lockin: true\n", "wrong.yaml")
    status, out, err = run("--json", wrong, case(MILD))
    assert status == 1
    assert len(out.splitlines()) == 1
    assert f"{wrong}:2:3: unknown word 'lockin'. Did you mean 'locking'?" in err
    assert "Traceback" not in err


def test_text_that_is_no_yaml(run, case):
    status, out, err = run(case("pain: [\n"))
    assert (status, out) == (1, "")
    assert "case.yaml:2:1: not valid YAML" in err


def test_a_file_that_is_not_there(run, case, tmp_path):
    status, out, err = run(tmp_path / "none.yaml", case(MILD), "--json")
    assert status == 2
    assert len(out.splitlines()) == 1
    assert "none.yaml cannot be read: no such file or directory." in err


def test_several_for_people_are_told_apart(run, case):
    _status, out, _err = run(case(MILD, "a.yaml"), case(HOT, "b.yaml"))
    assert out.count("== ") == 2
