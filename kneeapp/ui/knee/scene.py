"""What the picture of the knee shows: worked out when something changes, only painted in paints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPolygonF

from kneeapp.base.side import Side
from kneeapp.ui import theme
from kneeapp.ui.knee.fitting import Fitting, Look
from kneeapp.ui.knee.names import Name, paint_names
from kneeapp.ui.knee.naming import layer_of, names_beside, place_tags, structure_tags
from kneeapp.ui.knee.overlay import fills, overlay
from kneeapp.ui.knee.paint import paint_area, paint_pins, paint_whose
from kneeapp.ui.knee.pictures import Layer
from kneeapp.ui.knee.pins import Pin, outline_of, pins_of
from kneeapp.ui.widgets import place_map

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QColor, QPainter

    from kneeapp.body.neighbours import Spot
    from kneeapp.body.turntable import Turntable
    from kneeapp.ui.knee.framing import Framing
    from kneeapp.ui.knee.model import KneeModel
    from kneeapp.ui.knee.pictures import Pictures


class Scene:
    """A KneeModel as it is seen from an angle.

    Attributes:
        inside: how far in one looks: 0 = skin, 1 = muscles, 2 = bones; between them, a blend.
        naming: whether names are written beside the knee.
        names: as they are written now.
        pins: on this side of the leg.
        areas: the drawn ones, in pixels of the widget.
    """

    def __init__(self, model: KneeModel, table: Turntable, pictures: Pictures) -> None:
        self._model = model
        self._table = table
        self._fitting = Fitting(pictures, lambda step: table.frame_of_step(step, model.side))
        self._overlay = QImage()
        self.inside = 0.0
        self.naming = False
        self.names: list[Name] = []
        self.pins: list[Pin] = []
        self.areas: list[QPolygonF] = []

    @property
    def sharp(self) -> bool:
        """Whether the knee that was painted last was no draft."""
        return self._fitting.sharp

    def forget(self) -> None:
        """Let go of what is kept to paint faster."""
        self._fitting.forget()

    # ------------------------------------------------------------------ working out
    def follow(self, position: float, framing: Framing) -> None:
        """Keep pins and areas on the skin, also between two pictures."""
        model, table = self._model, self._table
        self.pins = pins_of(model.marks, model.chosen, table, position)
        self.areas = [
            QPolygonF([framing.to_widget(*at) for at in outline_of(area, table, position)])
            for area in model.areas
        ]

    def colour(self, step: int, pointed: QColor) -> None:
        """Colour the places anew; the one pointed at gets a line of this colour."""
        model, table = self._model, self._table
        coloured = fills(table, model.marks, model.map.spread, self.inside)
        number = table.number_of.get(model.pointed_at)
        if number is not None and number not in coloured:
            coloured[number] = place_map.lit()
        chosen = "" if model.chosen is None else model.chosen.place
        lines = ((chosen, theme.tokens().text), (model.pointed_at, pointed))
        self._overlay = overlay(table, table.frame_of_step(step, model.side), coloured, lines)

    def name(self, step: int, room: QRect, framing: Framing, spots: Mapping[str, Spot]) -> None:
        """Write the names anew, or none.

        Args:
            step: the picture on show.
            room: all the room there is.
            framing: where the picture lies in it.
            spots: the places that the picture shows.
        """
        self.names = []
        if not self.naming or not spots:
            return
        table, side, layer = self._table, self._model.side, layer_of(self.inside)
        if layer is Layer.SKIN:
            tags = place_tags(table, step, side, spots, framing.to_widget)
        else:
            tags = structure_tags(table, step, side, layer, framing.to_widget)
        self.names = names_beside(tags, QRectF(room), framing, spots)

    # ------------------------------------------------------------------ painting
    def paint(
        self, painter: QPainter, room: QRect, rect: QRectF, position: float, *, moving: bool
    ) -> None:
        """Paint everything but the stage.

        Args:
            painter: of the widget.
            room: all the room there is.
            rect: where the picture lies in it.
            position: the step shown, or a number between two steps.
            moving: whether a draft will do.
        """
        left = self._model.side is Side.LEFT
        self._fitting.paint(painter, rect, position, Look(left, self.inside, moving))
        self._paint_overlay(painter, rect, mirrored=left)
        paint_whose(painter, room, self._table, round(position), self._model.side)
        for area in self.areas:
            paint_area(painter, area)
        paint_names(painter, self.names, self._model.pointed_at)
        paint_pins(painter, self.pins, rect, self._table.width)

    def _paint_overlay(self, painter: QPainter, rect: QRectF, *, mirrored: bool) -> None:
        if self._overlay.isNull():
            return
        painter.save()
        if mirrored:
            place_map.mirror(painter, rect)
        painter.drawImage(rect, self._overlay)
        painter.restore()
