"""Every skin of the knee shows it from every angle, in the size of the maps."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

KNEE = Path(__file__).resolve().parents[3] / "assets" / "knee"
TABLE = json.loads((KNEE / "turntable.json").read_text())
SKINS = ("tone-1", "tone-2", "tone-4", "tone-5", "tone-6", "lines")


def test_there_are_six_tones_and_a_drawing():
    assert {p.parent.name for p in KNEE.glob("*/skin_00.webp")} == set(SKINS)


def test_the_knee_turns_in_steps_of_ten_degrees():
    assert len(TABLE["frames"]) == 36


@pytest.mark.parametrize("skin", SKINS)
def test_every_angle_is_there_in_the_right_size(skin):
    files = sorted((KNEE / skin).glob("*.webp"))
    assert [f.name for f in files] == [frame["skin"] for frame in TABLE["frames"]]
    for file in files:
        head = file.read_bytes()[:30]
        width = 1 + int.from_bytes(head[24:27], "little")
        height = 1 + int.from_bytes(head[27:30], "little")
        assert (head[12:16], [width, height]) == (b"VP8X", TABLE["size"])
