"""How exercises move: the `figure:` part of their files, what it becomes, its fingerprint.  No Blender here: a unit test reads this too."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from kneeapp.base.yamlfile import YamlProblems, read_file
from kneeapp.routine.load import check

LOOK = 2  # raise it when the look of every picture changes (light, clothes, figure): all sheets render anew
ROOT = Path(__file__).resolve().parents[4]
EXERCISES = ROOT / "routines" / "exercises"
SHEETS = ROOT / "assets" / "exercises"
STANDING = (640, 640)
HALF_LOOP_FRAMES = 13  # there; the player walks them back
CYCLE_FRAMES = 24

Motion = dict[str, Any]


def ids() -> list[str]:
    """Names of all shipped exercises."""
    return sorted(path.stem for path in EXERCISES.glob("*.yaml"))


def load(wanted: list[str]) -> dict[str, Motion]:
    """Motions by id, of shipped exercises (by id) and of exercise files.

    Raises:
        YamlProblems: a file has problems.
        SystemExit: a file is not an exercise, or has no figure.
    """
    paths = [Path(name) if name.endswith((".yaml", ".yml")) else EXERCISES / f"{name}.yaml" for name in wanted]
    problems = check(paths, [ROOT / "routines"])
    if problems:
        raise YamlProblems(tuple(problems))
    return dict(map(read, paths))


def read(path: Path) -> tuple[str, Motion]:
    """The id and the motion of a file that is known to be good."""
    data = read_file(path).data
    if data.get("kind") != "exercise" or not data.get("figure"):
        raise SystemExit(f"{path} has no figure to draw")
    figure = dict(data["figure"])
    shared = figure.pop("pose", {})
    figure["keys"] = [key | {"pose": shared | key["pose"]} for key in figure["keys"]]
    return data["id"], figure | {"alt": data["alt"]}


def loop(motion: Motion) -> str:
    """How the sheet is played: there and back, round and round, or one picture."""
    return "still" if stored_frames(motion) == 1 else str(motion.get("loop", "pingpong"))


def stored_frames(motion: Motion) -> int:
    """Pictures in the sheet: half a loop there and back, a whole cycle, or one still."""
    kind = motion.get("loop", "pingpong")
    if len(motion["keys"]) == 1 and not motion.get("breathe"):
        return 1
    return int(motion.get("frames", CYCLE_FRAMES if kind == "cycle" else HALF_LOOP_FRAMES))


def frame_ms(motion: Motion) -> int | None:
    """How long one picture stays while the figure moves freely; None = the player's own pace."""
    if "seconds" not in motion:
        return None
    count = stored_frames(motion)
    return round(1000 * float(motion["seconds"]) / (count if loop(motion) == "cycle" else 2 * (count - 1)))


def cell(motion: Motion) -> tuple[int, int]:
    """Width and height of one picture in pixels."""
    width, height = motion.get("size", STANDING)
    return int(width), int(height)


def fingerprint(motion: Motion) -> str:
    """Changes when the motion or the look changes, not with the words; compared to skip finished sheets."""
    drawn = {key: value for key, value in motion.items() if key != "alt"}
    text = json.dumps([LOOK, drawn], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
