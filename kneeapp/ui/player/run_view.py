"""The running routine: figure, state, big digits, bar and all buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from kneeapp.ui import theme
from kneeapp.ui.player.buttons import Buttons
from kneeapp.ui.player.clock_face import ClockFace
from kneeapp.ui.player.figure_view import FigureView
from kneeapp.ui.player.key_sheet import Key
from kneeapp.ui.player.route_bar import RouteBar
from kneeapp.ui.player.state_sign import StateSign, state_colour
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from kneeapp.player.engine import State
    from kneeapp.routine.timeline import Segment, Timeline
    from kneeapp.ui.player.showing import Showing

FLASH_MS = 220
"""Shorter than a third of a second, at most one a second: never a flicker (WCAG 2.3.1)."""
LONGEST_BESIDE_FIGURE = 4
"""Characters such as "9:59"; more leave no room for the figure in the distance view."""
TIGHT_BELOW = 490
"""Pixels at 100 % text; in a lower window the buttons show their keys only."""
MOST_GROWN = 1.4
"""Words of the near view are at most so much larger in a large window."""
SMALLEST = (720, 520)
"""Pixels. What is shown changes all the time; the window must not follow its size."""


class RunView(QWidget):
    """Shows what `showing` worked out; knows nothing of time.

    Signals:
        pressed(Key): the button of this key.
    """

    pressed = Signal(Key)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: State | None = None
        self._segment: Segment | None = None
        self._distance = False
        self._tight = False
        self._has_figure = True
        self._flash = QTimer(self)
        self._flash.setSingleShot(True)
        self._flash.setInterval(FLASH_MS)
        self._flash.timeout.connect(self.update)
        self._make_parts()
        self.buttons = Buttons(self)
        self.buttons.pressed.connect(self.pressed)
        self._lay_out()
        self.set_distance(on=False)
        self.setMinimumSize(*SMALLEST)

    def set_timeline(self, timeline: Timeline) -> None:
        """Show another routine."""
        self.bar.set_timeline(timeline)

    def show_moment(self, now: Showing, state: State, segment: Segment) -> None:
        """Show a moment."""
        self._state, self._segment = state, segment
        colour = state_colour(state.status, segment.kind)
        self.sign.show_state(now.word, state.status, segment.kind)
        self.clock.show_time(now.digits, now.caption, now.part, colour)
        self.clock.setVisible(bool(now.digits))
        self._share(len(now.digits))
        self.bar.set_now(now.position_ms, now.left)
        for label, text in (
            (self.title, now.title),
            (self.facts, now.facts),
            (self.side, now.side),
            (self.cue, now.cue),
            (self.coming, now.coming),
            (self.left, now.left),
        ):
            if label.text() != text:
                label.setText(text)
        self.side.setVisible(bool(now.side))
        self.buttons.show_moment(state, segment)

    def is_far(self) -> bool:
        """Whether it is shown for eyes across the room."""
        return self._distance

    def toggle_distance(self) -> None:
        """To the view from across the room, or back."""
        self.set_distance(on=not self._distance)

    def set_distance(self, *, on: bool) -> None:
        """From across the room: digits a third of the window high, only the needful buttons."""
        self._distance = on
        self.clock.set_far(on=on)
        self.buttons.set_far(on=on)
        self.cue.setVisible(not on)
        self.note.setVisible(not on and not self._tight)
        self._share(2)
        self._size_words()

    def _size_words(self) -> None:
        """Words grow a little with the window; from afar as large as the window allows."""
        height = self.height() / theme.scaled(800)
        grown = min(max(height, 1.0), MOST_GROWN)
        far = height if self._distance else 0.0
        for label, near, size in (
            (self.title, 1.6, 2.6),
            (self.facts, 1.2, 1.9),
            (self.cue, 1.25, 1.9),
            (self.coming, 1.0, 1.6),
            (self.side, 1.5, 2.4),
            (self.left, 1.0, 1.4),
        ):
            bold = label in (self.title, self.facts, self.side)
            label.setFont(theme.font(size * far or near * grown, bold=bold))
        self.clock.set_caption_size(1.6 * far or 1.2 * grown)
        self.sign.set_size(2.6 * far or 1.5 * grown)

    def show_reading(self, text: str, *, with_figure: bool) -> None:
        """A note to read, in the place of the digits; without a picture it has all the room."""
        self.reading.setText(text)
        self.reading.setVisible(bool(text))
        self._has_figure = with_figure
        self.figure.setVisible(with_figure)

    def _share(self, characters: int) -> None:
        """Give the digits the width they need to be high enough from across the room."""
        share = (3, 2) if not self._distance else (2, 3) if characters <= 2 else (1, 3)
        room = not (self._distance and characters > LONGEST_BESIDE_FIGURE)
        self.figure.setVisible(self._has_figure and room)
        if share != (self._middle.stretch(0), self._middle.stretch(1)):
            self._middle.setStretch(0, share[0])
            self._middle.setStretch(1, share[1])

    def flash(self) -> None:
        """A beep for the eyes."""
        self._flash.start()
        self.update()

    def is_flashing(self) -> bool:
        """Whether the frame is lit now."""
        return self._flash.isActive()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tight = self.height() < theme.scaled(TIGHT_BELOW)
        beside = self.sign.widest() + theme.scaled(48 + 120)
        self.buttons.fit(self.width() - beside, self.width() - theme.scaled(48))
        self.note.setVisible(not self._tight and not self._distance)
        self._size_words()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._flash.isActive() or self._state is None or self._segment is None:
            return
        painter = QPainter(self)
        width = theme.scaled(10)
        painter.setPen(QPen(state_colour(self._state.status, self._segment.kind), width))
        painter.drawRect(QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2))

    def _make_parts(self) -> None:
        self.sign = StateSign()
        self.title = Label(role="title")
        self.figure = FigureView()
        self.clock = ClockFace()
        self.facts = Label(role="heading")
        self.side = Label(role="heading", wrap=False)
        self.cue = Label()
        self.coming = Label()
        self.left = Label(wrap=False)
        self.note = Label(role="small")
        self.reading = Label(role="large")
        self.reading.hide()
        self.bar = RouteBar()
        for label in (self.title, self.facts, self.side, self.cue, self.coming, self.left):
            # The style sheet's sizes would win over the distance view's.
            label.setProperty("role", "")
        self.side.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        self.side.setLineWidth(2)
        self.side.setMargin(theme.scaled(6))
        for label in (self.facts, self.side, self.cue, self.coming):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.sign)
        top.addWidget(self.side)
        top.addStretch(1)
        top.addWidget(self.buttons.above)
        right = QVBoxLayout()
        right.setSpacing(theme.scaled(8))
        right.addWidget(self.clock, 1)
        right.addWidget(self.reading, 1)
        right.addWidget(self.facts)
        right.addWidget(self.cue)
        right.addWidget(self.coming)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(theme.scaled(20))
        self._middle.addWidget(self.figure)
        self._middle.addLayout(right)
        foot = QGridLayout()
        foot.addWidget(self.bar, 0, 0)
        foot.addWidget(self.left, 0, 1)
        foot.addWidget(self.note, 1, 0, 1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.scaled(n) for n in (24, 14, 24, 16)))
        column.setSpacing(theme.scaled(8))
        column.addLayout(top)
        column.addWidget(self.title)
        column.addLayout(self._middle, 1)
        column.addLayout(foot)
        column.addWidget(self.buttons.below)
