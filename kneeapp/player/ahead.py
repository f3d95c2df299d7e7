"""What will be heard soon: so that sounds can be put on the audio clock before they are due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kneeapp.player.cues import end_cue
from kneeapp.player.engine import Status, length_ms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kneeapp.player.cues import Cue
    from kneeapp.player.engine import State
    from kneeapp.routine.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Due:
    """A cue and its moment, in milliseconds of the engine's clock."""

    at_ms: int
    cue: Cue


def ahead(
    timeline: Timeline,
    state: State,
    left: Iterable[Cue],
    plan: Callable[[int], tuple[Cue, ...]],
    until_ms: int,
) -> Iterator[Due]:
    """The cues due until a moment if the person does nothing.

    Args:
        timeline: what is played.
        state: where it is.
        left: the cues of the current segment that were not given out yet.
        plan: all cues of a later segment.
        until_ms: the last moment, on the engine's clock.
    """
    if state.status is not Status.RUNNING:
        return
    index, begin = state.index, state.last_ms - state.spent_ms
    yield from _due(left, begin, until_ms)
    end = begin + length_ms(timeline, state)
    while end <= until_ms and not timeline.segments[index].open_ended:
        index += 1
        if index == len(timeline.segments):
            yield Due(end, end_cue(timeline))
            return
        yield from _due(plan(index), end, until_ms)
        end += timeline.segments[index].length_ms


def _due(cues: Iterable[Cue], begin_ms: int, until_ms: int) -> Iterator[Due]:
    for cue in cues:
        if begin_ms + cue.at_ms <= until_ms:
            yield Due(begin_ms + cue.at_ms, cue)
