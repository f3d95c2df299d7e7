"""How exercises move: the `figure:` part of their files, what it becomes, its fingerprint.  No Blender here: a unit test reads this too."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from kneeapp.base.yamlfile import YamlProblems, read_file
from kneeapp.routine.load import check
from kneeapp.routine.values import duration

LOOK = 3  # raise it when the look of every picture changes (light, clothes, figure): all sheets render anew
ROOT = Path(__file__).resolve().parents[4]
EXERCISES = ROOT / "routines" / "exercises"
SHEETS = ROOT / "assets" / "exercises"
STANDING = (640, 640)
PER_SECOND = 12  # pictures of the longest moving part of the tempo: what the eye takes for one movement
HALF_LOOP_FRAMES = 13, 37  # fewest and most there; the player walks them back
CYCLE_FRAMES = 24, 72

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
    return data["id"], figure | {"alt": data["alt"], "tempo": data.get("tempo")}


def loop(motion: Motion) -> str:
    """How the sheet is played: there and back, round and round, or one picture."""
    return "still" if stored_frames(motion) == 1 else str(motion.get("loop", "pingpong"))


def stored_frames(motion: Motion) -> int:
    """Pictures in the sheet: half a loop there and back, a whole cycle, or one still."""
    if len(motion["keys"]) == 1 and not motion.get("breathe"):
        return 1
    return int(motion.get("frames") or frames_for(motion.get("tempo"), cycle=motion.get("loop") == "cycle"))


def frames_for(tempo: Any, *, cycle: bool) -> int:
    """Pictures that make a movement of this tempo smooth: there and back the way there, of a cycle the whole round."""
    fewest, most = CYCLE_FRAMES if cycle else HALF_LOOP_FRAMES
    wanted = round(PER_SECOND * moving_seconds(tempo, cycle=cycle)) + (0 if cycle else 1)
    return min(max(wanted, fewest), most)


def moving_seconds(tempo: Any, *, cycle: bool) -> float:
    """How long the pictures take to go by once in a rep, at the slowest; 0 = the tempo tells no movement."""
    if isinstance(tempo, dict):
        return max((duration(tempo[part]).value for part in ("down", "up") if part in tempo), default=0) / 1000
    whole = duration(tempo).value / 1000 if tempo else 0.0
    return whole if cycle else whole / 2


def frame_ms(motion: Motion) -> int | None:
    """How long one picture stays while the figure moves freely: the pace of `seconds` or of the tempo; None = the player's own."""
    cycle, count = loop(motion) == "cycle", stored_frames(motion)
    once = moving_seconds(motion.get("tempo"), cycle=cycle)
    if "seconds" in motion:
        once = float(motion["seconds"]) / (1 if cycle else 2)
    if count == 1 or not once:
        return None
    return round(1000 * once / (count if cycle else count - 1))


def cell(motion: Motion) -> tuple[int, int]:
    """Width and height of one picture in pixels."""
    width, height = motion.get("size", STANDING)
    return int(width), int(height)


def fingerprint(motion: Motion) -> str:
    """Changes when the motion, the number of pictures or the look changes, not with the words; compared to skip finished sheets."""
    drawn = {key: value for key, value in motion.items() if key not in {"alt", "tempo", "frames"}}
    fewest, _ = CYCLE_FRAMES if motion.get("loop") == "cycle" else HALF_LOOP_FRAMES
    if stored_frames(motion) not in {1, fewest}:
        drawn["frames"] = stored_frames(motion)
    text = json.dumps([LOOK, drawn], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
