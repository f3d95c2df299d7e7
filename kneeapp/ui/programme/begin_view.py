"""A programme before it is begun: what it is, whom it suits, and the questions before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot

from kneeapp.base.side import Side
from kneeapp.flow.course.model import GateState, GateView
from kneeapp.ui import theme
from kneeapp.ui.programme.conditions import Conditions
from kneeapp.ui.programme.phases import PhaseLine, PhaseList
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.choice_row import ChoiceRow
from kneeapp.ui.widgets.columns import TwoColumns
from kneeapp.ui.widgets.scale import PainScale
from kneeapp.ui.widgets.text import Label, muted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneeapp.routine.model import Programme


class BeginView(TwoColumns):
    """Facts on the right, the start on the left.

    Signals:
        begin_wanted(object, object): the sore Side, and pain now from 0 to 10 or None.
    """

    begin_wanted = Signal(object, object)

    def __init__(
        self,
        programme: Programme,
        lines: Iterable[PhaseLine],
        rule: str,
        sore: Side = Side.BOTH,
    ) -> None:
        super().__init__(50, 50)
        self._programme = programme
        self._said: dict[str, bool] = {}
        self._side = sore
        self.begin = button(self.tr("Begin this programme"), "primary")
        self.begin.clicked.connect(self._begin)
        self.not_now = Label(
            self.tr("Not yet, then. Do calmer exercises first, and look again in a few days.")
        )
        self.not_now.hide()
        self.pain = PainScale()
        self.conditions = Conditions(
            GateView(gate, gate.say, GateState.ASK, can_answer=True) for gate in programme.entry
        )
        self.conditions.answered.connect(self._answer)
        self.pain.value_changed.connect(self._look)
        self.left.addWidget(self._start_card())
        self.left.addWidget(self._suits_card(rule))
        self.left.addStretch(1)
        phases = Card(self.tr("How it goes"))
        phases.body.addWidget(PhaseList(lines))
        self.right.addWidget(phases)
        self.right.addStretch(1)
        self._look()

    def _start_card(self) -> Card:
        card = Card(self.tr("Before you begin"))
        if self._programme.entry:
            card.body.addWidget(muted(self.tr("Begin when all of this is so.")))
            card.body.addWidget(self.conditions)
            card.body.addWidget(self.not_now)
        if self._programme.starts:
            card.body.addWidget(Label(self.tr("How strong is the pain now?"), "strong"))
            card.body.addWidget(self.pain)
        asked = self.tr("Which knee is sore?")
        if self._side is not Side.BOTH:
            asked = self.tr("Which knee is sore? As in your last check:")
        card.body.addWidget(Label(asked, "strong"))
        sides = ChoiceRow(
            {
                Side.LEFT: self.tr("Left"),
                Side.RIGHT: self.tr("Right"),
                Side.BOTH: self.tr("Both or none"),
            },
            self._side,
        )
        sides.chosen.connect(self._choose_side)
        card.body.addWidget(sides)
        card.body.addSpacing(theme.scaled(6))
        card.body.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _suits_card(self, rule: str) -> Card:
        card = Card(self.tr("Good to know"))
        facts = (
            (self.tr("For"), self._programme.who),
            (self.tr("Not for"), " ".join(self._programme.not_for)),
            (self.tr("Pain"), rule),
            (self.tr("Stop at"), " ".join(self._programme.stop)),
            ("", self._programme.note),
        )
        for head, words in facts:
            if words:
                if head:
                    card.body.addWidget(Label(head, "strong"))
                card.body.addWidget(Label(words))
        return card

    @Slot(str)
    def _choose_side(self, side: str) -> None:
        self._side = Side(side)

    @Slot(str, bool)
    def _answer(self, say: str, yes: bool) -> None:
        self._said[say] = yes
        self._look()

    @Slot()
    def _look(self) -> None:
        wanted = [gate.say for gate in self._programme.entry]
        asked = not self._programme.starts or self.pain.value() is not None
        self.begin.setEnabled(asked and all(self._said.get(say) for say in wanted))
        self.not_now.setVisible(False in self._said.values())

    @Slot()
    def _begin(self) -> None:
        self.begin_wanted.emit(self._side, self.pain.value())
