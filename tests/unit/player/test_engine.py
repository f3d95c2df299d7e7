from __future__ import annotations

from dataclasses import replace

import pytest

from kneeapp.player.commands import MAX_EXTRA_MS
from kneeapp.player.engine import (
    Command,
    Ended,
    Entered,
    Extended,
    Jump,
    Left,
    Paused,
    Reason,
    Resumed,
    State,
    Status,
    apply,
    segment_left_ms,
    tick,
    time_left_ms,
)
from kneeapp.player.sets import set_end, set_start, set_starts
from kneeapp.routine.timeline import Kind

# two_legs: 0 get ready, 1-6 left set 1, 7 rest, 8-13 left set 2, 14 switch, 15-20 right set 1,
# 21 rest, 22-27 right set 2, 28 rest, 29 walk


class Player:
    """Drives the engine as a session does; wall and monotonic time can be moved apart."""

    def __init__(self, timeline, index=0):
        self.timeline, self.now, self.wall = timeline, 0, 1_000_000
        self.state, self.events = State(), []
        if index:
            self.do(Jump(index))
        self.do(Command.START)

    def do(self, command):
        self.state, events = apply(self.timeline, self.state, command, self.now, self.wall)
        self.events += events
        return events

    def wait(self, ms, step=100):
        while ms > 0:
            self.now += min(step, ms)
            self.wall += min(step, ms)
            ms -= step
            self.state, events = tick(self.timeline, self.state, self.now, self.wall)
            self.events += events

    def entered(self):
        return [e.index for e in self.events if isinstance(e, Entered)]


def test_a_whole_routine_takes_exactly_its_length(two_legs):
    player = Player(two_legs)
    player.wait(two_legs.length_ms - 1)
    assert player.state.status is Status.RUNNING
    player.wait(1)
    assert player.state.status is Status.DONE
    assert player.entered() == list(range(len(two_legs.segments)))
    assert player.events[-1] == Ended(finished=True)
    assert player.state.active_ms == two_legs.length_ms
    assert time_left_ms(two_legs, player.state) == 0


def test_a_late_tick_says_how_late_each_segment_is(line, seg):
    short = line(seg("get_ready", 1_000), seg("hold", 1_000), seg("rest", 1_000))
    state, _ = apply(short, State(), Command.START, 0, 0)
    state, events = tick(short, state, 2_500, 2_500)
    assert [(e.index, e.late_ms) for e in events if isinstance(e, Entered)] == [
        (1, 1_500),
        (2, 500),
    ]
    assert state.spent_ms == 500


def test_time_after_the_end_is_not_counted(line, seg):
    state, _ = apply(line(seg("hold", 1_000)), State(), Command.START, 0, 0)
    state, _ = tick(line(seg("hold", 1_000)), state, 4_000, 4_000)
    assert state.active_ms == 1_000


def test_an_empty_routine_is_over_at_once(line):
    state, events = apply(line(), State(), Command.START, 0, 0)
    assert state.status is Status.DONE
    assert events == (Ended(finished=True),)


def test_a_hundred_pauses_add_nothing(two_legs):
    player = Player(two_legs)
    for _ in range(100):
        player.wait(500)
        player.do(Command.PAUSE)
        player.wait(777)
        player.do(Command.RESUME)
    assert player.state.active_ms == 50_000
    player.wait(two_legs.length_ms - 50_000)
    assert player.state.status is Status.DONE
    assert player.state.active_ms == two_legs.length_ms


def test_a_pause_of_an_hour_is_not_taken_for_sleep(two_legs):
    player = Player(two_legs)
    player.do(Command.PAUSE)
    player.now += 3_600_000
    player.wall += 3_600_000
    player.do(Command.RESUME)
    player.wait(100)
    assert player.state.status is Status.RUNNING
    assert player.state.spent_ms == 100


