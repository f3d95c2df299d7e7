"""The YAML door: the worst of hostile inputs, and the whole library."""

from __future__ import annotations

import contextlib
import time

from kneeapp.base.paths import routines
from kneeapp.base.problems import YamlProblems
from kneeapp.base.yamlfile import read_text
from kneeapp.routine.load import load_library
from tests.unit.base.test_yamlfile import HOSTILE


def _milliseconds(run, rounds: int) -> float:
    best = float("inf")
    for _ in range(rounds):
        begun = time.process_time()
        run()
        best = min(best, time.process_time() - begun)
    return best * 1000


def _refuse(name: str) -> None:
    with contextlib.suppress(YamlProblems):
        read_text(HOSTILE[name], name)


def measure(*, quick: bool = False) -> dict[str, float]:
    rounds = 2 if quick else 7
    worst = max(_milliseconds(lambda name=name: _refuse(name), rounds) for name in HOSTILE)
    return {
        "worst_hostile_input_cpu_ms": worst,
        "library_again_cpu_ms": _milliseconds(lambda: load_library([routines()]), rounds),
    }
