"""Time passes: which segments end and begin, how much is left, and what sleep means."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kneeapp.player.sets import keeps_its_place, rep_start
from kneeapp.player.state import Ended, Entered, Left, Paused, Reason, Status
from kneeapp.routine.timeline import Kind

if TYPE_CHECKING:
    from kneeapp.player.state import Event, Events, State
    from kneeapp.routine.timeline import Timeline

MAX_GAP_MS = 5_000
"""A longer silence between ticks, or a wall clock this far ahead, means that the computer slept."""


def tick(timeline: Timeline, state: State, now_ms: int, wall_ms: int) -> tuple[State, Events]:
    """Let time pass; every segment begun since the last tick is reported once, in order."""
    elapsed = max(0, now_ms - state.last_ms)
    ahead = (wall_ms - state.last_wall_ms) - elapsed
    seen = replace(state, last_ms=max(now_ms, state.last_ms), last_wall_ms=wall_ms)
    if state.status is not Status.RUNNING:
        return seen, ()
    if elapsed > MAX_GAP_MS or ahead > MAX_GAP_MS:
        return _after_sleep(timeline, seen)
    return let_pass(timeline, replace(seen, active_ms=seen.active_ms + elapsed), elapsed)


def length_ms(timeline: Timeline, state: State) -> int:
    """Length of the current segment with what was added; an estimate when it is open-ended."""
    if not timeline.segments:
        return 0
    return timeline.segments[state.index].length_ms + state.extra_ms


def segment_left_ms(timeline: Timeline, state: State) -> int:
    """What is left of the current segment; 0 when an open-ended one took longer than expected."""
    return max(0, length_ms(timeline, state) - state.spent_ms)


def time_left_ms(timeline: Timeline, state: State) -> int:
    """What is left of the whole routine."""
    if not timeline.segments or state.status is Status.DONE:
        return 0
    after = timeline.length_ms - timeline.segments[state.index].end_ms
    return after + segment_left_ms(timeline, state)


def let_pass(timeline: Timeline, state: State, elapsed: int) -> tuple[State, Events]:
    """Let so much time pass in a running routine."""
    events: list[Event] = []
    spent = state.spent_ms + elapsed
    index, extra = state.index, state.extra_ms
    while not (segment := timeline.segments[index]).open_ended:
        length = segment.length_ms + extra
        if spent < length:
            break
        events.append(Left(index, segment, completed=True, spent_ms=length))
        if index + 1 == len(timeline.segments):
            done = replace(state, status=Status.DONE, index=index, spent_ms=length, extra_ms=extra)
            # What ran over the end did not belong to the routine.
            done = replace(done, active_ms=done.active_ms - (spent - length))
            return done, (*events, Ended(finished=True))
        spent, index, extra = spent - length, index + 1, 0
        events.append(Entered(index, timeline.segments[index], late_ms=spent))
    return replace(state, index=index, spent_ms=spent, extra_ms=extra), tuple(events)


def go(
    timeline: Timeline, state: State, index: int, *, completed: bool = False
) -> tuple[State, Events]:
    """Leave the current segment for the begin of another; beyond the last one is the end."""
    leaving = timeline.segments[state.index]
    left = Left(state.index, leaving, completed, state.spent_ms)
    if index >= len(timeline.segments):
        return replace(state, status=Status.DONE), (left, Ended(finished=True))
    moved = replace(state, index=index, spent_ms=0, extra_ms=0)
    return moved, (left, Entered(index, timeline.segments[index]))


def _after_sleep(timeline: Timeline, state: State) -> tuple[State, Events]:
    segment = timeline.segments[state.index]
    if segment.kind is Kind.REST:
        over = max(state.spent_ms, length_ms(timeline, state))
        rested = replace(state, status=Status.PAUSED, reason=Reason.REST_OVER, spent_ms=over)
        return rested, (Paused(Reason.REST_OVER),)
    if keeps_its_place(segment):
        kept = replace(state, status=Status.PAUSED, reason=Reason.SLEEP_KEPT)
        return kept, (Paused(Reason.SLEEP_KEPT),)
    paused = replace(state, status=Status.PAUSED, reason=Reason.SLEEP)
    moved, events = go(timeline, paused, rep_start(timeline, state.index))
    return moved, (Paused(Reason.SLEEP), *events)
