"""The person's own things on Today, and the way from there through a programme."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject, Slot

from kneeapp.base.errors import UserError
from kneeapp.base.paths import ROUTINES

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kneeapp.flow.own import Ahead, AnswerThen
    from kneeapp.flow.routine_index import Line
    from kneeapp.flow.visit.advised import Advised
    from kneeapp.flow.visit.choice import RoutineChoice
    from kneeapp.routine.model import Routine
    from kneeapp.ui.home_page import HomePage
    from kneeapp.ui.pages import Pages
    from kneeapp.ui.programme_page import ProgrammePage
    from kneeapp.ui.routines_page import RoutinesPage
    from kneeapp.ui.services import Services


class Play(Protocol):
    """Starts a routine, unless the last check or the last sessions stand before it."""

    def __call__(self, routine: Routine, choice: RoutineChoice, entered: date | None) -> None:
        """Start it; `entered` as `flow.gate.decide` wants it."""


class OwnThings(QObject):
    """Fills Today, shows programmes, and plays their next sessions."""

    def __init__(self, shell: Pages, services: Services, play: Play, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._services = services
        self._play = play
        services.library_read.connect(self._show_ahead)

    def join_home(self, page: HomePage) -> None:
        """Connect Today."""
        page.cards.session_wanted.connect(self.play_next)
        page.cards.programme_wanted.connect(self.show_programme)
        page.cards.checked.routine_wanted.connect(self.play_advised)

    def join_programme(self, page: ProgrammePage) -> None:
        """Connect the page of a programme."""
        page.session_wanted.connect(self.play_next)
        page.stop_wanted.connect(self._ask_to_stop)

    def join_routines(self, page: RoutinesPage) -> None:
        """Connect the page of all routines."""
        page.programme_wanted.connect(self.show_programme)
        page.delete_wanted.connect(self._ask_to_delete)

    def refresh(self) -> None:
        """Show on Today what is in the journal now; what needs the library follows a little later.

        The first page of the program must not wait for YAML.
        """
        from kneeapp.flow import own
        from kneeapp.flow.progress import days
        from kneeapp.flow.visit import followup

        home = self._home()
        if home is None:
            return
        journal, clock = self._services.journal(), self._services.clock
        home.cards.set_due(followup.due(journal, clock))
        home.cards.set_new(own.is_new(journal))
        today = clock.wall().date()
        answer, follows = own.last_answer(journal, today), own.follows_programme(journal)
        seen_first = answer is not None and answer.seen_first
        home.cards.set_answer(answer, leads=seen_first or not follows)
        home.cards.set_pain(own.pain_now(journal, today), own.PAIN_DAYS)
        active = own.active_days(journal, today)
        home.cards.set_days(active, today, days.streak_words(days.streak(active, today)))
        if follows or answer is not None:
            self._services.warm()  # and then the next session and the check's routine are shown
        if not follows and not seen_first:
            self._show_last()

    @Slot(str)
    def show_programme(self, programme: str) -> None:
        """The page of a programme."""
        page = cast("ProgrammePage", self._shell.page("programme"))
        page.open(programme)
        self._shell.show_page("programme")

    @Slot(str)
    def play_next(self, programme_id: str) -> None:
        """The next session of a programme; its page when there is none today."""
        from kneeapp.flow.course import log as course_log
        from kneeapp.flow.course.following import next_choice

        services = self._services
        library, journal = services.library(), services.journal()
        today = services.clock.wall().date()
        programme = library.programmes.get(programme_id)
        if programme is None:
            return
        course = course_log.course_of(journal, library, programme, today)
        choice = next_choice(course, library, journal, today) if course else None
        routine = choice.routine(library) if choice else None
        if course is None or choice is None or routine is None or course.due > today:
            self.show_programme(programme_id)
        else:
            self._play(routine, choice, course.started)

    @Slot()
    def play_advised(self) -> None:
        """The routine that fits the last check."""
        found = self._advised()
        if found is None or found.choice is None:
            return
        library = self._services.library()
        self._play(library.routines[found.choice.routine_id], found.choice, None)

    def _advised(self) -> Advised | None:
        from kneeapp.flow.visit.advised import advised

        services = self._services
        return advised(services.journal(), services.library(), services.settings)

    @Slot(str)
    def _ask_to_stop(self, programme: str) -> None:
        text = self.tr(
            "Stop this programme? What you did stays in the journal. You can begin it again."
        )
        self._shell.ask(text, self.tr("Yes, stop"), partial(self._stop, programme))

    def _stop(self, programme: str) -> None:
        cast("ProgrammePage", self._shell.page("programme")).stop(programme)

    @Slot(object)
    def _ask_to_delete(self, line: Line) -> None:
        text = self.tr("Delete your routine “{name}”? What you did stays in the journal.")
        if line.programme:
            text = self.tr("Delete your programme “{name}”? What you did stays in the journal.")
        said = [text.format(name=line.title)]
        if line.programme and self._is_followed(line.id):
            said.append(self.tr("You follow it now: then you follow it no more."))
        self._shell.ask(" ".join(said), self.tr("Yes, delete"), partial(self._delete, line))

    def _is_followed(self, programme: str) -> bool:
        from kneeapp.flow.course import log as course_log

        journal, library = self._services.journal(), self._services.library()
        courses = course_log.courses(journal, library, self._services.clock.wall().date())
        return any(each.programme.id == programme for each in courses)

    def _delete(self, line: Line) -> None:
        from kneeapp.flow import own_routines

        folder = self._services.data_dir / ROUTINES
        try:
            kept = own_routines.remove(self._services.library(), line.key, folder)
        except UserError as error:
            self._tell(error)
            return
        self._routines().read_again()
        text = self.tr("“{name}” is deleted. {file} in your folder still holds it.")
        undo = partial(self._bring_back, kept, line.id)
        self._shell.offer(text.format(name=line.title, file=kept.name), self.tr("Undo"), undo)

    def _bring_back(self, kept: Path, item_id: str) -> None:
        from kneeapp.flow import own_routines

        try:
            own_routines.bring_back(kept)
        except UserError as error:
            self._tell(error)
            return
        self._routines().read_again(item_id)

    def _tell(self, error: UserError) -> None:
        self._services.problem_found.emit(f"{error.text} {error.hint}".strip())

    def _routines(self) -> RoutinesPage:
        return cast("RoutinesPage", self._shell.page("routines"))

    def _home(self) -> HomePage | None:
        return cast("HomePage | None", self._shell.built("home"))

    def _show_last(self) -> None:
        from kneeapp.flow import own

        home = self._home()
        if home is not None:
            last = own.last_routine(self._services.journal(), self._services.clock)
            home.cards.set_ahead((last,) if last else ())

    @Slot()
    def _show_ahead(self) -> None:
        """What needs the library: the next sessions, and what the last check leaves open."""
        from kneeapp.flow import own

        home, services = self._home(), self._services
        if home is None:
            return
        journal, today = services.journal(), services.clock.wall().date()
        answer, follows = own.last_answer(journal, today), own.follows_programme(journal)
        said = self._advised() if answer is not None else None
        if answer is not None:
            self._show_advised(home, answer, said, follows=follows)
        closed = said is not None and said.closed
        found = self._programmes(today) if follows else ()
        if found:
            home.cards.set_ahead(tuple(map(own.waiting, found)) if closed else found)
        elif closed:
            home.cards.set_ahead(())
        elif follows or answer is not None:
            self._show_last()

    def _show_advised(
        self, home: HomePage, answer: AnswerThen, said: Advised | None, *, follows: bool
    ) -> None:
        from kneeapp.flow import own

        home.cards.checked.show_routine(None if follows else said)
        if said is not None and said.no_run:
            home.cards.set_running(own.leaves_out_running(answer).run_waits)

    def _programmes(self, today: date) -> tuple[Ahead, ...]:
        from kneeapp.flow.course import ahead as programme_ahead

        services = self._services
        return programme_ahead.programmes(
            services.journal(), services.library(), services.settings, today
        )
