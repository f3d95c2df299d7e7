"""Motion files of the exercises: reading, checking, fingerprint.  No Blender here: the unit test reads this too."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import yaml

LOOK = 1  # raise it when the look of every picture changes (light, clothes, figure): all sheets render anew
SOURCE = Path(__file__).resolve().parents[1]
MOTIONS = SOURCE / "motions"
SHEETS = SOURCE.parents[1] / "exercises"
NEEDED = {"alt", "side", "camera", "keys"}
ALLOWED = NEEDED | {"size", "muscles", "muscle_side", "loop", "props", "lift", "anchor", "frames", "sink", "breathe", "fov", "seconds"}
SIDES = ("right", "none")
LOOPS = ("pingpong", "cycle", "still")
STANDING = (480, 480)
HALF_LOOP_FRAMES = 11  # there; the player walks them back
CYCLE_FRAMES = 18

Motion = dict[str, Any]


def ids() -> list[str]:
    """Names of all exercises that have a motion file."""
    return sorted(path.stem for path in MOTIONS.glob("*.yaml"))


def load(name: str) -> Motion:
    """Read one motion; a sentence says what is wrong with it."""
    motion = yaml.safe_load((MOTIONS / f"{name}.yaml").read_text(encoding="utf-8"))
    missing, unknown = NEEDED - motion.keys(), motion.keys() - ALLOWED
    if missing or unknown:
        raise SystemExit(f"{name}.yaml: missing {sorted(missing)}, unknown {sorted(unknown)}")
    if motion["side"] not in SIDES or motion.get("loop", "pingpong") not in LOOPS:
        raise SystemExit(f"{name}.yaml: side is one of {SIDES}, loop one of {LOOPS}")
    return motion


def loop(motion: Motion) -> str:
    """How the sheet is played: there and back, round and round, or one picture."""
    return "still" if stored_frames(motion) == 1 else str(motion.get("loop", "pingpong"))


def stored_frames(motion: Motion) -> int:
    """Pictures in the sheet: half a loop there and back, a whole cycle, or one still."""
    kind = motion.get("loop", "pingpong")
    if kind == "still" or (len(motion["keys"]) == 1 and not motion.get("breathe")):
        return 1
    return int(motion.get("frames", CYCLE_FRAMES if kind == "cycle" else HALF_LOOP_FRAMES))


def cell(motion: Motion) -> tuple[int, int]:
    """Width and height of one picture in pixels."""
    width, height = motion.get("size", STANDING)
    return int(width), int(height)


def fingerprint(motion: Motion) -> str:
    """Changes when the motion or the look changes; compared to skip finished sheets."""
    text = json.dumps([LOOK, motion], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
