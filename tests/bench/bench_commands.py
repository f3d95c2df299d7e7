"""The commands: a whole process each, beside an empty Python process."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_CASE = """
person: {age: 34, sex: female, sport: running, history: [beginner]}
pain: {side: right, places: [patella], spread: hand, intensity: 4, qualities: [dull]}
story: {onset: after_run, days: 10}
symptoms: {swelling: false}
worse_with: [stairs_down]
"""


def _seconds(words: list[str], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        subprocess.run([sys.executable, *words], check=True, capture_output=True)
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def measure(*, quick: bool = False) -> dict[str, float]:
    rounds = 3 if quick else 9
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "case.yaml"
        case.write_text(_CASE)
        command = ["-m", "kneeapp"]
        return {
            "empty_python_s": _seconds(["-c", "pass"], rounds),
            "version_s": _seconds([*command, "--version"], rounds),
            "locate_s": _seconds([*command, "locate", "front", "0.5", "0.45"], rounds),
            "plan_s": _seconds([*command, "plan", "runners-knee-1"], rounds),
            "assess_one_s": _seconds([*command, "assess", str(case)], rounds),
            "assess_1000_s": _seconds([*command, "assess", "--json", *[str(case)] * 1000], 1),
        }
