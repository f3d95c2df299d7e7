"""Before the start: what is needed, what will be done, how long, pain now, when to stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from kneeapp.base.side import Side
from kneeapp.ui import theme
from kneeapp.ui.player import words
from kneeapp.ui.widgets.banner import Banner
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.flow_layout import FlowLayout
from kneeapp.ui.widgets.page import ScrollColumn
from kneeapp.ui.widgets.scale import PainScale
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QLayout, QPushButton

    from kneeapp.flow.session_plan import SessionPlan
    from kneeapp.player.pain import Limits
    from kneeapp.routine.timeline import PlayStep, Timeline

THUMB_WIDTH, THUMB_HEIGHT = 108, 72
_SHORTER_MINUTES = (30, 20, 15, 10, 5)
OWN_LIMIT = "out of 10"
"""A routine's sentence with its own limit would contradict today's, which may be lower."""
_SHARE_TO_OFFER = 0.9
"""A shorter time is offered when it saves at least a tenth."""


class ReadyView(QWidget):
    """The list before the start.

    Signals:
        start_wanted: begin.
        resume_wanted: go on from the kept place.
        leave_wanted: another time.
        check_wanted: look at the knee first.
        minutes_chosen(object): fit it to these minutes; None for the whole.
        side_chosen(object): the sore side.
        pain_chosen(int): pain now, 0 to 10.
    """

    start_wanted = Signal()
    resume_wanted = Signal()
    leave_wanted = Signal()
    check_wanted = Signal()
    minutes_chosen = Signal(object)
    side_chosen = Signal(object)
    pain_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limits: Limits | None = None
        self._thumbs: dict[str, list[Label]] = {}
        self.resume = Banner()
        self.warning = Banner()
        self.warning.action_clicked.connect(self.check_wanted)
        self.start = button("", "primary")
        self.start.clicked.connect(self.start_wanted)
        self.go_on = button(self.tr("Go on (Enter)"), "primary")
        self.go_on.clicked.connect(self.resume_wanted)
        self.leave = button(self.tr("Not now (Esc)"), "quiet")
        self.leave.clicked.connect(self.leave_wanted)
        self.note = Label(role="small")
        self.scale = PainScale()
        self.scale.value_changed.connect(self._on_pain)
        self._sides = QButtonGroup(self)
        self._times = QButtonGroup(self)
        self._column = ScrollColumn()
        self._lay_out()

    def show_plan(
        self, plan: SessionPlan, timeline: Timeline, *, whole_ms: int, sides: bool
    ) -> None:
        """Show another routine, or the same one after a choice.

        Args:
            plan: the routine and the choices so far.
            timeline: what they make.
            whole_ms: how long it is when there is all the time.
            sides: whether the sore side changes what is done.
        """
        self._limits = plan.limits()
        self._thumbs = {}
        _clear(self._column.body)
        add = self._column.body.addWidget
        add(Label(timeline.title, "title"))
        length = words.minutes(timeline.length_ms)
        count = self.tr("{n} exercises").format(n=sum(bool(s.exercise) for s in timeline.steps))
        add(Label(f"{length}  ·  {count}", "heading"))
        add(Label(plan.why or plan.routine.summary))
        if sides:
            add(self._side_row(plan.side))
        if times := _shorter(plan.minutes, whole_ms):
            add(self._time_row(plan, times))
        for sentence in timeline.left_out:
            add(Label(sentence, "muted"))
        add(self._needs(plan))
        add(self._pain_card())
        add(self._list(plan, timeline))
        if rules := [s for s in plan.routine.stop if OWN_LIMIT not in s]:
            add(_stop_card(self.tr("Stop also when"), rules))
        self._column.body.addStretch(1)
        self._column.verticalScrollBar().setValue(0)

    def offer_resume(self, where: str) -> None:
        """Offer to go on from a kept place, told in a sentence; empty for none."""
        if where:
            self.resume.show_message(where, "")
        else:
            self.resume.hide()
        self.go_on.setVisible(bool(where))
        self.start.setText(self.tr("From the start") if where else self.tr("Start (Enter)"))
        theme.set_role(self.start, "secondary" if where else "primary")

    def take_focus(self) -> None:
        """Let the keyboard begin at what most will want."""
        (self.go_on if self.go_on.isVisible() else self.start).setFocus()

    def begin(self) -> None:
        """Enter was pressed: go on where that is offered, else start."""
        from_start = self.start.hasFocus() or not self.go_on.isVisible()
        (self.start_wanted if from_start else self.resume_wanted).emit()

    def wanted_pictures(self) -> tuple[str, ...]:
        """The exercises in the list, for small pictures."""
        return tuple(self._thumbs)

    def show_picture(self, exercise: str, image: QImage) -> None:
        """Put a small picture into the list."""
        for label in self._thumbs.get(exercise, ()):
            label.setPixmap(QPixmap.fromImage(image))
            label.show()

    def pain(self) -> int | None:
        """Pain now, or None when not told."""
        return self.scale.value()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(*(theme.scaled(n) for n in (24, 8, 24, 16)))
        foot.addWidget(self.leave)
        foot.addWidget(self.note, 1)
        foot.addWidget(self.start)
        foot.addWidget(self.go_on)
        banners = QVBoxLayout()
        banners.setContentsMargins(*(theme.scaled(n) for n in (24, 10, 24, 0)))
        banners.addWidget(self.resume)
        banners.addWidget(self.warning)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(banners)
        column.addWidget(self._column, 1)
        column.addLayout(foot)

    def _side_row(self, chosen: Side | None) -> QWidget:
        names = {
            Side.LEFT: self.tr("Left"),
            Side.RIGHT: self.tr("Right"),
            Side.BOTH: self.tr("Both"),
        }
        self._sides = QButtonGroup(self)
        row = _choice_row(self.tr("Sore knee"))
        for side, name in names.items():
            self._add_choice(row, self._sides, name, on=side is (chosen or Side.BOTH))
        self._sides.buttonClicked.connect(self._on_side)
        return row

    def _time_row(self, plan: SessionPlan, times: tuple[int, ...]) -> QWidget:
        self._times = QButtonGroup(self)
        row = _choice_row(self.tr("I have"))
        self._add_choice(row, self._times, self.tr("all the time"), on=plan.minutes is None)
        for n in times:
            name = self.tr("{n} min").format(n=n)
            self._add_choice(row, self._times, name, on=plan.minutes == n, value=n)
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

    def _needs(self, plan: SessionPlan) -> QWidget:
        things = plan.equipment()
        text = ", ".join(things) if things else self.tr("nothing but some room")
        return Label(self.tr("You need: {things}.").format(things=text))

    def _list(self, plan: SessionPlan, timeline: Timeline) -> QWidget:
        card = Card(self.tr("What you will do"))
        for number, step in enumerate(timeline.steps, start=1):
            form = words.kept_form(
                easier=step.source in plan.easier, harder=step.source in plan.harder
            )
            card.body.addWidget(self._step_row(number, step, form))
        return card

    def _step_row(self, number: int, step: PlayStep, form: str) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.scaled(14))
        picture = Label(wrap=False)
        picture.setFixedSize(theme.scaled(THUMB_WIDTH), theme.scaled(THUMB_HEIGHT))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._thumbs.setdefault(step.exercise, []).append(picture)
        text = QVBoxLayout()
        text.setSpacing(theme.scaled(2))
        text.addStretch(1)
        text.addWidget(Label(f"{number}. {step.label}", "strong"))
        for detail in filter(None, (step.dose, step.note, form)):
            text.addWidget(Label(detail, "muted"))
        text.addStretch(1)
        line.addWidget(picture)
        line.addLayout(text, 1)
        return row

    def _pain_card(self) -> QWidget:
        card = Card(self.tr("How much does the knee hurt now?"))
        card.body.addWidget(self.scale)
        most = self._limits.amber_max if self._limits else 0
        limit = (
            self.tr("Stop above {n} of 10, or at any sharp pain: press H.").format(n=most)
            if most
            else self.tr("Stop at any pain: press H.")
        )
        card.body.addWidget(Label(limit, "strong"))
        return card

    @Slot(int)
    def _on_pain(self, value: int) -> None:
        self.pain_chosen.emit(value)
        if self._limits is not None and value > self._limits.amber_max:
            text = self.tr(
                "{value} of 10 is more than this routine allows ({limit}). Rest today, or check "
                "the knee first."
            ).format(value=value, limit=self._limits.amber_max)
            self.warning.show_message(text, "warning", self.tr("Check the knee"))
        else:
            self.warning.hide()

    @Slot(object)
    def _on_side(self, chip: QPushButton) -> None:
        self.side_chosen.emit(tuple(Side)[self._sides.buttons().index(chip)])

    @Slot(object)
    def _on_time(self, chip: QPushButton) -> None:
        self.minutes_chosen.emit(chip.property("value"))


def _shorter(chosen: int | None, whole_ms: int) -> tuple[int, ...]:
    """Times worth offering, longest first; the one chosen is among them."""
    most = whole_ms / 60_000 * _SHARE_TO_OFFER
    offered = {n for n in _SHORTER_MINUTES if n < most}
    if chosen is not None:
        offered.add(chosen)
    return tuple(sorted(offered, reverse=True))


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
