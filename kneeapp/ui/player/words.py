"""The player's words: from codes to short sentences."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from kneeapp.base.side import Side
from kneeapp.player.cues import takes_turns
from kneeapp.player.engine import Reason, Status
from kneeapp.player.sets import WAITS, subject
from kneeapp.routine.timeline import Kind, Phase

if TYPE_CHECKING:
    from kneeapp.routine.timeline import PlayStep, Segment, Timeline

_MINUTES_FROM_S = 100


def tr(text: str) -> str:
    """Translate a text of the player."""
    return QCoreApplication.translate("player", text)


def state_word(status: Status, segment: Segment) -> str:
    """The one word for what is to be done now."""
    match status:
        case Status.PAUSED:
            return tr("PAUSED")
        case Status.DONE:
            return tr("DONE")
        case Status.STOPPED:
            return tr("STOPPED")
        case Status.READY | Status.RUNNING:
            return kind_word(segment.kind)


def kind_word(kind: Kind) -> str:
    """The word for a kind of segment."""
    match kind:
        case Kind.GET_READY:
            return tr("GET READY")
        case Kind.WORK:
            return tr("WORK")
        case Kind.HOLD:
            return tr("HOLD")
        case Kind.REST:
            return tr("REST")
        case Kind.SWITCH:
            return tr("SWITCH SIDES")
        case Kind.NOTE:
            return tr("NOTE")


def phase_word(phase: Phase | None) -> str:
    """The word for a part of a rep."""
    match phase:
        case Phase.DOWN:
            return tr("down")
        case Phase.HOLD:
            return tr("hold")
        case Phase.UP:
            return tr("up")
        case Phase.RELAX:
            return tr("relax")
        case None:
            return ""


def side_word(side: Side | None) -> str:
    """LEFT or RIGHT; empty when the side does not matter."""
    match side:
        case Side.LEFT:
            return tr("LEFT")
        case Side.RIGHT:
            return tr("RIGHT")
        case Side.BOTH | None:
            return ""


def leg_words(side: Side | None) -> str:
    """The leg in a sentence; empty when the side does not matter."""
    match side:
        case Side.LEFT:
            return tr("left leg")
        case Side.RIGHT:
            return tr("right leg")
        case Side.BOTH | None:
            return ""


def digits(ms: int, *, up: bool = False) -> str:
    """Seconds to go, rounded up so that 1 is the last second; minutes from 100 seconds on."""
    seconds = ms // 1_000 if up else ceil(ms / 1_000)
    if seconds < _MINUTES_FROM_S:
        return str(seconds)
    return f"{seconds // 60}:{seconds % 60:02}"


def time_left(ms: int) -> str:
    """Time in words for a line of text."""
    seconds = ceil(ms / 1_000)
    minutes, rest = divmod(seconds, 60)
    return tr("{minutes}:{seconds:02} left").format(minutes=minutes, seconds=rest)


def minutes(ms: int) -> str:
    """A length to plan with, such as "8 min" or "45 s"."""
    seconds = round(ms / 1_000)
    if seconds < _MINUTES_FROM_S:
        return tr("{n} s").format(n=seconds)
    whole, rest = divmod(seconds, 60)
    if not rest:
        return tr("{n} min").format(n=whole)
    return tr("{minutes} min {seconds} s").format(minutes=whole, seconds=rest)


def pause_sentence(reason: Reason) -> str:
    """Why it stands still, and what brings it on."""
    match reason:
        case Reason.PERSON:
            return tr("Paused. Press Space to go on.")
        case Reason.PAIN:
            return tr("The clock stands still. Take your time.")
        case Reason.SLEEP:
            return tr("The computer was asleep. This part begins again. Press Space to go on.")
        case Reason.REST_OVER:
            return tr("The computer was asleep. Your rest is over. Press Space to go on.")
        case Reason.SLEEP_KEPT:
            return tr("The computer was asleep. You go on where you were. Press Space to go on.")


def form_said(by: int, name: str) -> str:
    """What is said aloud when an exercise becomes easier (-1) or harder (1)."""
    said = tr("Easier: {name}.") if by < 0 else tr("Harder: {name}.")
    return said.format(name=name)


def form_shown(by: int, before: PlayStep, after: PlayStep) -> str:
    """What has changed, and the key that brings it back."""
    what = after.label if after.label != before.label else after.note or after.dose
    back = tr("Press ↑ to change it back.") if by < 0 else tr("Press ↓ to change it back.")
    return f"{form_said(by, what.rstrip('.'))} {back}"


def kept_form(*, easier: bool, harder: bool) -> str:
    """That an exercise is done in another form since the last time; empty when it is not."""
    if easier:
        return tr("The easier form, as last time.")
    return tr("The harder form, as last time.") if harder else ""


def no_other_form(by: int) -> str:
    """That there is no easier (-1) or harder (1) form."""
    return tr("There is no easier form.") if by < 0 else tr("There is no harder form.")


def place(timeline: Timeline, index: int) -> str:
    """A place in a routine: "Wall sit, set 2 of 3, left leg"; a wait is told by what it is for."""
    here = timeline.segments[subject(timeline, index)]
    parts = [timeline.steps[here.step].label]
    if here.set is not None and (here.sets or 1) > 1:
        parts.append(tr("set {n} of {all}").format(n=here.set, all=here.sets))
    if here.rep is not None and here.rep > 1:
        parts.append(tr("rep {n} of {all}").format(n=here.rep, all=here.reps))
    if (leg := leg_words(here.side)) and not takes_turns(timeline, here):
        parts.append(leg)
    return ", ".join(parts)


def kept_place(timeline: Timeline, index: int, *, exact: bool) -> str:
    """Where an interrupted session goes on; not exact where the routine has changed since."""
    where = place(timeline, index)
    left_ms = sum(segment.length_ms for segment in timeline.segments[index:])
    left = tr("{time} left.").format(time=minutes(left_ms))
    if exact:
        stopped = tr("You stopped at: {place}.").format(place=where)
        return " ".join((stopped, left, tr("Go on from there?")))
    changed = tr("You stopped in the middle, and the routine has changed since.")
    return " ".join((changed, left, tr("Go on at: {place}?").format(place=where)))


def next_up(timeline: Timeline, index: int) -> str:
    """What comes after this set; empty at the end."""
    here = timeline.segments[index]
    rest = timeline.segments[index + 1 :]
    if here.kind in WAITS:
        # In a wait the next thing is what the wait is for.
        coming = next((s for s in rest if s.kind not in WAITS), None)
    else:
        coming = next((s for s in rest if s.kind not in WAITS and _differs(here, s)), None)
    if coming is None:
        return ""
    if coming.step != here.step:
        return timeline.steps[coming.step].label
    parts = []
    if coming.set != here.set and coming.set is not None and (coming.sets or 1) > 1:
        parts.append(tr("set {n} of {all}").format(n=coming.set, all=coming.sets))
    if not takes_turns(timeline, coming):
        parts.append(leg_words(coming.side))
    return ", ".join(filter(None, parts)) or timeline.steps[coming.step].label


def _differs(here: Segment, other: Segment) -> bool:
    if (here.step, here.set) != (other.step, other.set):
        return True
    return here.side != other.side and (here.rep is None or other.rep == 1)
