"""The marked knee as a picture to keep or to hand over: PNG, or SVG with pins and words as lines.

Always on white with dark words, whatever the theme: it will be printed or lie in a letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QIODevice,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import QImage, QImageWriter, QPainter, QPolygonF

from kneeapp.base.side import Side
from kneeapp.body.places import View
from kneeapp.body.readback import read_back
from kneeapp.ui import theme
from kneeapp.ui.knee import words
from kneeapp.ui.knee.overlay import fills, overlay
from kneeapp.ui.knee.paint import paint_area, paint_pins
from kneeapp.ui.knee.pins import of_side, outline_of, pins_of
from kneeapp.ui.tokens import LIGHT
from kneeapp.ui.widgets import place_map

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneeapp.body.marks import PainMap
    from kneeapp.body.turntable import Turntable
    from kneeapp.ui.knee.pictures import Pictures

_PANEL = QSize(400, 600)
_MARGIN, _HEAD, _WORDS, _FOOT = 32, 64, 34, 130


@dataclass(frozen=True, slots=True)
class Panel:
    """One view of one knee."""

    side: Side
    step: int
    title: str


def one_view(table: Turntable, side: Side, step: int) -> list[list[Panel]]:
    """Only what is on show."""
    view = words.views()[table.view_of_step(step, side)]
    return [[Panel(side, step, f"{words.knee(side)}: {view}")]]


def four_views(table: Turntable, pain_map: PainMap, shown: Side) -> list[list[Panel]]:
    """Front, outer, back and inner side of each knee with something on it; one row a knee."""
    marked = {mark.side for mark in pain_map.marks} | {area.side for area in pain_map.areas}
    marked.discard(Side.BOTH)
    names = words.views()
    return [
        [
            Panel(side, table.step_of_view(view, side), f"{words.knee(side)}: {names[view]}")
            for view in View
        ]
        for side in (Side.RIGHT, Side.LEFT)
        if side in (marked or {shown})
    ]


class Sheet:
    """Panels in rows, a date above, and what is marked in words below."""

    def __init__(
        self,
        table: Turntable,
        pictures: Pictures,
        pain_map: PainMap,
        rows: Sequence[Sequence[Panel]],
        heading: str,
    ) -> None:
        self._table = table
        self._map = pain_map
        self._rows = rows
        self._heading = heading
        self._pictures = pictures
        across, down = max(len(row) for row in rows), len(rows)
        self.size = QSize(
            across * _PANEL.width() + 2 * _MARGIN,
            down * (_PANEL.height() + _WORDS) + _HEAD + _FOOT + 2 * _MARGIN,
        )

    def png(self) -> bytes:
        """As a picture, twice as fine as a screen."""
        image = QImage(self.size * 2, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(2)
        painter = QPainter(image)
        self._paint(painter)
        painter.end()
        made = QBuffer()
        made.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QImageWriter(made, QByteArray(b"png"))
        writer.setCompression(50)  # half the time for a file a tenth larger
        writer.write(image)
        return bytes(made.data().data())

    def svg(self) -> bytes:
        """As lines and words over the embedded picture of the skin."""
        from PySide6.QtSvg import QSvgGenerator  # heavy, and rarely needed

        made = QBuffer()
        made.open(QIODevice.OpenModeFlag.WriteOnly)
        generator = QSvgGenerator()
        generator.setOutputDevice(made)
        generator.setSize(self.size)
        generator.setViewBox(QRect(0, 0, self.size.width(), self.size.height()))
        generator.setResolution(96)
        generator.setTitle(self._heading)
        generator.setDescription(read_back(self._map))
        painter = QPainter(generator)
        self._paint(painter)
        painter.end()
        return bytes(made.data().data())

    # ------------------------------------------------------------------ painting
    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        painter.fillRect(QRect(0, 0, self.size.width(), self.size.height()), Qt.GlobalColor.white)
        wide = self.size.width() - 2 * _MARGIN
        self._words(painter, QRectF(_MARGIN, _MARGIN, wide, _HEAD), self._heading, 1.5)
        top = float(_MARGIN + _HEAD)
        for row in self._rows:
            for column, panel in enumerate(row):
                corner = QPointF(_MARGIN + column * _PANEL.width(), top)
                self._paint_panel(painter, QRectF(corner, QSizeF(_PANEL)), panel)
            top += _PANEL.height() + _WORDS
        note = f"\n\N{LEFT DOUBLE QUOTATION MARK}{self._map.note}\N{RIGHT DOUBLE QUOTATION MARK}"
        said = read_back(self._map) + (note if self._map.note else "")
        self._words(painter, QRectF(_MARGIN, top + 8, wide, _FOOT - 30), said, 1.1)
        about = _tr("Marked by the person on a drawing with Kneeapp. Pain from 0 to 10.")
        self._words(painter, QRectF(_MARGIN, top + _FOOT - 22, wide, 24), about, 0.85)

    def _paint_panel(self, painter: QPainter, room: QRectF, panel: Panel) -> None:
        table, side = self._table, panel.side
        frame = table.frame_of_step(panel.step, side)
        marks = [mark for mark in self._map.marks if mark.side is side]
        tints = overlay(table, frame, fills(table, marks, self._map.spread))
        painter.save()
        if side is Side.LEFT:
            place_map.mirror(painter, room)
        self._pictures.get(frame).paint(painter, room)
        if not tints.isNull():
            painter.drawImage(room, tints)
        painter.restore()
        scale = room.width() / table.width
        for area in of_side(self._map.areas, side):
            outline = [
                room.topLeft() + QPointF(x * scale, y * scale)
                for x, y in outline_of(area, table, panel.step)
            ]
            paint_area(painter, QPolygonF(outline))
        paint_pins(painter, pins_of(marks, None, table, panel.step), room, table.width)
        below = QRectF(room.x(), room.bottom(), room.width(), _WORDS)
        self._words(painter, below, panel.title, 1.0, middle=True)

    def _words(
        self, painter: QPainter, room: QRectF, text: str, size: float, *, middle: bool = False
    ) -> None:
        font = theme.font()
        font.setPixelSize(round(16 * size))
        painter.setFont(font)
        painter.setPen(LIGHT.text)
        across = Qt.AlignmentFlag.AlignHCenter if middle else Qt.AlignmentFlag.AlignLeft
        wrapped = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | across
        painter.drawText(room, int(wrapped), text)


def _tr(text: str) -> str:
    return QCoreApplication.translate("knee", text)
