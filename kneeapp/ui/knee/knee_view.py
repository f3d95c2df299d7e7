"""The knee under the hand: drag it, point at it, mark it, by mouse or by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt, Signal, Slot

from kneeapp.body import places
from kneeapp.body.outline import area_of
from kneeapp.body.turntable import SNAP_PX
from kneeapp.ui import theme
from kneeapp.ui.knee.keys import Keys
from kneeapp.ui.knee.knee_canvas import KneeCanvas
from kneeapp.ui.knee.stroke import Stroke
from kneeapp.ui.widgets.banner import announce

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from kneeapp.body.camera import Point
    from kneeapp.body.turntable import Turntable
    from kneeapp.ui.knee.model import KneeModel
    from kneeapp.ui.knee.names import Tag

_LEG_RADIUS = 0.19  # of the picture's height: how far the skin is from the axis it turns about
_FULL_TURN = 6.2832  # radians
_WHEEL_NOTCH = 120  # Qt counts the wheel in eighths of a degree
_DRAG_PX = 4  # a hand moves this much in a click without meaning to drag
_PIN_PX = 15


class KneeView(KneeCanvas):
    """One stop of the Tab key; everything the mouse can do, the keys can do.

    Signals:
        drawing_ended(bool): the hand was lifted, or drawing was given up; whether it made an area.
        told(str, str): the name under the mouse, plain and standard, of something below the skin;
            empty when there is none.
        typed(str): a letter was typed, which means nothing here but may begin a search.
    """

    drawing_ended = Signal(bool)
    told = Signal(str, str)
    typed = Signal(str)

    def __init__(
        self, model: KneeModel, table: Turntable, parent: QWidget | None = None, *, skin: str = ""
    ) -> None:
        super().__init__(model, table, parent, skin=skin)
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._last_ms = 0
        self._speed = 0.0
        self._dragging = False
        self._wheel = 0
        self._stroke = Stroke()
        self._told: Tag | None = None
        self._keys = Keys(self, self._say)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleDescription(
            self.tr(
                "Arrow keys go from place to place. Enter marks a place, digits say how strong. "
                "Shift and an arrow key turns the knee. Delete takes a mark away."
            )
        )
        self.buttons.toggled.connect(self._on_toggled)
        self.buttons.focused.connect(model.point_at)
        model.pointed.connect(self._on_pointed)

    # ------------------------------------------------------------------ drawing
    def set_drawing(self, drawing: bool) -> None:
        """Let the hand draw an outline instead of turning the knee, once."""
        self._stroke.begin(wanted=drawing)
        if drawing:
            self.turning.stop()
            self.setCursor(Qt.CursorShape.CrossCursor)
        self.update()

    def _draw_on(self, at: QPointF) -> None:
        if self._stroke.add(at):
            self.update()

    def _end_drawing(self) -> None:
        framing = self.framing()
        path = [framing.to_picture(at) for at in self._stroke.points]
        area = area_of(self.table, self.turning.step, self.model.side, path)
        self.set_drawing(False)
        if area is not None:
            self.model.add_area(area)
        self.drawing_ended.emit(area is not None)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._stroke.paint(self)

    # ------------------------------------------------------------------ mouse
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self.by_keys = False
        self._pressed = self._last = event.position()
        self._last_ms = event.timestamp()
        self._speed = 0.0
        self._dragging = False
        if self._stroke.wanted:
            self._draw_on(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            self._hover(event.position())
            return
        if self._stroke.wanted:
            self._draw_on(event.position())
            return
        if not self._dragging:
            moved = (event.position() - self._pressed).manhattanLength()
            self._dragging = moved > theme.scaled(_DRAG_PX)
        if self._dragging:
            self._drag(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            return
        if self._stroke.wanted:
            self._end_drawing()
        elif self._dragging:
            self.turning.let_go(self._speed)
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self._click(event.position())
        self._pressed = None
        self._dragging = False

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._tell(None)
        if not self.hasFocus():
            self.model.point_at("")

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta()
        self._wheel += turn.y() if turn.y() else turn.x()
        notches = int(self._wheel / _WHEEL_NOTCH)
        self._wheel -= notches * _WHEEL_NOTCH
        if notches:
            self.turn_by(-notches)
        event.accept()

    def _hover(self, at: QPointF) -> None:
        place = self._place_under(at) or ""
        over = Qt.CursorShape.PointingHandCursor if place else Qt.CursorShape.OpenHandCursor
        self.setCursor(Qt.CursorShape.CrossCursor if self._stroke.wanted else over)
        self.model.point_at(place)
        self._tell(self._named_under(at))

    def _tell(self, tag: Tag | None) -> None:
        """Say what lies below the skin; a place of the skin is told by the model."""
        below = tag if tag is not None and not self._is_place(tag) else None
        if below != self._told:
            self._told = below
            self.told.emit(*("", "") if below is None else (below.text, below.standard))

    @staticmethod
    def _is_place(tag: Tag) -> bool:
        return bool(tag.place) and places.place(tag.place).plain_name == tag.text

    def _drag(self, event: QMouseEvent) -> None:
        # The skin follows the hand.
        per_px = self.table.frames / (_FULL_TURN * _LEG_RADIUS * self.framing().rect.height())
        steps = (event.position().x() - self._last.x()) * per_px
        passed = max(1, event.timestamp() - self._last_ms)
        self._speed = 0.6 * steps / passed + 0.4 * self._speed
        self._last, self._last_ms = event.position(), event.timestamp()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.turning.drag_by(steps)

    def _click(self, at: QPointF) -> None:
        for pin in reversed(self.scene.pins):
            away = self.framing().to_widget(pin.x, pin.y) - at
            if max(abs(away.x()), abs(away.y())) <= theme.scaled(_PIN_PX):
                self.model.choose(pin.place)
                return
        place = self._place_under(at)
        if place is not None:
            point = None if self._named_under(at) else self._point_under(at)
            self.model.point_at(place)
            self.model.mark(place, point or self.point_of(place))

    def _point_under(self, at: QPointF) -> Point | None:
        return self.table.point_at(
            self.turning.step, self.model.side, *self.framing().to_picture(at)
        )

    def _named_under(self, at: QPointF) -> Tag | None:
        return next((name.tag for name in self.scene.names if name.box.contains(at)), None)

    def _place_under(self, at: QPointF) -> str | None:
        named = self._named_under(at)
        if named is not None:
            return named.place or None
        x, y = self.framing().to_picture(at)
        step, side = self.turning.step, self.model.side
        return self.table.place_at(step, side, int(x), int(y), snap=SNAP_PX)

    # ------------------------------------------------------------------ keyboard
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.by_keys = True
        if event.key() == Qt.Key.Key_Escape and self._stroke.wanted:
            self.set_drawing(False)
            self.drawing_ended.emit(False)
        elif not self._keys.press(event):
            if event.text().isalpha():
                self.typed.emit(event.text())
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        tab = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self.by_keys = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        if event.reason() in tab and self.spots and self.model.pointed_at not in self.spots:
            self.model.point_at(next(iter(self.spots)))

    # ------------------------------------------------------------------ telling
    @Slot(str)
    def _on_pointed(self, place: str) -> None:
        self.repaint_places()
        if place and self.hasFocus():
            self._say(place)

    @Slot(str, bool)
    def _on_toggled(self, place: str, checked: bool) -> None:
        if checked:
            self.mark(place)
        else:
            self.model.unmark(place)

    def _say(self, place: str) -> None:
        announce(self, self._spoken(place))

    def _spoken(self, place: str) -> str:
        name = places.place(place).plain_name
        mark = self.model.map.mark(place, self.model.side)
        if mark is None:
            return name
        if mark.strength is None:
            return self.tr("{place}, marked").format(place=name)
        said = self.tr("{place}, marked, {strength} of 10")
        return said.format(place=name, strength=mark.strength)
