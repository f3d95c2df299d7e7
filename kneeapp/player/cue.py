"""One thing to be heard, and how far the cues of a segment have been heard."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

STALE_MS = 300
"""A cue later than this is dropped."""


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


BEEP_HEAD_MS = {
    Beep.TICK: 60,
    Beep.COUNT: 120,
    Beep.START: 280,
    Beep.END: 300,
    Beep.SWITCH: 400,
    Beep.DONE: 700,
    Beep.ATTENTION: 420,
}
"""The loud part of each beep: words that come with it begin after, so that both are understood."""


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
        priority: who wins where two meet.
        beep: the sound that goes with it; the words follow it.
        detail: said after the text if there is time.
        length_ms: from `at_ms` to the end of the words.
        slack_ms: how much later it may be placed.
        grace_ms: how late its words may begin and still end in time.
        segment: index of its segment in the timeline.
    """

    at_ms: int
    text: str = ""
    priority: Priority = Priority.INFO
    beep: Beep | None = None
    detail: str = ""
    length_ms: int = 0
    slack_ms: int = 0
    grace_ms: int = STALE_MS
    segment: int = 0

    @property
    def key(self) -> tuple[int, int, Priority, Beep | None]:
        """Tells it from every other cue of a routine, also when it lost its words."""
        return self.segment, self.at_ms, self.priority, self.beep

    @property
    def end_ms(self) -> int:
        """When its words are over."""
        return self.at_ms + self.length_ms

    @property
    def head_ms(self) -> int:
        """From its beep to its words."""
        return BEEP_HEAD_MS[self.beep] if self.beep is not None else 0

    def when_late(self, late_ms: int) -> Cue | None:
        """What is left of it now: all, its beep, or nothing."""
        if late_ms > STALE_MS:
            return None
        if not self.text or late_ms <= self.grace_ms:
            return self
        return None if self.beep is None else replace(self, text="", length_ms=0)


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far the cues of one segment have been heard; each is given out at most once."""

    cues: tuple[Cue, ...] = ()
    heard: int = 0

    def advance(self, spent_ms: int) -> tuple[Cursor, tuple[Cue, ...]]:
        """Give out the cues crossed until now, without what came too late."""
        upto = self.heard
        while upto < len(self.cues) and self.cues[upto].at_ms <= spent_ms:
            upto += 1
        crossed = (c.when_late(spent_ms - c.at_ms) for c in self.cues[self.heard : upto])
        return Cursor(self.cues, upto), tuple(c for c in crossed if c is not None)

    def next_ms(self) -> int | None:
        """When the next cue is due, from the segment's begin."""
        return self.cues[self.heard].at_ms if self.heard < len(self.cues) else None

    def to_come(self) -> Iterator[Cue]:
        """The cues that have not been given out."""
        yield from self.cues[self.heard :]


def cursor(cues: tuple[Cue, ...], after_ms: int = -1) -> Cursor:
    """A cursor for cues of which all up to `after_ms` are taken as heard."""
    return Cursor(cues, sum(c.at_ms <= after_ms for c in cues))
