"""What is known of a person's way through a programme: what was said, done and felt."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from kneeapp.player.pain import Light

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kneeapp.base.side import Side
    from kneeapp.journal.model import Stamp
    from kneeapp.routine.model import Gate, Programme, Stage
    from kneeapp.routine.programme import Place
    from kneeapp.routine.schedule import Unit


class What(StrEnum):
    """What the person decided or answered."""

    START = "start"
    MOVE = "move"
    ANSWER = "answer"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Said:
    """One decision or answer about a programme.

    Attributes:
        phase: where to start, or to go.
        gate: the sentence of the condition that was answered.
        yes: the answer.
        side: the sore side, with a start.
    """

    at: Stamp
    programme: str
    what: What
    phase: str = ""
    gate: str = ""
    yes: bool = True
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """One session of a programme, as the journal has it.

    Attributes:
        at: when it began.
        place: where in the programme it belongs.
        finished: it was not broken off.
        light: how it went by the programme's pain rule; None when nothing was told.
        during, after, morning: pain, 0 to 10, where it was told.
        sharp: a sharp pain was told, whatever the figure.
    """

    at: Stamp
    place: Place
    finished: bool
    light: Light | None
    during: int | None = None
    after: int | None = None
    morning: int | None = None
    sharp: bool = False

    @property
    def counts(self) -> bool:
        """Whether it need not be done again: amber repeats, red steps back (content 6.2)."""
        return self.finished and self.light in (Light.GREEN, None)


@dataclass(frozen=True, slots=True)
class History:
    """Everything that decides how far a person is, oldest first.

    Attributes:
        said: decisions and answers about this programme.
        done: its sessions since the start.
        pain_now: days with a figure that was told outside of exercise, 0 to 10.
        swollen: days on which swelling was told.
    """

    said: tuple[Said, ...] = ()
    done: tuple[Done, ...] = ()
    pain_now: tuple[tuple[date, int], ...] = ()
    swollen: tuple[date, ...] = ()


class GateState(StrEnum):
    """Whether a condition is met; ASK: only the person can tell."""

    MET = "met"
    SHUT = "shut"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class GateView:
    """A condition with what is known about it.

    Attributes:
        gate: the condition; None for the shortest time in a phase.
        say: the condition as a sentence.
        why: what is known, as a sentence; may be empty.
        can_answer: the person may say yes or no.
        until: the day on which it will be met, when only time is missing.
    """

    gate: Gate | None
    say: str
    state: GateState
    why: str = ""
    can_answer: bool = False
    until: date | None = None


class Step(StrEnum):
    """How the present phase was reached."""

    STAYED = "stayed"
    ON = "on"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Course:
    """How far a person is in a programme.

    Attributes:
        position: of the phase, from 0.
        visit: the sessions of this stay in the phase, oldest first.
        since: the day this stay began; None before its first session.
        started: the day the programme was begun.
        done: the sessions since the start, oldest first.
        units: the planned sessions of the phase.
        counted: how many of them are done.
        next: what comes now; None when the programme is finished.
        week: of the programme, never beyond its last.
        due: the first day for the next session.
        gates: the conditions to go on.
        open: all of them are met.
        step: how this phase was reached.
        away: days since the last session.
    """

    programme: Programme
    position: int
    visit: tuple[Done, ...]
    since: date | None
    done: tuple[Done, ...]
    units: tuple[Unit, ...]
    counted: int
    next: Unit | None
    week: int
    due: date
    gates: tuple[GateView, ...]
    open: bool
    step: Step = Step.STAYED
    paused: bool = False
    away: int = 0
    started: date | None = None
    side: Side | None = None
    answers: Mapping[str, Said] = field(default_factory=dict)

    @property
    def newest(self) -> Done | None:
        """The newest session of all."""
        return self.done[-1] if self.done else None

    @property
    def stage(self) -> Stage:
        """The present phase."""
        return self.programme.stages[self.position]

    @property
    def is_finished(self) -> bool:
        """Whether the last phase is done and its conditions are met."""
        return self.next is None

    @property
    def is_complete(self) -> bool:
        """Whether all planned sessions of the phase are done."""
        return self.counted >= len(self.units)

    @property
    def can_go_on_early(self) -> bool:
        """Whether the conditions are met before all planned sessions are done."""
        last = self.position == len(self.programme.stages) - 1
        return self.open and bool(self.stage.gates) and not self.is_complete and not last
