"""A pain map said back in one sentence per knee."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeapp.base.side import Side
from kneeapp.body import places
from kneeapp.body.marks import Area, Depth, Mark, PainMap, Spread, When

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPREAD_OF_MARK = {
    Spread.ONE_FINGER: "a fingertip wide",
    Spread.HAND: "a hand wide",
    Spread.ALL_OVER: "all over",
    Spread.RING: "in a ring",
    Spread.DEEP: "deep inside",
    Spread.MOVES: "moving about",
}
_SPREAD_OF_MAP = {
    Spread.ONE_FINGER: "One finger covers it.",
    Spread.HAND: "A hand covers it.",
    Spread.ALL_OVER: "It hurts all over the knee.",
    Spread.RING: "It runs in a ring round the kneecap.",
    Spread.DEEP: "It is deep inside.",
    Spread.MOVES: "It moves about.",
}
_WHEN = {
    When.RUNNING: "when you run",
    When.WALKING: "when you walk",
    When.STAIRS_DOWN: "going down stairs",
    When.SQUATTING: "when you squat",
    When.KNEELING: "when you kneel",
    When.JUMPING: "when you jump",
    When.TWISTING: "when you twist",
    When.SITTING: "when you sit for long",
}
_DEPTH = {Depth.SURFACE: "near the skin", Depth.DEEP: "deep"}


def read_back(pain_map: PainMap) -> str:
    """What is marked, in words: "Your right knee: inner edge of the kneecap, 4 of 10."."""
    sentences = [
        f"{_owner(side)}: {'; '.join(said)}."
        for side in (Side.RIGHT, Side.LEFT)
        if (said := _knee_words(pain_map, side))
    ]
    elsewhere = [mark for mark in pain_map.marks if places.place(mark.place).number == 0]
    if elsewhere:
        named = "; ".join(_say_elsewhere(mark) for mark in elsewhere)
        sentences.append(f"Also: {named}." if sentences else f"{named[0].upper()}{named[1:]}.")
    if pain_map.spread is not None:
        if not sentences:
            sentences.append(f"{_owner(pain_map.sides)}.")
        sentences.append(_SPREAD_OF_MAP[pain_map.spread])
    return " ".join(sentences) if sentences else "Nothing is marked yet."


def say_mark(mark: Mark) -> str:
    """One mark in words, without its side."""
    parts = [places.place(mark.place).plain_name]
    if mark.strength is not None:
        parts.append(f"{mark.strength} of 10")
    if mark.qualities:
        parts.append(_and([quality.value for quality in mark.qualities]))
    if mark.depth is not None:
        parts.append(_DEPTH[mark.depth])
    if mark.spread is not None:
        parts.append(_SPREAD_OF_MARK[mark.spread])
    if mark.when:
        parts.append(_and([_WHEN[when] for when in mark.when]))
    return ", ".join(parts)


def say_area(area: Area) -> str:
    """A drawn area in words, without its side."""
    if area.cm2 < 1:
        return "a drawn spot smaller than a fingernail"
    return f"a drawn area of about {round(area.cm2)} cm²"


def _knee_words(pain_map: PainMap, side: Side) -> list[str]:
    marks = [m for m in pain_map.marks if m.side is side and places.place(m.place).number > 0]
    areas = [area for area in pain_map.areas if area.side is side]
    return [say_mark(mark) for mark in marks] + [say_area(area) for area in areas]


def _say_elsewhere(mark: Mark) -> str:
    words = say_mark(mark)
    return words if mark.side is Side.BOTH else f"{mark.side.value} {words}"


def _owner(side: Side) -> str:
    return "Both your knees" if side is Side.BOTH else f"Your {side.value} knee"


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
