"""A pain map as plain values, as the journal keeps it and other programs may read it."""

from __future__ import annotations

import math
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from kneeapp.base.errors import UserError
from kneeapp.base.side import Side
from kneeapp.body import places
from kneeapp.body.marks import (
    MAX_OUTLINE,
    MAX_STRENGTH,
    Area,
    Depth,
    Mark,
    PainMap,
    Quality,
    Spread,
    When,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kneeapp.body.camera import Point

_Word = TypeVar("_Word", bound=StrEnum)


def to_json(pain_map: PainMap) -> dict[str, Any]:
    """The map as plain values, as the journal keeps it."""
    return {
        "sides": pain_map.sides.value,
        "spread": pain_map.spread.value if pain_map.spread else None,
        "marks": [
            {
                "place": mark.place,
                "side": mark.side.value,
                "strength": mark.strength,
                "qualities": [quality.value for quality in mark.qualities],
                "depth": mark.depth.value if mark.depth else None,
                "spread": mark.spread.value if mark.spread else None,
                "when": [when.value for when in mark.when],
                "point": list(mark.point) if mark.point else None,
            }
            for mark in pain_map.marks
        ],
        "areas": [
            {
                "side": area.side.value,
                "outline": [list(point) for point in area.outline],
                "cm2": area.cm2,
                "places": list(area.places),
            }
            for area in pain_map.areas
        ],
        "note": pain_map.note,
    }


def from_json(raw: object) -> PainMap:
    """The map kept by to_json.

    Raises:
        UserError: when the values are not those of a pain map.
    """
    try:
        return _read_map(raw)
    except (LookupError, TypeError, ValueError) as problem:
        raise UserError(f"This pain map cannot be read: {problem}.") from problem


def _read_map(raw: object) -> PainMap:
    entry = _mapping(raw)
    read = PainMap(spread=_word(Spread, entry.get("spread")), sides=Side(entry["sides"]))
    for each in entry["marks"]:
        read = read.add(_read_mark(_mapping(each)))
    areas = tuple(_read_area(_mapping(each)) for each in entry.get("areas", ()))
    return replace(read, areas=areas).with_note(str(entry.get("note", "")))


def _read_area(entry: dict[str, Any]) -> Area:
    outline, cm2 = entry["outline"], float(entry["cm2"])
    if not 3 <= len(outline) <= MAX_OUTLINE or not 0 <= cm2 < math.inf:
        raise ValueError("an outline needs 3 to 64 points and an area")
    return Area(
        side=Side(entry["side"]),
        outline=tuple(_read_point(point) for point in outline),
        cm2=cm2,
        places=tuple(places.place(each).id for each in entry["places"]),
    )


def _read_point(raw: Sequence[float]) -> Point:
    return float(raw[0]), float(raw[1]), float(raw[2])


def _read_mark(entry: dict[str, Any]) -> Mark:
    strength = entry.get("strength")
    if strength is not None and (type(strength) is not int or not 0 <= strength <= MAX_STRENGTH):
        raise ValueError(f"{strength!r} is not a strength from 0 to 10")
    point = entry.get("point")
    return Mark(
        place=places.place(entry["place"]).id,
        side=Side(entry["side"]),
        strength=strength,
        qualities=tuple(Quality(word) for word in entry.get("qualities", ())),
        depth=_word(Depth, entry.get("depth")),
        spread=_word(Spread, entry.get("spread")),
        when=tuple(When(word) for word in entry.get("when", ())),
        point=None if point is None else _read_point(point),
    )


def _mapping(raw: object) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise TypeError(f"{raw!r} is not a mapping")
    return raw


def _word(kind: Callable[[str], _Word], raw: object) -> _Word | None:
    return None if raw is None else kind(str(raw))
