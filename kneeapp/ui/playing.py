"""From a wish to the player: what stands before a routine is asked first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal, Slot

from kneeapp.base.errors import UserError
from kneeapp.base.side import Side

if TYPE_CHECKING:
    from datetime import date

    from kneeapp.flow.visit.choice import RoutineChoice
    from kneeapp.routine.model import Routine
    from kneeapp.ui.pages import Pages
    from kneeapp.ui.player_page import PlayerPage
    from kneeapp.ui.services import Services

_PAST_ENTRIES = 200


class Playing(QObject):
    """Brings routines to the player.

    Signals:
        check_wanted: the knee is to be checked first.
        run_check_wanted: the short check before running is to be done first.
        nothing_left: there was no session to go on with.
    """

    check_wanted = Signal()
    run_check_wanted = Signal()
    nothing_left = Signal()

    def __init__(self, shell: Pages, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._services = services

    @Slot(str)
    def play(self, routine: str) -> None:
        """The player, with a routine as written."""
        from kneeapp.flow.visit.choice import RoutineChoice

        self.play_choice(RoutineChoice(routine))

    @Slot(str)
    @Slot(str, object)
    def play_own(self, routine_id: str, side: Side | None = None) -> None:
        """The player, with a routine the person chose, unless the last check closed exercise.

        Args:
            routine_id: what was chosen.
            side: the sore knee; None: as in the last check.
        """
        from kneeapp.flow.visit import gate
        from kneeapp.flow.visit.choice import own_choice
        from kneeapp.flow.visit.sore import sore_side

        library, journal = self._services.library(), self._services.journal()
        routine = library.routines.get(routine_id)
        if routine is None:
            self.play(routine_id)  # which says what is wrong
            return
        answer = gate.last_answer(journal, self._services.clock.wall().date())
        bone = answer is not None and answer.bone_suspected
        past = journal.recent(_PAST_ENTRIES)
        sore = side or sore_side(journal)
        choice = own_choice(routine, sore, library, past, bone_suspected=bone)
        self.play_if_open(routine, choice)

    @Slot()
    def repeat(self) -> None:
        """The routine of the last session again, on the same side."""
        from kneeapp.flow.visit.followup import last_routine
        from kneeapp.journal.model import SessionRecord

        entry = last_routine(self._services.journal(), self._services.clock)
        if entry is not None and isinstance(entry.detail, SessionRecord):
            plan = entry.detail.plan
            self.play_own(plan.routine, plan.side or Side.BOTH)

    def play_if_open(
        self, routine: Routine, choice: RoutineChoice, entered: date | None = None
    ) -> None:
        """The player, unless the last check or the last sessions stand before it.

        Args:
            routine: what is wanted.
            choice: made fit for this knee.
            entered: the day on which the conditions of its programme were met.
        """
        from kneeapp.flow.visit.gate import Way, decide

        services, play = self._services, partial(self.play_choice, choice)
        found = decide(routine, services.library(), services.journal(), services.clock, entered)
        match found.way:
            case Way.OPEN:
                play()
            case Way.SEEN:
                self._shell.ask(found.text, self.tr("Yes, start"), play)
            case Way.CHECK_KNEE:
                self._shell.ask(found.text, self.tr("Check my knee"), self.check_wanted.emit)
            case Way.CHECK_RUN:
                self._shell.ask(found.text, self.tr("Check now"), self.run_check_wanted.emit)

    @Slot(object)
    def play_choice(self, choice: RoutineChoice) -> None:
        """The player, with a routine made fit for this knee."""
        page = cast("PlayerPage", self._shell.page("player"))
        try:
            page.load(choice)
        except UserError as error:
            self._shell.show_problem(f"{error.text} {error.hint}".strip())
            return
        self._shell.show_page("player")

    @Slot()
    def go_on(self) -> None:
        """The player, where it was stopped last time, unless a check since then closed exercise."""
        from kneeapp.flow.visit.gate import closed

        question = closed(self._services.journal(), self._services.clock)
        if question:
            self._shell.ask(question, self.tr("Yes, go on"), self._go_on)
        else:
            self._go_on()

    def _go_on(self) -> None:
        page = cast("PlayerPage", self._shell.page("player"))
        if page.load_unfinished():
            self._shell.show_page("player")
        else:
            self.nothing_left.emit()
