"""The buttons of the running view: each is one key of the player."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from kneeapp.player.engine import Status
from kneeapp.player.sets import WAITS
from kneeapp.ui import theme
from kneeapp.ui.player.key_sheet import Key
from kneeapp.ui.player.tool import Tool, Words, most_words
from kneeapp.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QLayout

    from kneeapp.player.engine import State
    from kneeapp.routine.timeline import Segment


class Buttons(QObject):
    """Two rows: for the window, above; for the routine, below.

    Signals:
        pressed(Key): the button of this key.
    """

    pressed = Signal(Key)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._far = False
        self._room_above = 0
        self._make()
        self._join()
        self.above = _row(QHBoxLayout(), self._top_tools)
        self.below = _row(FlowLayout(spacing=theme.scaled(8)), self._deeds)

    def show_moment(self, state: State, segment: Segment) -> None:
        """Name them by what they would do now."""
        paused = state.status is Status.PAUSED
        self.pause.set_words(self.tr("Go on") if paused else self.tr("Pause"))
        waits = segment.kind in WAITS
        self.done.set_words(self.tr("Start now") if waits else self.tr("Done"))
        self.more.setEnabled(waits)

    def offer_forms(self, *, easier: bool, harder: bool) -> None:
        """Which other forms the exercise has."""
        self.easier.setEnabled(easier)
        self.harder.setEnabled(harder)

    def set_far(self, *, on: bool) -> None:
        """From across the room only the needful ones."""
        self._far = on
        for tool in self._deeds:
            tool.setVisible(not on or tool in (self.pause, self.hurts))
        self.distance.setChecked(on)
        self.distance.set_words(self.tr("From near") if on else self.tr("From afar"))
        self._fit_above()

    def fit(self, above: int, below: int) -> None:
        """Let them say as much as fits into rows of so many pixels."""
        self._room_above = above
        self._fit_above()
        words = most_words(self._deeds, below - theme.scaled(8) * len(self._deeds))
        for tool in self._deeds:
            keeps = tool in (self.pause, self.hurts)
            tool.show_words(max(words, Words.WORD) if keeps else words)

    def _fit_above(self) -> None:
        """Some always say what they do; the others are left to the keys when there is no room."""
        always = (self.distance,) if self._far else (self.keys, self.leave)
        others = [tool for tool in self._top_tools if tool not in always]
        gaps = theme.scaled(6) * len(self._top_tools)
        taken = sum(tool.width_with(Words.BOTH) for tool in always)
        words = most_words(others, self._room_above - gaps - taken)
        for tool in always:
            tool.show_words(Words.BOTH)
            tool.show()
        for tool in others:
            tool.show_words(words)
            tool.setHidden(self._far or words is Words.KEY)

    def _make(self) -> None:
        self.pause = Tool(self.tr("Pause"), self.tr("Space"), "primary")
        self.done = Tool(self.tr("Done"), self.tr("Enter"))
        self.back = Tool(self.tr("Back"), "←")
        self.skip = Tool(self.tr("Skip"), "→")
        self.more = Tool(self.tr("10 s more"), "+")
        self.easier = Tool(self.tr("Easier"), "↓")
        self.harder = Tool(self.tr("Harder"), "↑")
        self.restart = Tool(self.tr("Again"), "R", name=self.tr("This exercise again"))
        self.hurts = Tool(self.tr("That hurts"), "H", "danger")
        self.mute = Tool(self.tr("Mute"), "M", "quiet")
        self.full = Tool(self.tr("Full screen"), "F", "quiet")
        self.distance = Tool(self.tr("From afar"), "D", "quiet")
        self.keys = Tool(self.tr("Keys"), "?", "quiet")
        self.leave = Tool(self.tr("Leave"), self.tr("Esc"), "quiet")
        self._top_tools = (self.mute, self.full, self.distance, self.keys, self.leave)
        first = (self.back, self.pause, self.done, self.skip)
        self._deeds = (*first, self.more, self.easier, self.harder, self.restart, self.hurts)
        self.mute.setCheckable(True)
        self.distance.setCheckable(True)

    def _join(self) -> None:
        keys = {
            Key.PAUSE: self.pause,
            Key.DONE: self.done,
            Key.BACK: self.back,
            Key.SKIP: self.skip,
            Key.MORE: self.more,
            Key.EASIER: self.easier,
            Key.HARDER: self.harder,
            Key.RESTART: self.restart,
            Key.HURTS: self.hurts,
            Key.MUTE: self.mute,
            Key.FULL: self.full,
            Key.DISTANCE: self.distance,
            Key.KEYS: self.keys,
            Key.LEAVE: self.leave,
        }
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        for key, tool in keys.items():
            self._group.addButton(tool, key.value)
        self._group.idClicked.connect(self._on_clicked)

    @Slot(int)
    def _on_clicked(self, number: int) -> None:
        tool = self._group.button(number)
        if tool.isCheckable():
            tool.toggle()  # who obeys the key sets it
        self.pressed.emit(Key(number))


def _row(layout: QLayout, tools: Iterable[Tool]) -> QWidget:
    row = QWidget()
    row.setLayout(layout)
    layout.setContentsMargins(0, 0, 0, 0)
    for tool in tools:
        layout.addWidget(tool)
    return row
