"""A small still picture of a knee: marked places in colour, drawn areas as they were drawn."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPolygonF, QTransform

from kneeapp.base.side import Side
from kneeapp.ui import theme
from kneeapp.ui.knee.paint import paint_area
from kneeapp.ui.knee.pins import of_side, outline_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kneeapp.body.marks import Area, Mark, PainMap
    from kneeapp.body.turntable import Turntable

_FORMAT = QImage.Format.Format_ARGB32_Premultiplied
_ALPHA = 205
_NO_STRENGTH = 5
_LINE = 4.0  # times as bold as on the large knee: the picture becomes small


class Look(NamedTuple):
    """What is drawn over the skin: places by their colours, and areas drawn by hand."""

    colours: Mapping[str, QColor]
    areas: Sequence[Area] = ()


def best_step(table: Turntable, maps: Iterable[PainMap], side: Side) -> int:
    """The angle from which most of what is marked on a side is seen best."""
    steps: Counter[int] = Counter()
    for each in maps:
        marked = [mark.place for mark in knee_marks(table, each, side)]
        drawn = [place for area in of_side(each.areas, side) for place in area.places[:1]]
        steps.update(table.best_step(place, side) for place in (*marked, *drawn))
    return steps.most_common(1)[0][0] if steps else table.step_of_angle(0)


def knee_marks(table: Turntable, pain_map: PainMap, side: Side) -> list[Mark]:
    """The marks of one knee; coarse places of the body are not on this picture."""
    return [
        mark
        for mark in pain_map.marks
        if mark.place in table.number_of and mark.side in (side, Side.BOTH)
    ]


def shows(table: Turntable, pain_map: PainMap, side: Side) -> bool:
    """Whether there is anything of a map to see on a side's picture."""
    return bool(knee_marks(table, pain_map, side) or of_side(pain_map.areas, side))


def strengths(table: Turntable, pain_map: PainMap, side: Side) -> Look:
    """Each marked place in the colour of its strength, and what was drawn."""
    colours = {
        mark.place: theme.pain_colour(_NO_STRENGTH if mark.strength is None else mark.strength)
        for mark in knee_marks(table, pain_map, side)
    }
    return Look(colours, pain_map.areas)


def picture(table: Turntable, look: Look, side: Side, step: int, height: int) -> QImage:
    """The knee of a side at a step, so many pixels high."""
    frame = table.frame_of_step(step, side)
    skin = QImage(str(table.folder / f"skin_{frame:02d}.webp"))
    skin = skin.convertToFormat(_FORMAT)
    painter = QPainter(skin)
    painter.drawImage(skin.rect(), _layer(table, look.colours, frame))
    painter.end()
    if side is Side.LEFT:
        skin = skin.transformed(QTransform().scale(-1, 1))
    _draw_areas(skin, table, of_side(look.areas, side), step)
    return skin.scaledToHeight(height, Qt.TransformationMode.SmoothTransformation)


def _draw_areas(skin: QImage, table: Turntable, areas: Iterable[Area], step: int) -> None:
    painter = QPainter(skin)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scale = skin.width() / table.width
    painter.scale(scale, scale)
    for area in areas:
        outline = [QPointF(*at) for at in outline_of(area, table, step)]
        paint_area(painter, QPolygonF(outline), bold=_LINE)
    painter.end()


def _layer(table: Turntable, colours: Mapping[str, QColor], frame: int) -> QImage:
    size = QSize(table.width, table.height)
    pixels = table.places_map(frame)
    numbers = QImage(
        pixels, size.width(), size.height(), size.width(), QImage.Format.Format_Indexed8
    )
    shades = [0] * 256
    for place, colour in colours.items():
        solid = QColor(colour)
        solid.setAlpha(_ALPHA)
        shades[table.number_of[place]] = solid.rgba()
    numbers.setColorTable(shades)
    return numbers.convertToFormat(_FORMAT)
