"""Before the start: what is needed, what will be done, how long, pain now, when to stop."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from kneeapp.base.side import Side
from kneeapp.flow.lengths import Length
from kneeapp.flow.session.plan import Sided
from kneeapp.flow.visit.choice import ACUTE_HELP
from kneeapp.routine.model import Purpose
from kneeapp.ui import theme
from kneeapp.ui.player import words
from kneeapp.ui.player.above_limit import AboveLimit
from kneeapp.ui.player.ready_ways import ReadyWays
from kneeapp.ui.player.step_list import StepList
from kneeapp.ui.widgets.banner import Banner
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.flow_layout import FlowLayout
from kneeapp.ui.widgets.page import ScrollColumn
from kneeapp.ui.widgets.scale import PainScale
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLayout, QPushButton

    from kneeapp.flow.session.plan import SessionPlan
    from kneeapp.flow.session.times import ShortTime
    from kneeapp.player.pain import Limits
    from kneeapp.routine.timeline import Timeline
    from kneeapp.ui.player.stand_in import StandIn

OWN_LIMIT = "out of 10"
"""A routine's sentence with its own limit would contradict today's, which may be lower."""


class ReadyView(QWidget):
    """The list before the start.

    Signals:
        start_wanted: begin.
        resume_wanted: go on from the kept place.
        leave_wanted: another time.
        check_wanted: look at the knee first.
        rest_wanted: cold and rest instead.
        plan_chosen(object): a SessionPlan for the time, side or things that the person has.
    """

    start_wanted = Signal()
    resume_wanted = Signal()
    leave_wanted = Signal()
    check_wanted = Signal()
    rest_wanted = Signal()
    plan_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limits: Limits | None = None
        self._plan: SessionPlan | None = None
        self._length = Label()
        self.steps: StepList | None = None
        self.resume = Banner()
        self.ways = ReadyWays()
        self.warning = AboveLimit(self.ways)
        self.warning.insisted.connect(self._insist)
        self.ways.start.clicked.connect(self.start_wanted)
        self.ways.go_on.clicked.connect(self.resume_wanted)
        self.ways.check.clicked.connect(self.check_wanted)
        self.ways.rest.clicked.connect(self.rest_wanted)
        self.ways.leave.clicked.connect(self.leave_wanted)
        self.scale = PainScale()
        self.scale.value_changed.connect(self._judge)
        self._sides = QButtonGroup(self)
        self._times = QButtonGroup(self)
        self._stand_ins = QButtonGroup(self)
        self._column = ScrollColumn()
        self._lay_out()

    def show_plan(
        self,
        plan: SessionPlan,
        timeline: Timeline,
        *,
        times: Sequence[ShortTime],
        sides: Sided,
        stand_ins: Sequence[StandIn],
    ) -> None:
        """Show another routine, or the same one after a choice.

        Args:
            plan: the routine and the choices so far.
            timeline: what they make.
            times: shorter ones to offer.
            sides: what the sore side changes.
            stand_ins: exercises for those who lack a thing.
        """
        self._plan = plan
        is_relief = plan.routine.purpose is Purpose.RELIEF
        self._limits = None if is_relief else plan.limits()
        self.ways.offer_rest(on=not is_relief and ACUTE_HELP in plan.library.routines)
        self._judge()
        _clear(self._column.body)
        add = self._column.body.addWidget
        add(Label(timeline.title, "title"))
        timed = Length.of(timeline, plan.library)
        length = timed.words if timed.resting else words.minutes(timeline.length_ms)
        count = self.tr("{n} exercises").format(n=sum(bool(s.exercise) for s in timeline.steps))
        self._length = Label(f"{length}  ·  {count}", "heading")
        add(self._length)
        add(Label(plan.why or plan.routine.summary))
        if sides is not Sided.NOTHING:
            add(self._side_row(plan.side, sides))
        if times:
            add(self._time_row(plan, times))
        add(self._needs(plan, stand_ins))
        self._stand_ins = QButtonGroup(self)
        self._stand_ins.setExclusive(False)
        self._stand_ins.buttonClicked.connect(self._on_stand_in)
        for one in stand_ins:
            add(self._stand_in_row(one))
        add(self._pain_card())
        for sentence in timeline.left_out:  # below what is clicked: it comes and goes
            add(Label(sentence, "muted"))
        self.steps = StepList(plan, timeline)
        add(self.steps)
        if rules := [s for s in plan.routine.stop if OWN_LIMIT not in s]:
            add(_stop_card(self.tr("Stop also when"), rules))
        self._column.body.addStretch(1)
        self._column.settle()
        self._column.verticalScrollBar().setValue(0)

    def offer_resume(self, where: str) -> None:
        """Offer to go on from a kept place, told in a sentence; empty for none."""
        if where:
            self.resume.show_message(where, "")
            self._length.setText(self.tr("In all: {what}").format(what=self._length.text()))
        else:
            self.resume.hide()
        self.ways.offer_go_on(on=bool(where))

    def take_focus(self) -> None:
        """Let the keyboard begin at what most will want."""
        self.ways.main().setFocus()

    def forget_pain(self) -> None:
        """What was told before another session says nothing about now."""
        self.scale.set_value(None)

    def pain(self) -> int | None:
        """Pain now, or None when not told."""
        return self.scale.value()

    def is_above_limit(self) -> bool:
        """Whether it hurts more than this routine allows today."""
        return not self.warning.isHidden()

    def choose(self) -> None:
        """Enter was pressed: the button that has the focus, else the main way on."""
        if self.warning.insist.hasFocus():
            self.warning.insist.click()
        else:
            self.ways.choose()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(_with_margins(self.resume))
        column.addWidget(self._column, 1)
        # Below the scale that calls it, next to the ways it speaks of: nothing moves for it.
        column.addLayout(_with_margins(self.warning))
        column.addWidget(self.ways)

    def _side_row(self, chosen: Side | None, sides: Sided) -> QWidget:
        order = sides is Sided.ORDER
        names = {
            Side.LEFT: self.tr("Left"),
            Side.RIGHT: self.tr("Right"),
            Side.BOTH: self.tr("Both or none") if order else self.tr("Both"),
        }
        self._sides = QButtonGroup(self)
        row = _choice_row(self.tr("Sore knee goes first") if order else self.tr("Sore knee"))
        for side, name in names.items():
            self._add_choice(row, self._sides, name, on=side is (chosen or Side.BOTH))
        self._sides.buttonClicked.connect(self._on_side)
        return row

    def _time_row(self, plan: SessionPlan, times: Sequence[ShortTime]) -> QWidget:
        self._times = QButtonGroup(self)
        row = _choice_row(self.tr("I have"))
        self._add_choice(row, self._times, self.tr("all the time"), on=plan.minutes is None)
        for time in times:
            name = self.tr("shortest: {n} min") if time.shortest else self.tr("{n} min")
            name = name.format(n=time.minutes)
            self._add_choice(row, self._times, name, on=time.chosen, value=time.minutes)
        self._times.buttonClicked.connect(self._on_time)
        return row

    def _add_choice(
        self, row: QWidget, group: QButtonGroup, name: str, *, on: bool, value: int | None = None
    ) -> None:
        chip = button(name, "chip")
        chip.setCheckable(True)
        chip.setChecked(on)
        chip.setProperty("value", value)
        group.addButton(chip)
        layout = row.layout()
        assert layout is not None
        layout.addWidget(chip)

    def _needs(self, plan: SessionPlan, stand_ins: Sequence[StandIn]) -> QWidget:
        spared = {one.thing for one in stand_ins if one.chosen}
        things = [thing for thing in plan.equipment() if thing not in spared]
        text = ", ".join(things) if things else self.tr("nothing but some room")
        return Label(self.tr("You need: {things}.").format(things=text))

    def _stand_in_row(self, one: StandIn) -> QWidget:
        row = _choice_row(self.tr("No {thing}?").format(thing=one.thing))
        self._add_choice(row, self._stand_ins, one.name, on=one.chosen, value=one.source)
        return row

    def _pain_card(self) -> QWidget:
        card = Card(self.tr("How much does the knee hurt now?"))
        card.body.addWidget(self.scale)
        card.body.addWidget(Label(self._when_to_stop(), "strong"))
        return card

    def _when_to_stop(self) -> str:
        if self._limits is None:
            return self.tr("Stop when it gets worse: press H.")
        if not (most := self._limits.amber_max):
            return self.tr("Stop at any pain: press H.")
        return self.tr("Stop above {n} of 10, or at any sharp pain: press H.").format(n=most)

    @Slot()
    def _judge(self) -> None:
        """More pain than is allowed today makes rest the main way on."""
        if self.warning.judge(self.pain(), self._limits):
            QTimer.singleShot(0, self._keep_scale_seen)

    @Slot()
    def _keep_scale_seen(self) -> None:
        """In a low window the warning would cover what was just clicked."""
        self._column.ensureWidgetVisible(self.scale, 0, 0)

    @Slot()
    def _insist(self) -> None:
        (self.resume_wanted if self.ways.goes_on() else self.start_wanted).emit()

    @Slot(object)
    def _on_side(self, chip: QPushButton) -> None:
        if self._plan is not None:
            side = tuple(Side)[self._sides.buttons().index(chip)]
            self.plan_chosen.emit(replace(self._plan, side=side))

    @Slot(object)
    def _on_stand_in(self, chip: QPushButton) -> None:
        if self._plan is not None:
            by = -1 if chip.isChecked() else 1
            self.plan_chosen.emit(self._plan.at_level(chip.property("value"), by))

    @Slot(object)
    def _on_time(self, chip: QPushButton) -> None:
        if self._plan is not None:
            self.plan_chosen.emit(replace(self._plan, minutes=chip.property("value")))


def _with_margins(banner: Banner) -> QVBoxLayout:
    made = QVBoxLayout()
    made.setContentsMargins(*(theme.scaled(n) for n in (24, 10, 24, 0)))
    made.addWidget(banner)
    return made


def _stop_card(head: str, rules: Sequence[str]) -> QWidget:
    card = Card(head)
    for sentence in rules:
        card.body.addWidget(Label(sentence))
    return card


def _choice_row(head: str) -> QWidget:
    row = QWidget()
    layout = FlowLayout(row, theme.scaled(8))
    layout.addWidget(Label(head, "strong", wrap=False))
    return row


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
