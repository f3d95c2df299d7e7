"""The cards of Today that come from the last check: what it said, and its routine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kneeapp.ui.home.action_card import ActionCard, Kind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from kneeapp.flow.own import AnswerThen
    from kneeapp.flow.visit.advised import Advised


class AnswerCards(QObject):
    """Puts them into one of two places: first, or below what can be gone on with.

    Attributes:
        answer: what the check said; None without one.
        routine: the routine that fits; None without one.

    Signals:
        answer_wanted: the answer is to be read again.
        routine_wanted: its routine is to be started.
    """

    answer_wanted = Signal()
    routine_wanted = Signal()

    def __init__(self, first: QVBoxLayout, below: QVBoxLayout, parent: QObject) -> None:
        super().__init__(parent)
        self._first, self._below = first, below
        self._place = first
        self.answer: ActionCard | None = None
        self.routine: ActionCard | None = None

    def show_answer(self, answer: AnswerThen | None, *, leads: bool) -> None:
        """What the check said; `leads`: it stands first.

        The routine's card is there at once, so that nothing moves when its name is known.
        """
        for card in (self.answer, self.routine):
            _remove(card)
        self.answer = self.routine = None
        self._place = self._first if leads else self._below
        if answer is None:
            return
        kind = Kind.URGENT if answer.seen_first else Kind.QUIET
        self.answer = ActionCard(answer.title, answer.when, kind)
        self.answer.clicked.connect(self.answer_wanted)
        self._place.addWidget(self.answer)
        if answer.has_routine and leads:
            self._routine_card()

    def show_routine(self, advised: Advised | None) -> None:
        """The routine by name, or none."""
        if advised is None or advised.choice is None:
            _remove(self.routine)
            self.routine = None
            return
        card = self.routine or self._routine_card()
        limit = self.tr("pain up to {limit} of 10").format(limit=advised.choice.pain_limit)
        if advised.choice.pain_limit == 0:
            limit = self.tr("no pain allowed")
        card.set_words(advised.title, " · ".join((self.tr("Your routine"), advised.length, limit)))

    def _routine_card(self) -> ActionCard:
        card = ActionCard(self.tr("Your routine"), self.tr("The one that fits your check."))
        card.clicked.connect(self.routine_wanted)
        self._place.insertWidget(0, card)
        self.routine = card
        return card


def _remove(card: ActionCard | None) -> None:
    if card is not None:
        card.hide()
        card.deleteLater()
