"""The player: the list before the start, the running routine, the end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kneeapp.base.errors import UserError
from kneeapp.base.side import Side
from kneeapp.flow.session import Moment, Session, Snapshot, count_sets
from kneeapp.flow.session_log import JournalLog
from kneeapp.flow.session_plan import SessionPlan
from kneeapp.journal.model import SessionRecord
from kneeapp.player.engine import Command, Status
from kneeapp.ui import theme
from kneeapp.ui.player import words
from kneeapp.ui.player.end_view import EndView, Result
from kneeapp.ui.player.film_loader import FilmLoader
from kneeapp.ui.player.key_sheet import KEYS, Key
from kneeapp.ui.player.ready_view import THUMB_HEIGHT, THUMB_WIDTH, ReadyView
from kneeapp.ui.player.small_pictures import SmallPictures
from kneeapp.ui.player.stage import Stage
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent

    from kneeapp.flow.choice import RoutineChoice
    from kneeapp.journal.model import Entry
    from kneeapp.ui.services import Services


@dataclass(frozen=True, slots=True)
class _Open:
    """A session that the journal calls running though no player runs it."""

    session_id: int
    choice: Mapping[str, Any]
    place: Snapshot | None

    @property
    def active_ms(self) -> int:
        return self.place.active_ms if self.place else 0

    @classmethod
    def of(cls, entry: Entry | None) -> _Open | None:
        if entry is None or not isinstance(entry.detail, SessionRecord):
            return None
        place = Snapshot.from_json(entry.detail.state or {})
        return cls(entry.id, entry.detail.plan.choice, place)


class PlayerPage(QWidget):
    """Guides through one routine.

    Signals:
        finished(object): back to Today, with a Result, or None when nothing was done.
        check_wanted: the knee is to be looked at again.
    """

    finished = Signal(object)
    check_wanted = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._plan: SessionPlan | None = None
        self._session: Session | None = None
        self._log: JournalLog | None = None
        self._kept: Snapshot | None = None
        self._open: _Open | None = None
        self._result: Result | None = None
        self._done_before = 0
        self.films = FilmLoader(self)
        self._small = SmallPictures(self)
        self._make_views()
        self._connect()

    def load(self, choice: RoutineChoice) -> None:
        """Show the list of a routine before its start.

        Raises:
            UserError: there is no such routine, or nothing of it is left for this knee.
        """
        plan = SessionPlan.of_choice(choice, self._services.library())
        entry = self._services.journal().unfinished_session()
        self._kept, self._open = None, _Open.of(entry)
        if self._open is not None and plan.is_same_work(self._open.choice):
            self._kept = self._open.place
        self._set_plan(plan)

    def load_unfinished(self) -> bool:
        """Show the interrupted session before it goes on; false when there is none."""
        journal = self._services.journal()
        found = _Open.of(journal.unfinished_session())
        if found is None:
            return False
        try:
            plan = SessionPlan.from_json(found.choice, self._services.library())
            self._kept, self._open = found.place, found
            self._set_plan(plan)
        except UserError:
            journal.finish_session(found.session_id, "stopped", found.active_ms)
            return False
        return True

    def shown(self) -> None:
        """The page came to the front."""
        front = self.views.currentWidget()
        if front is self.ready:
            self.stage.hearing.prepare()
            self._show_note()
            self.ready.start.setFocus()
        elif front is not None:
            front.setFocus()

    def in_use(self) -> bool:
        """Whether a session runs that must not be thrown away."""
        return self._session is not None

    def leave(self) -> None:
        """The window closes: the place is kept, to go on from it next time."""
        if self._session is not None:
            self._session.command(Command.PAUSE)
            self._session.flush()
            self.stage.rest()
        self.films.close()
        self._small.close()

    def _make_views(self) -> None:
        self.empty = Label(self.tr("Choose a routine first."), "heading")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.ready, self.end = ReadyView(), EndView()
        self.stage = Stage(self._services, self.films)
        self.views = QStackedWidget()
        for view in (self.empty, self.ready, self.stage, self.end):
            self.views.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.views)

    def _connect(self) -> None:
        self._small.found.connect(self.ready.show_picture)
        self.ready.start_wanted.connect(self._start)
        self.ready.resume_wanted.connect(self._go_on)
        self.ready.leave_wanted.connect(self._go_home)
        self.ready.check_wanted.connect(self._go_to_check)
        self.ready.minutes_chosen.connect(self._on_minutes)
        self.ready.side_chosen.connect(self._on_side)
        self.stage.ended.connect(self._on_ended)
        self.end.pain_chosen.connect(self._on_pain_after)
        self.end.home_wanted.connect(self._go_home)
        self.end.check_wanted.connect(self._go_to_check)
        self.stage.hearing.changed.connect(self._show_note)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = KEYS.get(Qt.Key(event.key()))
        front = self.views.currentWidget()
        if key is Key.LEAVE and front is not self.stage:
            self._go_home()
        elif key in (Key.DONE, Key.PAUSE) and front is self.ready:
            self._start()
        elif key is Key.DONE and front is self.end:
            self._go_home()
        elif key is not None and front is self.stage and not self.stage.hasFocus():
            self.stage.keyPressEvent(event)  # the keys work wherever the focus is on this page
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ before the start
    def _set_plan(self, plan: SessionPlan) -> None:
        timeline = plan.timeline(self._services.settings)
        if not any(step.exercise for step in timeline.steps):
            raise UserError(
                "Nothing of this routine is left for your knee today.", hint="Choose another one."
            )
        self._end_session()
        self._plan = plan
        whole_ms = replace(plan, minutes=None).timeline(self._services.settings).length_ms
        self.ready.show_plan(plan, timeline, whole_ms=whole_ms, sides=self._side_matters(plan))
        self.ready.offer_resume(self._kept_place(plan))
        size = QSize(theme.scaled(THUMB_WIDTH), theme.scaled(THUMB_HEIGHT))
        for exercise in self.ready.wanted_pictures():
            self._small.want(exercise, size * self.devicePixelRatioF())
        self.views.setCurrentWidget(self.ready)

    def _side_matters(self, plan: SessionPlan) -> bool:
        settings = self._services.settings
        one, both = (
            replace(plan, side=side).timeline(settings).length_ms for side in (Side.LEFT, Side.BOTH)
        )
        return one != both

    def _kept_place(self, plan: SessionPlan) -> str:
        """Where the interrupted session stopped, in words; empty when it cannot go on."""
        if self._kept is None:
            return ""
        trial = self._make_session(plan)
        if not trial.resume_from(self._kept):
            return ""
        return words.place(trial.timeline, trial.state.index)

    def _make_session(self, plan: SessionPlan) -> Session:
        self._log = JournalLog(
            self._services.journal(),
            plan.to_json(),
            plan.side,
            self._services.problem_found.emit,
        )
        timeline = plan.timeline(self._services.settings)
        return Session(timeline, self._services.clock, self._log, self.stage.script(plan))

    @Slot(object)
    def _on_minutes(self, minutes: int | None) -> None:
        if self._plan is not None:
            self._set_plan(replace(self._plan, minutes=minutes))

    @Slot(object)
    def _on_side(self, side: Side) -> None:
        if self._plan is not None:
            self._set_plan(replace(self._plan, side=side))

    @Slot()
    def _show_note(self) -> None:
        self.ready.note.setText(self.stage.hearing.note())

    # ------------------------------------------------------------------ running
    @Slot()
    def _start(self) -> None:
        if self._plan is None or self._session is not None:
            return
        if (old := self._open) is not None:
            journal = self._services.journal()
            journal.finish_session(old.session_id, "stopped", old.active_ms)
        self._run(self._make_session(self._plan))

    @Slot()
    def _go_on(self) -> None:
        if self._plan is None or self._kept is None or self._session is not None:
            return
        session = self._make_session(self._plan)
        done = 0
        if session.resume_from(self._kept) and self._log is not None and self._open is not None:
            self._log.session_id = self._open.session_id
            done = len(self._services.journal().sets(self._open.session_id))
        self._run(session, done)

    def _run(self, session: Session, done_before: int = 0) -> None:
        assert self._plan is not None
        self._done_before = done_before
        self._session = session
        self._result = None
        if (before := self.ready.pain()) is not None:
            session.note_pain(Moment.BEFORE, before)
        self.views.setCurrentWidget(self.stage)
        self.stage.begin(session, self._plan)

    # ------------------------------------------------------------------ the end
    @Slot(bool)
    def _on_ended(self, finished: bool) -> None:
        session, plan, log = self._session, self._plan, self._log
        if session is None or plan is None or log is None:
            return
        self._kept = self._open = None
        self._result = Result(
            session_id=log.session_id,
            finished=finished,
            stopped_for_pain=self.stage.stopped_for_pain,
            done_sets=self._done_before + session.done_sets,
            all_sets=count_sets(session.timeline),
            active_ms=session.state.active_ms,
            before=self.ready.pain(),
            worst=session.worst_pain,
            limits=plan.limits(),
        )
        self._session = None
        self.end.show_result(self._result)
        self.views.setCurrentWidget(self.end)
        self.end.scale.setFocus()

    @Slot(int)
    def _on_pain_after(self, value: int) -> None:
        if self._log is not None:
            self._log.pain_noted(Moment.AFTER, value)

    def _end_session(self) -> None:
        """Another routine is loaded while one runs: that one is stopped, what was done is kept."""
        if self._session is not None and self._session.status in (Status.RUNNING, Status.PAUSED):
            self.stage.rest()
            self._session.command(Command.STOP)
            self._session.flush()
        self._session = None

    @Slot()
    def _go_home(self) -> None:
        result, self._result = self._result, None
        self._leave_full_screen()
        self.finished.emit(result)

    @Slot()
    def _go_to_check(self) -> None:
        self._result = None
        self._leave_full_screen()
        self.check_wanted.emit()

    def _leave_full_screen(self) -> None:
        window = self.window()
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)
