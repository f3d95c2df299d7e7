"""What is heard of a session whatever the person presses, however the machine stalls or sleeps."""

from __future__ import annotations

import random

import pytest

from kneeapp.base.side import Side
from kneeapp.player.engine import Command, Status
from kneeapp.routine.timeline import Choices, compile_timeline
from kneeapp.ui.audio.mixer import Channel
from tests.hearing_sim import Simulation, overlaps
from tests.shipped import library

KEYS = (
    Command.PAUSE, Command.RESUME, Command.SKIP, Command.BACK, Command.DONE, Command.RESTART,
    Command.PLUS_10, Command.HURT,
)  # fmt: skip
STEPS = 400


def simulated(clock, routine, side=Side.LEFT):
    made = compile_timeline(
        library().routines[routine], library(), Choices(side=side, countdown_ms=10_000)
    )
    return Simulation(clock, made, library().exercises.values())


def let_pass(made, clock, ms, step=50):
    for _ in range(ms // step):
        clock.advance(step)
        made.pump()
        made.look()


def something_happens(made, clock, rng):
    what = rng.random()
    if what < 0.10:
        made.command(rng.choice(KEYS))
    elif what < 0.13:
        clock.sleep(rng.randrange(6_000, 60_000))
    elif what < 0.20:  # the window stands still, the sound process does not
        for _ in range(rng.randrange(2, 80)):
            clock.advance(50)
            made.pump()
    elif made.session.status is Status.PAUSED and what < 0.5:
        made.command(Command.RESUME)


@pytest.mark.parametrize("seed", range(6))
def test_random_keys_stalls_and_sleep(qapp, clock, seed):
    """Each cue at most once in a pass, voices never at once, nothing begun that cannot end."""
    rng = random.Random(seed)
    names = sorted(library().routines)
    made = simulated(clock, rng.choice(names), rng.choice([Side.LEFT, Side.RIGHT, None]))
    for _ in range(STEPS):
        if made.over:
            break
        something_happens(made, clock, rng)
        for _ in range(rng.randrange(1, 12)):
            clock.advance(rng.randrange(1, 40))
            made.pump()
        made.look()
    mixer = made.ears.mixer
    assert overlaps(mixer.heard, mixer.silenced_ms) == []
    assert mixer.cut == 0
    assert all(-1 <= h.late_ms <= h.grace_ms + 1 for h in mixer.heard)
    assert not repeated(mixer)


def repeated(mixer):
    """The same thing, due at the same moment, begun twice between two silences."""
    seen, doubles = set(), []
    for heard in mixer.heard:
        stretch = sum(s <= heard.at_ms for s in mixer.silenced_ms)
        key = (heard.name, heard.channel, round(heard.due_ms), stretch)
        doubles += [key] if key in seen else []
        seen.add(key)
    return doubles


def test_a_window_that_stands_still_delays_no_tick(qapp, clock):
    made = simulated(clock, "runners-knee-1")
    let_pass(made, clock, 6_000)
    before = len(made.ears.mixer.heard)
    for _ in range(50):  # 2.5 s without a look
        clock.advance(50)
        made.pump()
    made.look()
    let_pass(made, clock, 5_000)
    late = [h.late_ms for h in made.ears.mixer.heard[before:]]
    assert max(map(abs, late)) <= 1


def test_a_pause_is_silent_at_once_and_nothing_is_lost_by_it(qapp, clock):
    made = simulated(clock, "runners-knee-1")
    let_pass(made, clock, 6_000)
    made.command(Command.PAUSE)
    let_pass(made, clock, 8_000)
    paused_at = made.ears.mixer.silenced_ms[-1]
    assert all(h.at_ms <= paused_at for h in made.ears.mixer.heard)
    made.command(Command.RESUME)
    let_pass(made, clock, 6_000)
    after = [h for h in made.ears.mixer.heard if h.at_ms > paused_at]
    assert after
    assert all(abs(h.late_ms) <= 1 for h in after)


def test_counts_are_said_after_the_head_of_their_beep(qapp, clock):
    made = simulated(clock, "runners-knee-1")
    let_pass(made, clock, 12_000)
    heard = made.ears.mixer.heard
    beeps = [h.at_ms for h in heard if h.name == "count"]
    threes = [h.at_ms for h in heard if h.name == "3" and h.channel is Channel.VOICE]
    assert threes
    assert all(any(at - 125 <= beep <= at - 115 for beep in beeps) for at in threes)
