"""After the routine: what was done, pain now, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
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
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Iterable


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
        self._result: Result | None = None
        self.sign = StateSign()
        self.sign.set_size(2.0)
        self.head = Label(role="title")
        self.summary = Label(role="large")
        self.scale = PainScale()
        self.scale.value_changed.connect(self._on_pain)
        self.advice = Label(role="large")
        self.home = button(self.tr("Back to Today"), "primary")
        self.home.clicked.connect(self.home_wanted)
        self.check = button(self.tr("Check the knee"))
        self.check.clicked.connect(self.check_wanted)
        self._lay_out()

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
        self._show_advice(self._stop_lines() if result.stopped_for_pain else ())
        self.scale.setFocus()
        announce(self, f"{self.head.text()} {self.summary.text()}")

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
            lines: Iterable[str] = self._stop_lines()
        else:
            lines = self._lines_for(self._light(result, value))
        self._show_advice((*lines, self.tr("Tomorrow morning we ask how the knee is.")))
        self.home.setFocus()

    def _light(self, result: Result, after: int) -> Light:
        sharp = result.sharp
        readings = Readings(before=result.before, worst=result.worst, after_hour=after, sharp=sharp)
        if result.before is None:
            readings = Readings(worst=max(after, result.worst or 0), sharp=sharp)
        return outcome(result.limits, readings)

    def _lines_for(self, light: Light) -> tuple[str, ...]:
        match light:
            case Light.GREEN:
                return (self.tr("Good: the knee took it well. Next time do the same again."),)
            case Light.AMBER:
                return (self.tr("A little more than before. Do no more than this next time."),)
            case Light.RED:
                rest = self.tr("That is more than planned. Rest the knee today.")
                return (rest, self.tr("Next time start one step easier."))

    def _show_advice(self, lines: Iterable[str]) -> None:
        text = "\n".join(lines)
        self.advice.setText(text)
        self.advice.setVisible(bool(text))
        if text:
            announce(self, text)
