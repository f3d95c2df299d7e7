"""What there is to say about the places marked on Today; it stands where the cards stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kneeapp.body.figure import Part
from kneeapp.ui import theme
from kneeapp.ui.home.names import part_name
from kneeapp.ui.home.scrolled import scrolled
from kneeapp.ui.knee import words
from kneeapp.ui.knee.chips import Chips
from kneeapp.ui.widgets.banner import announce
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.flow_layout import FlowLayout
from kneeapp.ui.widgets.scale import PainScale
from kneeapp.ui.widgets.text import Label, heading

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from kneeapp.body.marks import Depth, Mark, Quality, When
    from kneeapp.ui.home.body_marks import BodyMarks


class MarkPanel(QWidget):
    """The mark in hand: how strong, what it feels like, when, how deep; and the way on.

    Signals:
        go_on_wanted: the person goes on with what is marked.
    """

    go_on_wanted = Signal()

    def __init__(self, model: BodyMarks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._tabs_made: dict[QPushButton, Part] = {}
        self._tabs = QWidget()
        self._tabs.setAccessibleName(self.tr("Marked places"))
        self._tab_flow = FlowLayout(self._tabs, theme.scaled(6))
        self._name = heading("")
        self.remove = button(self.tr("Remove"), "quiet")
        self.scale = PainScale()
        self.qualities: Chips[Quality] = Chips(
            words.qualities(), model.set_qualities, several=True, name=self.tr("Feels")
        )
        self.whens: Chips[When] = Chips(
            words.whens(), model.set_when, several=True, name=self.tr("Hurts when")
        )
        self.depths: Chips[Depth] = Chips(words.depths(), self._on_depth, name=self.tr("How deep"))
        self.go_on = button(self.tr("Continue (Enter)"), "primary")
        self._lay_out()
        self._connect()
        self.refresh()

    def tabs(self) -> list[QPushButton]:
        """A button for each marked place."""
        return list(self._tabs_made)

    def take_focus(self) -> None:
        """Let the next key say how strong it is."""
        self.scale.setFocus()

    @Slot()
    def refresh(self) -> None:
        """Show the mark in hand."""
        mark = self._model.chosen
        if mark is None:
            self._name.setText("")
            return
        name = part_name(_part(mark))
        if name != self._name.text():
            self._name.setText(name)
            announce(self, self.tr("{place}, marked. How strong, 0 to 10?").format(place=name))
        self.remove.setAccessibleName(self.tr("Remove {place}").format(place=name))
        self.scale.set_value(mark.strength)
        self.qualities.show_chosen(mark.qualities)
        self.whens.show_chosen(mark.when)
        self.depths.show_chosen([mark.depth] if mark.depth else [])
        self._show_tabs(mark)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QPushButton) and focused is not self.go_on:
                focused.click()
            else:
                self.go_on_wanted.emit()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ building
    def _lay_out(self) -> None:
        card = Card()
        card.body.setContentsMargins(*(theme.scaled(n) for n in (18, 14, 18, 14)))
        card.body.setSpacing(theme.scaled(6))
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addWidget(self._tabs)
        card.body.addLayout(head)
        for question, answer in (
            (self.tr("How strong is the pain?"), self.scale),
            (self.tr("What does it feel like?"), self.qualities),
            (self.tr("When does it hurt?"), self.whens),
            (self.tr("How deep is it?"), self.depths),
        ):
            card.body.addSpacing(theme.scaled(2))
            card.body.addWidget(Label(question, "strong"))
            card.body.addWidget(answer)
        card.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(10))
        column.addWidget(scrolled(card), 1)
        column.addWidget(self.go_on)

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self.refresh)
        self.scale.value_changed.connect(model.set_strength)
        self.remove.clicked.connect(self._on_remove)
        self.go_on.clicked.connect(self.go_on_wanted)

    def _show_tabs(self, chosen: Mark) -> None:
        for tab in self._tabs_made:
            self._tab_flow.removeWidget(tab)
            tab.hide()
            tab.deleteLater()
        marks = self._model.marks
        self._tabs.setVisible(len(marks) > 1)
        self._tabs_made = {self._tab(mark, on=mark == chosen): _part(mark) for mark in marks}

    def _tab(self, mark: Mark, *, on: bool) -> QPushButton:
        name = part_name(_part(mark))
        made = button(name if mark.strength is None else f"{name} {mark.strength}", "chip")
        made.setCheckable(True)
        made.setChecked(on)
        made.toggled.connect(self._on_tab)  # a screen reader toggles without a click
        self._tab_flow.addWidget(made)
        made.show()
        return made

    # ------------------------------------------------------------------ acting
    @Slot()
    def _on_tab(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton) and pressed in self._tabs_made:
            self._model.choose(self._tabs_made[pressed])
            self.take_focus()

    @Slot()
    def _on_remove(self) -> None:
        if self._model.chosen is not None:
            self._model.remove(_part(self._model.chosen))

    def _on_depth(self, chosen: tuple[Depth, ...]) -> None:
        self._model.set_depth(chosen[0] if chosen else None)


def _part(mark: Mark) -> Part:
    return Part(mark.place, mark.side)
