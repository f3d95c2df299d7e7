"""One programme: begin it, see where you stand and why, do the next session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneeapp.base.errors import UserError
from kneeapp.flow.course import log as course_log
from kneeapp.flow.course import words as course_words
from kneeapp.flow.course.ahead import exercise_of
from kneeapp.flow.course.course import start_phase
from kneeapp.flow.course.following import next_choice
from kneeapp.flow.course.model import What
from kneeapp.flow.visit import choice as choices
from kneeapp.flow.visit.sore import sore_side
from kneeapp.ui import theme
from kneeapp.ui.programme.begin_view import BeginView
from kneeapp.ui.programme.way_view import NextSession, WayView
from kneeapp.ui.programme.words import phase_lines
from kneeapp.ui.widgets.page import ScrollColumn
from kneeapp.ui.widgets.text import Label, muted, small, title

if TYPE_CHECKING:
    from datetime import date

    from kneeapp.base.side import Side
    from kneeapp.flow.course.model import Course, Said
    from kneeapp.routine.model import Programme
    from kneeapp.ui.services import Services

_WIDTH = 1180


class ProgrammePage(QWidget):
    """Shows one programme, under way or before its begin.

    Signals:
        session_wanted(str): the next session of a programme, by its id.
        stop_wanted(str): leave a programme; to be asked once more.
    """

    session_wanted = Signal(str)
    stop_wanted = Signal(str)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._id = ""
        self._programme: Programme | None = None
        self._course: Course | None = None
        self.view: BeginView | WayView | None = None
        self._column = ScrollColumn(width=_WIDTH)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._column)
        self._sheet: QWidget | None = None

    def open(self, programme_id: str) -> None:
        """Choose the programme to show."""
        self._id = programme_id
        self._show()

    def shown(self) -> None:
        """The page came to the front: the journal may have changed."""
        self._show()
        self._take_focus()

    def stop(self, programme_id: str) -> None:
        """Leave a programme; its sessions stay in the journal."""
        self._tell(What.STOP, programme=programme_id)

    @property
    def _today(self) -> date:
        return self._services.clock.wall().date()

    # ------------------------------------------------------------------ showing
    def _show(self) -> None:
        services = self._services
        programme = self._programme = services.library().programmes.get(self._id)
        self._course, self.view = None, None
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(10))
        if programme is None:
            column.addWidget(Label(self.tr("Choose a programme on the Routines page."), "heading"))
        else:
            journal, library = services.journal(), services.library()
            self._course = course_log.course_of(journal, library, programme, self._today)
            column.addWidget(title(programme.title))
            column.addWidget(muted(self._summary(programme)))
            self.view = self._begin_view(programme) if self._course is None else self._way_view()
            column.addWidget(self.view)
            column.addWidget(
                small(self.tr("Sources: {list}").format(list=", ".join(programme.sources)))
            )
        column.addStretch(1)
        self._replace(sheet)

    def _replace(self, sheet: QWidget) -> None:
        if self._sheet is not None:
            self._column.body.removeWidget(self._sheet)
            self._sheet.hide()
            self._sheet.deleteLater()
        self._sheet = sheet
        self._column.body.addWidget(sheet)
        sheet.show()  # now: what is not shown yet takes no focus

    def _summary(self, programme: Programme) -> str:
        often = course_words.often_words(programme)
        return f"{programme.summary} {often[:1].upper()}{often[1:]}."

    def _begin_view(self, programme: Programme) -> BeginView:
        rule = course_words.rule_words(programme.pain_rule) if programme.pain_rule else ""
        library, settings = self._services.library(), self._services.settings
        lines = phase_lines(programme, None, library, settings)
        made = BeginView(programme, lines, rule, sore_side(self._services.journal()))
        made.begin_wanted.connect(self._begin)
        return made

    def _way_view(self) -> WayView:
        course = self._course
        assert course is not None
        library, settings = self._services.library(), self._services.settings
        lines = list(phase_lines(course.programme, course, library, settings))
        made = WayView(course, lines, self._next(course), self._today)
        made.start_wanted.connect(self._start)
        made.answered.connect(self._answer)
        made.on_wanted.connect(self._on)
        made.back_wanted.connect(self._back)
        made.again_wanted.connect(self._again)
        made.pause_wanted.connect(self._pause)
        made.stop_wanted.connect(self._ask_to_stop)
        return made

    def _next(self, course: Course) -> NextSession:
        services = self._services
        library = services.library()
        found = next_choice(course, library, services.journal(), self._today)
        routine = found.routine(library) if found else None
        if found is None or routine is None:
            return NextSession()
        length = choices.minutes(found, library, services.settings)
        return NextSession(routine.title, exercise_of(found, library), length)

    def _take_focus(self, say: str = "") -> None:
        """Put the focus on the condition just answered, else on what is most likely wanted."""
        if isinstance(self.view, WayView):
            self.view.take_focus(say)

    # ------------------------------------------------------------------ acting
    def _tell(
        self, what: What, *, programme: str = "", phase: str = "", side: Side | None = None
    ) -> None:
        if self._programme is None:
            return
        said = course_log.decision(programme or self._programme.id, what, phase=phase, side=side)
        self._keep(said)
        self._take_focus()

    def _keep(self, said: Said) -> None:
        try:
            course_log.tell(self._services.journal(), self._services.clock, said)
        except UserError as error:
            self._services.problem_found.emit(f"{error.text} {error.hint}".strip())
        self._show()

    @Slot(object, object)
    def _begin(self, side: Side, pain: int | None) -> None:
        if self._programme is not None:
            self._tell(What.START, phase=start_phase(self._programme, pain), side=side)

    @Slot()
    def _start(self) -> None:
        if self._programme is not None:
            self.session_wanted.emit(self._programme.id)

    @Slot(str, bool)
    def _answer(self, gate: str, yes: bool) -> None:
        if self._programme is not None:
            said = course_log.decision(self._programme.id, What.ANSWER, gate=gate, yes=yes)
            self._keep(said)
            self._take_focus(gate)

    @Slot()
    def _on(self) -> None:
        self._move(1)

    @Slot()
    def _back(self) -> None:
        self._move(-1)

    @Slot()
    def _again(self) -> None:
        self._move(0)

    def _move(self, by: int) -> None:
        if self._course is not None:
            stages = self._course.programme.stages
            to = min(max(0, self._course.position + by), len(stages) - 1)
            self._tell(What.MOVE, phase=stages[to].id)

    @Slot(bool)
    def _pause(self, pause: bool) -> None:
        self._tell(What.PAUSE if pause else What.RESUME)

    @Slot()
    def _ask_to_stop(self) -> None:
        if self._programme is not None:
            self.stop_wanted.emit(self._programme.id)
