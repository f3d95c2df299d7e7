"""Chips in a row, of which one is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from kneeapp.ui import theme
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Mapping


class ChoiceRow(QWidget):
    """Chips of which one is chosen.

    Signals:
        chosen(str): the key of the chip the person chose.
    """

    chosen = Signal(str)

    def __init__(self, choices: Mapping[str, str], now: str) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        flow = FlowLayout(self, theme.scaled(8))
        for key, words in choices.items():
            chip = button(words, "chip")
            chip.setCheckable(True)
            chip.setObjectName(key)
            chip.setChecked(key == now)
            self._group.addButton(chip)
            flow.addWidget(chip)
        self._group.buttonToggled.connect(self._tell)

    def choose(self, key: str) -> None:
        """Show a choice without telling anybody; the focus goes along when it is in the row."""
        chips = self._group.buttons()
        self._group.blockSignals(True)
        for chip in chips:
            chip.setChecked(chip.objectName() == key)
            if chip.isChecked() and self.window().focusWidget() in chips:
                chip.setFocus()
        self._group.blockSignals(False)

    def _tell(self, chip: QWidget, on: bool) -> None:
        # Toggled, not clicked: a screen reader's toggle is no click.
        if on:
            self.chosen.emit(chip.objectName())
