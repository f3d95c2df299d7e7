from __future__ import annotations

import argparse
import json

import pytest

from kneeapp.cli import locate


def run(*words):
    parser = argparse.ArgumentParser()
    locate.add_parser(parser.add_subparsers())
    args = parser.parse_args(["locate", *words])
    return args.run(args)


def test_the_kneecap_from_the_front(capsys):
    assert run("front", "0.5", "0.4") == 0
    assert capsys.readouterr().out == "patella: kneecap\n"


def test_beside_the_leg(capsys):
    assert run("front", "0.01", "0.5", "--json") == 1
    assert json.loads(capsys.readouterr().out)["place"] is None
    assert run("front", "0.01", "0.5") == 1
    assert capsys.readouterr().out == "outside the leg\n"


def test_json_names_the_place_and_the_point(capsys):
    assert run("inner", "0.5", "0.5", "--side", "left", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["side"] == "left"
    assert answer["view"] == "inner"
    assert answer["angle"] == 90.0
    assert answer["plain_name"]
    x, _, _ = answer["point_mm"]
    assert x > 0  # medial, also for the left knee


@pytest.mark.parametrize(
    "words", [("front", "2", "0.5"), ("front", "x", "0.5"), ("front", "nan", "0.5")]
)
def test_a_number_that_is_no_fraction_is_refused(words, capsys):
    with pytest.raises(SystemExit) as stopped:
        run(*words)
    assert stopped.value.code == 2
    assert "is not between 0 and 1" in capsys.readouterr().err
