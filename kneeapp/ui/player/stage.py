"""The running part: a timer wakes it, the session says what happens, it shows, beeps and speaks."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QStackedWidget, QVBoxLayout, QWidget

from kneeapp.player.engine import Command, Ended, Status
from kneeapp.player.sets import WAITS
from kneeapp.ui import theme
from kneeapp.ui.player import words
from kneeapp.ui.player.forms import Forms
from kneeapp.ui.player.hearing import AHEAD_MS, Hearing
from kneeapp.ui.player.hurt_panel import HurtPanel
from kneeapp.ui.player.key_sheet import COMMANDS, KEYS, Key, KeySheet
from kneeapp.ui.player.pictures import Pictures
from kneeapp.ui.player.run_view import RunView
from kneeapp.ui.player.showing import showing
from kneeapp.ui.player.trouble import Trouble
from kneeapp.ui.widgets.banner import Banner, announce

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from kneeapp.flow.session.plan import SessionPlan
    from kneeapp.flow.session.session import Beat, Session
    from kneeapp.player.cues import Cue
    from kneeapp.ui.player.film_loader import FilmLoader
    from kneeapp.ui.services import Services

MOVING_MS = 33
"""Between two pictures of a moving figure."""
STILL_MS = 100
"""Between two looks at the clock when nothing moves, and between two looks at the words."""
_TOLD_MS = 5_000
"""Shorter parts are not told to a screen reader one by one."""


class Stage(QWidget):
    """Runs one session on the screen.

    Signals:
        ended(bool): finished, or stopped before the end.
        plan_changed(object): an exercise is done easier or harder from now on.
    """

    ended = Signal(bool)
    plan_changed = Signal(object)

    def __init__(
        self, services: Services, films: FilmLoader, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._plan: SessionPlan | None = None
        self._session: Session | None = None
        self._told = ""
        self._changed = ""
        self._worded = -1
        self._forms = Forms(services)
        self._tips: dict[str, tuple[str, ...]] = {}
        self.timer = QTimer(self)
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self._on_timer)
        self.run, self.hurt = RunView(), HurtPanel()
        self.ask, self.keys = Banner(), KeySheet(self)
        self.hearing = Hearing(services, self)
        self._pictures = Pictures(self.run, films, self)
        self._lay_out()
        self.trouble = Trouble(self, self.hurt)
        self._connect()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._deeds: dict[Key, Callable[[], object]] = {
            Key.PAUSE: self._toggle_pause,
            Key.HURTS: self.trouble.ask,
            Key.MUTE: self._toggle_mute,
            Key.FULL: self._toggle_full,
            Key.DISTANCE: self.run.toggle_distance,
            Key.KEYS: self.keys.toggle,
            Key.LEAVE: self._leave,
            Key.EASIER: partial(self.change_form, -1),
            Key.HARDER: partial(self.change_form, 1),
        }

    @property
    def plan(self) -> SessionPlan | None:
        """What was chosen for it."""
        return self._plan

    @property
    def session(self) -> Session | None:
        """The session on stage."""
        return self._session

    def begin(self, session: Session, plan: SessionPlan) -> None:
        """Start a session and show it."""
        self._session, self._plan = session, plan
        self._tips = plan.tips()
        self._pictures.begin()
        self.trouble.begin()
        self.run.set_timeline(session.timeline)
        self.run.figure.set_reduced_motion(on=self._services.settings.reduced_motion)
        self.views.setCurrentWidget(self.run)
        self.setFocus()
        self._services.awake().hold()
        self.follow(session.start())

    def rest(self) -> None:
        """Stop all that runs: timer, voice, screen; the session itself stays where it is."""
        self.timer.stop()
        self.hearing.hush()
        self._services.awake().release()

    def press(self, key: Key) -> None:
        """Obey a key or its button."""
        deed = self._deeds.get(key)
        if deed is not None:
            deed()
        else:
            self.command(COMMANDS[key])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = KEYS.get(Qt.Key(event.key()))
        focused = self.focusWidget()
        if key is Key.LEAVE:
            self._leave()
        elif key is Key.DONE and self.ask.isVisible():
            self._stop()
        elif key is None or self.views.currentWidget() is not self.run:
            super().keyPressEvent(event)
        elif key is Key.DONE and isinstance(focused, QAbstractButton) and focused.hasFocus():
            focused.click()  # Enter on a button reached with Tab means that button
        else:
            self.press(key)

    def _lay_out(self) -> None:
        self.views = QStackedWidget()
        self.views.addWidget(self.run)
        self.views.addWidget(self.hurt)
        holder = QVBoxLayout()
        holder.setContentsMargins(*(theme.scaled(n) for n in (24, 0, 24, 0)))
        holder.addWidget(self.ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(holder)
        column.addWidget(self.views, 1)

    def _connect(self) -> None:
        self.run.pressed.connect(self.press)
        self.hearing.flashed.connect(self.run.flash)
        self.hearing.changed.connect(self._show_note)
        self.ask.action_clicked.connect(self._stop)
        self.ask.closed.connect(self._on_stay)

    # ------------------------------------------------------------------ time
    @Slot()
    def _on_timer(self) -> None:
        session, plan = self._session, self._plan
        if session is None or plan is None:
            return
        beat = session.tick()
        if beat.events or beat.cues or session.state.spent_ms // STILL_MS != self._worded:
            self.follow(beat)
        else:  # only the figure moves; its words and numbers are the same
            self._pictures.show(session, plan)
            self._wake_in(session.next_wake_ms())

    def command(self, command: Command) -> None:
        """Obey a command, as from a key."""
        if self._session is not None:
            self.hearing.hush()
            self.follow(self._session.command(command))

    def follow(self, beat: Beat) -> None:
        """Show first, then let it be heard, then see when to wake again."""
        session = self._session
        assert session is not None
        if any(isinstance(event, Ended) for event in beat.events):
            self._finish(session.status is Status.DONE, beat.cues)
            return
        self._show(beat)
        self.hearing.give(beat.cues)
        session.flush()
        if session.status is Status.RUNNING:
            self.hearing.foresee(session.cues_ahead(AHEAD_MS))
            self._wake_in(session.next_wake_ms())
        else:
            self.timer.stop()
            self.hearing.hush()

    def _wake_in(self, due_ms: int | None) -> None:
        most = MOVING_MS if self.run.figure.is_moving() else STILL_MS
        self.timer.start(most if due_ms is None else min(most, due_ms))

    def _finish(self, finished: bool, cues: tuple[Cue, ...]) -> None:
        self.timer.stop()
        self._services.awake().release()
        self.hearing.give(cues)
        self.ended.emit(finished)
        if self._session is not None:
            self._session.flush()

    # ------------------------------------------------------------------ show and hear
    def _show(self, beat: Beat) -> None:
        session, plan = self._session, self._plan
        assert session is not None
        assert plan is not None
        state, segment = session.state, session.segment
        self._worded = state.spent_ms // STILL_MS
        now = showing(session.timeline, state, self._tips)
        if segment.kind not in WAITS:
            self._changed = ""
        if self._changed:
            paused = session.status is Status.PAUSED
            now = replace(now, cue=f"{self._changed} {now.cue}" if paused else self._changed)
        self._pictures.show(session, plan)
        self.run.show_moment(now, state, segment)
        easier, harder = self._forms.offered(session, plan)
        self.run.buttons.offer_forms(easier=easier, harder=harder)
        self._show_note()
        if beat.events and (segment.phase is None or segment.length_ms >= _TOLD_MS):
            self._tell(now.word, now.title, now.facts, now.side)

    def _tell(self, *parts: str) -> None:
        told = ". ".join(filter(None, parts))
        if told != self._told:
            self._told = told
            announce(self, told)

    @Slot()
    def _show_note(self) -> None:
        text = self.hearing.note()
        if self._services.awake().refused() and not text:
            text = self.tr("The screen may switch itself off on this computer.")
        if self.run.note.text() != text:
            self.run.note.setText(text)

    # ------------------------------------------------------------------ keys and buttons
    def _toggle_pause(self) -> None:
        if self._session is not None:
            paused = self._session.status is Status.PAUSED
            self.ask.hide()
            self.command(Command.RESUME if paused else Command.PAUSE)

    def _toggle_mute(self) -> None:
        self.hearing.set_muted(on=not self.hearing.muted)
        self.run.buttons.mute.setChecked(self.hearing.muted)

    def _toggle_full(self) -> None:
        window = self.window()
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _leave(self) -> None:
        """Esc: out of a question, the view from afar, full screen; else ask whether to stop."""
        if self.views.currentWidget() is self.hurt:
            self.back_to_run()
        elif self.keys.isVisible():
            self.keys.hide()
        elif self.run.is_far():
            self.run.toggle_distance()
        elif self.window().isFullScreen():
            self._toggle_full()
        elif self.ask.isVisible():
            self.ask.dismiss()
        else:
            self.command(Command.PAUSE)
            text = self.tr("Stop here? What you did is kept. Esc: stay. Enter: stop and leave.")
            self.ask.show_message(text, "", self.tr("Stop and leave"))

    @Slot()
    def _stop(self) -> None:
        self.ask.hide()
        self.command(Command.STOP)

    @Slot()
    def _on_stay(self) -> None:
        self.setFocus()

    def ask_pain(self) -> None:
        """Show the question about pain."""
        self.views.setCurrentWidget(self.hurt)
        self.hurt.scale.setFocus()

    @Slot()
    def back_to_run(self) -> None:
        """Show the running routine again."""
        self.views.setCurrentWidget(self.run)
        self.setFocus()

    def can_be_easier(self) -> bool:
        """Whether the exercise under way has an easier form."""
        if self._session is None or self._plan is None:
            return False
        return self._forms.offered(self._session, self._plan)[0]

    # ------------------------------------------------------------------ easier and harder
    def change_form(self, by: int) -> None:
        """To the easier (-1) or harder (1) form of the exercise under way, if there is one."""
        session, plan = self._session, self._plan
        if session is None or plan is None:
            return
        made = self._forms.change(session, plan, by)
        if made is None:
            self._tell(words.no_other_form(by))
            return
        self.hearing.hush()
        self._plan, self._changed = made.plan, made.shown
        self.run.set_timeline(session.timeline)
        self._pictures.begin()
        self.plan_changed.emit(made.plan)
        self.follow(made.beat)
        self._tell(made.shown)
