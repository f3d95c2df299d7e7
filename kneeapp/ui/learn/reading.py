"""The column of cards: the first ones at once, the others a few at a time so nothing waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from kneeapp.guidance import learn
from kneeapp.ui.learn.card_view import CardView
from kneeapp.ui.learn.closed_card import ClosedCard
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.page import ScrollColumn
from kneeapp.ui.widgets.text import muted, title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneeapp.guidance.learn import LearnCard

_AT_ONCE = 3
_CLOSED_AT_ONCE = 10
WIDTH = 760
"""Pixels at 100 % text: about 80 letters a line."""


class Reading(QWidget):
    """Shows cards under a title.

    Signals:
        card_wanted(str), routine_wanted(str), page_wanted(str): a link of a card.
        back_wanted: the button that leads back.
    """

    card_wanted = Signal(str)
    routine_wanted = Signal(str)
    page_wanted = Signal(str)
    back_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column: ScrollColumn | None = None
        self.back: QPushButton | None = None
        self.cards: list[CardView | ClosedCard] = []
        self._coming: list[LearnCard] = []
        self._undrawn: list[CardView] = []
        self._later = QTimer(self)
        self._later.setInterval(0)
        self._later.timeout.connect(self._go_on)
        self._holder = QVBoxLayout(self)
        self._holder.setContentsMargins(0, 0, 0, 0)

    def show_cards(
        self, head: str, intro: str, cards: Iterable[LearnCard], *, with_back: bool
    ) -> None:
        """Replace what is shown.

        Args:
            head: the title; may be empty.
            intro: a line under it.
            cards: in the order of reading.
            with_back: there is something to go back to.
        """
        self._later.stop()
        if self.column is not None:
            self._holder.removeWidget(self.column)
            self.column.hide()
            self.column.deleteLater()
        self.column = ScrollColumn(width=WIDTH)
        self.back = button(self.tr("Back"), "quiet") if with_back else None
        if self.back is not None:
            self.back.clicked.connect(self.back_wanted)
            self.column.body.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        if head:
            self.column.body.addWidget(title(head))
        self.column.body.addWidget(muted(intro))
        self.column.body.addStretch(1)
        self.cards, self._undrawn = [], []
        self._coming = list(cards)
        for _ in range(_AT_ONCE):
            self._add_next()
        self._holder.addWidget(self.column, 1)
        self._later.start()

    def scroll_by(self, pages: float) -> None:
        """Move by so many heights of what is seen."""
        if self.column is not None:
            bar = self.column.verticalScrollBar()
            bar.setValue(bar.value() + round(bar.pageStep() * pages))

    def first_control(self) -> QWidget | None:
        """Where the keyboard begins."""
        if self.back is not None:
            return self.back
        if not self.cards:
            return None
        first = self.cards[0]
        return first.head if isinstance(first, ClosedCard) else first.known.head

    def is_complete(self) -> bool:
        """Whether every card is there and has its place."""
        return not self._later.isActive()

    def _add_next(self) -> None:
        if not self._coming or self.column is None:
            return
        card = self._coming.pop(0)
        lone = not self.cards and not self._coming
        closed = card.topic == learn.CAUSES and not lone
        view: CardView | ClosedCard = ClosedCard(card) if closed else CardView(card)
        view.card_wanted.connect(self.card_wanted)
        view.routine_wanted.connect(self.routine_wanted)
        view.page_wanted.connect(self.page_wanted)
        body = self.column.body
        body.insertWidget(body.count() - 1, view)
        self.cards.append(view)
        if isinstance(view, CardView):
            self._undrawn.append(view)

    @Slot()
    def _go_on(self) -> None:
        if self._undrawn and (len(self.cards) >= _AT_ONCE or not self._coming):
            self._undrawn.pop(0).load_picture()
        elif self._coming:
            # A closed card is cheap, and every round asks the whole column for its height.
            for _ in range(_CLOSED_AT_ONCE if isinstance(self.cards[-1], ClosedCard) else 1):
                self._add_next()
        else:
            self._later.stop()
        # All the way up at once: otherwise the cards are seen squeezed into the height of before.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
