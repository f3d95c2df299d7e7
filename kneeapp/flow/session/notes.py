"""What a session tells its log, collected first: a slow disk delays no change on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto
from functools import partial
from typing import TYPE_CHECKING, Protocol

from kneeapp.flow.session.place import Snapshot
from kneeapp.player.engine import Ended, Entered, Left, Paused
from kneeapp.player.sets import keeps_its_place, rep_start, set_end, set_starts
from kneeapp.routine.timeline import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from kneeapp.player.engine import Events, State, Status
    from kneeapp.routine.timeline import Segment, Timeline

KEEP_EACH_MS = 10_000
"""In a long walk, which goes on where it was, the place is kept so often."""
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

    def trouble_told(self, sentence: str, *, sharp: bool) -> None:
        """What hurt, where and during what, in words; `sharp`: it also caught or gave way."""
        ...

    def session_ended(self, status: Status, active_ms: int) -> None:
        """Done or stopped, after so much time without the pauses."""
        ...


def count_sets(timeline: Timeline) -> int:
    """How many sets of exercises there are; notes are read, not done."""
    return len(_Sets.of(timeline).ends)


class Notes:
    """Follows a session and remembers what is to be told.

    Attributes:
        done_sets: sets done since this program began to run the session.
    """

    def __init__(self, log: SessionLog, timeline: Timeline) -> None:
        self.done_sets = 0
        self._log = log
        self._timeline = timeline
        self._sets = _Sets.of(timeline)
        self._worked_ms = 0
        self._kept_ms = 0
        self._untold: list[Callable[[], None]] = []

    def set_timeline(self, timeline: Timeline) -> None:
        """The routine has changed; the set under way begins again."""
        self._timeline = timeline
        self._sets = _Sets.of(timeline)
        self._worked_ms = 0

    def follow(self, events: Events, state: State) -> None:
        """Take note of what happened."""
        before, place_changed = self.done_sets, False
        for event in events:
            match event:
                case Left(index, segment, completed=True, spent_ms=spent_ms):
                    self._left(index, segment, spent_ms, state)
                case Entered(index, _):
                    self._entered(index)
                    place_changed |= index == rep_start(self._timeline, index)
                case Paused():
                    place_changed = True
                case Ended():
                    ended = partial(self._log.session_ended, state.status, state.active_ms)
                    self._untold.append(ended)
                    return
                case _:
                    pass
        if self.done_sets > before:
            return  # which told the place as well
        if place_changed or self._is_long_since(state):
            self.keep_place(state)

    def keep_place(self, state: State) -> None:
        """Remember where it is."""
        self._kept_ms = state.active_ms
        self._untold.append(partial(self._log.place_kept, Snapshot.of(self._timeline, state)))

    def tell(self) -> None:
        """Tell the log what happened since the last time."""
        untold, self._untold = self._untold, []
        for tell in untold:
            tell()

    def _is_long_since(self, state: State) -> bool:
        unpaced = keeps_its_place(self._timeline.segments[state.index])
        return unpaced and state.active_ms - self._kept_ms >= KEEP_EACH_MS

    def _left(self, index: int, segment: Segment, spent_ms: int, state: State) -> None:
        self._worked_ms += spent_ms if segment.kind in _WORKING else 0
        if index in self._sets.ends:
            self.done_sets += 1
            place = Snapshot.of(self._timeline, state)
            done = partial(self._log.segment_done, segment, self._worked_ms, place)
            self._untold.append(done)

    def _entered(self, index: int) -> None:
        if index in self._sets.borders:
            self._worked_ms = 0


@dataclass(frozen=True, slots=True)
class _Sets:
    """The last segments of all sets, and those that begin a set, a note or the rest after one."""

    ends: frozenset[int]
    borders: frozenset[int]

    @classmethod
    def of(cls, timeline: Timeline) -> _Sets:
        starts = set_starts(timeline)
        ends = frozenset(set_end(timeline, start) for start in starts)
        borders = frozenset(starts) | {end + 1 for end in ends}
        return cls(frozenset(e for e in ends if timeline.segments[e].exercise), borders)
