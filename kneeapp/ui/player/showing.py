"""What the running view shows at a moment, worked out from the state alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kneeapp.player import engine
from kneeapp.player.cues import tip
from kneeapp.player.engine import Status
from kneeapp.player.sets import WAITS, subject
from kneeapp.routine.timeline import Kind
from kneeapp.ui.player import words
from kneeapp.ui.player.words import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kneeapp.player.engine import State
    from kneeapp.routine.timeline import Segment, Timeline

_COUNTED_HOLD_MS = 3_000
_SMOOTH_MS = 100
"""The ring moves so often; oftener nobody sees, and each time it is painted anew."""


@dataclass(frozen=True, slots=True)
class Showing:
    """The words and numbers of one moment.

    Attributes:
        word: the state, such as "HOLD".
        title: the exercise.
        digits: the big number; empty where nothing is counted.
        caption: what the number counts.
        part: how much of this segment is over, 0 to 1.
        facts: set, rep and part of the rep.
        side: LEFT, RIGHT or empty.
        cue: one sentence: technique, or why it stands still.
        coming: what comes next.
        left: time left of the whole routine, in words.
        position_ms: where on the plan it is.
    """

    word: str
    title: str
    digits: str
    caption: str
    part: float
    facts: str
    side: str
    cue: str
    coming: str
    left: str
    position_ms: int


def showing(timeline: Timeline, state: State, tips: Mapping[str, tuple[str, ...]]) -> Showing:
    """What to show now."""
    segment = timeline.segments[state.index]
    about = timeline.segments[subject(timeline, state.index)]
    digits, caption = _number(timeline, state)
    length = max(1, engine.length_ms(timeline, state))
    coming = _coming(timeline, state.index)
    paused = state.status is Status.PAUSED
    return Showing(
        word=words.state_word(state.status, segment),
        title=_title(timeline, segment, about),
        digits=digits,
        caption=caption,
        part=0.0 if segment.open_ended else _part(state.spent_ms, length),
        facts=_facts(timeline, segment, about),
        side=words.side_word(about.side),
        cue=words.pause_sentence(state.reason) if paused else tip(timeline, state.index, tips),
        coming=tr("Next: {what}").format(what=coming) if coming else "",
        left=words.time_left(engine.time_left_ms(timeline, state)),
        position_ms=segment.start_ms + min(state.spent_ms, segment.length_ms),
    )


def _part(spent_ms: int, length_ms: int) -> float:
    return min(1.0, spent_ms // _SMOOTH_MS * _SMOOTH_MS / length_ms)


def _title(timeline: Timeline, segment: Segment, about: Segment) -> str:
    if about.kind is Kind.NOTE and about.exercise is None:
        return tr("Please read this")
    name = timeline.steps[about.step].label
    if segment.kind is Kind.REST and about.step != segment.step:
        return tr("Next: {what}").format(what=name)
    if segment.kind in (Kind.WORK, Kind.HOLD) and segment.label:
        return segment.label
    return name


def _number(timeline: Timeline, state: State) -> tuple[str, str]:
    segment = timeline.segments[state.index]
    left = engine.segment_left_ms(timeline, state)
    if segment.open_ended:
        return _open_number(segment, state.spent_ms)
    if segment.rep is not None and not _is_counted_hold(segment):
        of = tr("of {all}").format(all=segment.reps) if segment.reps else ""
        return str(segment.rep), "  ·  ".join(filter(None, (of, words.phase_word(segment.phase))))
    digits = words.digits(left)
    return digits, tr("minutes") if ":" in digits else tr("seconds")


def _open_number(segment: Segment, spent_ms: int) -> tuple[str, str]:
    if segment.kind is Kind.NOTE:
        return "", ""
    if segment.reps:
        return str(segment.reps), tr("at your own pace")
    return words.digits(spent_ms, up=True), tr("press Enter when done")


def _is_counted_hold(segment: Segment) -> bool:
    return segment.kind is Kind.HOLD and segment.length_ms >= _COUNTED_HOLD_MS


def _facts(timeline: Timeline, segment: Segment, about: Segment) -> str:
    """Set and rep; before an exercise its dose; in a rest within it nothing, `coming` tells."""
    if segment.kind in WAITS:
        first = timeline.steps[about.step].first_segment
        new = segment.step != about.step or timeline.segments[first] == segment
        if new:
            return timeline.steps[about.step].dose
        return "" if segment.kind is Kind.REST else _set_words(about)
    rep = ""
    if segment.rep is not None and segment.reps:
        rep = tr("Rep {n} of {all}").format(n=segment.rep, all=segment.reps)
    return "  ·  ".join(filter(None, (_set_words(segment), rep)))


def _set_words(segment: Segment) -> str:
    if segment.set is None or (segment.sets or 1) <= 1:
        return ""
    return tr("Set {n} of {all}").format(n=segment.set, all=segment.sets)


def _coming(timeline: Timeline, index: int) -> str:
    """What comes next, unless the title says it already."""
    segment = timeline.segments[index]
    about = subject(timeline, index)
    if segment.kind is Kind.REST and timeline.segments[about].step == segment.step:
        return words.next_up(timeline, index)
    return words.next_up(timeline, about)
