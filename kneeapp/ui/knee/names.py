"""Names of places beside the knee, each with a line to what it names; no two overlap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPen

from kneeapp.body import places
from kneeapp.ui import theme
from kneeapp.ui.widgets.place_map import faded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtGui import QPainter

    from kneeapp.body.neighbours import Spot

NAME_PLATE = 0.9
"""How solid the plate under a name is, so that it can be read on skin and bone."""

_TEXT = 0.82  # of body text
_WIDEST, _NARROWEST = 170, 84  # px at 100 % text
_FROM_LEG, _APART, _PAD = 22, 5, 5
_NEAR_MIDDLE = 0.08  # of the room between the two columns
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Name:
    """One name; everything in pixels of the widget."""

    place: str
    text: str
    box: QRectF
    anchor: QPointF
    left: bool

    @property
    def joint(self) -> QPointF:
        """Where the line leaves the box."""
        x = self.box.right() if self.left else self.box.left()
        return QPointF(x, self.box.center().y())


@dataclass(frozen=True, slots=True)
class Column:
    """The room for names on one side of the leg."""

    room: QRectF
    left: bool


def columns(widget: QRectF, leg: QRectF) -> tuple[Column, Column]:
    """The room to the left and to the right of the leg, narrow enough to read line by line."""
    gap, edge = theme.scaled(_FROM_LEG), theme.scaled(_PAD)
    inner = widget.adjusted(edge, edge, -edge, -edge)
    left = _width(leg.left() - gap - inner.left())
    right = _width(inner.right() - leg.right() - gap)
    start = max(inner.left(), leg.left() - gap - left)
    end = min(inner.right() - right, leg.right() + gap)
    return (
        Column(QRectF(start, inner.y(), left, inner.height()), left=True),
        Column(QRectF(end, inner.y(), right, inner.height()), left=False),
    )


def arrange(anchors: Mapping[str, QPointF], sides: tuple[Column, Column]) -> list[Name]:
    """Put each name on the side nearer to its place, in the order of the places down the leg.

    Names for which there is no room are left out, last first: `anchors` begins with what
    matters most.
    """
    made: list[Name] = []
    for column, mine in zip(sides, _dealt(anchors, sides), strict=True):
        sized = [_sized(name, anchors[name], column) for name in mine]
        while sum(each.box.height() + _APART for each in sized) > column.room.height() + _APART:
            sized.pop()
        made += _stacked(sorted(sized, key=lambda each: each.anchor.y()), column.room)
    return made


def _dealt(
    anchors: Mapping[str, QPointF], sides: tuple[Column, Column]
) -> tuple[list[str], list[str]]:
    """Which names go left and which right; those near the middle go where there are fewer."""
    start, end = sides[0].room.right(), sides[1].room.left()
    middle, near = (start + end) / 2, (end - start) * _NEAR_MIDDLE
    left = [name for name, at in anchors.items() if at.x() < middle - near]
    right = [name for name, at in anchors.items() if at.x() > middle + near]
    for name in anchors:
        if name not in left and name not in right:
            (left if len(left) < len(right) else right).append(name)
    return left, right


def paint_names(painter: QPainter, names: Iterable[Name], pointed: str) -> None:
    """All lines, then all names over them."""
    colours = theme.tokens()
    names = list(names)
    for width, colour in ((4.0, faded(colours.surface, 0.75)), (1.4, colours.text)):
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for name in names:
            painter.drawLine(name.joint, name.anchor)
            painter.setBrush(colour)
            painter.drawEllipse(name.anchor, 2, 2)
    painter.setFont(theme.font(_TEXT))
    for name in names:
        lit = name.place == pointed
        painter.setPen(QPen(colours.accent, 1.5) if lit else Qt.PenStyle.NoPen)
        painter.setBrush(colours.accent_soft if lit else faded(colours.surface, NAME_PLATE))
        painter.drawRoundedRect(name.box, 6, 6)
        painter.setPen(colours.text)
        inner = name.box.adjusted(_PAD, 0, -_PAD, 0)
        across = Qt.AlignmentFlag.AlignRight if name.left else Qt.AlignmentFlag.AlignLeft
        painter.drawText(inner, int(_WRAP | across), name.text)


def leg_of(spots: Iterable[Spot]) -> tuple[float, float]:
    """From where to where the leg reaches across the picture, in picture pixels."""
    seen = list(spots)
    return min(s.left for s in seen), max(s.right for s in seen)


def _width(free: float) -> float:
    return max(theme.scaled(_NARROWEST), min(free, theme.scaled(_WIDEST)))


def _sized(place: str, anchor: QPointF, column: Column) -> Name:
    text = places.place(place).plain_name
    text = text[:1].upper() + text[1:]
    metrics = QFontMetricsF(theme.font(_TEXT))
    most = QRect(0, 0, int(column.room.width()) - 2 * _PAD, 1000)
    needed = metrics.boundingRect(QRectF(most), int(_WRAP), text)
    width = min(column.room.width(), needed.width() + 2 * _PAD + 1)
    x = column.room.right() - width if column.left else column.room.left()
    height = needed.height() + 2
    return Name(place, text, QRectF(x, anchor.y() - height / 2, width, height), anchor, column.left)


def _stacked(names: list[Name], room: QRectF) -> list[Name]:
    """Pushed down until none overlaps, then up from the bottom until all are in the room."""
    tops: list[float] = []
    free = room.top()
    for name in names:
        tops.append(max(free, name.box.y()))
        free = tops[-1] + name.box.height() + _APART
    limit = room.bottom()
    for index in range(len(names) - 1, -1, -1):
        tops[index] = min(tops[index], limit - names[index].box.height())
        limit = tops[index] - _APART
    return [
        Name(
            n.place, n.text, QRectF(n.box.x(), top, n.box.width(), n.box.height()), n.anchor, n.left
        )
        for n, top in zip(names, tops, strict=True)
    ]
