"""The player: the list before the start, the running routine, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kneeapp.base.errors import UserError
from kneeapp.base.side import Side
from kneeapp.flow.session import levels
from kneeapp.flow.session.log import JournalLog
from kneeapp.flow.session.notes import Moment, count_sets
from kneeapp.flow.session.plan import SessionPlan
from kneeapp.flow.session.session import Session
from kneeapp.flow.session.times import offered
from kneeapp.flow.visit.choice import ACUTE_HELP
from kneeapp.flow.visit.gate import may_insist
from kneeapp.journal.model import Moment as PainMoment
from kneeapp.player.engine import Command, Status
from kneeapp.ui import theme
from kneeapp.ui.player.end_view import EndView, Result
from kneeapp.ui.player.film_loader import FilmLoader
from kneeapp.ui.player.interrupted import Interrupted
from kneeapp.ui.player.key_sheet import KEYS, Key
from kneeapp.ui.player.ready_view import ReadyView
from kneeapp.ui.player.small_pictures import SmallPictures
from kneeapp.ui.player.stage import Stage
from kneeapp.ui.player.stand_in import stand_ins
from kneeapp.ui.player.step_list import THUMB_HEIGHT, THUMB_WIDTH
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QKeyEvent

    from kneeapp.flow.visit.choice import RoutineChoice
    from kneeapp.ui.services import Services


_PAST_SESSIONS = 50
"""Where the last session of a routine is looked for."""


class PlayerPage(QWidget):
    """Guides through one routine.

    Signals:
        finished(object): back to Today, with a Result, or None when nothing was done.
        check_wanted: the knee is to be looked at again.
        rest_wanted(str, object): the routine of cold and rest instead, and the sore Side.
    """

    finished = Signal(object)
    check_wanted = Signal()
    rest_wanted = Signal(str, object)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._plan: SessionPlan | None = None
        self._session: Session | None = None
        self._log: JournalLog | None = None
        self._old = Interrupted()
        self._result: Result | None = None
        self._done_before = 0
        self._before: int | None = None
        self.films = FilmLoader(self)
        self._small = SmallPictures(self)
        self._make_views()
        self._connect()

    def load(self, choice: RoutineChoice) -> None:
        """Show the list of a routine before its start.

        Raises:
            UserError: there is no such routine, or nothing of it is left for this knee.
        """
        journal = self._services.journal()
        plan = SessionPlan.of_choice(choice, self._services.library())
        self.ready.forget_pain()
        past = journal.sessions(_PAST_SESSIONS)
        plan = plan.with_levels_of(levels.of_last_session(plan.routine.id, past))
        self._old.look_for(journal, plan)
        self._set_plan(plan)

    def load_unfinished(self) -> bool:
        """Show the interrupted session before it goes on; false when there is none."""
        journal = self._services.journal()
        found = self._old.look_for(journal)
        if found is None:
            return False
        try:
            plan = SessionPlan.from_json(found.choice, self._services.library())
            self.ready.forget_pain()
            self._set_plan(plan)
        except UserError:
            self._old.end(journal)
            self._old.forget()
            return False
        return True

    def shown(self) -> None:
        """The page came to the front."""
        front = self.views.currentWidget()
        if front is self.ready:
            self.stage.hearing.prepare()
            self._show_note()
            self.ready.take_focus()
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
        self._small.found.connect(self._show_picture)
        self.ready.start_wanted.connect(self._start)
        self.ready.resume_wanted.connect(self._go_on)
        self.ready.leave_wanted.connect(self._go_home)
        self.ready.check_wanted.connect(self._go_to_check)
        self.ready.rest_wanted.connect(self._go_to_rest)
        self.ready.plan_chosen.connect(self._set_plan)
        self.stage.ended.connect(self._on_ended)
        self.stage.plan_changed.connect(self._on_plan_changed)
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
            self.ready.choose()
        elif key is Key.DONE and front is self.end:
            self.end.choose()
        elif key is Key.PAUSE and front is self.end:
            self.end.insist()
        elif key is not None and front is self.stage and not self.stage.hasFocus():
            self.stage.keyPressEvent(event)  # the keys work wherever the focus is on this page
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ before the start
    @Slot(object)
    def _set_plan(self, plan: SessionPlan) -> None:
        timeline = plan.timeline(self._services.settings)
        if not any(step.exercise for step in timeline.steps):
            raise UserError(
                "Nothing of this routine is left for your knee today.", hint="Choose another one."
            )
        self._end_session()
        self._plan = plan
        services = self._services
        self.ready.warning.set_open(can_insist=may_insist(services.journal(), services.clock))
        times = offered(plan, services.settings)
        sides = plan.side_matters(self._services.settings)
        others = stand_ins(plan, timeline, self._services.settings)
        self.ready.show_plan(plan, timeline, times=times, sides=sides, stand_ins=others)
        self.ready.offer_resume(self._old.where(timeline))
        size = QSize(theme.scaled(THUMB_WIDTH), theme.scaled(THUMB_HEIGHT))
        assert self.ready.steps is not None
        for exercise in self.ready.steps.wanted_pictures():
            self._small.want(exercise, size * self.devicePixelRatioF())
        self.views.setCurrentWidget(self.ready)
        self.ready.take_focus()  # the chip that had it is gone

    def _make_session(self, plan: SessionPlan) -> Session:
        self._log = JournalLog(
            self._services.journal(),
            plan.to_json(),
            plan.side,
            self._services.problem_found.emit,
        )
        timeline = plan.timeline(self._services.settings)
        return Session(timeline, self._services.clock, self._log, self.stage.hearing.script(plan))

    @Slot(str, object)
    def _show_picture(self, exercise: str, image: QImage) -> None:
        if self.ready.steps is not None:
            self.ready.steps.show_picture(exercise, image)

    @Slot()
    def _show_note(self) -> None:
        self.ready.ways.note.setText(self.stage.hearing.note())

    # ------------------------------------------------------------------ running
    @Slot()
    def _start(self) -> None:
        if self._plan is None or self._session is not None:
            return
        self._old.end(self._services.journal())
        self._before = None
        self._run(self._make_session(self._plan))

    @Slot()
    def _go_on(self) -> None:
        old = self._old.session
        if self._plan is None or old is None or old.place is None or self._session is not None:
            return
        session = self._make_session(self._plan)
        session.resume_from(old.place, self._services.settings.countdown_s * 1_000)
        session.recall_pain(old.worst, sharp=old.sharp)
        assert self._log is not None
        self._log.go_on(old)
        self._before = old.before
        self._run(session, len(self._services.journal().sets(old.session_id)))

    def _run(self, session: Session, done_before: int = 0) -> None:
        assert self._plan is not None
        self._done_before = done_before
        self._session = session
        self._result = None
        if (now := self.ready.pain()) is not None:
            # In the middle of a session it is no longer the pain before it.
            session.note_pain(Moment.BEFORE if self._before is None else Moment.DURING, now)
            self._before = now if self._before is None else self._before
            if self.ready.is_above_limit():
                session.tell_insisted(now, self._plan.limits().amber_max)
        self.views.setCurrentWidget(self.stage)
        self.stage.begin(session, self._plan)

    @Slot(object)
    def _on_plan_changed(self, plan: SessionPlan) -> None:
        self._plan = plan
        if self._log is not None:
            self._log.choice_changed(plan.to_json())

    # ------------------------------------------------------------------ the end
    @Slot(bool)
    def _on_ended(self, finished: bool) -> None:
        session, plan, log = self._session, self._plan, self._log
        if session is None or plan is None or log is None:
            return
        self._old.forget()
        self._result = Result(
            session_id=log.session_id,
            finished=finished,
            stopped_for_pain=self.stage.trouble.stopped_for_pain,
            done_sets=self._done_before + session.done_sets,
            all_sets=count_sets(session.timeline),
            active_ms=session.state.active_ms,
            before=self._before,
            worst=session.worst_pain,
            limits=plan.limits(),
            sharp=session.hurt_sharply,
        )
        self._session = None
        self.end.show_result(self._result)
        self.views.setCurrentWidget(self.end)
        self.end.setFocus()

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
        self._leave()
        self.finished.emit(result)

    @Slot()
    def _go_to_check(self) -> None:
        self._result = None
        self._leave()
        self.check_wanted.emit()

    @Slot()
    def _go_to_rest(self) -> None:
        self._leave()
        side = self._plan.side if self._plan else None
        self.rest_wanted.emit(ACUTE_HELP, side or Side.BOTH)

    def _leave(self) -> None:
        """Pain that kept the person from starting belongs in the journal all the same."""
        pain = self.ready.pain()
        on_list = self.views.currentWidget() is self.ready
        if pain is not None and on_list and self.ready.is_above_limit():
            try:
                self._services.journal().add_pain(PainMoment.BEFORE, pain)
            except UserError as error:
                self._services.problem_found.emit(f"{error.text} {error.hint}".strip())
        window = self.window()
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)
