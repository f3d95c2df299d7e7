"""Small timelines, written as one line per segment."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kneeapp.base.side import Side
from kneeapp.routine.timeline import Kind, Phase, PlayStep, Segment, Timeline


def segment(kind, length_ms, **more):
    usual = {
        "label": "Half squat",
        "start_ms": 0,
        "step": 0,
        "exercise": "half-squat",
        "side": None,
        "set": None,
        "sets": None,
        "rep": None,
        "reps": None,
        "phase": None,
        "open_ended": False,
    }
    return Segment(kind=Kind(kind), length_ms=length_ms, **(usual | more))


def timeline(*segments, steps=None):
    placed, start = [], 0
    for one in segments:
        placed.append(replace(one, start_ms=start))
        start += one.length_ms
    count = max((s.step for s in placed), default=-1) + 1
    steps = steps or tuple(
        PlayStep(
            exercise=f"exercise-{n}",
            label="Half squat" if n == 0 else f"Exercise {n}",
            dose="2 × 10, hold 5 s",
            side=None,
            first_segment=next(i for i, s in enumerate(placed) if s.step == n),
        )
        for n in range(count)
    )
    return Timeline("half", "A half", tuple(placed), steps, ())


@pytest.fixture
def seg():
    return segment


@pytest.fixture
def line():
    return timeline


@pytest.fixture
def two_legs():
    """Two sets of two reps (down 2, hold 5, up 2), left then right, rest 30, then a 60 s walk."""
    parts = [segment("get_ready", 10_000, side=Side.LEFT, set=1, sets=2)]
    for side in (Side.LEFT, Side.RIGHT):
        if side is Side.RIGHT:
            parts.append(segment("switch", 5_000, side=side))
        for number in (1, 2):
            for rep in (1, 2):
                where = {"side": side, "set": number, "sets": 2, "rep": rep, "reps": 2}
                parts += [
                    segment("work", 2_000, phase=Phase.DOWN, **where),
                    segment("hold", 5_000, phase=Phase.HOLD, **where),
                    segment("work", 2_000, phase=Phase.UP, **where),
                ]
            if number == 1:
                parts.append(segment("rest", 30_000, side=side))
    parts.append(segment("rest", 20_000, step=1, exercise="walk"))
    parts.append(segment("work", 60_000, step=1, exercise="walk", label="Walk"))
    return timeline(*parts)
