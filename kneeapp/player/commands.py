"""What the person asks for, obeyed; a command that makes no sense now changes nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, assert_never

from kneeapp.player.passing import go, length_ms, let_pass
from kneeapp.player.sets import WAITS, set_end, set_start, set_starts
from kneeapp.player.state import (
    Command,
    Ended,
    Entered,
    Extended,
    Jump,
    Paused,
    Reason,
    Resumed,
    Status,
)
from kneeapp.routine.timeline import Kind

if TYPE_CHECKING:
    from kneeapp.player.state import Events, State
    from kneeapp.routine.timeline import Timeline

PLUS_MS = 10_000
"""What one press of "+ 10 s" adds."""
MAX_EXTRA_MS = 600_000
"""No rest grows by more than this, however often the key is pressed."""
BACK_GRACE_MS = 3_000
"""Going back within this time of a set's begin means the set before; later it means this one."""


def obey(timeline: Timeline, state: State, command: Command | Jump) -> tuple[State, Events]:
    """Change the state as a command asks; time has passed already."""
    match command:
        case Command.START:
            return _start(timeline, state)
        case Command.PAUSE:
            return _pause(state, Reason.PERSON)
        case Command.HURT:
            return _pause(state, Reason.PAIN)
        case Command.RESUME:
            return _resume(timeline, state)
        case Command.STOP:
            return _stop(state)
        case _:
            return _move(timeline, state, command)


_Move = Literal[Command.DONE, Command.SKIP, Command.BACK, Command.RESTART, Command.PLUS_10]


def _move(timeline: Timeline, state: State, command: _Move | Jump) -> tuple[State, Events]:
    if state.status not in (Status.RUNNING, Status.PAUSED):
        return _move_unstarted(timeline, state, command)
    match command:
        case Command.DONE:
            return _done(timeline, state)
        case Command.PLUS_10:
            return _extend(timeline, state)
        case _:
            return go(timeline, state, _target(timeline, state, command))


_Target = Literal[Command.SKIP, Command.BACK, Command.RESTART]


def _target(timeline: Timeline, state: State, command: _Target | Jump) -> int:
    match command:
        case Command.SKIP:
            following = (start for start in set_starts(timeline) if start > state.index)
            return next(following, len(timeline.segments))
        case Command.BACK:
            return _back(timeline, state)
        case Command.RESTART:
            return timeline.steps[timeline.segments[state.index].step].first_segment
        case Jump(index):
            return _within(timeline, index)
        case _ as never:
            assert_never(never)


def _move_unstarted(timeline: Timeline, state: State, move: _Move | Jump) -> tuple[State, Events]:
    if state.status is not Status.READY:
        return state, ()
    if move is Command.DONE:
        return _start(timeline, state)
    if isinstance(move, Jump) and timeline.segments:
        return replace(state, index=_within(timeline, move.index)), ()
    return state, ()


def _within(timeline: Timeline, index: int) -> int:
    return min(max(index, 0), len(timeline.segments) - 1)


def _start(timeline: Timeline, state: State) -> tuple[State, Events]:
    if state.status is not Status.READY:
        return state, ()
    if not timeline.segments:
        return replace(state, status=Status.DONE), (Ended(finished=True),)
    running = replace(state, status=Status.RUNNING)
    return running, (Resumed(), Entered(state.index, timeline.segments[state.index]))


def _pause(state: State, reason: Reason) -> tuple[State, Events]:
    if state.status is Status.PAUSED and reason is Reason.PAIN:
        return replace(state, reason=reason), (Paused(reason),)
    if state.status is not Status.RUNNING:
        return state, ()
    return replace(state, status=Status.PAUSED, reason=reason), (Paused(reason),)


def _resume(timeline: Timeline, state: State) -> tuple[State, Events]:
    if state.status is not Status.PAUSED:
        return state, ()
    state, events = let_pass(timeline, replace(state, status=Status.RUNNING), 0)
    return state, (Resumed(), *events)


def _stop(state: State) -> tuple[State, Events]:
    if state.status not in (Status.RUNNING, Status.PAUSED):
        return state, ()
    return replace(state, status=Status.STOPPED), (Ended(finished=False),)


def _done(timeline: Timeline, state: State) -> tuple[State, Events]:
    if state.status is Status.PAUSED:
        return _resume(timeline, state)
    segment = timeline.segments[state.index]
    if segment.open_ended or segment.kind in WAITS or segment.kind is Kind.NOTE:
        return go(timeline, state, state.index + 1, completed=True)
    end = set_end(timeline, state.index)
    return go(timeline, replace(state, index=end), end + 1, completed=True)


def _back(timeline: Timeline, state: State) -> int:
    here = timeline.segments[state.index]
    begin = set_start(timeline, state.index)
    since = here.start_ms - timeline.segments[begin].start_ms + state.spent_ms
    if here.kind is Kind.REST or since >= BACK_GRACE_MS or begin == 0:
        return begin
    return set_start(timeline, begin - 1)


def _extend(timeline: Timeline, state: State) -> tuple[State, Events]:
    if timeline.segments[state.index].kind not in WAITS or state.extra_ms >= MAX_EXTRA_MS:
        return state, ()
    extra = state.extra_ms + PLUS_MS
    spent = min(state.spent_ms, length_ms(timeline, state))
    return replace(state, extra_ms=extra, spent_ms=spent), (Extended(extra),)
