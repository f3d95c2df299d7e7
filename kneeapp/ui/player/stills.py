"""Start and end of a movement, and the way between them: without motion, and for paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath

from kneeapp.ui import theme
from kneeapp.ui.player.film import Fit, make_film
from kneeapp.ui.player.sheet import Loop
from kneeapp.ui.tokens import LIGHT

if TYPE_CHECKING:
    from kneeapp.ui.player.film import Film

GAP = 0.16
"""Share of the width between the two, for the arrows."""
_FAINT = 0.4
_BODY, _HEAD = 0.3, 0.9
"""Thickness of an arrow's body and width of its head, as parts of its length."""


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of the signs."""

    sign: QColor
    on_sign: QColor


def still_room(width: int, height: int) -> tuple[int, int]:
    """The room that each of two stills has in a room for both."""
    return round(width * (1 - GAP) / 2), height


def paint_stills(
    painter: QPainter, area: QRectF, film: Film, ink: Ink, *, mirrored: bool, lit: int = -1
) -> None:
    """Paint the ends of a movement; a movement without a second end is painted alone.

    Args:
        painter: paints in units of `area`, whatever its scale.
        area: where.
        film: its pictures; they are scaled to fit.
        ink: for arrows and numbers.
        mirrored: the left leg works.
        lit: 0 or 1 when one of the two counts now, the other is then faint; -1 for both.
    """
    ends = film.info.ends
    if len(ends) == 1:
        _paint_still(painter, area, film, ends[0], mirrored=mirrored)
        return
    width, _ = still_room(round(area.width()), round(area.height()))
    rooms = (
        QRectF(area.left(), area.top(), width, area.height()),
        QRectF(area.right() - width, area.top(), width, area.height()),
    )
    for place, (frame, room) in enumerate(zip(ends, rooms, strict=True)):
        painter.setOpacity(1.0 if lit in (-1, place) else _FAINT)
        _paint_still(painter, room, film, frame, mirrored=mirrored)
        painter.setOpacity(1.0)
        _paint_number(painter, room, str(place + 1), ink)
    gap = QRectF(rooms[0].right(), area.top(), rooms[1].left() - rooms[0].right(), area.height())
    _paint_way(painter, gap, ink.sign, back=film.info.loop is not Loop.STILL)


def stills_picture(exercise: str, size: QSize, *, mirrored: bool = False) -> QImage | None:
    """Start and end with the arrow between them, for a light page; slow, for another thread.

    Args:
        exercise: its id.
        size: of the picture, in pixels.
        mirrored: show the left leg.

    Returns:
        A picture with a transparent ground; None when the exercise has no pictures.
    """
    film = make_film(exercise, Fit(*still_room(size.width(), size.height()), stills=True))
    if film is None:
        return None
    picture = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    ink = Ink(LIGHT.accent, LIGHT.on_accent)
    paint_stills(painter, QRectF(picture.rect()), film, ink, mirrored=mirrored)
    painter.end()
    return picture


def _paint_still(
    painter: QPainter, room: QRectF, film: Film, frame: int, *, mirrored: bool
) -> None:
    size = film.size.scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRect(QPoint(), size)
    target.moveCenter(room.center().toPoint())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(target, film.picture(frame, mirrored=mirrored))


def _paint_number(painter: QPainter, room: QRectF, number: str, ink: Ink) -> None:
    size = max(14.0, min(room.width(), room.height()) * 0.09)
    disc = QRectF(room.left() + size * 0.2, room.top() + size * 0.2, size, size)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.sign)
    painter.drawEllipse(disc)
    font = QFont(theme.font(1.0, bold=True))
    font.setPixelSize(max(9, round(size * 0.62)))
    painter.setFont(font)
    painter.setPen(ink.on_sign)
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, number)


def _paint_way(painter: QPainter, gap: QRectF, colour: QColor, *, back: bool) -> None:
    """An arrow there, and a fainter one back."""
    length = gap.width() * 0.7
    there = QPointF(gap.center().x(), gap.center().y() - length * 0.5)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.save()
    painter.translate(there)
    painter.fillPath(_arrow(length), colour)
    painter.restore()
    if back:
        painter.save()
        painter.setOpacity(_FAINT)
        painter.translate(there + QPointF(0, length * 1.05))
        painter.scale(-1, 1)
        painter.fillPath(_arrow(length), colour)
        painter.restore()


def _arrow(length: float) -> QPainterPath:
    """An arrow to the right around the origin."""
    body, head = length * _BODY / 2, length * _HEAD / 2
    neck, tip = length * 0.05, length / 2
    path = QPainterPath(QPointF(-length / 2, -body))
    for x, y in (
        (neck, -body), (neck, -head), (tip, 0.0), (neck, head), (neck, body), (-length / 2, body),
    ):  # fmt: skip
        path.lineTo(x, y)
    path.closeSubpath()
    return path
