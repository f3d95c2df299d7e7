"""The home page, Today: where it hurts, and what can be started in one click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFocusEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kneeapp.base.side import Side
from kneeapp.body.figure import KNEE, Part
from kneeapp.ui import theme
from kneeapp.ui.home.cards import TodayCards
from kneeapp.ui.home.figure_view import FigureView
from kneeapp.ui.home.marking import Marking
from kneeapp.ui.home.names import part_name
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.flow_layout import FlowLayout
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from kneeapp.ui.services import Services

_AIRY = 900
"""From this height of the page on, in px at 100 % text, the cards have room for pictures."""


class HomePage(QWidget):
    """The figure, large, and beside it the `cards`, which have signals of their own.

    Signals:
        knee_chosen(object): the Side of the knee that hurts; BOTH for both.
        body_place_chosen(str, object): the id of a coarse place, and its Side.
        parts_chosen(object): several Parts were marked, and no knee.
        knee_added(object, object): the Side of a knee, and the tuple of Parts marked before.
    """

    knee_chosen = Signal(object)
    body_place_chosen = Signal(str, object)
    parts_chosen = Signal(object)
    knee_added = Signal(object, object)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.cards = TodayCards()
        self.figure = FigureView()
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.scaled(n) for n in (24, 14, 24, 16)))
        row.setSpacing(theme.scaled(24))
        row.addWidget(self._make_figure_side(), 64)
        row.addWidget(self._lay_out_cards(), 36)
        self.figure.chosen.connect(self._on_part)
        self.figure.pointed.connect(self._on_pointed)
        self._on_pointed(None)

    def shown(self) -> None:
        """The page comes to the front."""

    def clear_marks(self) -> None:
        """The marked parts have been dealt with."""
        self._marking.set_on(False)

    # ------------------------------------------------------------------ building
    def rest(self) -> None:
        """Another page needs all there is: let go of the large pictures."""
        self.figure.rest()

    def _make_figure_side(self) -> QWidget:
        side = QWidget()
        side.setProperty("role", "page")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(8))
        self._title = Label(self.tr("Where does it hurt?"), "title")
        self._pointed = Label("", "muted")
        buttons = self._make_buttons()
        self._marking = Marking(self.figure, self.several)
        self._marking.parts_chosen.connect(self.parts_chosen)
        self._marking.changed.connect(self._say_hint)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        if not theme.is_large_text():
            head.addWidget(self.several, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(head)
        column.addWidget(self._pointed)
        column.addWidget(self.figure, 1)
        column.addWidget(buttons)
        column.addWidget(self._marking)
        return _scroll(side)

    def _make_buttons(self) -> QWidget:
        """The same choices for the keyboard."""
        holder = QWidget()
        row = FlowLayout(holder, theme.scaled(8))
        self.right = button(self.tr("Right knee"), "primary")
        self.left = button(self.tr("Left knee"), "primary")
        self.both = button(self.tr("Both knees"), "secondary")
        self.elsewhere = button(self.tr("Somewhere else"), "secondary")
        menu = QMenu(self.elsewhere)
        menu.aboutToShow.connect(self._fill_menu)
        menu.triggered.connect(self._on_elsewhere)
        self.elsewhere.setMenu(menu)
        self.several = button(self.tr("Mark several"), "chip")
        self.several.setCheckable(True)
        for part in (self.right, self.left, self.both, self.elsewhere):
            row.addWidget(part)
        if theme.is_large_text():
            row.addWidget(self.several)
        for knee in (self.right, self.left, self.both):
            knee.clicked.connect(self._on_knee)
            knee.installEventFilter(self)
        return holder

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.cards.set_airy(self.height() >= theme.scaled(_AIRY))

    def _lay_out_cards(self) -> QWidget:
        scroll = _scroll(self.cards)
        scroll.setMinimumWidth(theme.scaled(280))
        scroll.setMaximumWidth(theme.scaled(520))
        return scroll

    @Slot()
    def _fill_menu(self) -> None:
        """All coarse places of the body, right and left; made when first opened."""
        menu = self.elsewhere.menu()
        if menu.actions():
            return
        from kneeapp.body.places import body_places

        for place in body_places():
            sides = (Side.RIGHT, Side.LEFT) if place.sided else (Side.BOTH,)
            for side in sides:
                part = Part(place.id, side)
                menu.addAction(part_name(part)).setData(part)

    # ------------------------------------------------------------------ acting
    @Slot(object)
    def _on_pointed(self, part: Part | None) -> None:
        self._pointed.setText(part_name(part) if part else self._marking.hint())
        theme.set_role(self._pointed, "strong" if part else "muted")

    @Slot()
    def _say_hint(self) -> None:
        self._on_pointed(self.figure.part())

    @Slot(object)
    def _on_part(self, part: Part) -> None:
        if part.place == KNEE:
            self._choose_knee(part.side)
        elif self._marking.is_on():
            self._marking.toggle(part)
        else:
            self.body_place_chosen.emit(part.place, part.side)

    def _choose_knee(self, side: Side) -> None:
        parts = self.figure.marked()
        if parts:
            self.knee_added.emit(side, parts)
        else:
            self.knee_chosen.emit(side)

    def _side_of(self, pressed: object) -> Side:
        if pressed is self.both:
            return Side.BOTH
        return Side.LEFT if pressed is self.left else Side.RIGHT

    @Slot()
    def _on_knee(self) -> None:
        self._choose_knee(self._side_of(self.sender()))

    @Slot()
    def _on_elsewhere(self, action: QAction) -> None:
        self._on_part(action.data())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A knee's button lights its knee up while it has the mouse or the keyboard."""
        if watched is not self.both:
            if event.type() == QEvent.Type.Enter or _came_by_key(event):
                self.figure.point_at(Part(KNEE, self._side_of(watched)))
            elif event.type() in (QEvent.Type.Leave, QEvent.Type.FocusOut):
                self.figure.point_at(None)
        return False


def _scroll(part: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(part)
    return scroll


def _came_by_key(event: QEvent) -> bool:
    keys = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
    return isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() in keys
