"""The picture of the knee: skin or what is inside, coloured places, pins, unseen check boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPolygonF
from PySide6.QtWidgets import QGroupBox, QSizePolicy, QWidget

from kneeapp.base.side import Side
from kneeapp.body import places
from kneeapp.body.neighbours import Spot, spots
from kneeapp.ui import theme
from kneeapp.ui.knee.fitting import Fitting, Look
from kneeapp.ui.knee.framing import Framing
from kneeapp.ui.knee.names import Name, paint_names
from kneeapp.ui.knee.naming import layer_of, names_beside, place_tags, structure_tags
from kneeapp.ui.knee.overlay import fills, overlay
from kneeapp.ui.knee.paint import paint_area, paint_pins, paint_whose
from kneeapp.ui.knee.pictures import Layer, Pictures, tones
from kneeapp.ui.knee.pins import Pin, outline_of, pins_of
from kneeapp.ui.knee.place_buttons import PlaceButtons
from kneeapp.ui.knee.turning import Turning, likely_next
from kneeapp.ui.widgets import place_map
from kneeapp.ui.widgets.stage import Stage, paint_focus

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QHideEvent, QPaintEvent, QResizeEvent, QShowEvent

    from kneeapp.body.camera import Point
    from kneeapp.body.places import View
    from kneeapp.body.turntable import Turntable
    from kneeapp.ui.knee.model import KneeModel

_WELL_SEEN = 0.5  # of the most of a place that any picture shows


class KneeCanvas(QGroupBox):
    """Shows a KneeModel from the angle the knee is turned to.

    A group box that paints itself: so that a screen reader finds a named group of places.

    Signals:
        turned: the view that is shown may be another one.
    """

    turned = Signal()

    def __init__(
        self, model: KneeModel, table: Turntable, parent: QWidget | None = None, *, skin: str = ""
    ) -> None:
        super().__init__(parent)
        self.model = model
        self.table = table
        self.turning = Turning(table.frames, self)
        self.buttons = PlaceButtons(self, places.all_places)
        self.pictures = Pictures(table.folder, skin if skin in tones(table.folder) else "")
        self._fitting = Fitting(self.pictures, self._frame)
        self._inside = 0.0
        self._overlay = QImage()
        self._stage = Stage(self)
        self._spots_of: tuple[int, Side] | None = None
        self._areas: list[QPolygonF] = []
        self._naming = False
        self.names: list[Name] = []
        self.pins: list[Pin] = []
        self.spots: dict[str, Spot] = {}
        self._before = 0
        self.by_keys = False  # the focus line goes when the mouse is used
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.turning.step_changed.connect(self._on_step)
        self.turning.moved.connect(self._on_moved)
        self.turning.settled.connect(self._on_settled)
        model.changed.connect(self.refresh)

    # ------------------------------------------------------------------ what others ask
    def view(self) -> View:
        """The named view nearest to what is shown."""
        return self.table.view_of_step(self.turning.goal, self.model.side)

    def prepare(self) -> None:
        """Decode the picture that will be shown first."""
        self.pictures.get(self._frame(self.turning.goal), self._inside)

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

    def set_inside(self, inside: float) -> None:
        """How far in one looks: 0 = skin, 1 = muscles, 2 = bones; between them, a blend."""
        renamed = layer_of(inside) is not layer_of(self._inside)
        self._inside = inside
        if renamed:
            self._arrange_names()
        self._read_ahead()
        self.repaint_places()

    def set_naming(self, naming: bool) -> None:
        """Write the names of what is seen beside the knee, or not."""
        self._naming = naming
        self._arrange_names()
        self.update()

    def position_of(self, place: str) -> QPointF | None:
        """Where in this widget a visible place can be clicked."""
        spot = self.spots.get(place)
        return None if spot is None else self.framing().to_widget(spot.x, spot.y)

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

    def framing(self) -> Framing:
        """Where the picture lies in this widget."""
        return Framing.fit(self.size(), self.table.width, self.table.height)

    # ------------------------------------------------------------------ following changes
    @Slot()
    def refresh(self) -> None:
        """Show the model as it stands now."""
        self._find_spots()
        self._arrange_names()
        self._on_step(self.turning.step)

    def repaint_places(self) -> None:
        """Colour the places anew."""
        self._make_overlay()
        self.update()

    @Slot(int)
    def _on_step(self, step: int) -> None:
        self.repaint_places()
        self._on_moved()
        half = self.table.frames // 2
        self._read_ahead((step - self._before + half) % self.table.frames - half)
        self._before = step

    @Slot()
    def _on_moved(self) -> None:
        """Pins and areas stay on the skin, also between two pictures."""
        position, model, framing = self.turning.position, self.model, self.framing()
        self.pins = pins_of(model.marks, model.chosen, self.table, position)
        self._areas = [
            QPolygonF([framing.to_widget(*at) for at in outline_of(area, self.table, position)])
            for area in model.areas
        ]
        if self.names and not position.is_integer():
            self.names = []  # they come back when the knee rests
        self.update()

    @Slot()
    def _on_settled(self) -> None:
        self._find_spots()
        self._arrange_names()
        self.update()
        self._read_ahead()
        self.turned.emit()

    def _read_ahead(self, turn: int = 0) -> None:
        if self.isVisible():
            steps = likely_next(self.turning.step, turn, blended=not self._inside.is_integer())
            self.pictures.read_ahead(map(self._frame, steps), self._inside)

    def _frame(self, step: int) -> int:
        return self.table.frame_of_step(step, self.model.side)

    def _find_spots(self) -> None:
        now = (self.turning.goal % self.table.frames, self.model.side)
        if now != self._spots_of:
            self._spots_of = now
            self.spots = spots(self.table, *now)
            self._arrange_buttons()
        self.buttons.set_marked({mark.place: mark.strength for mark in self.model.marks})

    def _arrange_buttons(self) -> None:
        where, framing = {}, self.framing()
        for name, spot in self.spots.items():
            corner = framing.to_widget(spot.left, spot.top)
            where[name] = QRectF(corner, framing.to_widget(spot.right, spot.bottom)).toRect()
        self.buttons.arrange(where)

    def _arrange_names(self) -> None:
        self.names = []
        if not self._naming or not self.spots:
            return
        table, step, side = self.table, self.turning.goal, self.model.side
        layer, framing = layer_of(self._inside), self.framing()
        if layer is Layer.SKIN:
            tags = place_tags(table, step, side, self.spots, framing.to_widget)
        else:
            tags = structure_tags(table, step, side, layer, framing.to_widget)
        self.names = names_beside(tags, QRectF(self.rect()), framing, self.spots)

    def _make_overlay(self) -> None:
        model, colours = self.model, theme.tokens()
        coloured = fills(self.table, model.marks, model.map.spread, self._inside)
        pointed = self.table.number_of.get(model.pointed_at)
        if pointed is not None and pointed not in coloured:
            coloured[pointed] = place_map.lit()
        chosen = "" if model.chosen is None else model.chosen.place
        line = colours.focus if self._shows_focus() else colours.accent
        lines = ((chosen, colours.text), (model.pointed_at, line))
        self._overlay = overlay(self.table, self._frame(self.turning.step), coloured, lines)

    # ------------------------------------------------------------------ painting
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        self._stage.paint(painter)
        rect = self.framing().rect
        self._paint_knee(painter, rect)
        paint_whose(painter, self.rect(), self.table, self.turning.step, self.model.side)
        for area in self._areas:
            paint_area(painter, area)
        paint_names(painter, self.names, self.model.pointed_at)
        paint_pins(painter, self.pins, rect, self.table.width)
        if self._shows_focus():
            paint_focus(painter, self.rect())

    def _paint_knee(self, painter: QPainter, rect: QRectF) -> None:
        left = self.model.side is Side.LEFT
        size = (rect.size() * self.devicePixelRatioF()).toSize()
        look = Look(left, self._inside, size.width(), size.height())
        self._fitting.paint(painter, rect.topLeft(), self.turning.position, look)
        if self._overlay.isNull():
            return
        painter.save()
        if left:
            place_map.mirror(painter, rect)
        painter.drawImage(rect, self._overlay)
        painter.restore()

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
        self._arrange_names()
        self._on_moved()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.turning.stop()
        self.pictures.rest()

    def rest(self) -> None:
        """Let go of all pictures; they come back when it is next painted."""
        self.pictures.forget()
        self._fitting.forget()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read_ahead()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.repaint_places()
