"""The running routine: figure, state, big digits, bar and all buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kneeapp.player.engine import Status
from kneeapp.routine.timeline import Kind
from kneeapp.ui import theme
from kneeapp.ui.player.clock_face import ClockFace, StateSign, state_colour
from kneeapp.ui.player.figure_view import FigureView
from kneeapp.ui.player.route_bar import RouteBar
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.flow_layout import FlowLayout
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QLayout

    from kneeapp.player.engine import State
    from kneeapp.routine.timeline import Segment, Timeline
    from kneeapp.ui.player.showing import Showing

FLASH_MS = 220
"""Shorter than a third of a second, at most one a second: never a flicker (WCAG 2.3.1)."""
_WAITS = frozenset({Kind.GET_READY, Kind.REST, Kind.SWITCH})


class RunView(QWidget):
    """Shows what `showing` worked out; knows nothing of time.

    The buttons are attributes; the page connects them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: State | None = None
        self._segment: Segment | None = None
        self._flash = QTimer(self)
        self._flash.setSingleShot(True)
        self._flash.setInterval(FLASH_MS)
        self._flash.timeout.connect(self.update)
        self._make_parts()
        self._make_buttons()
        self._lay_out()
        self.set_distance(on=False)

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
        self._name_buttons(state, segment)

    def set_distance(self, *, on: bool) -> None:
        """From across the room: digits a third of the window high, no buttons."""
        self._distance = on
        self.clock.set_ring(not on)
        self.sign.set_size(2.6 if on else 1.5)
        for part in (self.tools, self.controls, self.cue, self.note):
            part.setVisible(not on)
        self._middle.setStretch(0, 2 if on else 5)
        self._middle.setStretch(1, 3 if on else 4)
        for label, size in ((self.title, 2.6), (self.facts, 1.9), (self.coming, 1.6)):
            label.setFont(theme.font(size if on else size * 0.62, bold=label is not self.coming))
        self.side.setFont(theme.font(2.4 if on else 1.5, bold=True))

    def flash(self) -> None:
        """A beep for the eyes."""
        self._flash.start()
        self.update()

    def is_flashing(self) -> bool:
        """Whether the frame is lit now."""
        return self._flash.isActive()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._flash.isActive() or self._state is None or self._segment is None:
            return
        painter = QPainter(self)
        width = theme.scaled(16)
        painter.setPen(QPen(state_colour(self._state.status, self._segment.kind), width))
        painter.drawRect(QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2))

    def _make_parts(self) -> None:
        self.sign = StateSign()
        self.title = Label(role="title")
        self.figure = FigureView()
        self.clock = ClockFace()
        self.facts = Label(role="heading")
        self.side = Label(role="heading", wrap=False)
        self.cue = Label(role="large")
        self.coming = Label()
        self.left = Label(role="muted", wrap=False)
        self.note = Label(role="small")
        self.bar = RouteBar()
        for label in (self.title, self.facts, self.side, self.coming):
            # The style sheet's sizes would win over the distance view's.
            label.setProperty("role", "")
        for label in (self.facts, self.side, self.cue, self.coming):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)

    def _make_buttons(self) -> None:
        self.pause = _tool(self.tr("Pause (Space)"), "primary")
        self.done = _tool(self.tr("Done (Enter)"))
        self.back = _tool(self.tr("Back (←)"))
        self.skip = _tool(self.tr("Skip (→)"))
        self.more = _tool(self.tr("10 s more (+)"))
        self.restart = _tool(self.tr("Again (R)"), name=self.tr("Restart this exercise"))
        self.hurts = _tool(self.tr("That hurts (H)"), "danger")
        self.mute = _tool(self.tr("Mute (M)"), "quiet")
        self.full = _tool(self.tr("Full screen (F)"), "quiet")
        self.distance = _tool(self.tr("From afar (D)"), "quiet")
        self.keys = _tool(self.tr("Keys (?)"), "quiet")
        self.leave = _tool(self.tr("Leave (Esc)"), "quiet")
        self.mute.setCheckable(True)
        self.distance.setCheckable(True)

    def _lay_out(self) -> None:
        self.tools = _row(QHBoxLayout(), self.mute, self.full, self.distance, self.keys, self.leave)
        self.controls = _row(
            FlowLayout(spacing=theme.scaled(8)),
            self.back,
            self.pause,
            self.done,
            self.skip,
            self.more,
            self.restart,
            self.hurts,
        )
        top = QHBoxLayout()
        top.addWidget(self.sign)
        top.addWidget(self.side)
        top.addStretch(1)
        top.addWidget(self.tools)
        right = QVBoxLayout()
        right.setSpacing(theme.scaled(8))
        right.addWidget(self.clock, 1)
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
        column.addWidget(self.controls)

    def _name_buttons(self, state: State, segment: Segment) -> None:
        paused = state.status is Status.PAUSED
        _say(self.pause, self.tr("Go on (Space)") if paused else self.tr("Pause (Space)"))
        waits = segment.kind in _WAITS
        _say(self.done, self.tr("Start now (Enter)") if waits else self.tr("Done (Enter)"))
        self.more.setEnabled(waits)


def _tool(text: str, role: str = "", *, name: str = "") -> QPushButton:
    made = button(text, role, name=name)
    # A click must not take the keys away from the page.
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made


def _row(layout: QLayout, *buttons: QPushButton) -> QWidget:
    row = QWidget()
    row.setLayout(layout)
    layout.setContentsMargins(0, 0, 0, 0)
    for one in buttons:
        layout.addWidget(one)
    return row


def _say(tool: QPushButton, text: str) -> None:
    if tool.text() != text:
        tool.setText(text)