@pytest.mark.parametrize(("monotonic", "wall"), [(6_000, 6_000), (100, 6_000)])
def test_sleep_in_a_hold_goes_back_to_the_begin_of_the_rep(two_legs, monotonic, wall):
    player = Player(two_legs)
    player.wait(10_000 + 9_000 + 2_000 + 1_000)  # 1 s into the hold of rep 2
    player.now += monotonic
    player.wall += wall
    player.wait(1, step=1)
    assert player.state.status is Status.PAUSED
    assert player.state.reason is Reason.SLEEP
    assert (player.state.index, player.state.spent_ms) == (4, 0)
    assert player.state.active_ms == 22_000  # no sleep counted


@pytest.mark.parametrize("jump", [-3_600_000, 4_000])
def test_a_clock_set_back_or_a_little_forward_changes_nothing(two_legs, jump):
    player = Player(two_legs)
    player.wait(12_000)
    player.wall += jump
    player.wait(1_000)
    assert player.state.status is Status.RUNNING
    assert player.state.active_ms == 13_000


def test_sleep_in_a_rest_ends_the_rest_but_waits_for_a_key(two_legs):
    player = Player(two_legs, index=7)
    player.wait(3_000)
    player.now += 60_000
    player.wall += 60_000
    player.wait(1, step=1)
    assert player.state.reason is Reason.REST_OVER
    assert segment_left_ms(two_legs, player.state) == 0
    player.wait(20_000)
    assert player.state.index == 7
    events = player.do(Command.RESUME)
    assert events == (
        Resumed(),
        Left(7, two_legs.segments[7], completed=True, spent_ms=30_000),
        Entered(8, two_legs.segments[8], late_ms=0),
    )


def test_sleep_on_a_long_walk_keeps_what_was_walked(two_legs):
    player = Player(two_legs, index=29)
    player.wait(40_000)
    player.wall += 60_000
    player.wait(100)
    assert player.state.reason is Reason.SLEEP_KEPT
    assert (player.state.index, player.state.spent_ms) == (29, 40_000)
    player.do(Command.RESUME)
    player.wait(5_000)
    assert player.state.spent_ms == 45_000


def test_sleep_over_something_to_read_changes_nothing(line, seg):
    player = Player(line(seg("note", 30_000, open_ended=True), seg("hold", 5_000)))
    player.wait(8_000)
    player.wall += 60_000
    player.wait(100)
    assert player.state.reason is Reason.SLEEP_KEPT
    assert (player.state.index, player.state.spent_ms) == (0, 8_000)


def test_an_open_ended_segment_waits_for_done(line, seg):
    own_pace = line(seg("work", 30_000, open_ended=True), seg("rest", 5_000), seg("hold", 5_000))
    player = Player(own_pace)
    player.wait(45_000)
    assert player.state.index == 0
    assert player.state.spent_ms == 45_000
    assert segment_left_ms(own_pace, player.state) == 0
    events = player.do(Command.DONE)
    assert events[0] == Left(0, own_pace.segments[0], completed=True, spent_ms=45_000)
    assert player.state.index == 1


def test_done_in_timed_work_gives_the_rest_of_this_set(two_legs):
    player = Player(two_legs, index=2)
    events = player.do(Command.DONE)
    assert player.state.index == 7
    assert two_legs.segments[7].kind is Kind.REST
    assert events[0].index == 6
    assert events[0].completed


@pytest.mark.parametrize("wait", [0, 7, 14])
def test_done_ends_a_wait(two_legs, wait):
    player = Player(two_legs, index=wait)
    player.do(Command.DONE)
    assert player.state.index == wait + 1


def test_done_at_the_start_starts_and_in_a_pause_goes_on(two_legs):
    state, _ = apply(two_legs, State(), Command.DONE, 0, 0)
    assert state.status is Status.RUNNING
    state, _ = apply(two_legs, state, Command.PAUSE, 10, 10)
    state, _ = apply(two_legs, state, Command.DONE, 20, 20)
    assert state.status is Status.RUNNING


def test_sets_begin_with_their_lead_in(two_legs):
    assert set_starts(two_legs) == (0, 8, 14, 22, 29)
    assert [set_end(two_legs, i) for i in (0, 8, 14, 22, 29)] == [6, 13, 20, 27, 29]
    assert set_start(two_legs, 7) == 0
    assert set_start(two_legs, 20) == 14


