"""Where a session stands, kept so that it is found again, even in a routine that was changed."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from kneeapp.base.side import Side
from kneeapp.player.sets import LEAD_INS, WAITS, keeps_its_place, rep_start, set_start, subject
from kneeapp.routine.timeline import Kind, Segment, Timeline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kneeapp.player.state import State

LEAD_IN_MS = 5_000
"""Least time to get into position before going on in the middle of something."""
_NEEDS_NO_POSITION = frozenset({Kind.NOTE, Kind.GET_READY, Kind.REST})


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Where to go on after a crash or a kill, in words that outlive a changed routine.

    Attributes:
        exercise: its id; empty for a note.
        nth: which of the steps with this exercise, from 0.
        step: which step of all, for when the exercise is gone.
        set, side, rep: as the timeline counts them.
        spent_ms: what was done of a long unpaced part; holds and reps begin again.
        active_ms: time done so far.
    """

    exercise: str
    nth: int
    step: int
    set: int | None
    side: Side | None
    rep: int | None
    spent_ms: int
    active_ms: int

    @classmethod
    def of(cls, timeline: Timeline, state: State) -> Snapshot:
        """Where a session is; in a wait, what it waits for."""
        index = subject(timeline, state.index)
        segment = timeline.segments[index]
        exercise = timeline.steps[segment.step].exercise
        kept = index == state.index and keeps_its_place(segment)
        return cls(
            exercise=exercise,
            nth=sum(s.exercise == exercise for s in timeline.steps[: segment.step]),
            step=segment.step,
            set=segment.set,
            side=segment.side,
            rep=segment.rep,
            spent_ms=state.spent_ms if kept else 0,
            active_ms=state.active_ms,
        )

    def to_json(self) -> dict[str, Any]:
        """As a plain object."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Snapshot | None:
        """Read back; None when it is not one."""
        values: dict[str, Any] = {field.name: data.get(field.name) for field in fields(cls)}
        numbers = (values["nth"], values["step"], values["spent_ms"], values["active_ms"])
        perhaps = (values["set"], values["rep"])
        if not isinstance(values["exercise"], str) or not all(map(_is_count, numbers)):
            return None
        if not all(n is None or _is_count(n) for n in perhaps):
            return None
        if values["side"] not in (None, *Side):
            return None
        side = None if values["side"] is None else Side(values["side"])
        return cls(**values | {"side": side})


@dataclass(frozen=True, slots=True)
class Found:
    """A kept place in a timeline.

    Attributes:
        index: the segment.
        spent_ms: what is done of it already.
        exact: whether it is the very place, or the nearest before it that there is.
    """

    index: int
    spent_ms: int = 0
    exact: bool = True


def find(timeline: Timeline, place: Snapshot) -> Found | None:
    """Find a kept place: by exercise, set, side and rep, else the nearest earlier begin of a set.

    Returns:
        None when there is nothing to do in the timeline.
    """
    if not timeline.segments:
        return None
    steps = [n for n, step in enumerate(timeline.steps) if step.exercise == place.exercise]
    if place.nth >= len(steps):
        step = steps[-1] if steps else min(place.step, len(timeline.steps) - 1)
        return Found(_nearest(timeline, step, place), exact=False)
    step = steps[place.nth]
    wanted = (step, place.set, place.side, place.rep)
    for index, segment in enumerate(timeline.segments):
        here = (segment.step, segment.set, segment.side, segment.rep)
        if here == wanted and subject(timeline, index) == index:
            return Found(index, _spent(segment, place.spent_ms))
    return Found(_nearest(timeline, step, place), exact=False)


def same_set(timeline: Timeline, step: int, set_no: int | None, side: Side | None) -> int:
    """The begin of a set of a step; of the nearest earlier one when there are fewer."""
    place = Snapshot("", 0, step, set_no, side, None, 0, 0)
    return _nearest(timeline, step, place)


def with_lead_in(timeline: Timeline, index: int, lead_in_ms: int) -> tuple[Timeline, int]:
    """The timeline with time to get into position before a segment, and where that begins.

    Where a get-ready comes before it already, or no position is needed, nothing is added.
    """
    begin = index
    while begin and timeline.segments[begin - 1].kind in LEAD_INS:
        begin -= 1
        if timeline.segments[begin].kind is Kind.GET_READY:
            return timeline, begin
    here = timeline.segments[index]
    if here.kind in _NEEDS_NO_POSITION:
        return timeline, index
    ready = replace(
        here,
        kind=Kind.GET_READY,
        length_ms=max(LEAD_IN_MS, lead_in_ms),
        rep=None,
        reps=None,
        phase=None,
        open_ended=False,
        reminders=(),
    )
    return _inserted(timeline, index, ready), index


def _inserted(timeline: Timeline, index: int, segment: Segment) -> Timeline:
    later = (replace(s, start_ms=s.start_ms + segment.length_ms) for s in timeline.segments[index:])
    steps = (
        replace(step, first_segment=step.first_segment + (step.first_segment > index))
        for step in timeline.steps
    )
    segments = (*timeline.segments[:index], segment, *later)
    return replace(timeline, segments=segments, steps=tuple(steps))


def _nearest(timeline: Timeline, step: int, place: Snapshot) -> int:
    """The work that begins the last set up to the place's own; the step's first when none is."""
    work = [
        index
        for index, segment in enumerate(timeline.segments)
        if segment.step == step and segment.kind not in WAITS
    ]
    if not work:
        return timeline.steps[step].first_segment
    until = [i for i in work if _is_not_after(timeline.segments[i], place)]
    at = until[-1] if until else work[0]
    return subject(timeline, set_start(timeline, rep_start(timeline, at)))


def _is_not_after(segment: Segment, place: Snapshot) -> bool:
    same_side = place.side is None or segment.side in (None, place.side)
    return same_side and (segment.set or 1) <= (place.set or 1)


def _spent(segment: Segment, spent_ms: int) -> int:
    if not keeps_its_place(segment):
        return 0
    return spent_ms if segment.open_ended else min(spent_ms, segment.length_ms - 1)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
