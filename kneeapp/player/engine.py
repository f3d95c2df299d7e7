"""The player as a pure step function: timeline, state and time in, state and events out.

Time is whole milliseconds of one clock that never goes back. A tick that comes late changes
nothing: every segment begins when it should have begun, what is left over counts for the next one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum, auto
from typing import TYPE_CHECKING, Literal, assert_never

from kneeapp.routine.timeline import Kind

if TYPE_CHECKING:
    from kneeapp.routine.timeline import Segment, Timeline

MAX_GAP_MS = 5_000
"""A longer silence between ticks, or a wall clock this far ahead, means that the computer slept."""
PLUS_MS = 10_000
"""What one press of "+ 10 s" adds."""
MAX_EXTRA_MS = 600_000
"""No rest grows by more than this, however often the key is pressed."""
BACK_GRACE_MS = 3_000
"""Going back within this time of a set's begin means the set before; later it means this one."""

_LEAD_INS = frozenset({Kind.GET_READY, Kind.SWITCH})
_WAITS = frozenset({Kind.GET_READY, Kind.SWITCH, Kind.REST})


class Status(StrEnum):
    """Where the player is."""

    READY = auto()
    RUNNING = auto()
    PAUSED = auto()
    DONE = auto()
    STOPPED = auto()


class Reason(StrEnum):
    """Why the player paused.

    SLEEP: the computer slept; the hold or rep begins again.
    REST_OVER: it slept during a rest; the rest is over, the next set waits for a key.
    """

    PERSON = auto()
    PAIN = auto()
    SLEEP = auto()
    REST_OVER = auto()


class Command(StrEnum):
    """What the person can ask for.

    START: begin, from the chosen segment. PAUSE, RESUME, STOP: as they say. HURT: pause for pain.
    DONE: an open-ended segment or a wait is over; in timed work the whole set is done, its rest
    follows; while paused: go on. SKIP: to the next set or exercise, without the rest before it.
    BACK: to the begin of this set, or of the one before it in the first BACK_GRACE_MS.
    RESTART: to the begin of this exercise. PLUS_10: ten seconds more for a rest, a change of sides
    or a get-ready.
    """

    START = auto()
    PAUSE = auto()
    HURT = auto()
    RESUME = auto()
    DONE = auto()
    SKIP = auto()
    BACK = auto()
    RESTART = auto()
    PLUS_10 = auto()
    STOP = auto()


@dataclass(frozen=True, slots=True)
class Jump:
    """A command: go to this segment; before the start it chooses where to begin."""

    index: int


@dataclass(frozen=True, slots=True)
class Entered:
    """A segment began, `late_ms` before the tick that reports it."""

    index: int
    segment: Segment
    late_ms: int = 0


@dataclass(frozen=True, slots=True)
class Left:
    """A segment ended after `spent_ms`; `completed` is false when the person left it early.

    When the person says that a timed set is done, `index` is the set's last segment.
    """

    index: int
    segment: Segment
    completed: bool
    spent_ms: int


