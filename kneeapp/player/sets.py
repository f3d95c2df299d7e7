"""A timeline seen as sets: where each begins and ends, and what belongs to one rep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeapp.routine.timeline import Kind

if TYPE_CHECKING:
    from kneeapp.routine.timeline import Segment, Timeline

WAITS = frozenset({Kind.GET_READY, Kind.SWITCH, Kind.REST})
"""What is not work: the figure shows what it is for."""
LEAD_INS = frozenset({Kind.GET_READY, Kind.SWITCH})
"""The waits that belong to the set after them; a rest belongs to the set before it."""


def set_starts(timeline: Timeline) -> tuple[int, ...]:
    """Where each set begins: its get-ready or change of sides, else its first work, hold or note.

    A set ends where the exercise, the set number, or, after a wait, the side changes.
    """
    starts: list[int] = []
    lead: int | None = None
    waited = False
    last: Segment | None = None
    for index, segment in enumerate(timeline.segments):
        if segment.kind in WAITS:
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
    if segment.kind not in LEAD_INS:
        return None
    return index if lead is None else lead


def _new_set(last: Segment, segment: Segment, *, waited: bool) -> bool:
    if (last.step, last.set) != (segment.step, segment.set):
        return True
    return waited and last.side != segment.side


def rep_start(timeline: Timeline, index: int) -> int:
    """The begin of the rep that a segment belongs to; the segment itself where there is none."""

    def rep(segment: Segment) -> tuple[object, ...]:
        return (segment.step, segment.set, segment.side, segment.rep)

    here = timeline.segments[index]
    while (
        index > 0
        and here.rep is not None
        and rep(timeline.segments[index - 1]) == rep(here)
        and timeline.segments[index - 1].kind not in WAITS
    ):
        index -= 1
    return index


def subject(timeline: Timeline, index: int) -> int:
    """The segment that a moment is about: itself, or what a wait is for."""
    later = range(index, len(timeline.segments))
    return next((i for i in later if timeline.segments[i].kind not in WAITS), index)


def keeps_its_place(segment: Segment) -> bool:
    """Whether it goes on where it was left: a walk, a timer, something to read.

    A hold and a rep begin again: half of one, long ago, is none.
    """
    return segment.kind is Kind.NOTE or (segment.kind is Kind.WORK and segment.rep is None)
