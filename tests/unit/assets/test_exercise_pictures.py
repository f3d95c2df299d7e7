"""Every exercise with a figure has its finished sheet; sheet, description and motion agree."""

from __future__ import annotations

import importlib.util
import json
import struct
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[3]
SHEETS = ROOT / "assets" / "exercises"
KEYS = {"format", "cell", "columns", "frames", "loop", "side", "start", "end", "alt", "hash"}
OWN_PACE = {"frame_ms"}


def _motions() -> ModuleType:
    """The build tool's reader of motions, loaded by path: it is not part of the program."""
    path = ROOT / "assets" / "source" / "figure" / "figlib" / "motions.py"
    spec = importlib.util.spec_from_file_location("exercise_motions", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MOTIONS = _motions()
IDS: list[str] = MOTIONS.ids()


@cache
def _motion(name: str) -> dict[str, Any]:
    motion: dict[str, Any]
    exercise, motion = MOTIONS.read(MOTIONS.EXERCISES / f"{name}.yaml")
    assert exercise == name
    return motion


@cache
def _about(name: str) -> dict[str, Any]:
    about: dict[str, Any] = json.loads((SHEETS / f"{name}.json").read_text(encoding="utf-8"))
    return about


def _webp_size(path: Path) -> tuple[int, int, bool]:
    """Width, height and "has transparency" from the extended WebP header."""
    head = path.read_bytes()[:30]
    assert head[:4] == b"RIFF"
    assert head[8:16] == b"WEBPVP8X"
    assert struct.unpack("<I", head[4:8])[0] + 8 == path.stat().st_size
    width = int.from_bytes(head[24:27], "little") + 1
    height = int.from_bytes(head[27:30], "little") + 1
    return width, height, bool(head[20] & 0x10)


def test_there_are_figures_and_no_sheet_without_one() -> None:
    assert len(IDS) > 50
    assert {path.stem for path in SHEETS.glob("*.webp")} == set(IDS)
    assert {path.stem for path in SHEETS.glob("*.json")} == set(IDS)


@pytest.mark.parametrize("name", IDS)
def test_sheet_and_description_agree(name: str) -> None:
    about = _about(name)
    assert about.keys() - OWN_PACE == KEYS
    assert about["format"] == 1
    width, height = about["cell"]
    rows = -(-about["frames"] // about["columns"])
    expected = (width * about["columns"], height * rows, True)
    assert _webp_size(SHEETS / f"{name}.webp") == expected


@pytest.mark.parametrize("name", IDS)
def test_sheet_was_made_from_this_motion(name: str) -> None:
    motion, about = _motion(name), _about(name)
    assert about["hash"] == MOTIONS.fingerprint(motion), "render it again: see MOTIONS.md"
    assert about["frames"] == MOTIONS.stored_frames(motion)
    assert about["loop"] == MOTIONS.loop(motion)
    assert about.get("frame_ms") == MOTIONS.frame_ms(motion)
    assert all(cut <= drawn for cut, drawn in zip(about["cell"], MOTIONS.cell(motion), strict=True))
    assert not any(side % 2 for side in about["cell"])
    assert about["alt"] == motion["alt"]


@pytest.mark.parametrize("name", IDS)
def test_a_loop_has_24_pictures_and_two_that_tell_it(name: str) -> None:
    about = _about(name)
    last = about["frames"] - 1
    match about["loop"]:
        case "pingpong":
            assert 2 * last >= 24
            assert (about["start"], about["end"]) == (0, last)
        case "cycle":
            assert about["frames"] >= 24
            assert about["start"] == 0 < about["end"] <= last
        case _:
            assert (last, about["start"], about["end"]) == (0, 0, 0)


@pytest.mark.parametrize(
    ("tempo", "cycle", "pictures"),
    [
        (None, False, 13),
        ({"hold": "5s", "relax": "2s"}, False, 13),
        ({"up": "1s", "hold": "5s", "down": "1s"}, False, 13),
        ({"up": "2s", "down": "1.5s"}, False, 25),
        ({"down": "3s", "up": "1s"}, False, 37),
        ({"up": "4s", "down": "6s"}, False, 37),
        ("2.5s", False, 16),
        (None, True, 24),
        ("1s", True, 24),
        ("2.5s", True, 30),
        ("30s", True, 72),
    ],
)
def test_slow_movements_have_more_pictures(tempo: Any, cycle: bool, pictures: int) -> None:
    assert MOTIONS.frames_for(tempo, cycle=cycle) == pictures


def _moving(**more: Any) -> dict[str, Any]:
    return {"keys": [{}, {}], "tempo": None} | more


def test_an_author_may_say_how_many_pictures() -> None:
    slow = {"up": "3s", "down": "3s"}
    assert MOTIONS.stored_frames(_moving(tempo=slow)) == 37
    assert MOTIONS.stored_frames(_moving(tempo=slow, frames=20)) == 20
    assert MOTIONS.stored_frames(_moving(tempo=slow, keys=[{}])) == 1


def test_only_another_number_of_pictures_makes_another_tempo_worth_drawing() -> None:
    still, brisk, slow = ({"up": time, "down": "0.5s"} for time in ("0.5s", "1s", "2s"))
    one, same, other = (MOTIONS.fingerprint(_moving(tempo=tempo)) for tempo in (still, brisk, slow))
    assert one == same != other
    assert other == MOTIONS.fingerprint(_moving(frames=25))


def test_a_figure_that_moves_freely_keeps_the_tempo() -> None:
    tempo = {"down": "3s", "up": "1s"}
    assert MOTIONS.frame_ms(_moving(tempo=tempo)) == round(3000 / 36)
    assert MOTIONS.frame_ms(_moving(tempo=tempo, seconds=7.2)) == 100
    assert MOTIONS.frame_ms(_moving(tempo="2.4s", loop="cycle")) == round(2400 / 29)
    assert MOTIONS.frame_ms(_moving()) is None
