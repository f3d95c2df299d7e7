"""The small languages inside a routine file: times, ranges, counts, distances."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from kneeapp.routine.model import Amount

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_MS = 24 * 60 * 60 * 1000
MAX_COUNT = 1000

DURATION_HINT = "write a time such as 45s, 1m30s, 2 min or 1:30"
COUNT_HINT = "write a whole number such as 10, or a range such as 8-12"
DISTANCE_HINT = "write a distance such as 400 m, 2 km, 1 mile or 40 ft"

_UNITS = {
    **dict.fromkeys(("s", "sec", "second", "seconds"), 1000),
    **dict.fromkeys(("m", "min", "minute", "minutes"), 60_000),
    **dict.fromkeys(("h", "hour", "hours"), 3_600_000),
    **dict.fromkeys(("day", "days"), 86_400_000),
}
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_PIECE = rf"(\d{{1,6}}(?:\.\d{{1,3}})?) ?({_UNIT})"
_DURATION = re.compile(rf"{_PIECE}(?: ?{_PIECE})?(?: ?{_PIECE})?")
_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)")
_NOT_STATED = re.compile(r"not stated(?: \((.+)\))?")
_WITH_RANGE = re.compile(r"([^()]+?) ?\(([^()]+)\)")
_RANGE = re.compile(r"(\d.*?)(?: to |-|–| - )(\d.*)")
_DISTANCE = re.compile(r"(\d{1,5}(?:\.\d{1,2})?) ?(m|km|mile|miles|ft|lengths?)")
_TRAILING_UNIT = re.compile(r"[a-z]+$")


def duration(text: object, *, unstated: int | None = None, zero: bool = False) -> Amount:
    """A time in ms; `unstated` is used for "not stated" alone, `zero` allows 0s.

    Raises:
        ValueError: with a sentence that says what to write.
    """
    if isinstance(text, int) and not isinstance(text, bool):
        guess = f" (did you mean {text}s?)" if text > 0 else ""
        raise ValueError(f"{text} is not a time{guess}; {DURATION_HINT}")  # noqa: TRY004
    if not isinstance(text, str):
        raise ValueError(f"{_shown(text)} is not a time; {DURATION_HINT}")  # noqa: TRY004
    if zero and re.fullmatch("0 ?(s|min)", text.strip()):
        return Amount(0)
    return _amount(text.strip(), _milliseconds, unstated, DURATION_HINT)


def count(text: object, *, unstated: int | None = None) -> Amount:
    """A whole number from 1; `unstated` is used for "not stated" alone.

    Raises:
        ValueError: with a sentence that says what to write.
    """
    if isinstance(text, bool) or not isinstance(text, int | str):
        raise ValueError(f"{_shown(text)} is not a count; {COUNT_HINT}")  # noqa: TRY004
    return _amount(str(text).strip(), _whole, unstated, COUNT_HINT)


def distance(text: object) -> str:
    """A distance, as it will be shown.

    Raises:
        ValueError: with a sentence that says what to write.
    """
    found = _DISTANCE.fullmatch(text.strip()) if isinstance(text, str) else None
    if not found or float(found[1]) == 0:
        raise ValueError(f"{_shown(text)} is not a distance; {DISTANCE_HINT}")
    return f"{found[1]} {found[2]}"


def number_range(text: object, low: float, high: float) -> str:
    """A number or a range of numbers between two limits, as it will be shown.

    Raises:
        ValueError: with a sentence that says what to write.
    """
    shown = str(text)
    found = re.fullmatch(
        r"([-+]?\d{1,4}(?:\.\d+)?)(?:(?: to |-|–)([-+]?\d{1,4}(?:\.\d+)?))?", shown
    )
    if isinstance(text, bool) or not isinstance(text, int | float | str) or not found:
        raise ValueError(f"{_shown(text)} is not a number or a range such as 10-15")
    ends = [float(end) for end in found.groups() if end]
    if not all(low <= end <= high for end in ends) or ends != sorted(ends):
        raise ValueError(f"{shown} is outside {low:g} to {high:g}, or the wrong way round")
    return " to ".join(end for end in found.groups() if end)


def days(text: object) -> int:
    """A number of days, from "10 days" or "2 weeks".

    Raises:
        ValueError: with a sentence that says what to write.
    """
    found = re.fullmatch(r"([1-9]\d{0,2}) ?(day|week)s?", text) if isinstance(text, str) else None
    if not found:
        raise ValueError(f"{_shown(text)} is not a number of days; write 10 days or 2 weeks")
    return int(found[1]) * (7 if found[2] == "week" else 1)


def _amount(text: str, parse: Callable[[str], int], unstated: int | None, hint: str) -> Amount:
    silent = _NOT_STATED.fullmatch(text)
    if silent:
        if silent[1]:
            return Amount(parse(silent[1]), stated=False)
        if unstated is None:
            raise ValueError(f"say what to use: not stated, and the value in ( ); {hint}")
        return Amount(unstated, stated=False)
    chosen = _WITH_RANGE.fullmatch(text)
    if chosen:
        low, high = _range(chosen[2], parse, hint)
        value = parse(chosen[1])
        if not low <= value <= high:
            raise ValueError(f"{chosen[1]} lies outside its range {chosen[2]}")
        return Amount(value, low, high)
    if _RANGE.fullmatch(text):
        low, high = _range(text, parse, hint)
        return Amount(low, low, high)
    return Amount(parse(text))


def _range(text: str, parse: Callable[[str], int], hint: str) -> tuple[int, int]:
    found = _RANGE.fullmatch(text)
    if not found:
        raise ValueError(f"'{text}' is not a range; {hint}")
    first, second = found[1].strip(), found[2].strip()
    unit = _TRAILING_UNIT.search(second)
    if unit and first.replace(".", "", 1).isdigit():
        first += unit[0]  # 20-30s: the unit stands once
    low, high = parse(first), parse(second)
    if low >= high:
        raise ValueError(f"the range {text} does not go up")
    return low, high


def _milliseconds(text: str) -> int:
    clock = _CLOCK.fullmatch(text)
    if clock:
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        total: float = ((hours * 60 + minutes) * 60 + seconds) * 1000
    else:
        found = _DURATION.fullmatch(text)
        if not found:
            raise ValueError(f"'{text}' is not a time; {DURATION_HINT}")
        parts = found.groups()
        pairs = [(n, _UNITS[u]) for n, u in zip(parts[::2], parts[1::2], strict=True) if n]
        if any(one[1] <= two[1] for one, two in pairwise(pairs)):
            raise ValueError(f"'{text}' is not a time; {DURATION_HINT}")
        total = sum(float(number) * unit for number, unit in pairs)
    if not 0 < round(total) <= MAX_MS:
        raise ValueError(f"'{text}' is out of range; a time is longer than 0 and at most 24 h")
    return round(total)


def _whole(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text) or (len(text) > 1 and text[0] == "0"):
        raise ValueError(f"'{text}' is not a whole number; {COUNT_HINT}")
    if not 1 <= int(text) <= MAX_COUNT:
        raise ValueError(f"{text} is out of range; 1 to {MAX_COUNT}")
    return int(text)


def _shown(value: object) -> str:
    if value is None or value == "":
        return "nothing"
    if isinstance(value, dict | list):
        return "a list"
    return f"'{value}'"