def test_legs_in_turn_without_a_wait_are_one_set(line, seg):
    swings = [seg("work", 1_000, side=s, rep=n, set=1) for n in (1, 2) for s in ("left", "right")]
    assert set_starts(line(*swings)) == (0,)


@pytest.mark.parametrize(
    ("index", "target"), [(0, 8), (3, 8), (7, 8), (10, 14), (14, 22), (28, 29)]
)
def test_skip_goes_to_the_next_set_without_its_rest(two_legs, index, target):
    player = Player(two_legs, index=index)
    player.do(Command.SKIP)
    assert player.state.index == target


def test_skipping_the_last_set_ends_the_routine(two_legs):
    player = Player(two_legs, index=29)
    events = player.do(Command.SKIP)
    assert events[-1] == Ended(finished=True)
    assert not events[0].completed


@pytest.mark.parametrize(
    ("index", "waited", "target"), [(0, 0, 0), (3, 0, 0), (7, 100, 0), (8, 100, 0), (8, 4_000, 8)]
)
def test_back_goes_to_the_begin_of_this_set_or_of_the_one_before(two_legs, index, waited, target):
    player = Player(two_legs, index=index)
    player.wait(waited)
    player.do(Command.BACK)
    assert (player.state.index, player.state.spent_ms) == (target, 0)


def test_restart_goes_to_the_begin_of_the_exercise(two_legs):
    player = Player(two_legs, index=24)
    player.do(Command.RESTART)
    assert player.state.index == 0


def test_moving_in_a_pause_stays_paused(two_legs):
    player = Player(two_legs)
    player.do(Command.PAUSE)
    player.do(Command.SKIP)
    assert player.state.status is Status.PAUSED
    assert player.state.index == 8


def test_ten_seconds_more(two_legs):
    player = Player(two_legs, index=7)
    before = time_left_ms(two_legs, player.state)
    assert player.do(Command.PLUS_10) == (Extended(10_000),)
    assert time_left_ms(two_legs, player.state) == before + 10_000
    player.wait(39_999)
    assert player.state.index == 7
    player.wait(1)
    assert (player.state.index, player.state.extra_ms) == (8, 0)


def test_ten_seconds_more_has_an_end_and_is_only_for_waits(two_legs):
    player = Player(two_legs, index=7)
    for _ in range(100):
        player.do(Command.PLUS_10)
    assert player.state.extra_ms == MAX_EXTRA_MS
    player.do(Command.SKIP)
    assert player.do(Command.PLUS_10) == ()


def test_ten_seconds_more_after_sleep_brings_the_rest_back(two_legs):
    player = Player(two_legs, index=7)
    player.wall += 60_000
    player.wait(100)
    player.do(Command.PLUS_10)
    assert segment_left_ms(two_legs, player.state) == 10_000


def test_hurt_pauses_for_pain_even_in_a_pause(two_legs):
    player = Player(two_legs)
    player.do(Command.PAUSE)
    assert player.do(Command.HURT) == (Paused(Reason.PAIN),)
    assert player.state.reason is Reason.PAIN


def test_stop_ends_and_nothing_wakes_it(two_legs):
    player = Player(two_legs)
    assert player.do(Command.STOP) == (Ended(finished=False),)
    for command in [*Command, Jump(3)]:
        assert player.do(command) == ()
    assert player.state.status is Status.STOPPED


def test_a_jump_stays_inside(two_legs):
    player = Player(two_legs)
    player.do(Jump(999))
    assert player.state.index == 29
    player.do(Jump(-5))
    assert player.state.index == 0


def test_a_clock_that_goes_back_never_gives_negative_time(two_legs):
    state = replace(State(), status=Status.RUNNING, last_ms=5_000)
    state, events = tick(two_legs, state, 1_000, 0)
    assert (state.spent_ms, state.last_ms, events) == (0, 5_000, ())
