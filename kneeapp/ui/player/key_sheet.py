"""All keys of the player, and which command each one is."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from kneeapp.player.engine import Command
from kneeapp.ui import theme
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.text import Label


class Key(Enum):
    """What a key asks for."""

    PAUSE = auto()
    DONE = auto()
    BACK = auto()
    SKIP = auto()
    MORE = auto()
    EASIER = auto()
    HARDER = auto()
    RESTART = auto()
    HURTS = auto()
    MUTE = auto()
    FULL = auto()
    DISTANCE = auto()
    KEYS = auto()
    LEAVE = auto()


KEYS: dict[Qt.Key, Key] = {
    Qt.Key.Key_Space: Key.PAUSE,
    Qt.Key.Key_B: Key.PAUSE,  # "black screen" on presenter clickers
    Qt.Key.Key_Period: Key.PAUSE,
    Qt.Key.Key_Return: Key.DONE,
    Qt.Key.Key_Enter: Key.DONE,
    Qt.Key.Key_PageDown: Key.DONE,
    Qt.Key.Key_Left: Key.BACK,
    Qt.Key.Key_PageUp: Key.BACK,
    Qt.Key.Key_Right: Key.SKIP,
    Qt.Key.Key_Plus: Key.MORE,
    Qt.Key.Key_Equal: Key.MORE,
    Qt.Key.Key_Down: Key.EASIER,
    Qt.Key.Key_Up: Key.HARDER,
    Qt.Key.Key_R: Key.RESTART,
    Qt.Key.Key_H: Key.HURTS,
    Qt.Key.Key_M: Key.MUTE,
    Qt.Key.Key_F: Key.FULL,
    Qt.Key.Key_F11: Key.FULL,
    Qt.Key.Key_D: Key.DISTANCE,
    Qt.Key.Key_Question: Key.KEYS,
    Qt.Key.Key_F1: Key.KEYS,
    Qt.Key.Key_Escape: Key.LEAVE,
}


COMMANDS: dict[Key, Command] = {
    Key.DONE: Command.DONE,
    Key.BACK: Command.BACK,
    Key.SKIP: Command.SKIP,
    Key.MORE: Command.PLUS_10,
    Key.RESTART: Command.RESTART,
}
"""Keys that are a command of the engine."""


class KeySheet(Card):
    """The list of keys; hidden until asked for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(self.tr("All keys"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.scaled(24))
        for row, (key, meaning) in enumerate(self._lines()):
            grid.addWidget(Label(key, "strong", wrap=False), row, 0)
            grid.addWidget(Label(meaning, wrap=False), row, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.close_button = button(self.tr("Close (?)"), "quiet")
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button.clicked.connect(self.hide)
        self.body.addWidget(self.close_button)
        self.hide()

    def toggle(self) -> None:
        """Show the list in the middle of its parent, or put it away."""
        if self.isVisible():
            self.hide()
            return
        parent = self.parentWidget()
        if parent is None:
            return
        room = parent.rect()
        self.resize(self.sizeHint().boundedTo(room.size()))
        self.move(room.center() - self.rect().center())
        self.show()
        self.raise_()

    def _lines(self) -> tuple[tuple[str, str], ...]:
        return (
            (self.tr("Space, B, ."), self.tr("Pause, and go on")),
            (self.tr("Enter, Page Down"), self.tr("Done, or start now")),
            (self.tr("→"), self.tr("Skip to the next set or exercise")),
            (self.tr("←, Page Up"), self.tr("Back to the start of this set, or to the one before")),
            (self.tr("+"), self.tr("10 seconds more rest")),
            (self.tr("↓"), self.tr("The easier form of this exercise")),
            (self.tr("↑"), self.tr("The harder form, or back from the easier one")),
            (self.tr("R"), self.tr("This exercise again from its start")),
            (self.tr("H"), self.tr("That hurts")),
            (self.tr("M"), self.tr("Sound on and off")),
            (self.tr("F"), self.tr("Full screen")),
            (self.tr("D"), self.tr("Big, to see from afar")),
            (self.tr("?"), self.tr("This list")),
            (self.tr("Esc"), self.tr("Leave")),
        )
