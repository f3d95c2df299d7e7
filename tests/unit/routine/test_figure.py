"""The `figure:` part of an exercise: what is wrong with it is told with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kneeapp.base.paths import routines
from kneeapp.base.yamlfile import read_file, read_text
from kneeapp.routine.drawn import DrawnExerciseFile
from kneeapp.routine.load import check, load_library

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """\
kind: exercise
id: own
name: Own
group: strength
position: standing
start: Stand.
steps: [Rise.]
sides: both
dose: 2 sets of 10.
sources: [J]
alt: A person rises.
"""
FIGURE = """\
figure:
  side: none
  camera: {az: 72, el: 7}
  muscles: [calves]
  props:
    - {wall: front, at: [tip_R, 0, 0.1, 0], w: 0.9}
  pose: {hip: [0, 3, 4]}
  keys:
    - phase: up
      pose:
        plant: feet
        fit: ["hip.abd ~ ball_L.x = @", "knee ~ heel_R.z = knee_L.z-0.4"]
    - phase: hold
      pose:
        toes: 38
        reach: {R: [anchor, 0.2, -0.3, 1]}
        floor: ["toe_R:0.02"]
"""


def _problems(tmp_path: Path, figure: str) -> list[str]:
    path = tmp_path / "own.yaml"
    path.write_text(HEAD + figure, encoding="utf-8")
    return [str(one).removeprefix(f"{path}:") for one in check([path], [routines()])]


def test_a_figure_that_uses_everything_is_fine(tmp_path):
    assert _problems(tmp_path, FIGURE) == []


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("hip: [0, 3, 4]", "hipp: [0, 3, 4]", "18:10: unknown key 'hipp' (did you mean 'hip'?)"),
        (
            "hip: [0, 3, 4]",
            "hip: [0, 300, 4]",
            "18:15: hip: abd 300 is out of range; -45 to 90 degrees",
        ),
        ("hip: [0, 3, 4]", "hip: [0, 3]", "18:15: hip: write 3 angles: [flex, abd, rot]"),
        ("hip: [0, 3, 4]", "knee: 200", "18:16: knee: '200' is too large; 165.0 at most"),
        ("hip: [0, 3, 4]", "fingers: 1.5", "18:19: fingers: '1.5' is too large; 1.0 at most"),
        ("hip: [0, 3, 4]", "fingers_R: fist", "18:21: fingers_R: 'fist' does not fit here"),
        ("hip: [0, 3, 4]", "finger: 0", "18:10: unknown key 'finger' (did you mean 'fingers'?)"),
        ("wall: front", "wal: front", "17:8: unknown key 'wal' (did you mean 'wall'?)"),
        ("tip_R", "tipp_R", "17:25: at: point 'tipp_R' is not known (did you mean 'tip_R'?)"),
        ("hip.abd ~", "hop.abd ~", "23:15: joint 'hop' is not known (did you mean 'hip'?)"),
        (
            "hip.abd ~",
            "hip.up ~",
            "23:15: 'hip.up' is no angle of that joint; use one of: hip.flex, hip.abd, hip.rot",
        ),
        ("ball_L.x = @", "ball_L.x = ?", "23:15: '?' is no number, no @ and no point"),
        ("ball_L.x = @", "ball_L.q = @", "23:15: 'ball_L.q' cannot be measured"),
        ("[anchor, 0.2, -0.3, 1]", "[anchor, 0.2]", "27:20: R: write [point, left, back, up]"),
        ("toe_R:0.02", "toe_R:deep", "28:17: write metres after the ':', not 'deep'"),
        ("[calves]", "[calfs]", "15:13: 'calfs' is not known (did you mean 'calves'?)"),
        ("plant: feet", "plant: hands", "22:16: plant: 'hands' is not known"),
        ("az: 72", "az: 720", "14:16: az: '720' is too large"),
    ],
)
def test_a_slip_is_told_with_its_place(tmp_path, right, wrong, told):
    assert right in FIGURE
    problems = _problems(tmp_path, FIGURE.replace(right, wrong))
    assert len(problems) == 1
    assert problems[0].startswith(told)


def test_two_things_in_one_are_told(tmp_path):
    both = FIGURE.replace("{wall: front,", "{wall: front, mat: null,")
    (problem,) = _problems(tmp_path, both)
    assert "name one thing, and only one" in problem


def test_the_program_reads_an_exercise_whose_figure_is_wrong(tmp_path):
    broken = FIGURE.replace("hip: [0, 3, 4]", "hip: [0, 3") + "  keys: again\n"
    (tmp_path / "own.yaml").write_text(HEAD + broken, encoding="utf-8")
    library = load_library([tmp_path])
    assert list(library.exercises) == ["own"]
    assert library.problems == ()
    assert check([tmp_path / "own.yaml"]) != []


@pytest.mark.parametrize("after", ["", "\n# end\n", "loads: [balance]\n", "\nloads: [balance]"])
def test_what_follows_a_skipped_figure_keeps_its_place(after):
    text = HEAD + FIGURE + after
    whole, short = read_text(text, "own"), read_text(text, "own", skip="figure")
    assert "figure" in whole.data
    assert short.data == {key: value for key, value in whole.data.items() if key != "figure"}
    assert [short.mark((key,)) for key in short.data] == [whole.mark((key,)) for key in short.data]


@pytest.mark.parametrize(
    "path", sorted((routines() / "exercises").glob("*.yaml")), ids=lambda p: p.stem
)
def test_every_shipped_exercise_has_a_figure_that_fits(path):
    file = DrawnExerciseFile.model_validate(read_file(path).data)
    assert file.figure is not None
    assert 25 <= len(file.alt) <= 170
    assert file.alt.endswith(".")
    # The left leg is shown by a mirror: both sides must never be meant by one picture of the right.
    assert (file.figure.side == "right") or file.sides in {"both", "none"}
