"""One run of a routine: drives the engine, gives out what is heard, tells the log. No Qt."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from enum import StrEnum, auto
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from kneeapp.base.side import Side
from kneeapp.player import ahead, engine
from kneeapp.player import cues as cue_plan
from kneeapp.player.engine import Command, Ended, Entered, Extended, Jump, Left, Paused, Status
from kneeapp.routine.timeline import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kneeapp.base.clock import Clock
    from kneeapp.player.ahead import Due
    from kneeapp.player.cues import Cue, Script
    from kneeapp.routine.timeline import Segment, Timeline

_WORKING = frozenset({Kind.WORK, Kind.HOLD})


class Moment(StrEnum):
    """When a pain figure of a session was given."""

    BEFORE = auto()
    DURING = auto()
    AFTER = auto()


class SessionLog(Protocol):
    """What a session tells; each call returns when the entry is safe."""

    def session_started(self, timeline: Timeline) -> None:
        """A routine begins, or goes on after the program was closed."""
        ...

    def segment_done(self, segment: Segment, worked_ms: int, place: Snapshot) -> None:
        """A set is done: its last segment, the time worked in it, and where to go on."""
        ...

    def place_kept(self, place: Snapshot) -> None:
        """Where to go on if the program ends now."""
        ...

    def pain_noted(self, moment: Moment, value: int) -> None:
        """Pain from 0 to 10."""
        ...

    def trouble_told(self, sentence: str) -> None:
        """What hurt, where and during what, in words."""
        ...

    def session_ended(self, status: Status, active_ms: int) -> None:
        """Done or stopped, after so much time without the pauses."""
        ...


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Where to go on after a crash or a kill: the begin of a set.

    Attributes:
        routine: the timeline's fingerprint; a changed routine begins anew.
        index: the segment to go on from.
        active_ms: time done so far.
    """

    routine: str
    index: int
    active_ms: int

    def to_json(self) -> dict[str, Any]:
        """As a plain object."""
        return {"routine": self.routine, "index": self.index, "active_ms": self.active_ms}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Snapshot | None:
        """Read back; None when it is not one."""
        routine, index, active = (data.get(k) for k in ("routine", "index", "active_ms"))
        if isinstance(routine, str) and isinstance(index, int) and isinstance(active, int):
            return cls(routine, index, active)
        return None


def fingerprint(timeline: Timeline) -> str:
    """Changes when anything about the order or the lengths changes."""
    facts = [
        (s.kind.value, s.length_ms, s.exercise, s.side, s.set, s.rep) for s in timeline.segments
    ]
    return hashlib.blake2s(repr((timeline.id, facts)).encode(), digest_size=8).hexdigest()


def count_sets(timeline: Timeline) -> int:
    """How many sets of exercises there are; notes are read, not done."""
    return len(_Sets.of(timeline).ends)


@dataclass(frozen=True, slots=True)
class Beat:
    """What a tick or a command brought: what happened, and what is to be heard now."""

    events: engine.Events = ()
    cues: tuple[Cue, ...] = ()


