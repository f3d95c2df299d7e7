"""The picture of the knee: skin or inside, coloured places, pins, and the unseen check boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneeapp.base.side import Side
from kneeapp.body import places
from kneeapp.body.marks import Spread
from kneeapp.body.neighbours import Spot, spots
from kneeapp.ui import theme
from kneeapp.ui.knee.paint import paint_pins
from kneeapp.ui.knee.pictures import Layer, Pictures
from kneeapp.ui.knee.pins import Pin, pins_of
from kneeapp.ui.knee.place_buttons import PlaceButtons
from kneeapp.ui.knee.turning import Turning
from kneeapp.ui.widgets import place_map
from kneeapp.ui.widgets.stage import Stage, paint_focus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QColor, QFocusEvent, QHideEvent, QPaintEvent, QResizeEvent

    from kneeapp.body.places import View
    from kneeapp.body.turntable import Point, Turntable
    from kneeapp.ui.knee.model import KneeModel

_RING = ("superolateral", "superomedial", "lateral_patella", "medial_patella", "inferior_pole")
_WELL_SEEN = 0.5  # of the most of a place that any picture shows
_AHEAD = (0, 1, -1, 2, -2, 3, -3)  # pictures decoded before they are needed, nearest first


class KneeCanvas(QWidget):
    """Shows a KneeModel from the angle the knee is turned to.

    Signals:
        turned: the view that is shown may be another one.
    """

    turned = Signal()

    def __init__(self, model: KneeModel, table: Turntable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.table = table
        self.turning = Turning(table.frames, self)
        self.buttons = PlaceButtons(self, places.all_places)
        self._pictures = Pictures(table.folder)
        self._inside = 0.0
        self._overlay = QImage()
        self._stage = Stage(self)
        self._fitted = QImage()
        self._fitted_as: tuple[object, ...] = ()
        self._size = QSize(table.width, table.height)
        self._spots_of: tuple[int, Side] | None = None
        self.pins: list[Pin] = []
        self.spots: dict[str, Spot] = {}
        self.by_keys = False  # the focus line is for those who use the keys
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.turning.step_changed.connect(self._on_step)
        self.turning.settled.connect(self._on_settled)
        self._ahead.timeout.connect(self._load_ahead)
        model.changed.connect(self.refresh)

    # ------------------------------------------------------------------ what others ask
    def view(self) -> View:
        """The named view nearest to what is shown."""
        return self.table.view_of_step(self.turning.goal, self.model.side)

    def show_view(self, view: View) -> None:
        """Show a named view at once."""
        self.turning.jump_to(self.table.step_of_view(view, self.model.side))

    def turn_to_view(self, view: View) -> None:
        """Turn to a named view, the shorter way."""
        self.turning.turn_to(self.table.step_of_view(view, self.model.side))
        self.turned.emit()

    def turn_by(self, steps: int) -> None:
        """Turn on by some pictures."""
        self.turning.turn_by(steps)
        self.turned.emit()

    @Slot(str)
    def show_place(self, place: str) -> None:
        """Turn so that a place is seen well, unless it is already."""
        side = self.model.side
        best = self.table.best_step(place, side)
        now = spots(self.table, self.turning.goal, side).get(place)
        if now is None or now.area < _WELL_SEEN * spots(self.table, best, side)[place].area:
            self.turning.turn_to(best)
            self.turned.emit()

    def set_inside(self, share: float) -> None:
        """How far the skin is faded: 0 = all skin, 1 = look inside."""
        self._inside = share
        self.update()

    def position_of(self, place: str) -> QPointF | None:
        """Where in this widget a visible place can be clicked."""
        spot = self.spots.get(place)
        return None if spot is None else self.to_widget(spot.x, spot.y)

    def point_of(self, place: str) -> Point | None:
        """The middle of a place on the skin, here or from where it is seen best."""
        side = self.model.side
        for step in (self.turning.goal, self.table.best_step(place, side)):
            spot = spots(self.table, step, side).get(place)
            if spot is not None:
                return self.table.point_at(step, side, spot.x, spot.y)
        return None

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()  # it takes what room there is, and asks for little

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 280)

    # ------------------------------------------------------------------ geometry
    def picture_rect(self) -> QRectF:
        """Where the picture lies in this widget."""
        scale = min(self.width() / self.table.width, self.height() / self.table.height)
        width, height = self.table.width * scale, self.table.height * scale
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def to_picture(self, at: QPointF) -> tuple[float, float]:
        """A point of this widget in pixels of the picture."""
        rect = self.picture_rect()
        scale = self.table.width / rect.width()
        return (at.x() - rect.x()) * scale, (at.y() - rect.y()) * scale

    def to_widget(self, x: float, y: float) -> QPointF:
        """A pixel of the picture in this widget."""
        rect = self.picture_rect()
        scale = rect.width() / self.table.width
        return QPointF(rect.x() + x * scale, rect.y() + y * scale)

    # ------------------------------------------------------------------ following changes
    @Slot()
    def refresh(self) -> None:
        """Show the model as it stands now."""
        self._find_spots()
        self._on_step(self.turning.step)

    def repaint_places(self) -> None:
        """Colour the places anew."""
        self._make_overlay()
        self.update()

    @Slot(int)
    def _on_step(self, step: int) -> None:
        self.pins = pins_of(self.model, self.table, step)
        self.repaint_places()

    @Slot()
    def _on_settled(self) -> None:
        self._find_spots()
        self._ahead.start(0)
        self.turned.emit()

    @Slot()
    def _load_ahead(self) -> None:
        """Decode one more picture near the one on show, then let the window breathe."""
        if not self.isVisible():
            return
        wanted = (Layer.SKIN,) if self._inside == 0 else (Layer.SKIN, Layer.INSIDE)
        for distance in _AHEAD:
            frame = self._frame(self.turning.goal + distance)
            for layer in wanted:
                if not self._pictures.has(layer, frame):
                    self._pictures.get(layer, frame)
                    self._ahead.start(0)
                    return

    def _frame(self, step: int) -> int:
        return self.table.frame_of_step(step, self.model.side)

    def _find_spots(self) -> None:
        now = (self.turning.goal % self.table.frames, self.model.side)
        if now != self._spots_of:
            self._spots_of = now
            self.spots = spots(self.table, *now)
            self._arrange_buttons()
        self.buttons.set_marked({mark.place for mark in self.model.marks})

    def _arrange_buttons(self) -> None:
        where = {}
        for name, spot in self.spots.items():
            corner = self.to_widget(spot.left, spot.top).toPoint()
            where[name] = QRect(corner, self.to_widget(spot.right, spot.bottom).toPoint())
        self.buttons.arrange(where)

    def _spread_over(self) -> Iterable[str]:
        """The places over which the pain is said to be spread."""
        match self.model.map.spread:
            case Spread.ALL_OVER:
                return self.table.number_of
            case Spread.RING:
                return _RING
            case _:
                return ()

    def _make_overlay(self) -> None:
        pixels = self.table.places_map(self._frame(self.turning.step))
        numbers = self.table.number_of
        colours = theme.tokens()
        fills = {numbers[name]: _spread_colour() for name in self._spread_over() if name in numbers}
        fills |= {
            numbers[mark.place]: _mark_colour(mark.strength)
            for mark in self.model.marks
            if mark.place in numbers
        }
        pointed = numbers.get(self.model.pointed_at)
        if pointed is not None and pointed not in fills:
            fills[pointed] = place_map.lit()
        self._overlay = place_map.tinted(pixels, self._size, fills)
        chosen = self.model.chosen
        if chosen is not None and chosen.place in numbers:
            number = numbers[chosen.place]
            place_map.add_outline(self._overlay, pixels, self._size, number, colours.text)
        if pointed is not None:
            line = colours.focus if self._shows_focus() else colours.accent
            place_map.add_outline(self._overlay, pixels, self._size, pointed, line)

    # ------------------------------------------------------------------ painting
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        self._stage.paint(painter)
        rect = self.picture_rect()
        self._paint_knee(painter, rect)
        paint_pins(painter, self.pins, rect, self.table.width)
        if self._shows_focus():
            paint_focus(painter, self.rect())

    def _paint_knee(self, painter: QPainter, rect: QRectF) -> None:
        painter.drawImage(rect.topLeft(), self._fitted_knee(rect))
        if self.model.side is Side.LEFT:  # a left knee is the mirror image of the right one
            painter.save()
            painter.translate(2 * rect.center().x(), 0)
            painter.scale(-1, 1)
            painter.drawImage(rect, self._overlay)
            painter.restore()
        else:
            painter.drawImage(rect, self._overlay)

    def _fitted_knee(self, rect: QRectF) -> QImage:
        """The knee at the size it is shown in; pointing at places does not change it."""
        ratio = self.devicePixelRatioF()
        size = (rect.size() * ratio).toSize()
        frame, left = self._frame(self.turning.step), self.model.side is Side.LEFT
        wanted = (frame, left, self._inside, size.width(), size.height())
        if wanted != self._fitted_as:
            self._fitted_as = wanted
            self._fitted = self._fit(frame, size, mirrored=left)
            self._fitted.setDevicePixelRatio(ratio)
        return self._fitted

    def _fit(self, frame: int, size: QSize, *, mirrored: bool) -> QImage:
        fitted = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        fitted.fill(Qt.GlobalColor.transparent)
        painter = QPainter(fitted)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        whole = QRectF(fitted.rect())
        if mirrored:
            painter.translate(size.width(), 0)
            painter.scale(-1, 1)
        if self._inside > 0:
            painter.drawImage(whole, self._pictures.get(Layer.INSIDE, frame))
        if self._inside < 1:
            painter.setOpacity(1 - self._inside)
            painter.drawImage(whole, self._pictures.get(Layer.SKIN, frame))
        painter.end()
        return fitted

    def _shows_focus(self) -> bool:
        return self.by_keys and self.hasFocus()

    # ------------------------------------------------------------------ Qt
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.repaint_places()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.repaint_places()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._find_spots()
        self._arrange_buttons()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ahead.stop()
        self.turning.stop()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.repaint_places()


def _spread_colour() -> QColor:
    return place_map.faded(theme.tokens().danger, 0.22)


def _mark_colour(strength: int | None) -> QColor:
    if strength is None:
        return place_map.faded(theme.tokens().danger, 0.45)
    return place_map.faded(theme.pain_colour(strength), 0.72)
