"""Which picture of an exercise belongs to which moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeapp.routine.timeline import Kind, Phase
from kneeapp.ui.player.sheet import Loop

if TYPE_CHECKING:
    from kneeapp.routine.timeline import Segment, Timeline
    from kneeapp.ui.player.sheet import SheetInfo

SETTLE_MS = 800
"""Time to move into a hold that has no way down of its own."""
_MOVING = (Phase.DOWN, Phase.UP)


def first_phase(timeline: Timeline, index: int) -> Phase | None:
    """The first moving phase of a rep of the exercise at this segment; None when it has none."""
    step = timeline.segments[index].step
    of_step = (s for s in timeline.segments if s.step == step)
    return next((s.phase for s in of_step if s.phase in _MOVING), None)


def frame_at(info: SheetInfo, segment: Segment, spent_ms: int, first_phase: Phase | None) -> int:
    """Which picture shows this moment.

    Args:
        info: how the pictures make a movement.
        segment: what is being done; for a wait, the figure runs freely to show what comes.
        spent_ms: time since the segment began.
        first_phase: the first moving phase of this exercise's rep: that one goes forward
            through the pictures, the other one back.
    """
    last = info.frames - 1
    if not info.moves:
        return 0
    part = min(1.0, spent_ms / segment.length_ms)
    match segment.phase:
        case Phase.DOWN | Phase.UP:
            return round((part if segment.phase is first_phase else 1 - part) * last)
        case Phase.HOLD:
            return last if first_phase else round(_settled(spent_ms) * last)
        case Phase.RELAX:
            return 0 if first_phase else round((1 - _settled(spent_ms)) * last)
        case None:
            return _frame_without_phase(info, segment, spent_ms, part)


def _frame_without_phase(info: SheetInfo, segment: Segment, spent_ms: int, part: float) -> int:
    last = info.frames - 1
    if segment.kind is Kind.HOLD:
        return round(_settled(spent_ms) * last)
    if segment.kind is Kind.WORK and segment.rep is not None:
        if info.loop is Loop.CYCLE:
            return int(part * info.frames) % info.frames
        return round((1 - abs(2 * part - 1)) * last)
    step = spent_ms // info.frame_ms
    if info.loop is Loop.CYCLE:
        return step % info.frames
    return last - abs(last - step % (2 * last))


def _settled(spent_ms: int) -> float:
    return _eased(min(1.0, spent_ms / SETTLE_MS))


def _eased(part: float) -> float:
    """Slow at both ends, as a body moves."""
    return part * part * (3 - 2 * part)
