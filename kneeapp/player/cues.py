"""What is said and beeped, and when: planned for each segment before it begins.

Every cue has a place on the segment's own clock. Where two would be heard at once, the more
important one stays; a cue that cannot end before it is not begun at all. A cue whose moment passed
more than STALE_MS ago is never caught up.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum, auto
from typing import TYPE_CHECKING

from kneeapp.base.side import Side
from kneeapp.routine.timeline import Kind, Phase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kneeapp.routine.timeline import Segment, Timeline

STALE_MS = 300
"""A cue later than this is dropped."""
BREATH_MS = 250
"""Silence between two things said."""
SPEECH_START_MS = 300
"""What every utterance costs before its first sound, on a usual speech engine."""
SPEECH_CHARACTER_MS = 65
"""About 15 characters a second, an unhurried English voice."""
DIGIT_CHARACTERS = 4
"""A digit is spoken as a word."""

_SECOND = 1_000
_MINUTE = 60 * _SECOND
_COUNTED = (3, 2, 1)
_SHORTEST_COUNTED_WAIT = 5 * _SECOND
_SHORTEST_COUNTED_WORK = 10 * _SECOND
_SHORTEST_COUNTED_REP = 1_500
_SHORTEST_HALVED = 20 * _SECOND
_SHORTEST_WITH_TIP = 15 * _SECOND
_PHASE_WORDS = {
    Phase.DOWN: "Down",
    Phase.HOLD: "Hold",
    Phase.UP: "Up",
    Phase.RELAX: "Relax",
}
_WAITS = frozenset({Kind.GET_READY, Kind.REST, Kind.SWITCH})


class Talk(StrEnum):
    """How much is said; beeps do not depend on it."""

    LITTLE = auto()
    NORMAL = auto()
    FULL = auto()


class Beep(StrEnum):
    """The short sounds; each is a file of the same name in `assets/sounds`."""

    TICK = auto()
    COUNT = auto()
    START = auto()
    END = auto()
    SWITCH = auto()
    DONE = auto()
    ATTENTION = auto()


class Priority(IntEnum):
    """Which of two cues is heard when they cannot both be."""

    TIP = auto()
    INFO = auto()
    DETAIL = auto()
    COUNT = auto()
    COUNTDOWN = auto()
    NAME = auto()
    CHANGE = auto()
    SAFETY = auto()


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing to be heard.

    Attributes:
        at_ms: when, from the segment's begin.
        text: what is said; empty for a beep alone.
        detail: said after the text if there is time.
        priority: who wins where two meet.
        length_ms: how long the text takes to say.
        beep: the sound that goes with it.
        slack_ms: how much later it may begin.
    """

    at_ms: int
    text: str = ""
    priority: Priority = Priority.INFO
    beep: Beep | None = None
    detail: str = ""
    length_ms: int = 0
    slack_ms: int = 0

    @property
    def end_ms(self) -> int:
        """When its words are over."""
        return self.at_ms + self.length_ms


@dataclass(frozen=True, slots=True)
class Script:
    """What the scheduler needs to know beside the timeline.

    Attributes:
        talk: how much is said.
        rate: speed of the voice, -1 slow to 1 fast, 0 as usual.
        tips: technique sentences by exercise id.
        starts: how each exercise begins, by exercise id; read before its clock starts.
        known_ms: measured lengths of texts; the others are estimated.
    """

    talk: Talk = Talk.NORMAL
    rate: float = 0.0
    tips: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    starts: Mapping[str, str] = field(default_factory=dict)
    known_ms: Mapping[str, int] = field(default_factory=dict)

    def speech_ms(self, text: str) -> int:
        """How long a text takes to say, measured before or estimated."""
        if not text:
            return 0
        characters = len(text) + (DIGIT_CHARACTERS - 1) * sum(c.isdigit() for c in text)
        usual = SPEECH_START_MS + SPEECH_CHARACTER_MS * characters
        return self.known_ms.get(text, round(usual * 2.0**-self.rate))


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far the cues of one segment have been heard; each is given out at most once."""

    cues: tuple[Cue, ...] = ()
    heard: int = 0

    def advance(self, spent_ms: int) -> tuple[Cursor, tuple[Cue, ...]]:
        """Give out the cues crossed until now, without the stale ones."""
        upto = self.heard
        while upto < len(self.cues) and self.cues[upto].at_ms <= spent_ms:
            upto += 1
        fresh = (c for c in self.cues[self.heard : upto] if spent_ms - c.at_ms <= STALE_MS)
        return Cursor(self.cues, upto), tuple(fresh)

    def next_ms(self) -> int | None:
        """When the next cue is due, from the segment's begin."""
        return self.cues[self.heard].at_ms if self.heard < len(self.cues) else None


def cursor(cues: tuple[Cue, ...], after_ms: int = -1) -> Cursor:
    """A cursor for cues of which all up to `after_ms` are taken as heard."""
    return Cursor(cues, sum(c.at_ms <= after_ms for c in cues))


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
        *_during(timeline, index, length),
        *_tips(timeline, index, script, length),
    )
    end = None if segment.open_ended else length
    return _fit([_quieter(c, script.talk) for c in wanted], script, end)


