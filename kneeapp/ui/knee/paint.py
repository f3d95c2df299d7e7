"""The pins, the drawn areas and the words on the picture of the knee."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPen

from kneeapp.ui import theme
from kneeapp.ui.knee import words
from kneeapp.ui.widgets.place_map import faded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPainter, QPolygonF

    from kneeapp.base.side import Side
    from kneeapp.body.turntable import Turntable
    from kneeapp.ui.knee.pins import Pin

_CORNER = 12  # px at 100 % text
_WHOSE = 0.29  # of the width, for the words in the upper corner: the leg begins there


def paint_whose(painter: QPainter, room: QRect, table: Turntable, step: int, side: Side) -> None:
    """Whose knee it is in the upper corner, and which side is where in the lower ones."""
    colours = theme.tokens()
    edge = theme.scaled(_CORNER)
    inner = room.adjusted(edge, edge - 2, -edge, -edge + 2)
    top, bottom = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
    painter.setPen(colours.text)
    painter.setFont(theme.font(0.86, bold=True))
    left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    corner = QRect(inner.topLeft(), QSize(int(inner.width() * _WHOSE), inner.height()))
    wrapped = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextDontClip
    painter.drawText(corner, left | top | wrapped, words.knee(side).upper())
    painter.setPen(colours.text_muted)
    painter.setFont(theme.font(0.86))
    for where, view in zip((left, right), table.rims(step, side), strict=True):
        painter.drawText(inner, where | bottom, words.rims()[view])


def paint_pins(painter: QPainter, pins: Iterable[Pin], rect: QRectF, width: int) -> None:
    """A disc with the strength in it at each mark."""
    scale = rect.width() / width
    for pin in pins:
        centre = QPointF(rect.x() + pin.x * scale, rect.y() + pin.y * scale)
        _paint_pin(painter, centre, pin)


def paint_area(
    painter: QPainter, outline: QPolygonF, *, closed: bool = True, bold: float = 1.0
) -> None:
    """A drawn area, lightly filled; not closed while the hand still draws.

    Args:
        painter: paints it.
        outline: the rim.
        closed: whether the rim goes back to where it began.
        bold: how many times as wide as usual the line is.
    """
    colours = theme.tokens()
    if closed:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faded(colours.danger, 0.16))
        painter.drawPolygon(outline)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    for width, colour in ((5.0, faded(QColor("#ffffff"), 0.85)), (2.5, QColor("#b3261e"))):
        painter.setPen(QPen(colour, width * bold, Qt.PenStyle.SolidLine, cap, join))
        if closed:
            painter.drawPolygon(outline)
        else:
            painter.drawPolyline(outline)


def _paint_pin(painter: QPainter, centre: QPointF, pin: Pin) -> None:
    radius = theme.scaled(15 if pin.chosen else 12)
    fill = theme.mark_colour(pin.strength)
    shade = QColor(0, 0, 0, 70)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    painter.drawEllipse(centre + QPointF(0, 2), radius + 2, radius + 2)
    painter.setBrush(fill)
    painter.setPen(QPen(QColor("#ffffff") if not pin.chosen else QColor("#22303a"), 2.5))
    painter.drawEllipse(centre, radius, radius)
    if pin.chosen:
        painter.setPen(QPen(QColor("#ffffff"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, radius + 2, radius + 2)
    painter.setPen(theme.readable_on(fill))
    painter.setFont(theme.font(0.95, bold=True))
    box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    text = "\N{BULLET}" if pin.strength is None else str(pin.strength)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
