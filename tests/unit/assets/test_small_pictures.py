"""Every exercise picture has its small one for lists, and none is left over."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

EXERCISES = Path(__file__).resolve().parents[3] / "assets" / "exercises"
SMALL = sorted((EXERCISES / "small").glob("*.webp"))


def test_every_sheet_has_one():
    assert [p.name for p in SMALL] == sorted(p.name for p in EXERCISES.glob("*.webp"))


@pytest.mark.parametrize("path", SMALL, ids=lambda p: p.stem)
def test_it_is_small_and_fills_its_box(path):
    head = path.read_bytes()[:30]
    assert (head[:4], head[8:16]) == (b"RIFF", b"WEBPVP8X")
    width = 1 + int.from_bytes(head[24:27], "little")
    height = 1 + int.from_bytes(head[27:30], "little")
    assert width == 264 or height == 176
    assert width <= 264
    assert height <= 176
    assert struct.unpack("<I", head[4:8])[0] < 24_000
