"""One run of a routine: drives the engine, gives out what is heard, tells the log. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kneeapp.base.side import Side
from kneeapp.flow.session.notes import Moment, Notes
from kneeapp.flow.session.place import Snapshot, find, same_set, with_lead_in
from kneeapp.player import ahead, engine
from kneeapp.player import cues as cue_plan
from kneeapp.player.cues import Cue
from kneeapp.player.engine import (
    Command,
    Ended,
    Entered,
    Extended,
    Jump,
    Paused,
    Reason,
    Status,
)
from kneeapp.player.sets import subject

if TYPE_CHECKING:
    from kneeapp.base.clock import Clock
    from kneeapp.flow.session.notes import SessionLog
    from kneeapp.player.ahead import Due
    from kneeapp.player.cues import Script
    from kneeapp.routine.timeline import Segment, Timeline

_SLEEP = frozenset({Reason.SLEEP, Reason.SLEEP_KEPT, Reason.REST_OVER})


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
        hurt_sharply: sharp pain was told.
    """

    def __init__(self, timeline: Timeline, clock: Clock, log: SessionLog, script: Script) -> None:
        self.timeline = timeline
        self.state = engine.State()
        self.worst_pain: int | None = None
        self.hurt_sharply = False
        self._clock = clock
        self._log = log
        self._script = script
        self._cursor = cue_plan.Cursor()
        self._planned: dict[int, tuple[Cue, ...]] = {}
        self._notes = Notes(log, timeline)

    @property
    def status(self) -> Status:
        """Where the player is."""
        return self.state.status

    @property
    def done_sets(self) -> int:
        """Sets done since this program began to run the session."""
        return self._notes.done_sets

    @property
    def segment(self) -> Segment:
        """The current segment."""
        return self.timeline.segments[self.state.index]

    def start(self) -> Beat:
        """Begin, or go on from the place chosen by `resume_from`."""
        if self.status is Status.READY:
            self._log.session_started(self.timeline)
        return self.command(Command.START)

    def resume_from(self, place: Snapshot, lead_in_ms: int) -> None:
        """Choose a kept place to start from, with time to get into position before it."""
        found = find(self.timeline, place)
        if found is None or self.status is not Status.READY:
            return
        index = found.index
        if not found.spent_ms:
            timeline, index = with_lead_in(self.timeline, index, lead_in_ms)
            self._take(timeline)
        self.state = replace(
            self.state, index=index, spent_ms=found.spent_ms, active_ms=place.active_ms
        )

    def recall_pain(self, worst: int | None, *, sharp: bool) -> None:
        """Go on with the pain that was told before the program was closed; `worst` is 0 to 10."""
        self.worst_pain, self.hurt_sharply = worst, sharp

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

    def change_exercise(self, timeline: Timeline, step: int, said: str, lead_in_ms: int) -> Beat:
        """Go on with another form of an exercise, from the begin of the set under way.

        Args:
            timeline: the routine with the other form.
            step: where that exercise is in it.
            said: what has changed, in words.
            lead_in_ms: time to get into position.
        """
        self.flush()
        about = self.timeline.segments[subject(self.timeline, self.state.index)]
        index = same_set(timeline, step, about.set, about.side)
        timeline, index = with_lead_in(timeline, index, lead_in_ms)
        self._take(timeline)
        self.state = replace(self.state, index=index, spent_ms=0, extra_ms=0)
        self._plan_cues(index, after_ms=0)  # what has changed is said instead of what is next
        self._notes.keep_place(self.state)
        return Beat(cues=(Cue(0, said, cue_plan.Priority.CHANGE),))

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
        self._notes.tell()

    def note_pain(self, moment: Moment, value: int) -> None:
        """Keep a pain figure, 0 to 10."""
        if moment is Moment.DURING:
            self.worst_pain = max(value, self.worst_pain or 0)
        self.flush()
        self._log.pain_noted(moment, value)

    def tell_insisted(self, value: int, limit: int) -> None:
        """Keep in words that it was begun with more pain, 0 to 10, than the limit of today."""
        begun = f"Began {self.timeline.title} with pain at {value} of 10"
        self.flush()
        self._log.trouble_told(f"{begun}, above the limit of {limit}.", sharp=False)

    def tell_trouble(self, value: int | None, where: str, *, sharp: bool) -> None:
        """Keep in words what hurt, where and during what."""
        self.hurt_sharply |= sharp
        side = "" if self.segment.side in (None, Side.BOTH) else f", {self.segment.side} side"
        parts = [
            "Sharp pain" if sharp else "Pain",
            "" if value is None else f" {value} of 10",
            f" during {self.timeline.steps[self.segment.step].label}{side}",
            f". Where: {where}" if where else "",
        ]
        self.flush()
        self._log.trouble_told("".join(parts) + ".", sharp=sharp)

    def _take(self, timeline: Timeline) -> None:
        """Another timeline; where in it, the caller says."""
        self.timeline = timeline
        self._notes.set_timeline(timeline)
        self._planned.clear()

    def _wall_ms(self) -> int:
        return round(self._clock.wall().timestamp() * 1_000)

    def _settle(self, before: engine.State, now_ms: int, events: engine.Events) -> Beat:
        due: list[Cue] = []
        slept = any(isinstance(e, Paused) and e.reason in _SLEEP for e in events)
        if before.status is Status.RUNNING and not slept:
            due += self._advance(before.spent_ms + now_ms - before.last_ms)
        for event in events:
            due += self._follow(event)
        self._notes.follow(events, self.state)
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
