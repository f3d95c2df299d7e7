"""What the player knows, what the person can ask for, and what can happen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kneeapp.routine.timeline import Segment


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
    SLEEP_KEPT: it slept during something long and unpaced, such as a walk, which goes on.
    REST_OVER: it slept during a rest; the rest is over, the next set waits for a key.
    """

    PERSON = auto()
    PAIN = auto()
    SLEEP = auto()
    SLEEP_KEPT = auto()
    REST_OVER = auto()


class Command(StrEnum):
    """What the person can ask for.

    START: begin, from the chosen segment. PAUSE, RESUME, STOP: as they say. HURT: pause for pain.
    DONE: an open-ended segment or a wait is over; in timed work the whole set is done, its rest
    follows; while paused: go on. SKIP: to the next set or exercise, without the rest before it.
    BACK: to the begin of this set, or of the one before it in the first seconds.
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