@dataclass(frozen=True, slots=True)
class Paused:
    """The clock stands still."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Resumed:
    """The clock runs (again)."""


@dataclass(frozen=True, slots=True)
class Extended:
    """The current segment became longer; `extra_ms` is all that was added to it."""

    extra_ms: int


@dataclass(frozen=True, slots=True)
class Ended:
    """The routine is over: finished, or stopped before its end."""

    finished: bool


Event = Entered | Left | Paused | Resumed | Extended | Ended
Events = tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class State:
    """All that the player knows.

    Attributes:
        status: where the player is.
        index: the current segment.
        spent_ms: time passed in it, pauses not counted.
        extra_ms: time added to it by the person.
        active_ms: time the routine has run in all, pauses not counted.
        last_ms: the clock at the last tick.
        last_wall_ms: the wall clock at the last tick.
        reason: why it is paused.
    """

    status: Status = Status.READY
    index: int = 0
    spent_ms: int = 0
    extra_ms: int = 0
    active_ms: int = 0
    last_ms: int = 0
    last_wall_ms: int = 0
    reason: Reason = Reason.PERSON


def tick(timeline: Timeline, state: State, now_ms: int, wall_ms: int) -> tuple[State, Events]:
    """Let time pass; every segment begun since the last tick is reported once, in order."""
    elapsed = max(0, now_ms - state.last_ms)
    ahead = (wall_ms - state.last_wall_ms) - elapsed
    seen = replace(state, last_ms=max(now_ms, state.last_ms), last_wall_ms=wall_ms)
    if state.status is not Status.RUNNING:
        return seen, ()
    if elapsed > MAX_GAP_MS or ahead > MAX_GAP_MS:
        return _after_sleep(timeline, seen)
    return _let_pass(timeline, replace(seen, active_ms=seen.active_ms + elapsed), elapsed)


def apply(
    timeline: Timeline, state: State, command: Command | Jump, now_ms: int, wall_ms: int
) -> tuple[State, Events]:
    """Let time pass, then obey; a command that makes no sense now changes nothing."""
    state, passed = tick(timeline, state, now_ms, wall_ms)
    state, events = _obey(timeline, state, command)
    return state, passed + events


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


def set_starts(timeline: Timeline) -> tuple[int, ...]:
    """Where each set begins: its get-ready or change of sides, else its first work, hold or note.

    A set ends where the exercise, the set number, or, after a wait, the side changes.
    """
    starts: list[int] = []
    lead: int | None = None
    waited = False
    last: Segment | None = None
    for index, segment in enumerate(timeline.segments):
        if segment.kind in _WAITS:
            waited = True
            lead = _lead(segment, lead, index)
            continue
        if last is None or _new_set(last, segment, waited=waited):
            starts.append(index if lead is None else lead)
        lead, waited, last = None, False, segment
    return tuple(starts)


def set_start(timeline: Timeline, index: int) -> int:
    """The begin of the set that a segment belongs to; a rest belongs to the set before it."""
    return max((start for start in set_starts(timeline) if start <= index), default=0)


def set_end(timeline: Timeline, index: int) -> int:
    """The last segment of the set that a segment belongs to, without the rest that follows."""
    end = next((s for s in set_starts(timeline) if s > index), len(timeline.segments)) - 1
    while end > index and timeline.segments[end].kind is Kind.REST:
        end -= 1
    return end


def _lead(segment: Segment, lead: int | None, index: int) -> int | None:
    if segment.kind not in _LEAD_INS:
        return None
    return index if lead is None else lead


def _new_set(last: Segment, segment: Segment, *, waited: bool) -> bool:
    if (last.step, last.set) != (segment.step, segment.set):
        return True
    return waited and last.side != segment.side


def _let_pass(timeline: Timeline, state: State, elapsed: int) -> tuple[State, Events]:
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


def _after_sleep(timeline: Timeline, state: State) -> tuple[State, Events]:
    segment = timeline.segments[state.index]
    if segment.kind is Kind.REST:
        over = max(state.spent_ms, length_ms(timeline, state))
        rested = replace(state, status=Status.PAUSED, reason=Reason.REST_OVER, spent_ms=over)
        return rested, (Paused(Reason.REST_OVER),)
    paused = replace(state, status=Status.PAUSED, reason=Reason.SLEEP)
    if segment.kind is Kind.WORK and segment.rep is None:
        # Neither a hold nor a rep: a long walk or a timer keeps what was done of it.
        return paused, (Paused(Reason.SLEEP),)
    moved, events = _go(timeline, paused, _rep_start(timeline, state.index))
    return moved, (Paused(Reason.SLEEP), *events)


def _rep_start(timeline: Timeline, index: int) -> int:
    def rep(segment: Segment) -> tuple[object, ...]:
        return (segment.step, segment.set, segment.side, segment.rep)

    here = timeline.segments[index]
    while (
        index > 0
        and here.rep is not None
        and rep(timeline.segments[index - 1]) == rep(here)
        and timeline.segments[index - 1].kind not in _WAITS
    ):
        index -= 1
    return index


def _go(
    timeline: Timeline, state: State, index: int, *, completed: bool = False
) -> tuple[State, Events]:
    """Leave the current segment for the begin of another; beyond the last one is the end."""
    leaving = timeline.segments[state.index]
    left = Left(state.index, leaving, completed, state.spent_ms)
    if index >= len(timeline.segments):
        return replace(state, status=Status.DONE), (left, Ended(finished=True))
    moved = replace(state, index=index, spent_ms=0, extra_ms=0)
    return moved, (left, Entered(index, timeline.segments[index]))


def _obey(timeline: Timeline, state: State, command: Command | Jump) -> tuple[State, Events]:
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
            return _go(timeline, state, _target(timeline, state, command))


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
    state, events = _let_pass(timeline, replace(state, status=Status.RUNNING), 0)
    return state, (Resumed(), *events)


def _stop(state: State) -> tuple[State, Events]:
    if state.status not in (Status.RUNNING, Status.PAUSED):
        return state, ()
    return replace(state, status=Status.STOPPED), (Ended(finished=False),)


def _done(timeline: Timeline, state: State) -> tuple[State, Events]:
    if state.status is Status.PAUSED:
        return _resume(timeline, state)
    segment = timeline.segments[state.index]
    if segment.open_ended or segment.kind in _WAITS or segment.kind is Kind.NOTE:
        return _go(timeline, state, state.index + 1, completed=True)
    end = set_end(timeline, state.index)
    return _go(timeline, replace(state, index=end), end + 1, completed=True)


def _back(timeline: Timeline, state: State) -> int:
    here = timeline.segments[state.index]
    begin = set_start(timeline, state.index)
    since = here.start_ms - timeline.segments[begin].start_ms + state.spent_ms
    if here.kind is Kind.REST or since >= BACK_GRACE_MS or begin == 0:
        return begin
    return set_start(timeline, begin - 1)


def _extend(timeline: Timeline, state: State) -> tuple[State, Events]:
    if timeline.segments[state.index].kind not in _WAITS or state.extra_ms >= MAX_EXTRA_MS:
        return state, ()
    extra = state.extra_ms + PLUS_MS
    spent = min(state.spent_ms, length_ms(timeline, state))
    return replace(state, extra_ms=extra, spent_ms=spent), (Extended(extra),)
