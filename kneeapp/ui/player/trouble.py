"""That hurts: the clock stops, the person tells, the pain rule says what may follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Slot

from kneeapp.flow.session.notes import Moment
from kneeapp.player.engine import Command

if TYPE_CHECKING:
    from kneeapp.flow.session.plan import SessionPlan
    from kneeapp.flow.session.session import Beat, Session
    from kneeapp.ui.player.hurt_panel import HurtPanel


class Runs(Protocol):
    """What it needs of the stage that the session runs on."""

    @property
    def session(self) -> Session | None:
        """The session on stage."""
        ...

    @property
    def plan(self) -> SessionPlan | None:
        """What was chosen for it."""
        ...

    def command(self, command: Command) -> None:
        """Obey a command."""
        ...

    def follow(self, beat: Beat) -> None:
        """Show what a beat brought."""
        ...

    def change_form(self, by: int) -> None:
        """To the easier (-1) or harder (1) form."""
        ...

    def can_be_easier(self) -> bool:
        """Whether there is an easier form."""
        ...

    def ask_pain(self) -> None:
        """Show the question about pain."""
        ...

    def back_to_run(self) -> None:
        """Show the running routine again."""
        ...


class Trouble(QObject):
    """Asks about pain and does what the person chooses then.

    Attributes:
        stopped_for_pain: whether the session was stopped because it hurt.
    """

    def __init__(self, stage: Runs, panel: HurtPanel) -> None:
        super().__init__(panel)
        self._stage = stage
        self._panel = panel
        self.stopped_for_pain = False
        panel.go_on_wanted.connect(self._go_on)
        panel.easier_wanted.connect(self._make_easier)
        panel.skip_wanted.connect(self._skip_exercise)
        panel.stop_wanted.connect(self._stop)
        panel.cancelled.connect(stage.back_to_run)

    def begin(self) -> None:
        """A session begins."""
        self.stopped_for_pain = False

    def ask(self) -> None:
        """Stop the clock and ask."""
        stage = self._stage
        if stage.session is None or stage.plan is None:
            return
        stage.command(Command.HURT)
        self._panel.ask(stage.plan.limits(), can_be_easier=stage.can_be_easier())
        stage.ask_pain()

    @Slot()
    def _go_on(self) -> None:
        self._note()
        self._stage.back_to_run()
        self._stage.command(Command.RESUME)

    @Slot()
    def _make_easier(self) -> None:
        self._note()
        self._stage.back_to_run()
        self._stage.change_form(-1)
        self._stage.command(Command.RESUME)

    @Slot()
    def _skip_exercise(self) -> None:
        session = self._stage.session
        if session is None:
            return
        self._note()
        self._stage.back_to_run()
        self._stage.follow(session.skip_exercise())
        self._stage.command(Command.RESUME)

    @Slot()
    def _stop(self) -> None:
        self._note()
        self.stopped_for_pain = True
        self._stage.command(Command.STOP)

    def _note(self) -> None:
        session, panel = self._stage.session, self._panel
        if session is None:
            return
        value, sharp = panel.scale.value(), panel.is_sharp()
        if value is not None:
            session.note_pain(Moment.DURING, value)
        session.tell_trouble(value, panel.where(), sharp=sharp)
