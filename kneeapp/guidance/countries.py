"""Whom to call and where to go, by country; the person's own entries come first."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from typing import Any

from kneeapp.base import yamlfile
from kneeapp.guidance import data
from kneeapp.guidance.advice import Numbers


@dataclass(frozen=True, slots=True)
class Country:
    """One country's numbers.

    Source: general knowledge where the data file says that nobody has checked them.
    """

    code: str
    name: str
    numbers: Numbers


def all_countries() -> tuple[Country, ...]:
    """The countries that are listed, by name."""
    listed = _data()["countries"].items()
    found = (Country(code, entry["name"], _numbers(entry)) for code, entry in listed)
    return tuple(sorted(found, key=lambda country: country.name))


def numbers(code: str = "", *, emergency: str = "", advice_line: str = "") -> Numbers:
    """The numbers to show.

    Args:
        code: two letters (ISO 3166); unknown or empty gives 112 and general words.
        emergency: the person's own emergency number; wins when not empty.
        advice_line: the person's own advice line; wins when not empty.
    """
    known = _data()["countries"].get(code.upper(), _data()["default"])
    found = _numbers(known)
    own = emergency.strip()
    return replace(
        found,
        emergency=own or found.emergency,
        advice_line=advice_line.strip() or found.advice_line,
        note="" if own else found.note,
    )


def _numbers(entry: dict[str, str | None]) -> Numbers:
    found = Numbers(*(str(entry[key]) for key in ("emergency", "advice_line", "urgent_place")))
    if entry is _data()["default"]:
        return found
    note = f"Country: {entry['name']}. Check that the numbers are right where you are."
    return replace(found, note="" if entry["checked"] else note)


@functools.cache
def _data() -> dict[str, Any]:
    found: dict[str, Any] = yamlfile.read_file(data.folder() / "countries.yaml").data
    return found
