"""One Learn card as a person reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kneeapp.guidance import learn
from kneeapp.ui import theme
from kneeapp.ui.learn import words
from kneeapp.ui.learn.grade_mark import GradeMark
from kneeapp.ui.learn.picture import StillPicture
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.disclosure import Disclosure
from kneeapp.ui.widgets.flow_layout import FlowLayout
from kneeapp.ui.widgets.text import Label, muted, small

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneeapp.guidance.learn import LearnCard, Saying


_WIDEST_LINK = 400
"""Pixels, whatever the text size."""


class CardView(Card):
    """Title, text, what people say with its grade, how it is known, where to go from here.

    Signals:
        card_wanted(str): a link to another card.
        routine_wanted(str): a routine to open.
        page_wanted(str): a place of the window.
    """

    card_wanted = Signal(str)
    routine_wanted = Signal(str)
    page_wanted = Signal(str)

    def __init__(
        self, card: LearnCard, parent: QWidget | None = None, *, titled: bool = True
    ) -> None:
        super().__init__(card.title if titled else "", parent)
        self.card = card
        self.picture = StillPicture(card.picture) if card.picture else None
        self.known = Disclosure(self.tr("How is this known?"))
        self._add_text()
        self._add_said()
        self._add_known()
        self._add_links()

    def load_picture(self) -> None:
        """Decode the picture; a page does this after the words are shown."""
        if self.picture is not None:
            self.picture.load()

    def _add_text(self) -> None:
        for paragraph in self.card.text:
            self.body.addWidget(Label(paragraph, "large"))
        if self.card.points:
            self.body.addLayout(_dotted(self.card.points, "large"))
        if self.picture is not None:
            self.body.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignLeft)
        for part in self.card.parts:
            self.body.addWidget(Label(part.head, "strong"))
            self.body.addLayout(_dotted(part.lines) if len(part.lines) > 1 else _plain(part.lines))
        if self.card.warning:
            self.body.addWidget(_warning(self.card.warning))

    def _add_said(self) -> None:
        if not self.card.said:
            return
        frame = QFrame()
        frame.setProperty("role", "inset")
        column = QVBoxLayout(frame)
        column.setContentsMargins(*(theme.scaled(n) for n in (16, 12, 16, 14)))
        column.setSpacing(theme.scaled(10))
        column.addWidget(muted(self.tr("What people say")))
        for saying in self.card.said:
            column.addLayout(_said(saying))
        self.body.addWidget(frame)

    def _add_known(self) -> None:
        if self.card.why:
            self.known.body.addWidget(Label(self.card.why))
        self.known.body.addWidget(Label(self.tr("Sources"), "strong"))
        for line in learn.cite(self.card):
            self.known.body.addWidget(small(_breakable(line)))
        self.body.addWidget(self.known)

    def _add_links(self) -> None:
        # A card and the cause it is about may go by the same name; one link is enough.
        cards = {words.short_title(c): c for c in map(learn.card, reversed(self.card.cards))}
        ways = [
            *(self._link("routine", each, text) for each, text in self.card.routines),
            *(self._link("page", each, words.place(each)) for each in self.card.pages),
        ]
        more = [self._link("card", cards[text].id, text) for text in reversed(cards)]
        if ways:
            self.body.addWidget(_row_of(ways))
        if more:
            self.body.addWidget(muted(self.tr("Read on")))
            self.body.addWidget(_row_of(more))

    def _link(self, kind: str, key: str, text: str) -> QWidget:
        made = button(_fitting(text), "chip" if kind == "card" else "secondary", name=text)
        made.setObjectName(key)
        made.setProperty("leads_to", kind)
        made.clicked.connect(self._follow)
        return made

    @Slot()
    def _follow(self) -> None:
        link = self.sender()
        match link.property("leads_to"):
            case "routine":
                self.routine_wanted.emit(link.objectName())
            case "page":
                self.page_wanted.emit(link.objectName())
            case _:
                self.card_wanted.emit(link.objectName())


def _said(saying: Saying) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.scaled(12))
    row.addWidget(GradeMark(saying.grade), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(Label(words.grade(saying.grade), "strong"))
    column.addWidget(Label(f"“{saying.text}”"))
    row.addLayout(column, 1)
    return row


def _warning(text: str) -> QFrame:
    frame = QFrame()
    frame.setProperty("role", "banner-warning")
    column = QVBoxLayout(frame)
    column.setContentsMargins(*(theme.scaled(n) for n in (16, 10, 16, 10)))
    column.addWidget(Label(text, "strong"))
    return frame


def _dotted(lines: Iterable[str], role: str = "") -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.scaled(6))
    for line in lines:
        row = QHBoxLayout()
        row.setSpacing(theme.scaled(10))
        row.addWidget(Label("•", role, wrap=False), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(line, role), 1)
        column.addLayout(row)
    return column


def _plain(lines: Iterable[str]) -> QVBoxLayout:
    column = QVBoxLayout()
    for line in lines:
        column.addWidget(Label(line))
    return column


def _row_of(links: Iterable[QWidget]) -> QWidget:
    row = QWidget()
    flow = FlowLayout(row, theme.scaled(8))
    for link in links:
        flow.addWidget(link)
    return row


def _fitting(text: str) -> str:
    """The words of a button, in two lines when one would be wider than a narrow window."""
    if QFontMetrics(theme.font()).horizontalAdvance(text) <= _WIDEST_LINK:
        return text
    gaps = [at for at, letter in enumerate(text) if letter == " "]
    middle = min(gaps, key=lambda at: abs(at - len(text) / 2), default=None)
    return text if middle is None else f"{text[:middle]}\n{text[middle + 1 :]}"


def _breakable(text: str) -> str:
    """Long addresses may break after a slash (an invisible space is put there)."""
    return text.replace("/", "/\u200b").replace("/\u200b/\u200b", "//")
