"""The 32 places of a knee and the 9 coarse places of the rest of the body.

One id per place, shared by every view. The facts, with their sources, are in
``assets/knee/places.json``; the file is read on first use.
"""

from __future__ import annotations

import difflib
import functools
import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kneeapp.base import paths
from kneeapp.base.errors import UserError


class View(StrEnum):
    """A side from which the knee is looked at; inner and outer as the person means them."""

    FRONT = "front"
    OUTER = "outer"
    BACK = "back"
    INNER = "inner"


@dataclass(frozen=True, slots=True)
class SnomedCode:
    """A SNOMED CT body-structure code, only where a trustworthy list gives one.

    Attributes:
        code: the concept's number, check digit included.
        broader: the code means more than the place.
        source: D, M or F, as explained in the data file.
        of: the structure meant when it is not the place itself; else empty.
    """

    code: str
    broader: bool
    source: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """One place that can be marked.

    Attributes:
        id: the name used everywhere in the program and its files.
        number: 1 to 32 for a knee; 0 for a coarse place of the body.
        plain_name: what the person reads.
        standard_name: what a clinician would call it.
        also_called: other names that people search for.
        view: the side from which it is seen best; None for a coarse place of the body.
        where: how to find it on yourself.
        sided: False when there is only one of it (the lower back).
        snomed: codes; empty where none is known.
        families: what is often felt here, in words.
    """

    id: str
    number: int
    plain_name: str
    standard_name: str
    also_called: tuple[str, ...]
    view: View | None
    where: str
    sided: bool
    snomed: tuple[SnomedCode, ...]
    families: tuple[str, ...]


def all_places() -> tuple[Place, ...]:
    """The 32 places of a knee, in the order of their numbers."""
    return _catalogue()[0]


def body_places() -> tuple[Place, ...]:
    """The 9 coarse places of the body."""
    return _catalogue()[1]


def place(place_id: str) -> Place:
    """The place with this id, of the knee or of the body.

    Raises:
        UserError: when there is no such place; the hint names the closest one.
    """
    known = _by_id()
    if place_id in known:
        return known[place_id]
    close = difflib.get_close_matches(place_id, known, n=1)
    hint = f"Did you mean {close[0]}?" if close else "The places are listed in the manual."
    raise UserError(f"There is no place called {place_id!r}.", hint=hint)


def places_of_view(view: View) -> tuple[Place, ...]:
    """The places seen best from one side."""
    return tuple(each for each in all_places() if each.view is view)


def search(query: str) -> tuple[Place, ...]:
    """The places of a knee that a search finds: those of just this name first.

    Every word must be found in the names or the description; capitals, hyphens and apostrophes
    do not matter. An empty search finds all.
    """
    wanted = _plain(query)
    words = wanted.split()
    found = [each for each in all_places() if all(word in _said_of(each) for word in words)]
    return tuple(sorted(found, key=lambda each: wanted not in _names(each)))


@functools.cache
def _names(candidate: Place) -> tuple[str, ...]:
    names = (candidate.plain_name, candidate.standard_name, *candidate.also_called)
    return tuple(map(_plain, names))


@functools.cache
def _said_of(candidate: Place) -> str:
    return " ".join((*_names(candidate), _plain(candidate.where)))


def _plain(text: str) -> str:
    bare = re.sub("['\N{RIGHT SINGLE QUOTATION MARK}]", "", text.casefold())
    return " ".join(re.split(r"\W+", bare)).strip()


@functools.cache
def _by_id() -> dict[str, Place]:
    return {each.id: each for group in _catalogue() for each in group}


@functools.cache
def _catalogue() -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    raw = json.loads((paths.assets() / "knee" / "places.json").read_text(encoding="utf-8"))
    knee = tuple(_knee_place(entry) for entry in raw["places"])
    return knee, tuple(_body_place(entry) for entry in raw["body_places"])


def _knee_place(entry: dict[str, Any]) -> Place:
    return Place(
        id=entry["id"],
        number=entry["number"],
        plain_name=entry["plain_name"],
        standard_name=entry["standard_name"],
        also_called=tuple(entry["also_called"]),
        view=View(entry["view"]),
        where=entry["where"],
        sided=True,
        snomed=tuple(SnomedCode(**code) for code in entry["snomed"]),
        families=tuple(entry["families"]),
    )


def _body_place(entry: dict[str, Any]) -> Place:
    return Place(
        id=entry["id"],
        number=0,
        plain_name=entry["plain_name"],
        standard_name=entry["standard_name"],
        also_called=(),
        view=None,
        where=entry["where"],
        sided=entry["sided"],
        snomed=(),
        families=tuple(entry["families"]),
    )
