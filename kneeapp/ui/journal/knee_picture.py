"""A small still picture of a knee with its marked places in colour."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from kneeapp.base.side import Side
from kneeapp.ui import theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kneeapp.body.marks import Mark, PainMap
    from kneeapp.body.turntable import Turntable

_FORMAT = QImage.Format.Format_ARGB32_Premultiplied
_ALPHA = 205
_NO_STRENGTH = 5


def best_step(table: Turntable, maps: Iterable[PainMap], side: Side) -> int:
    """The angle from which most of the marked places of a side are seen best."""
    steps = Counter(
        table.best_step(mark.place, side) for each in maps for mark in knee_marks(table, each, side)
    )
    return steps.most_common(1)[0][0] if steps else table.step_of_angle(0)


def knee_marks(table: Turntable, pain_map: PainMap, side: Side) -> list[Mark]:
    """The marks of one knee; coarse places of the body are not on this picture."""
    return [
        mark
        for mark in pain_map.marks
        if mark.place in table.number_of and mark.side in (side, Side.BOTH)
    ]


def strengths(table: Turntable, pain_map: PainMap, side: Side) -> dict[str, QColor]:
    """Each marked place in the colour of its strength."""
    return {
        mark.place: theme.pain_colour(_NO_STRENGTH if mark.strength is None else mark.strength)
        for mark in knee_marks(table, pain_map, side)
    }


def picture(
    table: Turntable, colours: Mapping[str, QColor], side: Side, step: int, height: int
) -> QImage:
    """The knee of a side at a step, places in these colours, so many pixels high."""
    frame = table.frame_of_step(step, side)
    skin = QImage(str(table.folder / f"skin_{frame:02d}.webp"))
    skin = skin.convertToFormat(_FORMAT)
    painter = QPainter(skin)
    painter.drawImage(skin.rect(), _layer(table, colours, frame))
    painter.end()
    made = skin.scaledToHeight(height, Qt.TransformationMode.SmoothTransformation)
    return made.transformed(QTransform().scale(-1, 1)) if side is Side.LEFT else made


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
