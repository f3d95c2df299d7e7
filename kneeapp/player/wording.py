"""The words of the player's voice: what is new, which side, how a dose is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kneeapp.base.side import Side
from kneeapp.routine.timeline import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kneeapp.routine.timeline import Segment, Timeline

WAITS = frozenset({Kind.GET_READY, Kind.REST, Kind.SWITCH})
"""Kinds in which nobody works."""
LAST_WORDS = "That was the last one. Well done."
POSITION = "Get into position."
OWN_EXERCISE = "Your own exercise"
"""Said for a name that the chosen voice cannot say; the name itself is on the screen."""
_UNITS = {"s": "second", "min": "minute", "h": "hour", "cm": "centimetre"}
_UNIT = re.compile(r"(?P<count>\d+) (?P<unit>s|min|h|cm)\b")


def spoken(text: str) -> str:
    """A dose as a voice reads it well.

    >>> spoken("2 × 10, hold 5 s, each leg")
    '2 times 10, hold 5 seconds, each leg'
    >>> spoken("1 min to 2 min")
    '1 minute to 2 minutes'
    """

    def unit(found: re.Match[str]) -> str:
        plural = "" if found["count"] == "1" else "s"
        return f"{found['count']} {_UNITS[found['unit']]}{plural}"

    return _UNIT.sub(unit, text.replace("×", "times"))


def seconds(count: int) -> str:
    """So many seconds, in words for a voice."""
    return spoken(f"{count} s")


def side_words(side: Side | None) -> str:
    """The side as it is said; empty when it does not matter."""
    return f"{side} side" if side in (Side.LEFT, Side.RIGHT) else ""


def tip(timeline: Timeline, index: int, tips: Mapping[str, tuple[str, ...]]) -> str:
    """The technique sentence to show or say now; they take turns by set, one at a time."""
    segment = active(timeline, index) or timeline.segments[index]
    known = tips.get(segment.exercise or "", ())
    if not known:
        return ""
    turn = (segment.set or 1) - 1 + (segment.side is Side.RIGHT)
    return known[turn % len(known)]


def upcoming(timeline: Timeline, index: int) -> Segment | None:
    """The next work, hold or note after a segment."""
    return next((s for s in timeline.segments[index + 1 :] if s.kind not in WAITS), None)


def active(timeline: Timeline, index: int) -> Segment | None:
    """The work, hold or note of this moment; in a wait, the one that comes."""
    here = timeline.segments[index]
    return here if here.kind not in WAITS else upcoming(timeline, index)


def before(timeline: Timeline, index: int) -> Segment | None:
    """The last work, hold or note before a segment."""
    earlier = reversed(timeline.segments[:index])
    return next((s for s in earlier if s.kind not in WAITS), None)


def takes_turns(timeline: Timeline, segment: Segment) -> bool:
    """Whether left and right change from rep to rep, so that the side is no news."""
    if segment.rep is None:
        return False
    mates = (
        s
        for s in timeline.segments
        if s.start_ms > segment.start_ms and (s.step, s.set) == (segment.step, segment.set)
    )
    following = next((s for s in mates if s.rep == segment.rep + 1), None)
    return following is not None and following.side != segment.side


def what_is_new(timeline: Timeline, last: Segment, new: Segment) -> str:
    """The number of the set and the side, as far as they change."""
    parts = []
    if last.set != new.set and new.set is not None:
        parts.append(f"set {new.set} of {new.sets}" if new.sets else f"set {new.set}")
    if last.side != new.side and side_words(new.side) and not takes_turns(timeline, new):
        parts.append(side_words(new.side))
    return ", ".join(parts)
