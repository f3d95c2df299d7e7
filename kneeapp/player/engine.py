"""The player as a pure step function: timeline, state and time in, state and events out.

Time is whole milliseconds of one clock that never goes back. A tick that comes late changes
nothing: every segment begins when it should have begun, what is left over counts for the next one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeapp.player.commands import obey
from kneeapp.player.passing import MAX_GAP_MS, length_ms, segment_left_ms, tick, time_left_ms
from kneeapp.player.state import (
    Command,
    Ended,
    Entered,
    Event,
    Events,
    Extended,
    Jump,
    Left,
    Paused,
    Reason,
    Resumed,
    State,
    Status,
)

if TYPE_CHECKING:
    from kneeapp.routine.timeline import Timeline

__all__ = [
    "MAX_GAP_MS",
    "Command",
    "Ended",
    "Entered",
    "Event",
    "Events",
    "Extended",
    "Jump",
    "Left",
    "Paused",
    "Reason",
    "Resumed",
    "State",
    "Status",
    "apply",
    "length_ms",
    "segment_left_ms",
    "tick",
    "time_left_ms",
]


def apply(
    timeline: Timeline, state: State, command: Command | Jump, now_ms: int, wall_ms: int
) -> tuple[State, Events]:
    """Let time pass, then obey; a command that makes no sense now changes nothing."""
    state, passed = tick(timeline, state, now_ms, wall_ms)
    state, events = obey(timeline, state, command)
    return state, passed + events
