"""Which page follows which: the one place that knows more than one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, QTimer, Slot

from kneeapp.base.side import Side
from kneeapp.ui.own_things import OwnThings
from kneeapp.ui.playing import Playing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from kneeapp.body.marks import Mark, PainMap
    from kneeapp.body.places import View
    from kneeapp.flow.visit.followup import Due
    from kneeapp.flow.visit.visit import Visit
    from kneeapp.ui.answer_page import AnswerPage
    from kneeapp.ui.home_page import HomePage
    from kneeapp.ui.journal_page import JournalPage
    from kneeapp.ui.knee_page import KneePage
    from kneeapp.ui.learn_page import LearnPage
    from kneeapp.ui.pages import Pages
    from kneeapp.ui.player_page import PlayerPage
    from kneeapp.ui.questions_page import QuestionsPage
    from kneeapp.ui.routines_page import RoutinesPage
    from kneeapp.ui.services import Services


_FIRST_MS, _STEP_MS = 100, 30
"""After the first page, before the knee is made ready: first the figure is seen; and between two
steps of it, so that the figure answers the mouse. Nobody has looked, aimed and clicked by then."""


class Journey(QObject):
    """Joins the pages' signals: from the click on the knee to the end of the routine."""

    def __init__(self, shell: Pages, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._services = services
        self.is_ready = False
        self._asked_from = "home"
        self.playing = Playing(shell, services, self)
        self._own = OwnThings(shell, services, self.playing.play_if_open, self)
        self._steps = self._prepare_knee()
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self._do_a_step)
        self.playing.check_wanted.connect(self.check_in)
        self.playing.run_check_wanted.connect(self.check_before_running)
        self.playing.nothing_left.connect(self._own.refresh)
        shell.page_shown.connect(self._on_page_shown)

    def join(self, name: str, page: QWidget) -> None:
        """Connect a page that was just built."""
        joiners: dict[str, Callable[[Any], None]] = {
            "home": self._join_home,
            "knee": self._join_knee,
            "questions": self._join_questions,
            "answer": self._join_answer,
            "player": self._join_player,
            "routines": self._join_routines,
            "journal": self._join_journal,
            "learn": self._join_learn,
            "programme": self._own.join_programme,
        }
        if name in joiners:
            joiners[name](page)

    def welcome(self) -> None:
        """After the first paint: show what waits for the person."""
        self.is_ready = True
        self._own.refresh()
        self._idle.start(_FIRST_MS)

    # ------------------------------------------------------------------ pages
    def _join_home(self, page: HomePage) -> None:
        page.knee_chosen.connect(self.locate)
        page.marks_chosen.connect(self.ask_about_body)
        cards = page.cards
        cards.routine_chosen.connect(self.playing.play_own)
        cards.page_wanted.connect(self._shell.show_page)
        cards.check_in_wanted.connect(self.check_in)
        cards.continue_wanted.connect(self.playing.repeat)
        cards.checked.answer_wanted.connect(self.read_again)
        cards.run_check_wanted.connect(self.check_before_running)
        cards.due_chosen.connect(self._on_due)
        self._own.join_home(page)

    def _join_knee(self, page: KneePage) -> None:
        page.done.connect(self.ask)
        page.cancelled.connect(self.go_home)

    def _join_questions(self, page: QuestionsPage) -> None:
        page.finished.connect(self.answer)
        page.cancelled.connect(self._back_to_knee)

    def _join_answer(self, page: AnswerPage) -> None:
        page.routine_wanted.connect(self.playing.play_choice)
        page.programme_wanted.connect(self._own.show_programme)
        page.timer_wanted.connect(self.playing.play)
        page.change_wanted.connect(self._ask_again)
        page.run_check_wanted.connect(self.check_before_running)
        page.learn_wanted.connect(self.learn)
        page.done.connect(self.go_home)

    def _join_player(self, page: PlayerPage) -> None:
        page.finished.connect(self.go_home)
        page.check_wanted.connect(self.check_in)
        page.rest_wanted.connect(self.playing.play_own)

    def _join_routines(self, page: RoutinesPage) -> None:
        page.start_wanted.connect(self.playing.play_own)
        self._own.join_routines(page)

    def _join_journal(self, page: JournalPage) -> None:
        page.check_wanted.connect(self.check_in)

    def _join_learn(self, page: LearnPage) -> None:
        page.routine_wanted.connect(self.playing.play_own)
        page.page_wanted.connect(self._shell.show_page)

    # ------------------------------------------------------------------ steps
    @Slot()
    def _do_a_step(self) -> None:
        if next(self._steps, False):
            self._idle.start(_STEP_MS)

    def _prepare_knee(self) -> Iterator[bool]:
        """Build the knee while the person still looks at the figure; True while there is more."""
        from kneeapp.ui.knee import knee_view

        yield bool(knee_view)
        from kneeapp.ui import knee_page

        yield bool(knee_page)
        page = cast("KneePage", self._shell.page("knee"))
        yield True
        page.prepare()

    @Slot()
    def go_home(self) -> None:
        """Back to Today."""
        self._shell.show_page("home")

    @Slot(object)
    @Slot(object, object)
    @Slot(object, object, object)
    def locate(
        self, side: Side, also: tuple[Mark, ...] = (), seen_from: View | None = None
    ) -> None:
        """Show the knee of a side, large, from where it was clicked.

        Args:
            side: which knee; BOTH begins with the right one.
            also: places of the body marked before.
            seen_from: None for the front, or as it was left.
        """
        page = cast("KneePage", self._shell.page("knee"))
        if not page.come_back(side, also):
            page.start(side, self._services.journal().last_map(), also)
        if seen_from is not None:
            page.view.show_view(seen_from)
        self._shell.show_page("knee")

    @Slot()
    def check_in(self) -> None:
        """Show the knee that hurt last time, with last time's marks to start from."""
        last = self._services.journal().last_map()
        self.locate(Side.RIGHT if last is None else last.side)

    @Slot(int)
    def look_again(self, day: int) -> None:
        """The short re-check of a day; a full check when there is nothing to go on from."""
        from kneeapp.flow.visit import recheck

        self._ask_short(recheck.look_again(self._services.journal(), self._services.clock, day))

    @Slot()
    def check_before_running(self) -> None:
        """Whether the knee is ready for running again."""
        from kneeapp.flow.visit import recheck

        self._ask_short(recheck.before_running(self._services.journal(), self._services.clock))

    def _ask_short(self, visit: Visit | None) -> None:
        if visit is None:
            self.check_in()
        else:
            self._ask_again(visit)

    @Slot(object)
    def ask_about_body(self, pain_map: PainMap) -> None:
        """Places of the body and no knee: straight to the questions."""
        self.ask(pain_map)
        self._asked_from = "home"

    @Slot(object)
    def ask(self, pain_map: PainMap) -> None:
        """The questions about what was marked."""
        from kneeapp.flow.visit import followup, visit

        journal = self._services.journal()
        earlier = followup.earlier_map(journal, self._services.clock)
        self._ask_again(visit.begin(pain_map, journal.profile(), earlier))
        self._asked_from = "knee"

    @Slot(object)
    def answer(self, visit: Visit) -> None:
        """What to do, and why."""
        home = cast("HomePage | None", self._shell.built("home"))
        if home is not None:
            home.clear_marks()  # they are part of the answer now
        knee = cast("KneePage | None", self._shell.built("knee"))
        if knee is not None:
            knee.set_answered(visit.pain_map)
        page = cast("AnswerPage", self._shell.page("answer"))
        page.show_answer(visit)
        self._shell.show_page("answer")

    @Slot()
    def read_again(self) -> None:
        """The answer of the last check, as it was."""
        from kneeapp.flow.visit import recheck

        found = recheck.last_visit(self._services.journal())
        if found is None:
            self.check_in()
            return
        cast("AnswerPage", self._shell.page("answer")).show_again(*found)
        self._shell.show_page("answer")

    @Slot(str)
    def play(self, routine: str) -> None:
        """The player, with a routine as written."""
        self.playing.play(routine)

    @Slot(str)
    def learn(self, cause: str) -> None:
        """What is known about a cause; Back leads to the answer."""
        from kneeapp.guidance.learn import cause_card_id

        page = cast("LearnPage", self._shell.page("learn"))
        page.open_card(cause_card_id(cause), came_from="answer")
        self._shell.show_page("learn")

    @Slot(object)
    def _ask_again(self, visit: Visit) -> None:
        page = cast("QuestionsPage", self._shell.page("questions"))
        self._shell.show_page("questions")
        page.start(visit)

    @Slot()
    def _back_to_knee(self) -> None:
        questions = cast("QuestionsPage", self._shell.page("questions"))
        asked = questions.visit()
        is_short = asked is not None and asked.start.looked_again
        self._shell.show_page("home" if is_short else self._asked_from)

    @Slot(object)
    def _on_due(self, due: Due) -> None:
        from kneeapp.flow.visit.followup import Reminder

        match due.kind:
            case Reminder.UNFINISHED:
                self.playing.go_on()
            case Reminder.MORNING:
                self._shell.show_page("journal")
            case Reminder.RECHECK:
                self.look_again(due.day)
            case Reminder.SEE_SOMEONE | Reminder.FLARE:
                self.check_in()

    @Slot(str)
    def _on_page_shown(self, name: str) -> None:
        # The very first time the home page is shown, nothing may delay its paint.
        if name == "home" and self.is_ready:
            self._own.refresh()
