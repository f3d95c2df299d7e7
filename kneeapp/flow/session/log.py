"""A session's log in the journal; when the disk refuses, the person is told and it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kneeapp.base.errors import UserError
from kneeapp.flow.session.notes import Moment, count_sets
from kneeapp.journal.model import SHARP, SessionPlan, SetDone
from kneeapp.player import engine

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kneeapp.base.side import Side
    from kneeapp.flow.session.opening import OpenSession
    from kneeapp.flow.session.place import Snapshot
    from kneeapp.journal.store import Journal
    from kneeapp.routine.timeline import Segment, Timeline


class JournalLog:
    """Implements `flow.session_notes.SessionLog` with a journal."""

    def __init__(
        self,
        journal: Journal,
        choice: Mapping[str, Any],
        side: Side | None,
        on_problem: Callable[[str], object],
    ) -> None:
        self.session_id: int | None = None
        self._journal = journal
        self._choice = choice
        self._side = side
        self._on_problem = on_problem
        self._pain: dict[Moment, int] = {}
        self._is_sharp = False

    def go_on(self, earlier: OpenSession) -> None:
        """Go on with an entry that was left open, and with the pain that was told in it."""
        self.session_id = earlier.session_id
        self._is_sharp = earlier.sharp
        told = {Moment.BEFORE: earlier.before, Moment.DURING: earlier.worst}
        self._pain = {moment: value for moment, value in told.items() if value is not None}

    def session_started(self, timeline: Timeline) -> None:
        """Open an entry, unless an unfinished one goes on."""
        if self.session_id is None:
            self._try(self._open, timeline)

    def segment_done(self, segment: Segment, worked_ms: int, place: Snapshot) -> None:
        """Keep a finished set and the place after it together."""
        done = SetDone(
            step=segment.step,
            exercise=segment.exercise or segment.label,
            side=segment.side,
            set_no=segment.set or 1,
            reps=segment.reps,
            length_ms=worked_ms,
        )
        if self.session_id is not None:
            self._try(self._journal.add_set_done, self.session_id, done, place.to_json())

    def place_kept(self, place: Snapshot) -> None:
        """Keep where to go on."""
        if self.session_id is not None:
            self._try(self._journal.save_state, self.session_id, place.to_json())

    def choice_changed(self, choice: Mapping[str, Any]) -> None:
        """Keep what was chosen anew: an easier or harder exercise."""
        self._choice = choice
        self._try(self._save_choice)

    def pain_noted(self, moment: Moment, value: int) -> None:
        """Keep a figure; of several during a session, the worst."""
        if moment is Moment.DURING:
            value = max(value, self._pain.get(moment, 0))
        self._pain[moment] = value
        if self.session_id is not None:
            self._try(self._save_pain, moment, value)

    def trouble_told(self, sentence: str, *, sharp: bool) -> None:
        """Keep a note of what hurt; sharp pain makes the session one that hurt too much.

        Source: content 6.2, any sharp pain, catching or giving way is red.
        """
        self._try(self._journal.add_note, sentence)
        if sharp:
            self._is_sharp = True
            self._try(self._save_choice)

    def session_ended(self, status: engine.Status, active_ms: int) -> None:
        """Close the entry."""
        word = "done" if status is engine.Status.DONE else "stopped"
        if self.session_id is not None:
            self._try(self._journal.finish_session, self.session_id, word, active_ms)

    def _open(self, timeline: Timeline) -> None:
        plan = SessionPlan(
            routine=timeline.id,
            title=timeline.title,
            side=self._side,
            sets=count_sets(timeline),
            length_ms=timeline.length_ms,
            choice=self._choice,
            pain_before=self._pain.get(Moment.BEFORE),
        )
        self.session_id = self._journal.start_session(plan)

    def _save_choice(self) -> None:
        if self.session_id is None:
            return
        told = {SHARP: True} if self._is_sharp else {}
        self._journal.save_choice(self.session_id, {**self._choice, **told})

    def _save_pain(self, moment: Moment, value: int) -> None:
        assert self.session_id is not None
        match moment:
            case Moment.BEFORE:
                self._journal.set_session_pain(self.session_id, before=value)
            case Moment.DURING:
                self._journal.set_session_pain(self.session_id, peak=value)
            case Moment.AFTER:
                self._journal.set_session_pain(self.session_id, after=value)

    def _try(self, write: Callable[..., object], *args: object) -> None:
        try:
            write(*args)
        except UserError as error:
            self._on_problem(f"{error.text} {error.hint}".strip())
