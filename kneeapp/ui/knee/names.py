"""Names beside the knee, each with a line to what it names; no two overlap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPen

from kneeapp.ui import theme
from kneeapp.ui.widgets.place_map import faded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
class Tag:
    """What is to be named.

    Attributes:
        text: the name in plain words.
        standard: what a clinician would say.
        place: the place of the skin that it is, or that lies over it; "" = none.
        anchor: where it is seen, in pixels of the widget.
    """

    text: str
    standard: str
    place: str
    anchor: QPointF


@dataclass(frozen=True, slots=True)
class Name:
    """One name where it is written; everything in pixels of the widget."""

    tag: Tag
    box: QRectF
    left: bool

    @property
    def anchor(self) -> QPointF:
        """Where the line ends."""
        return self.tag.anchor

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


def arrange(tags: Sequence[Tag], sides: tuple[Column, Column]) -> list[Name]:
    """Put each name on the side nearer to what it names, in the order down the leg.

    Names for which there is no room are left out, last first: `tags` begins with what matters most.
    """
    made: list[Name] = []
    for column, mine in zip(sides, _dealt(tags, sides), strict=True):
        sized = [_sized(tag, column) for tag in mine]
        while sum(each.box.height() + _APART for each in sized) > column.room.height() + _APART:
            sized.pop()
        made += _stacked(sorted(sized, key=lambda each: each.anchor.y()), column.room)
    return made


def _dealt(tags: Sequence[Tag], sides: tuple[Column, Column]) -> tuple[list[Tag], list[Tag]]:
    """Which names go left and which right; those near the middle go where there are fewer."""
    start, end = sides[0].room.right(), sides[1].room.left()
    middle, near = (start + end) / 2, (end - start) * _NEAR_MIDDLE
    left = [tag for tag in tags if tag.anchor.x() < middle - near]
    right = [tag for tag in tags if tag.anchor.x() > middle + near]
    for tag in tags:
        if tag not in left and tag not in right:
            (left if len(left) < len(right) else right).append(tag)
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
        lit = pointed != "" and name.tag.place == pointed
        painter.setPen(QPen(colours.accent, 1.5) if lit else Qt.PenStyle.NoPen)
        painter.setBrush(colours.accent_soft if lit else faded(colours.surface, NAME_PLATE))
        painter.drawRoundedRect(name.box, 6, 6)
        painter.setPen(colours.text)
        inner = name.box.adjusted(_PAD, 0, -_PAD, 0)
        across = Qt.AlignmentFlag.AlignRight if name.left else Qt.AlignmentFlag.AlignLeft
        painter.drawText(inner, int(_WRAP | across), _capital(name.tag.text))


def leg_of(spots: Iterable[Spot]) -> tuple[float, float]:
    """From where to where the leg reaches across the picture, in picture pixels."""
    seen = list(spots)
    return min(s.left for s in seen), max(s.right for s in seen)


def _width(free: float) -> float:
    return max(theme.scaled(_NARROWEST), min(free, theme.scaled(_WIDEST)))


def _sized(tag: Tag, column: Column) -> Name:
    metrics = QFontMetricsF(theme.font(_TEXT))
    most = QRect(0, 0, int(column.room.width()) - 2 * _PAD, 1000)
    needed = metrics.boundingRect(QRectF(most), int(_WRAP), _capital(tag.text))
    width = min(column.room.width(), needed.width() + 2 * _PAD + 1)
    x = column.room.right() - width if column.left else column.room.left()
    height = needed.height() + 2
    return Name(tag, QRectF(x, tag.anchor.y() - height / 2, width, height), column.left)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


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
        Name(n.tag, QRectF(n.box.x(), top, n.box.width(), n.box.height()), n.left)
        for n, top in zip(names, tops, strict=True)
    ]