def end_cue() -> Cue:
    """What is heard when the last segment is over."""
    return Cue(0, "That was the last one. Well done.", Priority.CHANGE, Beep.DONE)


def spoken(text: str) -> str:
    """A dose as a voice reads it well.

    >>> spoken("2 × 10, hold 5 s, each leg")
    '2 times 10, hold 5 seconds, each leg'
    """
    words = []
    for word in text.replace("×", "times").split(" "):
        bare = word.rstrip(",.;")
        words.append(_UNITS.get(bare, bare) + word[len(bare) :])
    return " ".join(words)


_UNITS = {"s": "seconds", "min": "minutes", "h": "hours"}


def side_words(side: Side | None) -> str:
    """The side as it is said; empty when it does not matter."""
    return f"{side} side" if side in (Side.LEFT, Side.RIGHT) else ""


def tip(timeline: Timeline, index: int, tips: Mapping[str, tuple[str, ...]]) -> str:
    """The technique sentence to show or say now; they take turns by set, one at a time."""
    segment = _active(timeline, index) or timeline.segments[index]
    known = tips.get(segment.exercise or "", ())
    if not known:
        return ""
    turn = (segment.set or 1) - 1 + (segment.side is Side.RIGHT)
    return known[turn % len(known)]


def upcoming(timeline: Timeline, index: int) -> Segment | None:
    """The next work, hold or note after a segment."""
    return next((s for s in timeline.segments[index + 1 :] if s.kind not in _WAITS), None)


def _active(timeline: Timeline, index: int) -> Segment | None:
    here = timeline.segments[index]
    return here if here.kind not in _WAITS else upcoming(timeline, index)


def _before(timeline: Timeline, index: int) -> Segment | None:
    earlier = reversed(timeline.segments[:index])
    return next((s for s in earlier if s.kind not in _WAITS), None)


def _begin(timeline: Timeline, index: int, script: Script) -> Iterator[Cue]:
    match timeline.segments[index].kind:
        case Kind.GET_READY:
            yield _named(timeline, index, "Get ready. " if index == 0 else "")
        case Kind.REST:
            yield from _begin_rest(timeline, index)
        case Kind.SWITCH:
            side = side_words(_side_to_come(timeline, index))
            text = f"Switch. {side.capitalize()}." if side else "Switch."
            yield Cue(0, text, Priority.CHANGE, Beep.SWITCH)
        case Kind.NOTE:
            yield Cue(0, timeline.segments[index].label, Priority.CHANGE, Beep.ATTENTION)
        case Kind.WORK | Kind.HOLD:
            yield from _begin_work(timeline, index, script)


def _named(timeline: Timeline, index: int, prefix: str) -> Cue:
    """Exercise, side and dose before it begins; before a further set only what is new."""
    new = _active(timeline, index)
    if new is None or new.kind is Kind.NOTE:
        return Cue(0, prefix.strip(), Priority.NAME)
    if (
        index
        and timeline.segments[index - 1].kind is Kind.GET_READY is timeline.segments[index].kind
    ):
        return Cue(0, "Get into position.", Priority.NAME)
    before = _before(timeline, index)
    if before is not None and before.step == new.step:
        news = _what_is_new(timeline, before, new) or "get into position"
        return Cue(0, f"{news.capitalize()}.", Priority.NAME)
    step = timeline.steps[new.step]
    side = "" if takes_turns(timeline, new) else side_words(new.side)
    name = f"{step.label}, {side}." if side else f"{step.label}."
    return Cue(0, prefix + name, Priority.NAME, detail=f" {spoken(step.dose)}.")


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


def _what_is_new(timeline: Timeline, before: Segment, new: Segment) -> str:
    """The number of the set and the side, as far as they change."""
    parts = []
    if before.set != new.set and new.set is not None:
        parts.append(f"set {new.set} of {new.sets}" if new.sets else f"set {new.set}")
    if before.side != new.side and side_words(new.side) and not takes_turns(timeline, new):
        parts.append(side_words(new.side))
    return ", ".join(parts)


def _begin_rest(timeline: Timeline, index: int) -> Iterator[Cue]:
    rest = timeline.segments[index]
    seconds = f" {round(rest.length_ms / _SECOND)} seconds."
    before, new = _before(timeline, index), upcoming(timeline, index)
    within_set = before is not None and new is not None and _same_set(before, new)
    if within_set:
        yield Cue(0, "Relax.", Priority.CHANGE, Beep.END)
        return
    yield Cue(0, "Rest.", Priority.CHANGE, Beep.END, detail=seconds)
    if new is None:
        return
    if before is not None and before.step == new.step:
        news = _what_is_new(timeline, before, new)
        yield Cue(0, f"Next: {news}." if news else "", slack_ms=rest.length_ms)
    else:
        yield replace(_named(timeline, index, "Next: "), slack_ms=rest.length_ms)


def _same_set(a: Segment, b: Segment) -> bool:
    return (a.step, a.set) == (b.step, b.set) and (a.side == b.side or b.rep != 1)


