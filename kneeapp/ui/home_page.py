"""The home page, Today: where it hurts, and what can be started in one click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from kneeapp.base.side import Side
from kneeapp.body.figure import KNEE, Part
from kneeapp.ui import theme
from kneeapp.ui.home.cards import TodayCards
from kneeapp.ui.home.figure_view import FigureView
from kneeapp.ui.home.mark_steps import MarkSteps
from kneeapp.ui.home.names import part_name
from kneeapp.ui.home.scrolled import scrolled
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.flow_layout import FlowLayout
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from kneeapp.body.places import View
    from kneeapp.ui.home.body_marks import BodyMarks
    from kneeapp.ui.home.mark_panel import MarkPanel
    from kneeapp.ui.services import Services

_AIRY = 900
"""From this height of the page on, in px at 100 % text, the cards have room for pictures."""


class HomePage(QWidget):
    """The figure, large, and beside it the `cards`, which have signals of their own.

    Signals:
        knee_chosen(object, object, object): the Side of the knee that hurts, BOTH for both; the
            Marks made elsewhere before; the View from which it was clicked, or None.
        marks_chosen(object): a PainMap of other places than the knee.
    """

    knee_chosen = Signal(object, object, object)
    marks_chosen = Signal(object)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.cards = TodayCards()
        self.figure = FigureView()
        self.model: BodyMarks | None = None
        self.panel: MarkPanel | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.scaled(n) for n in (24, 14, 24, 16)))
        row.setSpacing(theme.scaled(24))
        row.addWidget(self._make_figure_side(), 64)
        row.addWidget(self._make_right_side(), 36)
        self.figure.chosen.connect(self._on_part)
        self.figure.knee_chosen.connect(self._choose_knee)
        self.figure.pointed.connect(self._on_pointed)
        self._on_pointed(None)

    def shown(self) -> None:
        """The page comes to the front."""

    def clear_marks(self) -> None:
        """The marked parts have been dealt with."""
        if self.model is not None:
            self.model.forget()

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
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        if not theme.is_large_text():
            head.addWidget(self.steps, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(head)
        column.addWidget(self._pointed)
        column.addWidget(self.figure, 1)
        column.addWidget(buttons)
        return scrolled(side)

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
        self.steps = MarkSteps()
        for part in (self.right, self.left, self.both, self.elsewhere):
            row.addWidget(part)
        if theme.is_large_text():
            row.addWidget(self.steps)
        for knee in (self.right, self.left, self.both):
            knee.clicked.connect(self._on_knee)
            knee.installEventFilter(self)
        return holder

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.cards.set_airy(self.height() >= theme.scaled(_AIRY))

    def _make_right_side(self) -> QWidget:
        side = QWidget()
        side.setMinimumWidth(theme.scaled(280))
        side.setMaximumWidth(theme.scaled(520))
        self._right = QVBoxLayout(side)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._cards = scrolled(self.cards)
        self._right.addWidget(self._cards)
        return side

    def _marks(self) -> BodyMarks:
        """Made for the first mark: what it needs is not needed for the first paint."""
        if self.model is None:
            from kneeapp.ui.home.body_marks import BodyMarks
            from kneeapp.ui.home.mark_panel import MarkPanel

            self.model = BodyMarks(self)
            self.panel = MarkPanel(self.model)
            self.panel.hide()
            self.panel.go_on_wanted.connect(self._on_go_on)
            self._right.addWidget(self.panel)
            self.steps.join(self.model)
            self.model.changed.connect(self._show_marks)
        return self.model

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
        self._pointed.setText(part_name(part) if part else self._hint())
        theme.set_role(self._pointed, "strong" if part else "muted")

    def _hint(self) -> str:
        if self.figure.marked():
            return self.tr("Click more places, add a knee, or continue.")
        return self.tr("Click the sore place.")

    @Slot()
    def _show_marks(self) -> None:
        """The figure shows them, and what to say of them stands where the cards stood."""
        assert self.model is not None
        assert self.panel is not None
        marks = self.model.marks
        self.figure.set_marked({Part(mark.place, mark.side): mark.strength for mark in marks})
        self._on_pointed(self.figure.part())
        held = self.panel.isAncestorOf(QApplication.focusWidget() or self)
        self._cards.setVisible(not marks)
        self.panel.setVisible(bool(marks))
        if held and not marks:
            self.elsewhere.setFocus()

    @Slot(object)
    def _on_part(self, part: Part) -> None:
        self._marks().press(part)
        if self.panel is not None and not self.panel.isHidden():
            self.panel.take_focus()

    @Slot(object, object)
    def _choose_knee(self, side: Side, seen_from: View | None = None) -> None:
        self.knee_chosen.emit(side, self.model.marks if self.model else (), seen_from)

    @Slot()
    def _on_go_on(self) -> None:
        if self.model is not None:
            self.marks_chosen.emit(self.model.pain_map())

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


def _came_by_key(event: QEvent) -> bool:
    keys = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
    return isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() in keys
