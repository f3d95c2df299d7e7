"""After the routine: what was done, pain now, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneeapp.player.engine import Status
from kneeapp.player.pain import Light, Limits, Readings, outcome
from kneeapp.routine.timeline import Kind
from kneeapp.ui import theme
from kneeapp.ui.player import words
from kneeapp.ui.player.state_sign import StateSign
from kneeapp.ui.widgets.banner import announce
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.flow_layout import FlowLayout
from kneeapp.ui.widgets.page import ScrollColumn
from kneeapp.ui.widgets.scale import PainScale
from kneeapp.ui.widgets.text import Label, RoomyLabel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent


@dataclass(frozen=True, slots=True)
class Result:
    """How a session went.

    Attributes:
        session_id: its entry in the journal; None when it could not be kept.
        finished: to its end.
        stopped_for_pain: because it hurt too much or sharply.
        done_sets, all_sets: of the routine.
        active_ms: time without pauses.
        before, worst: pain, 0 to 10, when told.
        limits: what was allowed.
        sharp: sharp pain was told, whatever the figure.
    """

    session_id: int | None
    finished: bool
    stopped_for_pain: bool
    done_sets: int
    all_sets: int
    active_ms: int
    before: int | None
    worst: int | None
    limits: Limits
    sharp: bool = False


class EndView(QWidget):
    """The last screen.

    At first nothing in it has the focus: a key still meant for the last set says nothing about
    pain and does not leave.

    Signals:
        pain_chosen(int): pain now, 0 to 10.
        home_wanted: back to Today.
        check_wanted: look at the knee.
    """

    pain_chosen = Signal(int)
    home_wanted = Signal()
    check_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._result: Result | None = None
        self.sign = StateSign()
        self.sign.set_size(2.0)
        self.head = Label(role="title")
        self.summary = Label(role="large")
        self.scale = PainScale()
        self.scale.value_changed.connect(self._on_pain)
        self.advice = RoomyLabel("large")
        self.advice.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.home = button("")
        self.home.clicked.connect(self.home_wanted)
        self.check = button(self.tr("Check the knee"))
        self.check.clicked.connect(self.check_wanted)
        self._lay_out()
        self._offer_way()

    def show_result(self, result: Result) -> None:
        """Show how it went and ask for the pain now."""
        self._result = result
        status = Status.DONE if result.finished else Status.STOPPED
        word = self.tr("DONE") if result.finished else self.tr("STOPPED")
        self.sign.show_state(word, status, Kind.WORK)
        self.head.setText(self._head(result))
        self.summary.setText(self._summary(result))
        self.summary.setVisible(bool(self.summary.text()))
        self.scale.set_value(None)
        self.check.setVisible(result.stopped_for_pain)
        self.advice.reserve(self._all_advice(result))
        self._show_advice(self._stop_lines() if result.stopped_for_pain else ())
        self._offer_way()
        self.setFocus()
        announce(self, f"{self.head.text()} {self.summary.text()}")

    def choose(self) -> None:
        """Enter was pressed: the button with the focus; else on, but not past the question."""
        if self.check.hasFocus():
            self.check.click()
        elif self.home.hasFocus() or self.scale.value() is not None:
            self.home.click()
        else:
            self.scale.setFocus()
            self.insist()

    def insist(self) -> None:
        """A key of the player was pressed before the answer: say what is asked.

        The focus stays: one Space too many must not choose the number that has it.
        """
        if self.scale.value() is not None:
            return
        ask = self.tr("How much does it hurt now? Press 0 to 10, or choose Skip.")
        stop = self._stop_lines() if self._result and self._result.stopped_for_pain else ()
        self._show_advice((ask, *stop))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Digits answer wherever the focus is; a key held down since the last set is no answer.
        if event.isAutoRepeat():
            return
        if event.text().isdecimal():
            self.scale.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        column = ScrollColumn()
        body = column.body
        body.addStretch(1)
        for part in (self.sign, self.head, self.summary):
            body.addWidget(part)
        card = Card(self.tr("How much does the knee hurt now?"))
        card.body.addWidget(self.scale)
        card.body.addWidget(self.advice)
        body.addWidget(card)
        choices = QWidget()
        flow = FlowLayout(choices, theme.scaled(10))
        flow.addWidget(self.home)
        flow.addWidget(self.check)
        body.addWidget(choices)
        body.addStretch(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)

    def _head(self, result: Result) -> str:
        if result.stopped_for_pain:
            return self.tr("You stopped because it hurt. That was right.")
        return self.tr("Well done.") if result.finished else self.tr("Stopped for today.")

    def _summary(self, result: Result) -> str:
        if not result.done_sets:
            return ""  # a count of nothing is noise
        return self.tr("You did {done} of {all} sets in {time}.").format(
            done=result.done_sets, all=result.all_sets, time=words.minutes(result.active_ms)
        )

    def _stop_lines(self) -> tuple[str, ...]:
        # Source: traffic light, red: stop today, one step back next time, two reds: check again.
        return (
            self.tr("Rest the knee now. Cold for 10 to 15 minutes may ease it."),
            self.tr("Next time start one step easier."),
            self.tr(
                "If you cannot take 4 steps, or the knee swells fast, is stuck or feels hot: "
                "get medical help today."
            ),
        )

    @Slot(int)
    def _on_pain(self, value: int) -> None:
        self.pain_chosen.emit(value)
        result = self._result
        if result is None:
            return
        if result.stopped_for_pain:
            self._show_advice((*self._stop_lines(), self._tomorrow()))
        else:
            self._show_advice((*self._lines_for(self._light(result, value)), self._tomorrow()))
        self._offer_way()
        self.home.setFocus()

    def _offer_way(self) -> None:
        """The way out: plain and named Skip until the question is answered."""
        answered = self.scale.value() is not None
        self.home.setText(self.tr("Back to Today (Enter)") if answered else self.tr("Skip (Esc)"))
        theme.set_role(self.home, "primary" if answered else "secondary")

    def _tomorrow(self) -> str:
        return self.tr("Tomorrow morning we ask how the knee is.")

    def _all_advice(self, result: Result) -> tuple[str, ...]:
        """Every text that may stand below the scale."""
        if result.stopped_for_pain:
            heads: Iterable[tuple[str, ...]] = (self._stop_lines(),)
        else:
            heads = (self._lines_for(light) for light in Light)
        return tuple("\n".join((*lines, self._tomorrow())) for lines in heads)

    def _light(self, result: Result, after: int) -> Light:
        sharp = result.sharp
        readings = Readings(before=result.before, worst=result.worst, after_hour=after, sharp=sharp)
        if result.before is None:
            readings = Readings(worst=max(after, result.worst or 0), sharp=sharp)
        return outcome(result.limits, readings)

    def _lines_for(self, light: Light) -> tuple[str, ...]:
        match light:
            case Light.GREEN:
                return (self._good(),)
            case Light.AMBER:
                return (self.tr("A little more than before. Do no more than this next time."),)
            case Light.RED:
                rest = self.tr("That is more than planned. Rest the knee today.")
                return (rest, self.tr("Next time start one step easier."))

    def _good(self) -> str:
        result = self._result
        if result is None or result.finished:
            return self.tr("Good: the knee took it well. Next time do the same again.")
        if result.done_sets:
            return self.tr("The knee took that much well. Next time do as much again.")
        return self.tr("No set was done: this is how the knee is today.")

    def _show_advice(self, lines: Iterable[str]) -> None:
        text = "\n".join(lines)
        self.advice.setText(text)
        if text:
            announce(self, text)