class Session:
    """Holds the state; asks the clock only when told to.

    Whoever drives it shows what a beat brought, then calls `flush`: a slow disk delays no change.

    Attributes:
        timeline: what is played.
        state: where it is.
        worst_pain: the most pain told during the session, 0 to 10.
        done_sets: sets done since this program began to run the session.
    """

    def __init__(self, timeline: Timeline, clock: Clock, log: SessionLog, script: Script) -> None:
        self.timeline = timeline
        self.state = engine.State()
        self.worst_pain: int | None = None
        self._clock = clock
        self._log = log
        self._script = script
        self._cursor = cue_plan.Cursor()
        self._planned: dict[int, tuple[Cue, ...]] = {}
        self._worked_ms = 0
        self._sets = _Sets.of(timeline)
        self._untold: list[Callable[[], None]] = []
        self.done_sets = 0

    @property
    def status(self) -> Status:
        """Where the player is."""
        return self.state.status

    @property
    def segment(self) -> Segment:
        """The current segment."""
        return self.timeline.segments[self.state.index]

    def start(self) -> Beat:
        """Begin, or go on from the place chosen by `resume_from`."""
        if self.status is Status.READY:
            self._log.session_started(self.timeline)
        return self.command(Command.START)

    def resume_from(self, place: Snapshot) -> bool:
        """Choose a kept place to start from; false when the routine has changed since."""
        if place.routine != fingerprint(self.timeline) or self.status is not Status.READY:
            return False
        if not 0 <= place.index < len(self.timeline.segments):
            return False
        self.state = replace(self.state, index=place.index, active_ms=place.active_ms)
        return True

    def snapshot(self) -> Snapshot:
        """Where to go on if the program ends now: the begin of this set; in a rest, the rest."""
        index = self.state.index
        if self.segment.kind is not Kind.REST:
            index = engine.set_start(self.timeline, index)
        return Snapshot(fingerprint(self.timeline), index, self.state.active_ms)

    def tick(self) -> Beat:
        """Let the clock's time pass."""
        self.flush()
        before, now = self.state, self._clock.now_ms()
        self.state, events = engine.tick(self.timeline, before, now, self._wall_ms())
        return self._settle(before, now, events)

    def command(self, command: Command | Jump) -> Beat:
        """Let time pass, then obey the person."""
        self.flush()
        before, now = self.state, self._clock.now_ms()
        self.state, events = engine.apply(self.timeline, before, command, now, self._wall_ms())
        return self._settle(before, now, events)

    def skip_exercise(self) -> Beat:
        """Leave this exercise for the next; after the last one the routine is stopped."""
        following = self.segment.step + 1
        if following >= len(self.timeline.steps):
            return self.command(Command.STOP)
        return self.command(Jump(self.timeline.steps[following].first_segment))

    def set_script(self, script: Script) -> None:
        """Say more or less from now on."""
        self._script = script
        self._planned.clear()
        self._plan_cues(self.state.index, after_ms=self.state.spent_ms)

    def set_timeline(self, timeline: Timeline, step: int) -> None:
        """Go on with a changed routine from the begin of one exercise, paused."""
        self.timeline = timeline
        self._sets = _Sets.of(timeline)
        self._planned.clear()
        self._worked_ms = 0
        index = timeline.steps[step].first_segment
        self.state = replace(self.state, index=index, spent_ms=0, extra_ms=0)
        self._plan_cues(index)
        self._untold.append(partial(self._log.place_kept, self.snapshot()))

    def cues_ahead(self, horizon_ms: int) -> tuple[Due, ...]:
        """The cues of the next moments, if the person does nothing."""
        until = self._clock.now_ms() + horizon_ms
        left = self._cursor.to_come()
        return tuple(ahead.ahead(self.timeline, self.state, left, self._cues_of, until))

    def next_wake_ms(self) -> int | None:
        """Milliseconds until the next segment or cue; None when nothing comes by itself."""
        if self.status is not Status.RUNNING:
            return None
        due = [] if self.segment.open_ended else [engine.length_ms(self.timeline, self.state)]
        if (cue_ms := self._cursor.next_ms()) is not None:
            due.append(cue_ms)
        since = self._clock.now_ms() - self.state.last_ms
        return max(0, min(due) - self.state.spent_ms - since) if due else None

    def flush(self) -> None:
        """Tell the log what happened since the last time."""
        untold, self._untold = self._untold, []
        for tell in untold:
            tell()

    def note_pain(self, moment: Moment, value: int) -> None:
        """Keep a pain figure, 0 to 10."""
        if moment is Moment.DURING:
            self.worst_pain = max(value, self.worst_pain or 0)
        self.flush()
        self._log.pain_noted(moment, value)

    def tell_trouble(self, value: int | None, where: str, *, sharp: bool) -> None:
        """Keep in words what hurt, where and during what."""
        side = "" if self.segment.side in (None, Side.BOTH) else f", {self.segment.side} side"
        parts = [
            "Sharp pain" if sharp else "Pain",
            "" if value is None else f" {value} of 10",
            f" during {self.timeline.steps[self.segment.step].label}{side}",
            f". Where: {where}" if where else "",
        ]
        self.flush()
        self._log.trouble_told("".join(parts) + ".")

    def _wall_ms(self) -> int:
        return round(self._clock.wall().timestamp() * 1_000)

    def _settle(self, before: engine.State, now_ms: int, events: engine.Events) -> Beat:
        due: list[Cue] = []
        slept = any(isinstance(e, Paused) and e.reason in _SLEEP for e in events)
        if before.status is Status.RUNNING and not slept:
            due += self._advance(before.spent_ms + now_ms - before.last_ms)
        for event in events:
            due += self._follow(event)
        self._note(events)
        return Beat(events, tuple(due))

    def _advance(self, spent_ms: int) -> tuple[Cue, ...]:
        self._cursor, fresh = self._cursor.advance(spent_ms)
        return fresh

    def _follow(self, event: engine.Event) -> tuple[Cue, ...]:
        match event:
            case Entered(index, _, late_ms):
                self._plan_cues(index)
                return self._advance(late_ms) if self.status is not Status.PAUSED else ()
            case Extended():
                self._plan_cues(self.state.index, after_ms=self.state.spent_ms)
            case Ended(finished=True):
                return (cue_plan.end_cue(self.timeline),)
            case _:
                pass
        return ()

    def _plan_cues(self, index: int, after_ms: int = -1) -> None:
        extra = self.state.extra_ms if index == self.state.index else 0
        planned = self._longer(index, extra) if extra else self._cues_of(index)
        self._cursor = cue_plan.cursor(planned, after_ms)

    def _longer(self, index: int, extra_ms: int) -> tuple[Cue, ...]:
        length = self.timeline.segments[index].length_ms + extra_ms
        return cue_plan.segment_cues(self.timeline, index, self._script, length)

    def _cues_of(self, index: int) -> tuple[Cue, ...]:
        """The cues of a segment as it is written, planned once."""
        if index not in self._planned:
            self._planned[index] = cue_plan.segment_cues(self.timeline, index, self._script)
        return self._planned[index]

    def _note(self, events: engine.Events) -> None:
        """Collect what the log is to be told."""
        place_told = False
        for event in events:
            match event:
                case Left(index, segment, completed=True, spent_ms=spent_ms):
                    self._worked_ms += spent_ms if segment.kind in _WORKING else 0
                    if index in self._sets.ends:
                        self._note_set(segment)
                        place_told = True
                case Entered(index, _) if index in self._sets.borders:
                    self._worked_ms = 0
                    if not place_told:
                        self._untold.append(partial(self._log.place_kept, self.snapshot()))
                case Paused():
                    self._untold.append(partial(self._log.place_kept, self.snapshot()))
                case Ended():
                    over = partial(self._log.session_ended, self.status, self.state.active_ms)
                    self._untold.append(over)
                case _:
                    pass

    def _note_set(self, segment: Segment) -> None:
        self.done_sets += 1
        done = partial(self._log.segment_done, segment, self._worked_ms, self.snapshot())
        self._untold.append(done)


_SLEEP = frozenset({engine.Reason.SLEEP, engine.Reason.REST_OVER})


@dataclass(frozen=True, slots=True)
class _Sets:
    """The last segments of all sets, and those that begin a set, a note or the rest after one."""

    ends: frozenset[int]
    borders: frozenset[int]

    @classmethod
    def of(cls, timeline: Timeline) -> _Sets:
        starts = engine.set_starts(timeline)
        ends = frozenset(engine.set_end(timeline, start) for start in starts)
        borders = frozenset(starts) | {end + 1 for end in ends}
        return cls(frozenset(e for e in ends if timeline.segments[e].exercise), borders)