def _side_to_come(timeline: Timeline, index: int) -> Side | None:
    new = _active(timeline, index)
    return new.side if new is not None else None


def _begin_work(timeline: Timeline, index: int, script: Script) -> Iterator[Cue]:
    segment = timeline.segments[index]
    previous = timeline.segments[index - 1] if index else None
    unannounced = previous is None or (
        previous.kind not in _WAITS and previous.step != segment.step
    )
    if unannounced:
        yield replace(_named(timeline, index, ""), beep=Beep.START)
        return
    fresh = previous is None or previous.kind in _WAITS or previous.set != segment.set
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
        detail = f". {phase}." if phase and talk is Talk.FULL else ""
        return Cue(0, f"{segment.rep}", Priority.COUNT, detail=detail)
    said = talk is Talk.FULL or segment.phase in (Phase.HOLD, Phase.RELAX)
    return Cue(0, f"{phase}." if phase and said else "", Priority.COUNT)


def _reminders(segment: Segment) -> Iterator[Cue]:
    for at_ms, sentence in segment.reminders:
        yield Cue(at_ms, sentence, Priority.SAFETY, Beep.ATTENTION)


def _countdown(segment: Segment, length: int) -> Iterator[Cue]:
    wait = segment.kind in _WAITS
    if segment.open_ended or (segment.rep is not None and segment.kind is not Kind.HOLD):
        return
    if length < (_SHORTEST_COUNTED_WAIT if wait else _SHORTEST_COUNTED_WORK):
        return
    for seconds in _COUNTED:
        yield Cue(length - seconds * _SECOND, f"{seconds}", Priority.COUNTDOWN, Beep.COUNT)


def _during(timeline: Timeline, index: int, length: int) -> Iterator[Cue]:
    segment = timeline.segments[index]
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
    if segment.kind in _WAITS and (start := _start_words(timeline, index, script)):
        yield Cue(0, start, Priority.TIP, slack_ms=length)
    if length < _SHORTEST_WITH_TIP or segment.kind is Kind.NOTE:
        return
    if segment.kind in _WAITS and script.talk is not Talk.FULL:
        return
    if sentence := tip(timeline, index, script.tips):
        yield Cue(3 * _SECOND, sentence, Priority.TIP, slack_ms=length)


def _start_words(timeline: Timeline, index: int, script: Script) -> str:
    """How the exercise to come begins; only before its first set."""
    new, before = upcoming(timeline, index), _before(timeline, index)
    if new is None or (before is not None and before.step == new.step):
        return ""
    return script.starts.get(new.exercise or "", "")


_LITTLE = frozenset({Priority.NAME, Priority.CHANGE, Priority.SAFETY})


def _quieter(cue: Cue, talk: Talk) -> Cue:
    """Only names, changes and safety are said on the lowest level; beeps stay."""
    if talk is not Talk.LITTLE:
        return cue
    return replace(cue, text=cue.text if cue.priority in _LITTLE else "", detail="")


def _fit(wanted: list[Cue], script: Script, end_ms: int | None) -> tuple[Cue, ...]:
    """Place by importance; what finds no room keeps only its beep."""
    placed: list[Cue] = []
    silent: list[Cue] = []
    by_importance = sorted(wanted, key=lambda c: (-c.priority, c.at_ms))
    for cue in (c for c in by_importance if c.priority > Priority.DETAIL):
        _place(cue, script, end_ms, placed, silent)
    placed[:] = [_lengthened(c, script, end_ms, placed) for c in placed]
    for cue in (c for c in by_importance if c.priority < Priority.DETAIL):
        _place(cue, script, end_ms, placed, silent)
    return tuple(sorted((*placed, *silent), key=lambda c: (c.at_ms, -c.priority)))


def _place(
    cue: Cue, script: Script, end_ms: int | None, placed: list[Cue], silent: list[Cue]
) -> None:
    length = script.speech_ms(cue.text)
    start = _free_start(cue, length, end_ms, placed) if cue.text else None
    if start is not None:
        placed.append(replace(cue, at_ms=start, length_ms=length))
    elif cue.beep is not None:
        silent.append(replace(cue, text="", detail="", length_ms=0))


def _free_start(cue: Cue, length: int, end_ms: int | None, placed: Iterable[Cue]) -> int | None:
    start = cue.at_ms
    for other in sorted(placed, key=lambda c: c.at_ms):
        if start < other.end_ms and other.at_ms < start + length:
            start = other.end_ms + BREATH_MS
    late = start > cue.at_ms + cue.slack_ms
    over = end_ms is not None and start + length > end_ms
    return None if late or over else start


def _lengthened(cue: Cue, script: Script, end_ms: int | None, placed: Iterable[Cue]) -> Cue:
    if not cue.detail:
        return cue
    longer = replace(cue, text=cue.text + cue.detail, detail="")
    longer = replace(longer, length_ms=script.speech_ms(longer.text))
    room = min((c.at_ms for c in placed if c.at_ms > cue.at_ms), default=None)
    limit = end_ms if room is None else room
    return longer if limit is None or longer.end_ms <= limit else replace(cue, detail="")
