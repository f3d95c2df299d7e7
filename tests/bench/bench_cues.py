"""Cues over 8 simulated hours of shipped routines, with a window and a sound process that stall.

Targets: nothing late by more than a tick of the clock while the window stalls for less than the
look-ahead; nothing cut off; two voices never at once; what is dropped was lost to longer stalls.
"""

from __future__ import annotations

import os
import random
from itertools import cycle

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np

from kneeapp.base.paths import routines
from kneeapp.base.side import Side
from kneeapp.player.cues import segment_cues
from kneeapp.routine.load import load_library
from kneeapp.routine.timeline import Choices, compile_timeline
from kneeapp.ui.app import make_application
from tests.conftest import FakeClock
from tests.hearing_sim import Simulation, overlaps

HOURS, QUICK_HOURS = 8.0, 0.2
LOOK_MS, FEED_MS = 50, 50


def measure(*, quick: bool = False) -> dict[str, float]:
    app = make_application()
    assert app is not None
    rng = random.Random(5)
    library = load_library([routines()])
    wanted = (QUICK_HOURS if quick else HOURS) * 3_600_000
    clock = FakeClock()
    late, spent, planned, heard, dropped, cut, twice, stalls = [], 0, 0, 0, 0, 0, 0, [0]
    for routine, side in zip(
        cycle(library.routines.values()), cycle((Side.LEFT, Side.RIGHT, None)), strict=False
    ):
        line = compile_timeline(routine, library, Choices(side=side, switch_ms=5_000))
        if any(s.open_ended for s in line.segments):
            continue  # waits for a key
        made = Simulation(clock, line, library.exercises.values())
        begun = clock.ms
        _play(made, clock, rng, stalls)
        mixer = made.ears.mixer
        spent += clock.ms - begun
        script = made.session._script
        planned += sum(
            (c.beep is not None) + bool(c.text)
            for i in range(len(line.segments))
            for c in segment_cues(line, i, script)
        )
        heard += len(mixer.heard)
        late += [h.late_ms for h in mixer.heard]
        dropped += mixer.dropped
        cut += mixer.cut
        twice += len(overlaps(mixer.heard, mixer.silenced_ms))
        if spent >= wanted:
            break
    return {
        "simulated_hours": spent / 3_600_000,
        "window_stalls": float(stalls[0]),
        "cues_planned": float(planned),
        "cues_heard": float(heard),
        "late_p50_ms": float(np.percentile(late, 50)),
        "late_p99_ms": float(np.percentile(late, 99)),
        "late_max_ms": max(late),
        "late_over_30_ms": float(sum(x > 30 for x in late)),
        "dropped_late": float(dropped),
        "cut_off": float(cut),
        "two_voices_at_once": float(twice),
    }


def _play(made, clock, rng, stalls):
    """Both processes have their turns; now and then one of them stands still."""
    look_at = feed_at = clock.ms
    while not made.over:
        clock.ms = max(clock.ms, min(look_at, feed_at))
        if clock.ms >= feed_at:
            made.pump()
            feed_at = clock.ms + FEED_MS + _stall(rng, 1_000, 0.002)
        if clock.ms >= look_at:
            made.look()
            stall = _stall(rng, 4_500, 0.002)
            stalls[0] += stall >= 100
            look_at = clock.ms + min(LOOK_MS, made.session.next_wake_ms() or LOOK_MS) + stall


def _stall(rng, longest, chance):
    return round(rng.uniform(100, longest)) if rng.random() < chance else rng.randrange(4)
