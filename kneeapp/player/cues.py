"""What is said and beeped, and when: planned for each segment before it begins.

Every cue has a place on the segment's own clock. Where two would be heard at once, the more
important one stays; a cue that cannot end before it is not begun at all. A cue whose moment passed
more than STALE_MS ago is never caught up.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kneeapp.player.cue import STALE_MS, Beep, Cue, Cursor, Priority, Talk, cursor
from kneeapp.player.placing import place
from kneeapp.player.speech import Estimate
from kneeapp.player.wording import (
    LAST_WORDS,
    OWN_EXERCISE,
    POSITION,
    WAITS,
    active,
    before,
    seconds,
    side_words,
    spoken,
    takes_turns,
    tip,
    upcoming,
    what_is_new,
)
from kneeapp.routine.timeline import Kind, Phase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kneeapp.player.speech import Speech
    from kneeapp.routine.timeline import Segment, Timeline

__all__ = [
    "STALE_MS",
    "Beep",
    "Cue",
    "Cursor",
    "Priority",
    "Script",
    "Talk",
    "cursor",
    "end_cue",
    "segment_cues",
    "takes_turns",
    "tip",
]

_SECOND = 1_000
_MINUTE = 60 * _SECOND
_COUNTED = (3, 2, 1)
_SHORTEST_COUNTED_WAIT = 5 * _SECOND
_SHORTEST_COUNTED_WORK = 10 * _SECOND
_SHORTEST_COUNTED_REP = 1_500
_SHORTEST_HALVED = 20 * _SECOND
_SHORTEST_WITH_TIP = 15 * _SECOND
_FEWEST_WITH_LAST = 3
_PHASE_WORDS = {
    Phase.DOWN: "Down",
    Phase.HOLD: "Hold",
    Phase.UP: "Up",
    Phase.RELAX: "Relax",
}
_LITTLE = frozenset({Priority.NAME, Priority.CHANGE, Priority.SAFETY})


@dataclass(frozen=True, slots=True)
class Script:
    """What the scheduler needs to know beside the timeline.

    Attributes:
        talk: how much is said.
        speech: the voice, with the lengths of what it says.
        tips: technique sentences by exercise id.
        starts: how each exercise begins, by exercise id; read before its clock starts.
    """

    talk: Talk = Talk.NORMAL
    speech: Speech = field(default_factory=Estimate)
    tips: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    starts: Mapping[str, str] = field(default_factory=dict)


def segment_cues(
    timeline: Timeline, index: int, script: Script, length_ms: int | None = None
) -> tuple[Cue, ...]:
    """All cues of a segment, in order of time, so that no two are spoken at once.

    Args:
        timeline: the routine.
        index: which segment.
        script: how much to say, and the words that the timeline does not hold.
        length_ms: the segment's length when the person changed it.
    """
    segment = timeline.segments[index]
    length = segment.length_ms if length_ms is None else length_ms
    wanted = (
        *_begin(timeline, index, script),
        *_reminders(segment),
        *_countdown(segment, length),
        *_during(segment, length),
        *_tips(timeline, index, script, length),
    )
    end = None if segment.open_ended else length
    mine = [replace(_quieter(c, script.talk), segment=index) for c in wanted]
    return place(mine, script.speech, end)


def end_cue(timeline: Timeline) -> Cue:
    """What is heard when the last segment is over."""
    return Cue(0, LAST_WORDS, Priority.CHANGE, Beep.DONE, segment=len(timeline.segments))


def _begin(timeline: Timeline, index: int, script: Script) -> Iterator[Cue]:
    match timeline.segments[index].kind:
        case Kind.GET_READY:
            yield _named(timeline, index, script, "Get ready. " if index == 0 else "")
        case Kind.REST:
            yield from _begin_rest(timeline, index, script)
        case Kind.SWITCH:
            new = active(timeline, index)
            side = side_words(new.side if new is not None else None)
            text = f"Switch. {side.capitalize()}." if side else "Switch."
            yield Cue(0, text, Priority.CHANGE, Beep.SWITCH)
        case Kind.NOTE:
            yield Cue(0, timeline.segments[index].label, Priority.CHANGE, Beep.ATTENTION)
        case Kind.WORK | Kind.HOLD:
            yield from _begin_work(timeline, index, script)


def _named(timeline: Timeline, index: int, script: Script, prefix: str = "") -> Cue:
    """Exercise, side and dose before it begins; before a further set only what is new."""
    new, last = active(timeline, index), before(timeline, index)
    if new is None or new.kind is Kind.NOTE:
        return Cue(0, prefix.strip(), Priority.NAME)
    if _is_second_lead_in(timeline, index):
        return Cue(0, POSITION, Priority.NAME)
    if last is not None and last.step == new.step:
        news = what_is_new(timeline, last, new)
        return Cue(0, f"{news.capitalize()}." if news else POSITION, Priority.NAME)
    step = timeline.steps[new.step]
    label = step.label if script.speech.length_ms(step.label) is not None else OWN_EXERCISE
    side = "" if takes_turns(timeline, new) else side_words(new.side)
    name = f"{label}, {side}." if side else f"{label}."
    return Cue(0, prefix + name, Priority.NAME, detail=f" {spoken(step.dose)}.")


def _is_second_lead_in(timeline: Timeline, index: int) -> bool:
    here, previous = timeline.segments[index], timeline.segments[max(0, index - 1)]
    return index > 0 and here.kind is Kind.GET_READY is previous.kind


def _begin_rest(timeline: Timeline, index: int, script: Script) -> Iterator[Cue]:
    rest = timeline.segments[index]
    last, new = before(timeline, index), upcoming(timeline, index)
    if last is not None and new is not None and _same_set(last, new):
        yield Cue(0, "Relax.", Priority.CHANGE, Beep.END)
        return
    length = seconds(round(rest.length_ms / _SECOND))
    yield Cue(0, "Rest.", Priority.CHANGE, Beep.END, detail=f" {length}.")
    if new is None:
        return
    if last is not None and last.step == new.step:
        news = what_is_new(timeline, last, new)
        yield Cue(0, f"Next: {news}." if news else "", slack_ms=rest.length_ms)
    else:
        yield replace(_named(timeline, index, script, "Next: "), slack_ms=rest.length_ms)


def _same_set(a: Segment, b: Segment) -> bool:
    return (a.step, a.set) == (b.step, b.set) and (a.side == b.side or b.rep != 1)


def _begin_work(timeline: Timeline, index: int, script: Script) -> Iterator[Cue]:
    segment = timeline.segments[index]
    previous = timeline.segments[index - 1] if index else None
    unannounced = previous is None or (previous.kind not in WAITS and previous.step != segment.step)
    if unannounced:
        yield replace(_named(timeline, index, script), beep=Beep.START)
        return
    fresh = previous is None or previous.kind in WAITS or previous.set != segment.set
    words = _work_words(segment, previous, script.talk)
    yield replace(words, beep=Beep.START if fresh else Beep.TICK)


def _work_words(segment: Segment, previous: Segment | None, talk: Talk) -> Cue:
    if segment.open_ended:
        return Cue(0, "Start. Press Enter when you are done.", Priority.CHANGE)
    if segment.rep is None:
        return Cue(0, "Hold." if segment.kind is Kind.HOLD else "Go.", Priority.CHANGE)
    phase = _PHASE_WORDS[segment.phase] if segment.phase else ""
    if previous is None or (previous.set, previous.rep) != (segment.set, segment.rep):
        if segment.length_ms < _SHORTEST_COUNTED_REP and not segment.phase and segment.rep % 5:
            return Cue(0, priority=Priority.COUNT)
        return Cue(0, f"{segment.rep}", Priority.COUNT, detail=_after_count(segment, phase, talk))
    said = talk is Talk.FULL or segment.phase in (Phase.HOLD, Phase.RELAX)
    return Cue(0, f"{phase}." if phase and said else "", Priority.COUNT)


def _after_count(segment: Segment, phase: str, talk: Talk) -> str:
    if segment.rep == segment.reps and (segment.reps or 0) >= _FEWEST_WITH_LAST:
        return ". Last one."
    return f". {phase}." if phase and talk is Talk.FULL else ""


def _reminders(segment: Segment) -> Iterator[Cue]:
    for at_ms, sentence in segment.reminders:
        yield Cue(at_ms, sentence, Priority.SAFETY, Beep.ATTENTION)


def _countdown(segment: Segment, length: int) -> Iterator[Cue]:
    wait = segment.kind in WAITS
    if segment.open_ended or (segment.rep is not None and segment.kind is not Kind.HOLD):
        return
    if length < (_SHORTEST_COUNTED_WAIT if wait else _SHORTEST_COUNTED_WORK):
        return
    for left in _COUNTED:
        yield Cue(length - left * _SECOND, f"{left}", Priority.COUNTDOWN, Beep.COUNT)


def _during(segment: Segment, length: int) -> Iterator[Cue]:
    if segment.open_ended or segment.kind in {Kind.NOTE, Kind.GET_READY, Kind.SWITCH}:
        return
    if segment.kind is Kind.HOLD and segment.rep is not None and length < _SHORTEST_COUNTED_WORK:
        for at_ms in range(_SECOND, length, _SECOND):
            yield Cue(at_ms, beep=Beep.TICK)
    if segment.kind is not Kind.REST and length >= _SHORTEST_HALVED:
        yield Cue(length // 2, "Half-way.", Priority.INFO)
    if length >= 3 * _MINUTE:
        yield Cue(length - _MINUTE, "1 minute left.", Priority.INFO)
    if length >= _SHORTEST_HALVED + 10 * _SECOND:
        yield Cue(length - 10 * _SECOND, "10 seconds left.", Priority.INFO)


def _tips(timeline: Timeline, index: int, script: Script, length: int) -> Iterator[Cue]:
    segment = timeline.segments[index]
    if segment.kind in WAITS and (start := _start_words(timeline, index, script)):
        yield Cue(0, start, Priority.TIP, slack_ms=length)
    if length < _SHORTEST_WITH_TIP or segment.kind is Kind.NOTE:
        return
    if segment.kind in WAITS and script.talk is not Talk.FULL:
        return
    if sentence := tip(timeline, index, script.tips):
        yield Cue(3 * _SECOND, sentence, Priority.TIP, slack_ms=length)


def _start_words(timeline: Timeline, index: int, script: Script) -> str:
    """How the exercise to come begins; only before its first set."""
    new, last = upcoming(timeline, index), before(timeline, index)
    if new is None or (last is not None and last.step == new.step):
        return ""
    return script.starts.get(new.exercise or "", "")


def _quieter(cue: Cue, talk: Talk) -> Cue:
    """Only names, changes and safety are said on the lowest level; beeps stay."""
    if talk is not Talk.LITTLE:
        return cue
    return replace(cue, text=cue.text if cue.priority in _LITTLE else "", detail="")
