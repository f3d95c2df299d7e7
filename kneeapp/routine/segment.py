"""The flat timeline: segments in milliseconds, without gaps."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kneeapp.base.side import Side
    from kneeapp.routine.model import Phase


class Kind(StrEnum):
    """What a segment asks of the person."""

    GET_READY = "get_ready"
    WORK = "work"
    HOLD = "hold"
    REST = "rest"
    SWITCH = "switch"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of time in which the same thing happens.

    Attributes:
        step: index into `Timeline.steps`.
        set, sets, rep, reps: counted from 1.
        open_ended: the person ends it; `length_ms` is then an estimate.
        reminders: (ms from the segment's start, sentence).
    """

    kind: Kind
    label: str
    start_ms: int
    length_ms: int
    step: int
    exercise: str | None = None
    side: Side | None = None
    set: int | None = None
    sets: int | None = None
    rep: int | None = None
    reps: int | None = None
    phase: Phase | None = None
    open_ended: bool = False
    reminders: tuple[tuple[int, str], ...] = ()

    @property
    def end_ms(self) -> int:
        """Where the next segment starts."""
        return self.start_ms + self.length_ms


@dataclass(frozen=True, slots=True)
class PlayStep:
    """One exercise as it is played.

    Attributes:
        exercise: its id; empty for a note that belongs to no exercise.
        dose: in words, such as "2 × 10, hold 5 s, each leg".
        side: the one side it is done on, None when there is no single one.
        first_segment: where to jump to.
        source: position of the step in the routine, the same whatever was chosen;
            `Choices.easier` and `Choices.harder` name it.
        note: what else to know: load, condition, how to make it easier.
    """

    exercise: str
    label: str
    dose: str
    side: Side | None
    first_segment: int
    source: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """A routine made ready to play.

    Attributes:
        left_out: what was dropped or replaced to fit the choices, as sentences.
    """

    id: str
    title: str
    segments: tuple[Segment, ...]
    steps: tuple[PlayStep, ...]
    left_out: tuple[str, ...] = ()

    @property
    def length_ms(self) -> int:
        """The sum of all segments."""
        return self.segments[-1].end_ms if self.segments else 0


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person chose.

    Attributes:
        side: the sore side; it goes first, and "sore side only" needs it.
        minutes: make it fit these minutes.
        easier, harder: steps (by `PlayStep.source`) to do in another form.
        exclude: exercise ids and load tags to leave out.
        switch_ms, countdown_ms: least time to change sides, and before the first exercise.
    """

    side: Side | None = None
    minutes: int | None = None
    easier: frozenset[int] = frozenset()
    harder: frozenset[int] = frozenset()
    exclude: frozenset[str] = frozenset()
    switch_ms: int = 0
    countdown_ms: int = 0
