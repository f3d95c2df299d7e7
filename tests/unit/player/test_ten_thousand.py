"""10,000 sequences of pausing, skipping, sleeping and clocks set wrong, over shipped routines.

Chosen by a seeded generator: as many as the issue asks for, in seconds, the same in every run.
"""

from __future__ import annotations

import random
from functools import cache
from itertools import pairwise

import pytest

from kneeapp.base.side import Side
from kneeapp.flow.session.session import Session
from kneeapp.player.cues import Script
from kneeapp.player.engine import (
    MAX_GAP_MS,
    Command,
    Entered,
    Extended,
    Jump,
    Left,
    Paused,
    State,
    Status,
    apply,
    segment_left_ms,
    tick,
    time_left_ms,
)
from kneeapp.routine.timeline import Choices, compile_timeline
from tests.shipped import library

SEQUENCES, BATCHES, ACTS = 10_000, 10, 14
USUAL = (33, 33, 100, 900, 2_400, MAX_GAP_MS)
SLEEPS = (MAX_GAP_MS + 1, 60_000, 8 * 3_600_000)
STEPS = (-31_536_000_000, -3_600_000, -1, 1, 4_000, 3_600_000, 31_536_000_000)
COMMANDS = (*Command, Command.PAUSE, Command.RESUME, Command.SKIP, Command.BACK)


@cache
def timelines():
    read = library()
    some = sorted(read.routines.values(), key=lambda r: r.id)[::3]
    return [compile_timeline(r, read, Choices(Side.LEFT, countdown_ms=5_000)) for r in some]


class Watched:
    """An engine that is checked after every move."""

    def __init__(self, timeline, index):
        self.timeline, self.now, self.wall, self.passed = timeline, 0, 10**12, 0
        self.state, _ = apply(timeline, State(), Jump(index), 0, self.wall)
        self.heard = []
        self.follow(*apply(timeline, self.state, Command.START, 0, self.wall), by_key=True)

    def let(self, forward, wall_forward):
        """Time passes, on both clocks or on one."""
        self.now += forward
        self.wall += wall_forward
        self.passed += forward if forward <= MAX_GAP_MS else 0
        before = self.state
        state, events = tick(self.timeline, before, self.now, self.wall)
        slept = forward > MAX_GAP_MS or wall_forward - forward > MAX_GAP_MS
        if slept and before.status is Status.RUNNING:
            assert state.status is Status.PAUSED
            assert state.index <= before.index
            assert isinstance(events[0], Paused)
        self.follow(state, events, by_key=slept)

    def press(self, command):
        self.follow(*apply(self.timeline, self.state, command, self.now, self.wall), by_key=True)

    def follow(self, state, events, *, by_key):
        entered = [e.index for e in events if isinstance(e, Entered)]
        if entered:
            # Where it is, is what it last said; by itself it goes on one by one.
            assert state.index == entered[-1]
            assert by_key or entered == list(range(entered[0], entered[0] + len(entered)))
        elif not by_key:
            assert state.index == self.state.index
        for event in events:
            if isinstance(event, Left) and not by_key:
                # Nothing is left by itself before its time, nor what waits for the person.
                assert event.completed
                assert event.spent_ms >= event.segment.length_ms
                assert not event.segment.open_ended
        said = [e for e in events if isinstance(e, (Entered, Left))]
        assert all(a != b for a, b in pairwise(said))
        self.check(state)
        self.state = state

    def check(self, state):
        assert 0 <= state.index < len(self.timeline.segments)
        assert state.spent_ms >= 0
        assert 0 <= state.active_ms <= self.passed
        assert segment_left_ms(self.timeline, state) >= 0
        assert time_left_ms(self.timeline, state) >= 0


@pytest.mark.parametrize("batch", range(BATCHES))
def test_whatever_happens_nothing_is_lost_and_nothing_happens_twice(batch):
    for number in range(SEQUENCES // BATCHES):
        chance = random.Random(batch * SEQUENCES + number)
        timeline = chance.choice(timelines())
        one = Watched(timeline, chance.randrange(len(timeline.segments)))
        for _ in range(ACTS):
            kind = chance.random()
            if kind < 0.4:
                gap = chance.choice(USUAL)
                one.let(gap, gap)
            elif kind < 0.5:
                slept = chance.choice(SLEEPS)
                one.let(chance.choice((0, slept)), slept)
            elif kind < 0.6:
                one.let(100, chance.choice(STEPS))
            elif kind < 0.95:
                one.press(chance.choice(COMMANDS))
            else:
                one.press(Jump(chance.randrange(-5, 2_000)))


class Silence:
    """A log that keeps nothing."""

    def __getattr__(self, _name):
        return lambda *_told: None


@pytest.mark.parametrize("batch", range(4))
def test_whatever_happens_no_cue_is_given_twice(batch, clock):
    for number in range(100):
        chance = random.Random(batch * SEQUENCES + number)
        timeline = chance.choice(timelines())
        session = Session(timeline, clock, Silence(), Script())
        session.command(Jump(chance.randrange(len(timeline.segments))))
        given, entered = set(), 0
        beats = [session.start()]
        for _ in range(ACTS):
            if chance.random() < 0.7:
                clock.advance(chance.choice(USUAL))
                beats.append(session.tick())
            else:
                clock.sleep(chance.choice((0, 0, 60_000)))
                beats.append(session.command(chance.choice(COMMANDS)))
            for beat in beats:
                # A segment that is begun anew may say its words anew; no other does.
                entered += sum(isinstance(e, (Entered, Extended)) for e in beat.events)
                keys = [(entered, cue.key) for cue in beat.cues if cue.text or cue.beep]
                assert given.isdisjoint(keys)
                given |= set(keys)
            beats = []
