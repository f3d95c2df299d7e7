"""The marked places of a case said back: "the front of your right knee: kneecap"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeapp.base.side import Side
from kneeapp.body import places
from kneeapp.body.places import View

if TYPE_CHECKING:
    from kneeapp.guidance.case import Case

_VIEW = {
    View.FRONT: "the front of",
    View.INNER: "the inner side of",
    View.OUTER: "the outer side of",
    View.BACK: "the back of",
}
_WHOLE = {
    "all_over": "all over",
    "deep": "deep inside",
    "ring": "round the kneecap of",
    "moves": "moving about in",
}


def read_back(case: Case) -> str:
    """Where it hurts, in words; several parts are joined by semicolons."""
    marked = [places.place(each) for each in case.places]
    knee = _knee(case.side)
    parts = []
    for view, words in _VIEW.items():
        names = [each.plain_name for each in marked if each.view is view]
        if names:
            parts.append(f"{words} {knee}: {_and(names)}")
    elsewhere = [each.plain_name for each in marked if each.view is None and each.sided]
    if elsewhere:
        parts.append(f"{_leg(case.side)}: {_and(elsewhere)}")
    parts += [f"your {each.plain_name}" for each in marked if not each.sided]
    if not parts:
        where = _WHOLE.get(case.spread or "")
        return f"{where} {knee}" if where else f"{knee}, without one clear place"
    return "; ".join(parts)


def _knee(side: Side | None) -> str:
    match side:
        case Side.BOTH:
            return "both your knees"
        case None:
            return "your knee"
        case _:
            return f"your {side.value} knee"


def _leg(side: Side | None) -> str:
    match side:
        case Side.BOTH:
            return "both your legs"
        case None:
            return "your leg"
        case _:
            return f"your {side.value} leg"


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
