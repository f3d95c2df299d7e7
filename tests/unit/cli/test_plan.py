from __future__ import annotations

import json

import pytest

from kneeapp.base.paths import routines
from kneeapp.cli.main import run_command


def answer(capsys, *words):
    assert run_command(["plan", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_json_has_the_promised_fields(capsys):
    found = answer(capsys, "runners-knee-1")
    assert (found["id"], found["total_s"]) == ("runners-knee-1", 1200.0)
    assert found["segments"][0] == {
        "start_s": 0.0,
        "length_s": 240.0,
        "kind": "work",
        "exercise": "easy-spin",
        "set": 1,
        "sets": 1,
        "rep": None,
        "reps": None,
        "phase": None,
        "side": None,
        "label": "Easy spin to warm up",
        "open_ended": False,
        "step": 0,
        "reminders": [],
    }
    assert sum(one["length_s"] for one in found["segments"]) == found["total_s"]


def test_a_side_doubles_or_names_the_sore_side(capsys):
    right = answer(capsys, "runners-knee-1", "--side", "right")
    squeezes = [one for one in right["segments"] if one["exercise"] == "quad-set" and one["rep"]]
    assert {one["side"] for one in squeezes} == {"right"}
    both = answer(capsys, "runners-knee-1", "--side", "both")
    assert both["total_s"] == 1200 + 140


def test_minutes(capsys):
    found = answer(capsys, "runners-knee-2", "--minutes", "15")
    assert found["total_s"] <= 900
    assert "Half squat: 2 sets instead of 3." in found["left_out"]


def test_text_for_people(capsys):
    assert run_command(["plan", "desk-break"]) == 0
    assert capsys.readouterr().out.splitlines()[:5] == [
        "Desk break (desk-break), 4:00",
        "",
        "1. Stand up and sit down, 8 times, 3 s down",
        "      0:00    0:40  work       Stand up and sit down, 8 reps",
        "",
    ]


def test_a_file_instead_of_an_id(tmp_path, capsys):
    text = (routines() / "routines" / "desk-break.yaml").read_text(encoding="utf-8")
    path = tmp_path / "mine.yaml"
    path.write_text(text.replace("id: desk-break", "id: mine"), encoding="utf-8")
    assert answer(capsys, str(path))["id"] == "mine"
    path.write_text(text.replace("id: desk-break", "id: desk-break\nnotes: x"), encoding="utf-8")
    assert run_command(["plan", str(path)]) == 1
    assert capsys.readouterr().err == (f"{path}:3:1: unknown key 'notes' (did you mean 'note'?)\n")


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("desk-brake", "There is no routine 'desk-brake' (did you mean 'desk-break'?)."),
        (str(routines() / "exercises" / "half-squat.yaml"), "holds an exercise, not a routine."),
    ],
)
def test_what_is_no_routine(word, told, capsys):
    assert run_command(["plan", word]) == 2
    assert told in capsys.readouterr().err


def test_a_file_that_is_not_there(tmp_path, capsys):
    assert run_command(["plan", str(tmp_path / "none.yaml")]) == 2
    assert "none.yaml" in capsys.readouterr().err


@pytest.mark.parametrize("minutes", ["0", "x", "601"])
def test_minutes_out_of_range(minutes, capsys):
    assert run_command(["plan", "desk-break", "--minutes", minutes]) == 2
    assert "--minutes" in capsys.readouterr().err


def test_the_minutes_of_the_window_are_no_riddle(capsys):
    assert run_command(["plan", "runners-knee-1", "--side", "both"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith(", 22:20")
    assert lines[-1].startswith("In the window about 23 min: 1 more to change sides")
    assert run_command(["plan", "runners-knee-1", "--json"]) == 0
    assert "In the window" not in capsys.readouterr().out


def test_a_programme_session_by_session(capsys):
    assert run_command(["plan", "first-5k"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "First 5 km in 9 weeks (first-5k), 9 weeks, 3 sessions a week"
    assert lines[2] == "Week 1"
    assert lines[3].split()[:6] == ["Week", "1,", "session", "1", "of", "3"]
    assert "25:00" in lines[3]
    assert lines[6:8] == ["   to go on: At least 7 days.", "   to go on: 3 good sessions done."]
    found = answer(capsys, "outer-knee-8-weeks")
    assert len(found["sessions"]) == 14 + 6 + 12
    assert found["sessions"][0]["length_ms"] < found["sessions"][-1]["length_ms"]
