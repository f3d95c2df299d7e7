"""Whatever the ticks and whatever the keys: no segment lost, none twice, no time invented."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kneeapp.base.side import Side
from kneeapp.player.engine import (
    MAX_GAP_MS,
    Command,
    Entered,
    Jump,
    State,
    Status,
    apply,
    segment_left_ms,
    tick,
    time_left_ms,
)
from kneeapp.player.sets import set_starts
from kneeapp.routine.timeline import Kind, PlayStep, Segment, Timeline


@st.composite
def timelines(draw, *, open_ended=True):
    count = draw(st.integers(1, 12))
    segments, start, step = [], 0, 0
    for _ in range(count):
        step += draw(st.integers(0, 1)) if segments else 0
        length = draw(st.integers(1, 20_000))
        one = Segment(
            kind=draw(st.sampled_from(Kind)),
            label="x",
            start_ms=start,
            length_ms=length,
            step=step,
            exercise="x",
            side=draw(st.sampled_from([None, *Side])),
            set=draw(st.sampled_from([None, 1, 2])),
            sets=2,
            rep=draw(st.sampled_from([None, 1, 2])),
            reps=2,
            phase=None,
            open_ended=open_ended and draw(st.booleans()),
        )
        segments.append(one)
        start += length
    steps = tuple(
        PlayStep("x", "x", "1", None, next(i for i, s in enumerate(segments) if s.step == n))
        for n in range(step + 1)
    )
    return Timeline("x", "x", tuple(segments), steps, ())


@given(timelines(open_ended=False), st.lists(st.integers(0, MAX_GAP_MS), max_size=200))
def test_any_ticks_enter_every_segment_once_in_order(timeline, gaps):
    state, events = apply(timeline, State(), Command.START, 0, 0)
    now, seen = 0, list(events)
    for gap in [*gaps, *[MAX_GAP_MS] * (timeline.length_ms // MAX_GAP_MS + 1)]:
        now += gap
        state, events = tick(timeline, state, now, now)
        seen += events
        # Every segment reported so far began exactly when it was planned to.
        for event in events:
            if isinstance(event, Entered):
                assert now - event.late_ms == event.segment.start_ms
    assert [e.index for e in seen if isinstance(e, Entered)] == list(range(len(timeline.segments)))
    assert state.status is Status.DONE
    assert state.active_ms == timeline.length_ms


commands = st.one_of(st.sampled_from(Command), st.builds(Jump, st.integers(-3, 20)))
waits = st.integers(-100, 8_000)


@given(timelines(), st.lists(st.tuples(commands, waits, waits), max_size=60))
def test_any_keys_never_raise_and_never_make_time_negative(timeline, acts):
    state, now, wall = State(), 0, 0
    for command, forward, wall_forward in acts:
        now, wall = now + forward, wall + wall_forward
        state, _ = apply(timeline, state, command, now, wall)
        assert 0 <= state.index < len(timeline.segments)
        assert state.spent_ms >= 0
        assert state.active_ms >= 0
        assert segment_left_ms(timeline, state) >= 0
        assert time_left_ms(timeline, state) >= 0
        if state.status in (Status.RUNNING, Status.PAUSED):
            segment = timeline.segments[state.index]
            assert segment.open_ended or state.spent_ms <= segment.length_ms + state.extra_ms


@given(timelines(open_ended=False), st.lists(st.integers(0, 400), min_size=100, max_size=100))
def test_a_hundred_pauses_change_nothing(timeline, pauses):
    state, _ = apply(timeline, State(), Command.START, 0, 0)
    now = 0
    slice_ms = max(1, timeline.length_ms // 101)
    for pause in pauses:
        now += slice_ms
        state, _ = apply(timeline, state, Command.PAUSE, now, now)
        now += pause
        state, _ = apply(timeline, state, Command.RESUME, now, now)
    done = min(slice_ms * 100, timeline.length_ms)
    assert state.active_ms == done
    assert time_left_ms(timeline, state) == timeline.length_ms - done


@given(timelines())
def test_a_tick_of_nothing_changes_nothing(timeline):
    state, _ = apply(timeline, State(), Command.START, 7, 7)
    again, events = tick(timeline, state, 7, 7)
    assert again == state
    assert events == ()


@given(timelines())
def test_skipping_on_and_on_ends_after_as_many_sets_as_there_are(timeline):
    state, _ = apply(timeline, State(), Command.START, 0, 0)
    presses = 0
    while state.status is Status.RUNNING:
        state, _ = apply(timeline, state, Command.SKIP, 0, 0)
        presses += 1
    assert presses <= len(set_starts(timeline)) + 1


@given(timelines(), st.integers(0, 11), st.integers(MAX_GAP_MS + 1, 10**7), st.booleans())
def test_no_sleep_is_ever_counted(timeline, index, slept, monotonic_stands_still):
    state, _ = apply(timeline, State(), Jump(index), 0, 0)
    state, _ = apply(timeline, state, Command.START, 0, 0)
    now = 0 if monotonic_stands_still else slept
    state, _ = tick(timeline, state, now, slept)
    assert state.status is Status.PAUSED
    assert state.active_ms == 0
