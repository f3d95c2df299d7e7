"""The answer laid out: one action first, then what is often felt, what to do, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kneeapp.flow.routine_index import programmes_with
from kneeapp.flow.visit import choice as choices
from kneeapp.ui import theme
from kneeapp.ui.answer import words
from kneeapp.ui.answer.care_card import CareCard
from kneeapp.ui.answer.sections import (
    CausesCard,
    DoNowCard,
    ListCard,
    ReasonsCard,
    RoutineCard,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from kneeapp.flow.visit.choice import RoutineChoice
    from kneeapp.flow.visit.visit import Visit
    from kneeapp.guidance.assess import Answer
    from kneeapp.guidance.cards import Card as CardWords
    from kneeapp.ui.services import Services
    from kneeapp.ui.widgets.card import Card

_NARROW = 930
_TELLING_ENTRIES = 300


class AnswerSheet(QWidget):
    """Shows one answer; it is made anew for every answer.

    An urgent one stands alone with its reasons: no causes, no exercise, no distraction.

    Attributes:
        parts: what is felt, what to do, the rest; in the order of the keyboard.

    Signals:
        routine_wanted(object): a RoutineChoice to start.
        programme_wanted(str): a programme that the routine is part of.
        timer_wanted(str): id of the routine that holds the cold and leg-up timers.
        learn_wanted(str): the id of a cause to read more about.
    """

    routine_wanted = Signal(object)
    programme_wanted = Signal(str)
    timer_wanted = Signal(str)
    learn_wanted = Signal(str)

    def __init__(
        self, services: Services, visit: Visit, answer: Answer, card: CardWords, number: str
    ) -> None:
        """Args: number: the emergency number to show large; empty for none."""
        super().__init__()
        self._services = services
        self._visit = visit
        self._columns: _Columns | None = None
        self._now: DoNowCard | None = None
        self.parts: tuple[QWidget, ...] = ()
        urgent = answer.verdict.is_urgent
        self.care = CareCard(card, number, card.do_now if urgent else None)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(14))
        column.addWidget(self.care)
        if urgent:
            column.addWidget(_reasons(answer))
        else:
            column.addLayout(self._two_columns(answer, card))

    @property
    def best_focus(self) -> QWidget | None:
        """What is most likely wanted; None when there is nothing to press."""
        if self.care.number_box is not None:
            return self.care.number_box.copy
        starts = self.findChildren(RoutineCard)
        if starts and starts[0].waits and self._now is not None and not self._now.timer.isHidden():
            return self._now.timer
        return starts[0].start if starts else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit(self.width())

    def fit(self, width: int) -> None:
        """One column in a narrow place, in the same order as the keyboard goes; `width` in px."""
        if self._columns is not None:
            self._columns.fit(*self.parts, narrow=width < theme.scaled(_NARROW))

    def _two_columns(self, answer: Answer, card: CardWords) -> _Columns:
        """What is felt and what to do beside each other; the rest below what is felt."""
        from kneeapp.guidance.running import is_left_out

        no_run = is_left_out(answer.do_now, answer.avoid)
        causes = CausesCard(answer.causes, later=answer.exercise == "no", no_run=no_run)
        causes.learn_wanted.connect(self.learn_wanted)
        rest = _stack(ListCard(card.watch_title, card.watch), _reasons(answer))
        self.parts = (_stack(causes), _stack(*self._actions(answer, card)), rest)
        self._columns = _Columns()
        self.fit(0)
        return self._columns

    def _actions(self, answer: Answer, card: CardWords) -> list[Card]:
        fresh = not self._visit.start.looked_again and answer.urgency != "normal"
        routines = [self._routine(choice) for choice in self._choices(answer)[:1]]
        cards: list[Card] = []
        if card.do_now:
            waits = any(each.waits for each in routines)
            self._now = DoNowCard(card.do_now, timers=fresh, first=waits)
            self._now.timer_wanted.connect(self.timer_wanted)
            cards.append(self._now)
        if answer.missing:
            cards.append(ListCard(self.tr("Still missing before you run"), answer.missing))
        cards += routines
        if answer.run_later and answer.exercise != "no":
            cards.append(ListCard(self.tr("When you run again"), answer.run_later))
        leave_out = words.leave_out(answer)
        if leave_out:
            cards.append(ListCard(self.tr("Leave out for now"), leave_out))
        return cards

    def _routine(self, choice: RoutineChoice) -> RoutineCard:
        library = self._services.library()
        length = choices.length(choice, library, self._services.settings)
        programme = next(iter(programmes_with(choice.routine_id, library)), None)
        title = library.routines[choice.routine_id].title
        made = RoutineCard(choice, title, length.words, programme, self._visit.case.intensity)
        made.wanted.connect(self.routine_wanted)
        made.programme_wanted.connect(self.programme_wanted)
        return made

    def _choices(self, answer: Answer) -> tuple[RoutineChoice, ...]:
        entries = self._services.journal().recent(_TELLING_ENTRIES)
        library = self._services.library()
        return choices.routine_choices(self._visit.pain_map, answer, library, entries)


class _Columns(QBoxLayout):
    """Two columns, each as high as its own parts ask for; or one, in the order of the keyboard."""

    def __init__(self) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight)
        self.setSpacing(theme.scaled(14))
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for column, share in ((self._left, 3), (self._right, 2)):
            column.setSpacing(theme.scaled(14))
            column.addStretch(1)
            self.addLayout(column, share)

    def fit(self, felt: QWidget, actions: QWidget, rest: QWidget, *, narrow: bool) -> None:
        """Put the parts where they belong."""
        way = QBoxLayout.Direction
        self.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        for part in (felt, actions, rest):
            self._left.removeWidget(part)
            self._right.removeWidget(part)
        for part, column in (
            (felt, self._left),
            (actions, self._right),
            (rest, self._right if narrow else self._left),
        ):
            column.insertWidget(column.count() - 1, part)  # what is left over stays below


def _reasons(answer: Answer) -> ReasonsCard:
    from kneeapp.guidance.explain import explain

    verdict = answer.verdict
    return ReasonsCard(answer.reasons, explain(verdict), urgent=verdict.is_urgent)


def _stack(*cards: Card) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.scaled(14))
    for card in cards:
        column.addWidget(card)
    return holder
