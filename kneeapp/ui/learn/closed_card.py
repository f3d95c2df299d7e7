"""A card of which only the title shows until it is opened; for long lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from kneeapp.ui.learn.card_view import CardView
from kneeapp.ui.widgets.disclosure import Disclosure

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kneeapp.guidance.learn import LearnCard


class ClosedCard(Disclosure):
    """Builds the card when it is first opened.

    Signals:
        card_wanted(str), routine_wanted(str), page_wanted(str): as of the card.
    """

    card_wanted = Signal(str)
    routine_wanted = Signal(str)
    page_wanted = Signal(str)

    def __init__(self, card: LearnCard, parent: QWidget | None = None) -> None:
        super().__init__(card.title, parent, bold=True)
        self.card = card
        self.view: CardView | None = None
        self.toggled.connect(self._build)

    @Slot()
    def _build(self) -> None:
        if self.view is not None:
            return
        self.view = CardView(self.card, titled=False)
        self.view.card_wanted.connect(self.card_wanted)
        self.view.routine_wanted.connect(self.routine_wanted)
        self.view.page_wanted.connect(self.page_wanted)
        self.body.addWidget(self.view)
