"""What is named beside the knee: places on the skin; muscles, bones and ligaments below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from kneeapp.base.side import Side
from kneeapp.body import places
from kneeapp.body.structures import load_inside
from kneeapp.ui import theme
from kneeapp.ui.knee.names import Name, Tag, arrange, columns, leg_of
from kneeapp.ui.knee.pictures import LAYERS, Layer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from PySide6.QtCore import QPointF

    from kneeapp.body.neighbours import Spot
    from kneeapp.body.turntable import Turntable
    from kneeapp.ui.knee.framing import Framing

_HEAD = 30  # px at 100 % text: the corner says whose knee it is
_FOOT = 24  # and the lower corners which side is where


def layer_of(inside: float) -> Layer:
    """The layer that is seen most of."""
    return LAYERS[round(inside)]


def place_tags(
    table: Turntable,
    step: int,
    side: Side,
    spots: Mapping[str, Spot],
    to_widget: Callable[[float, float], QPointF],
) -> Iterator[Tag]:
    """The places that belong to the view on show, the largest first."""
    view = table.view_of_step(step, side)
    for name, spot in sorted(spots.items(), key=lambda item: -item[1].area):
        place = places.place(name)
        if place.view is view:
            point = table.landmarks.get(name)
            seen = None if point is None else table.seen(point, step, side)
            at = (seen.x, seen.y) if seen is not None and seen.visible else (spot.x, spot.y)
            yield Tag(place.plain_name, place.standard_name, name, to_widget(*at))


def structure_tags(
    table: Turntable,
    step: int,
    side: Side,
    layer: Layer,
    to_widget: Callable[[float, float], QPointF],
) -> Iterator[Tag]:
    """What a layer below the skin shows, the largest first."""
    frame = table.frame_of_step(step, side)
    for seen in load_inside(table.folder).seen(frame, layer.value):
        x = table.width - seen.x if side is Side.LEFT else seen.x
        found = seen.structure
        yield Tag(found.plain_name, found.standard_name, found.place, to_widget(x, seen.y))


def names_beside(
    tags: Iterator[Tag], widget: QRectF, framing: Framing, spots: Mapping[str, Spot]
) -> list[Name]:
    """The names, arranged to the left and to the right of the leg.

    Args:
        tags: what to name, the most important first.
        widget: all the room there is.
        framing: where the picture lies in it.
        spots: the places shown, which tell where the leg is.
    """
    left, right = leg_of(spots.values())
    picture, scale = framing.rect, framing.scale
    leg = QRectF(picture.x() + left * scale, picture.y(), (right - left) * scale, picture.height())
    free = widget.adjusted(0, theme.scaled(_HEAD), 0, -theme.scaled(_FOOT))
    return arrange(list(tags), columns(free, leg))
