from __future__ import annotations

import pytest

from kneeapp.base.paths import routines
from kneeapp.cli.main import run_command

GOOD = """\
kind: routine
id: mine
title: Mine
purpose: strength
summary: Mine.
pain_rule: {during: 2, mode: careful, sources: [J]}
stop: [Pain.]
sources: [J]
steps:
  - {exercise: half-squat, reps: 10}
"""


@pytest.fixture
def mine(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_a_good_file(mine, capsys):
    assert run_command(["check", str(mine)]) == 0
    out, err = capsys.readouterr()
    assert (out, err) == ("1 file checked, no problems.\n", "")


def test_the_shipped_folder(capsys):
    assert run_command(["check", str(routines())]) == 0
    assert capsys.readouterr().out.endswith("files checked, no problems.\n")


def test_problems_with_their_places_then_a_summary(mine, capsys):
    mine.write_text(GOOD.replace("reps", "resp").replace("half-squat", "half-sqat"), "utf-8")
    assert run_command(["check", str(mine)]) == 1
    assert capsys.readouterr().err == (
        f"{mine}:10:16: there is no exercise 'half-sqat' (did you mean 'half-squat'?)\n"
        f"{mine}:10:27: unknown key 'resp' (did you mean 'reps'?)\n"
        "1 file checked, 2 problems.\n"
    )


def test_a_file_may_use_what_lies_beside_it_and_in_the_own_folder(mine, tmp_path, capsys):
    own = tmp_path / "data" / "routines"
    own.mkdir(parents=True)
    exercise = (routines() / "exercises" / "half-squat.yaml").read_text(encoding="utf-8")
    (tmp_path / "a.yaml").write_text(exercise.replace("id: half-squat", "id: first"), "utf-8")
    (own / "b.yaml").write_text(exercise.replace("id: half-squat", "id: second"), "utf-8")
    (tmp_path / "broken.yaml").write_text("]", "utf-8")
    more = "  - {exercise: first, reps: 3}\n  - {exercise: second, reps: 3}\n"
    mine.write_text(GOOD + more, "utf-8")
    assert run_command(["check", str(mine)]) == 0
    assert capsys.readouterr().err == ""


def test_a_path_that_is_not_there(mine, tmp_path, capsys):
    assert run_command(["check", str(tmp_path / "none.yaml"), str(mine)]) == 2
    out, err = capsys.readouterr()
    assert err == f"{tmp_path}/none.yaml: cannot be read: no such file or directory\n"
    assert out == "1 file checked, no problems.\n"


def test_a_huge_file_is_refused(tmp_path, capsys):
    path = tmp_path / "huge.yaml"
    path.write_bytes(b"a: " + b"x" * 10_000_000)
    assert run_command(["check", str(path)]) == 1
    assert "larger than 256 KiB" in capsys.readouterr().err
