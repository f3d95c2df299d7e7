"""A row of small buttons to choose from, one or several; a second press lets go again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtWidgets import QPushButton, QWidget

from kneeapp.ui import theme
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

_Word = TypeVar("_Word")


class Chips(QWidget, Generic[_Word]):
    """Choices with their words; calls `chosen` with what is chosen after each press."""

    def __init__(
        self,
        words: Mapping[_Word, str],
        chosen: Callable[[tuple[_Word, ...]], None],
        *,
        several: bool = False,
        name: str = "",
    ) -> None:
        super().__init__()
        self._chosen = chosen
        self._several = several
        self._showing = False
        self._buttons: dict[_Word, QPushButton] = {}
        self.setAccessibleName(name)
        flow = FlowLayout(self, theme.scaled(6))
        for word, text in words.items():
            made = button(text, "chip", name=f"{name}: {text}" if name else text)
            made.setCheckable(True)
            made.toggled.connect(self._on_toggled)  # a screen reader toggles without a click
            flow.addWidget(made)
            self._buttons[word] = made

    def show_chosen(self, words: Collection[_Word]) -> None:
        """Show what is chosen without telling anybody."""
        self._showing = True
        for word, made in self._buttons.items():
            made.setChecked(word in words)
        self._showing = False

    def button(self, word: _Word) -> QPushButton:
        """The button of one choice."""
        return self._buttons[word]

    def _on_toggled(self, checked: bool) -> None:
        if self._showing:
            return
        if checked and not self._several:
            pressed = self.sender()
            self.show_chosen([word for word, made in self._buttons.items() if made is pressed])
        self._chosen(tuple(word for word, made in self._buttons.items() if made.isChecked()))
