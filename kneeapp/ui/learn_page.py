"""Learn: short cards by topic, one search over all of them and over the causes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kneeapp.ui import theme
from kneeapp.ui.learn import words
from kneeapp.ui.learn.reading import Reading
from kneeapp.ui.learn.topic_list import TopicList
from kneeapp.ui.widgets.banner import announce

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from kneeapp.ui.services import Services

_MOST_FOUND = 20
_SCROLL_KEYS = {
    Qt.Key.Key_PageDown: 0.9,
    Qt.Key.Key_PageUp: -0.9,
    Qt.Key.Key_Home: -1e6,
    Qt.Key.Key_End: 1e6,
}


@dataclass(frozen=True, slots=True)
class _Place:
    """What is being read: a topic, one card, what a search found; or a page one came from."""

    kind: str
    key: str


class LearnPage(QWidget):
    """Topics and a search on the left, cards on the right.

    Signals:
        routine_wanted(str): id of a routine to open.
        page_wanted(str): a place of the window.
    """

    routine_wanted = Signal(str)
    page_wanted = Signal(str)

    def __init__(self, services: Services) -> None:
        super().__init__()
        del services  # nothing here depends on the person
        self._now: _Place | None = None
        self._earlier: list[_Place] = []
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(self.tr("Search all cards"))
        self.topics = TopicList()
        self.topics.setAccessibleName(self.tr("Topics"))
        self.reading = Reading()
        self._lay_out()
        self.search.textChanged.connect(self._on_typed)
        self.search.returnPressed.connect(self._to_cards)
        self.topics.currentItemChanged.connect(self._on_topic)
        self.topics.itemClicked.connect(self._on_topic)
        self.topics.itemActivated.connect(self._on_topic)
        self.topics.itemActivated.connect(self._to_cards)
        self.reading.card_wanted.connect(self.open_card)
        self.reading.routine_wanted.connect(self.routine_wanted)
        self.reading.page_wanted.connect(self.page_wanted)
        self.reading.back_wanted.connect(self._go_back)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._to_search)
        back = QShortcut(QKeySequence(Qt.Modifier.ALT | Qt.Key.Key_Left), self)
        back.activated.connect(self._go_back)

    def shown(self) -> None:
        """Read the cards the first time; begin with the first topic."""
        self._fill()
        if self._now is None:
            self._show(self._first())
        if self._now is not None and self._now.kind == "card":
            self._to_cards()
        else:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def open_card(self, card_id: str, came_from: str = "") -> None:
        """Show one card alone.

        Args:
            card_id: which card.
            came_from: the page that Back leads to; empty for what was read before.
        """
        self._fill()
        if came_from:
            self._earlier, self._now = [], _Place("page", came_from)
        self._go_to(_Place("card", card_id))
        self._to_cards()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _SCROLL_KEYS.get(Qt.Key(event.key()))
        if step is not None:
            self.reading.scroll_by(step)
        elif event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(theme.scaled(10))
        left.addWidget(self.search)
        left.addWidget(self.topics, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.scaled(n) for n in (24, 16, 8, 0)))
        row.setSpacing(theme.scaled(8))
        row.addLayout(left, 28)
        row.addWidget(self.reading, 72)

    def _fill(self) -> None:
        if self.topics.count():
            return
        from kneeapp.guidance import learn

        titles = [(topic.id, topic.title) for topic in learn.topics()]
        self.topics.blockSignals(True)
        self.topics.show_topics([*titles, (learn.CAUSES, self.tr("All causes"))])
        self.topics.blockSignals(False)

    def _go_to(self, place: _Place) -> None:
        if place == self._now:
            return
        if self._now is not None and not self._now.kind == place.kind == "search":
            self._earlier.append(self._now)
        self._show(place)

    @Slot()
    def _go_back(self) -> None:
        if not self._earlier:
            return
        place = self._earlier.pop()
        if place.kind == "page":
            self._now = None
            self.page_wanted.emit(place.key)
            return
        self._show(place)
        self._to_cards()

    def _show(self, place: _Place) -> None:
        from kneeapp.guidance import learn

        self._now = place
        self._mark(place)
        back = bool(self._earlier)
        match place.kind:
            case "topic":
                topic = learn.topic(place.key)
                self.reading.show_cards(topic.title, topic.intro, topic.cards, with_back=back)
            case "card":
                card = learn.card(place.key)
                self.reading.show_cards("", learn.topic(card.topic).title, [card], with_back=back)
                announce(self, card.title)
            case _:
                found = learn.search(place.key)
                told = words.found(len(found))
                self.reading.show_cards("", told, found[:_MOST_FOUND], with_back=back)
                announce(self, told)

    def _mark(self, place: _Place) -> None:
        """Have the search field and the list agree with what is shown."""
        typed = place.key if place.kind == "search" else ""
        if typed != self.search.text().strip():
            self.search.blockSignals(True)
            self.search.setText(typed)
            self.search.blockSignals(False)
        self.topics.blockSignals(True)
        self.topics.setCurrentRow(self._row_of(place))
        self.topics.blockSignals(False)

    def _row_of(self, place: _Place) -> int:
        from kneeapp.guidance import learn

        match place.kind:
            case "topic":
                return self.topics.row_of(place.key)
            case "card":
                return self.topics.row_of(learn.card(place.key).topic)
            case _:
                return -1

    @Slot(QListWidgetItem)
    def _on_topic(self, item: QListWidgetItem | None) -> None:
        place = None if item is None else _Place("topic", self.topics.key_of(item))
        if place is not None and place != self._now:
            self._earlier.clear()
            self._show(place)

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        if text.strip():
            self._go_to(_Place("search", text.strip()))
        elif self._now is not None and self._now.kind == "search":
            self._show(self._earlier.pop() if self._earlier else self._first())

    def _first(self) -> _Place:
        return _Place("topic", self.topics.key_of(self.topics.item(0)))

    @Slot()
    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    @Slot()
    def _to_cards(self) -> None:
        """Enter leads from the left to the right; so does a link, as the old one is gone."""
        target = self.reading.first_control()
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)
