"""What the person chose, kept in one small JSON file that may be edited or broken by hand."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from kneeapp.base.files import make_private_folder, write_atomic

if TYPE_CHECKING:
    from pathlib import Path

THEMES = ("system", "light", "dark", "contrast")
TALK_LEVELS = ("little", "normal", "full")
VOICES = ("own", "system")
TEXT_PERCENT = range(80, 201)
_RANGES: dict[str, tuple[float, float]] = {
    "text_percent": (80, 200),
    "volume": (0, 100),
    "voice_volume": (0, 100),
    "voice_rate": (-1.0, 1.0),
    "switch_s": (0, 30),
    "countdown_s": (0, 60),
    "remind_at_min": (0, 1439),
    "quiet_from_min": (0, 1439),
    "quiet_to_min": (0, 1439),
}
_CHOICES: dict[str, tuple[str, ...]] = {"theme": THEMES, "talk": TALK_LEVELS, "voice_kind": VOICES}


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings with their defaults.

    Attributes:
        theme: one of THEMES.
        text_percent: text size, 80 to 200.
        knee_skin: the look of the knee, a folder of `assets/knee`; empty = the usual one.
        reduced_motion: still pictures instead of moving ones.
        voice: whether the player speaks.
        voice_kind: whose voice, one of VOICES: Kneeapp's or the computer's.
        voice_engine, voice_name: as the speech library names them; empty = its default.
        voice_rate: -1 slow to 1 fast.
        voice_volume, volume: 0 to 100, of the voice and of the beeps.
        talk: how much is said, one of TALK_LEVELS.
        beeps: whether the player beeps.
        country: ISO 3166 two letters; empty = not chosen.
        emergency_number, advice_line: own numbers; empty = the country's.
        switch_s: seconds to change sides when a routine gives none.
        countdown_s: seconds before the first exercise.
        reminders: whether the program reminds while it is open.
        remind_at_min: when, minutes after midnight on the clock on the wall.
        quiet_from_min, quiet_to_min: no reminder between these, minutes after midnight.
        routine_days: the planned days, digits from 1 Monday to 7 Sunday.
        reminded: what was reminded of on which day, see `flow.reminders`.
        notice_seen: the first-run notice was read.
        window: the window's size and place, as Qt encodes it.
    """

    theme: str = "system"
    text_percent: int = 100
    knee_skin: str = ""
    reduced_motion: bool = False
    voice: bool = True
    voice_kind: str = "own"
    voice_engine: str = ""
    voice_name: str = ""
    voice_rate: float = 0.0
    voice_volume: int = 100
    talk: str = "normal"
    beeps: bool = True
    volume: int = 70
    country: str = ""
    emergency_number: str = ""
    advice_line: str = ""
    switch_s: int = 5
    countdown_s: int = 10
    reminders: bool = False
    remind_at_min: int = 18 * 60
    quiet_from_min: int = 21 * 60
    quiet_to_min: int = 8 * 60
    routine_days: str = ""
    reminded: str = ""
    notice_seen: bool = False
    window: str = ""


def load(path: Path) -> tuple[Settings, str]:
    """Read the settings; what cannot be used keeps its default.

    Returns:
        The settings, and one sentence about what was wrong (empty when nothing was).
    """
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings(), ""
    except (OSError, ValueError, RecursionError):
        return Settings(), f"The settings file {path} cannot be read. The usual settings are used."
    if not isinstance(raw, dict):
        return Settings(), f"The settings file {path} holds no settings. The usual ones are used."
    known = {field.name for field in fields(Settings)}
    good: dict[str, Any] = {k: v for k, v in raw.items() if k in known and _fits(k, v)}
    bad = sorted((raw.keys() & known) - good.keys())
    problem = f"These settings could not be used and were reset: {', '.join(bad)}." if bad else ""
    return replace(Settings(), **good), problem


def save(path: Path, settings: Settings) -> None:
    """Write the settings.

    Raises:
        OSError: when the folder or file cannot be written.
    """
    make_private_folder(path.parent)
    write_atomic(path, json.dumps(asdict(settings), indent=2) + "\n")


def _fits(key: str, value: object) -> bool:
    default = getattr(Settings(), key)
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(value, bool) and isinstance(default, bool)
    if isinstance(default, float):
        right_type = isinstance(value, (int, float))
    else:
        right_type = type(value) is type(default)
    if not right_type:
        return False
    if key in _RANGES and isinstance(value, (int, float)):
        low, high = _RANGES[key]
        return low <= value <= high
    return key not in _CHOICES or value in _CHOICES[key]
