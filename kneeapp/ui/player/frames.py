"""Which picture of an exercise belongs to which moment, and how fast they follow one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kneeapp.routine.timeline import Kind, Phase
from kneeapp.ui.player.sheet import Loop

if TYPE_CHECKING:
    from collections.abc import Container

    from kneeapp.routine.timeline import Segment, Timeline
    from kneeapp.ui.player.sheet import SheetInfo

SETTLE_MS = 800
"""Time to move into a hold that has no way down of its own."""
SMOOTH = 20.0
"""Pictures a second; so many look like one movement by themselves."""
_PARTS = 24
"""Finer parts of the way from picture to picture are not seen."""
_MOVING = (Phase.DOWN, Phase.UP)


@dataclass(frozen=True, slots=True)
class Pose:
    """Where a movement is.

    Attributes:
        at: a picture and the part of the way to the next one: 2.25 is a quarter past the third
            picture. In a cycle the first picture follows the last.
        pace: pictures a second; 0 while the figure stands still.
    """

    at: float
    pace: float = 0.0


@dataclass(frozen=True, slots=True)
class Blend:
    """What is painted for a pose.

    Attributes:
        number: a picture.
        following: the one that is painted over it.
        part: how much of that one is seen, 0 to below 1.
    """

    number: int
    following: int
    part: float = 0.0


def first_phase(timeline: Timeline, index: int) -> Phase | None:
    """The first moving phase of a rep of the exercise at this segment; None when it has none."""
    step = timeline.segments[index].step
    of_step = (s for s in timeline.segments if s.step == step)
    return next((s.phase for s in of_step if s.phase in _MOVING), None)


def pose_at(info: SheetInfo, segment: Segment, spent_ms: int, first_phase: Phase | None) -> Pose:
    """What the figure does at this moment, true to the count.

    Args:
        info: how the pictures make a movement.
        segment: what is being done; for a wait, the figure runs freely to show what comes.
        spent_ms: time since the segment began.
        first_phase: the first moving phase of this exercise's rep: that one goes forward
            through the pictures, the other one back.
    """
    last = info.frames - 1
    if not info.moves:
        return Pose(0.0)
    part = min(1.0, spent_ms / segment.length_ms)
    match segment.phase:
        case Phase.DOWN | Phase.UP:
            forward = part if segment.phase is first_phase else 1 - part
            return Pose(forward * last, _pace(last, segment.length_ms))
        case Phase.HOLD:
            return Pose(float(last)) if first_phase else _settling(last, spent_ms)
        case Phase.RELAX:
            return Pose(0.0) if first_phase else _settling(last, spent_ms, back=True)
        case None:
            return _pose_without_phase(info, segment, spent_ms, part)


def blend(info: SheetInfo, pose: Pose, near: Container[int]) -> Blend:
    """Which pictures are painted: two where one alone would jerk, else the nearest.

    Args:
        info: how the pictures make a movement.
        pose: where the movement is.
        near: the pictures that can be seen together with the next one and do not look doubled.
    """
    number = int(pose.at)
    if not 0 < pose.pace < SMOOTH or number not in near:
        number = round(pose.at) % info.frames
        return Blend(number, number)
    part = round((pose.at - number) * _PARTS) / _PARTS
    following = (number + 1) % info.frames
    return Blend(number, following, part) if part < 1 else Blend(following, following)


def _pose_without_phase(info: SheetInfo, segment: Segment, spent_ms: int, part: float) -> Pose:
    last = info.frames - 1
    if segment.kind is Kind.HOLD:
        return _settling(last, spent_ms)
    if segment.kind is Kind.WORK and segment.rep is not None:
        if info.loop is Loop.CYCLE:
            return Pose(part * info.frames % info.frames, _pace(info.frames, segment.length_ms))
        return Pose((1 - abs(2 * part - 1)) * last, _pace(2 * last, segment.length_ms))
    step, pace = spent_ms / info.frame_ms, _pace(1, info.frame_ms)
    if info.loop is Loop.CYCLE:
        return Pose(step % info.frames, pace)
    return Pose(last - abs(last - step % (2 * last)), pace)


def _pace(pictures: int, ms: int) -> float:
    return pictures * 1_000 / ms


def _settling(last: int, spent_ms: int, *, back: bool = False) -> Pose:
    """Into the end position of a hold, or back out of it; then it stays there."""
    part = min(1.0, spent_ms / SETTLE_MS)
    eased = part * part * (3 - 2 * part)  # slow at both ends, as a body moves
    return Pose((1 - eased if back else eased) * last, _pace(last, SETTLE_MS) if part < 1 else 0.0)
