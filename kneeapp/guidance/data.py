"""The shipped guidance data, read once into frozen records.

The files are written by hand, so the readers here are strict about words and leave the rest
(every key, every source, every link) to the tests of the data.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from kneeapp.base import paths, yamlfile
from kneeapp.guidance.clue import Clue, compile_clue
from kneeapp.guidance.when import compile_test
from kneeapp.guidance.words import Exercise, Urgency

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kneeapp.guidance.when import Condition


class Level(StrEnum):
    """The level of a rule, most urgent first.

    Source: clinical content 2, levels E, S, W, R, C, N.
    """

    EMERGENCY = "emergency"
    SAME_DAY = "same_day"
    SOON = "soon"
    ROUTINE = "routine"
    SELF_CARE = "self_care"
    NORMAL = "normal"

    @property
    def urgency(self) -> Urgency:
        """What the person is told; a routine appointment is booked from within self-care."""
        return _URGENCY[self]


_URGENCY = {
    Level.EMERGENCY: Urgency.EMERGENCY,
    Level.SAME_DAY: Urgency.SAME_DAY,
    Level.SOON: Urgency.CLINICIAN_SOON,
    Level.ROUTINE: Urgency.SELF_CARE,
    Level.SELF_CARE: Urgency.SELF_CARE,
    Level.NORMAL: Urgency.NORMAL,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One triage rule.

    Attributes:
        asks: what it looks for, as a question in plain words.
        within_days: for level soon, how soon; else 0.
        exercise: what stays open when only rules of level soon or lower speak.
        counts: names of the personal risks the rule already takes into account.
        families: causes that the rule brings to the top, most likely first.
        alone: what it says to do stands alone, without what often helps the cause.
    """

    id: str
    level: Level
    when: Condition
    asks: str
    why: str
    do: tuple[str, ...]
    families: tuple[str, ...]
    sources: tuple[str, ...]
    within_days: int = 0
    exercise: Exercise = Exercise.GENTLE
    counts: frozenset[str] = frozenset()
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Modifier:
    """A personal risk that raises the level by one step.

    Attributes:
        mild: what is said when the answer stays mild all the same.
    """

    id: str
    name: str
    when: Condition
    asks: str
    why: str
    mild: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cause:
    """One condition that is felt at the knee; a card of the window.

    Attributes:
        prior: points for how often it is met in runners.
        places: points when the person marked this place.
        elsewhere: points when places are marked, but none of these.
        avoid: load tags of exercises to leave out.
        keep: load tags that stay although they hurt a little: they are the treatment.
    """

    id: str
    family: str
    name: str
    plain: str
    common: str
    ages: str
    prior: float
    places: dict[str, float]
    elsewhere: float
    clues: tuple[Clue, ...]
    check_first: tuple[str, ...]
    course: str
    helps: tuple[str, ...]
    leave_out: tuple[str, ...]
    seek: str
    avoid: tuple[str, ...]
    keep: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the routine chooser: the first that fits gives the routines."""

    id: str
    when: Condition
    routines: tuple[str, ...]
    why: str


def folder() -> Path:
    """Where the guidance data lies."""
    return paths.assets() / "guidance"


@functools.cache
def names() -> dict[str, Condition]:
    """The conditions that several rules share."""
    found: dict[str, Condition] = {}
    for name, condition in _read("names.yaml")["names"].items():
        found[name] = compile_test(condition, found)
    return found


@functools.cache
def rules() -> tuple[Rule, ...]:
    """All rules, most urgent level first, in the order of the files."""
    files = ("emergency", "today", "soon", "rest")
    return tuple(_rule(entry) for file in files for entry in _read(f"rules_{file}.yaml")["rules"])


@functools.cache
def modifiers() -> tuple[Modifier, ...]:
    """The personal risks."""
    return tuple(
        Modifier(
            id=entry["id"],
            name=entry["name"],
            when=compile_test(entry["when"], names()),
            asks=entry["asks"],
            why=entry["why"],
            mild=entry["mild"],
            sources=tuple(entry["sources"]),
        )
        for entry in _read("rules_rest.yaml")["modifiers"]
    )


@functools.cache
def causes() -> tuple[Cause, ...]:
    """All conditions."""
    return tuple(_cause(entry) for entry in _cause_entries())


@functools.cache
def choices() -> tuple[Choice, ...]:
    """The routine chooser."""
    return tuple(
        Choice(
            id=entry["id"],
            when=compile_test(entry["when"], names()),
            routines=tuple(entry["routines"]),
            why=entry["why"],
        )
        for entry in _read("routines.yaml")["choices"]
    )


@functools.cache
def phrases() -> dict[str, dict[str, str]]:
    """How a single fact is said, by key of the condition language and word."""
    found: dict[str, dict[str, str]] = _read("phrases.yaml")
    return found


@functools.cache
def sources() -> dict[str, dict[str, str]]:
    """The source register: id -> title and address."""
    found: dict[str, dict[str, str]] = _read("sources.yaml")["sources"]
    return found


def cite(source_ids: tuple[str, ...]) -> str:
    """Sources in one line: "P04 Ottawa Knee Rules; P05 …"."""
    return "; ".join(f"{each} {sources()[each]['title']}" for each in source_ids)


def _read(name: str) -> Any:  # noqa: ANN401 - whatever the file holds
    return yamlfile.read_file(folder() / name).data


def _cause_entries() -> Iterator[dict[str, Any]]:
    for path in sorted((folder() / "causes").glob("*.yaml")):
        yield from yamlfile.read_file(path).data["causes"]


def _rule(entry: dict[str, Any]) -> Rule:
    return Rule(
        id=entry["id"],
        level=Level(entry["level"]),
        when=compile_test(entry["when"], names()),
        asks=entry["asks"],
        why=entry["why"],
        do=tuple(entry["do"]),
        families=tuple(entry["families"]),
        sources=tuple(entry["sources"]),
        within_days=entry.get("within_days", 0),
        exercise=Exercise(entry.get("exercise", Exercise.GENTLE)),
        counts=frozenset(entry.get("counts", ())),
        alone=entry.get("alone", False),
    )


def _cause(entry: dict[str, Any]) -> Cause:
    return Cause(
        id=entry["id"],
        family=entry["family"],
        name=entry["name"],
        plain=entry["plain"],
        common=entry["common"],
        ages=entry["ages"],
        prior=entry["prior"],
        places=entry["places"],
        elsewhere=entry["elsewhere"],
        clues=tuple(compile_clue(clue, names()) for clue in entry["clues"]),
        check_first=tuple(entry["check_first"]),
        course=entry["course"],
        helps=tuple(entry["helps"]),
        leave_out=tuple(entry["leave_out"]),
        seek=entry["seek"],
        avoid=tuple(entry["avoid"]),
        keep=tuple(entry.get("keep", ())),
        sources=tuple(entry["sources"]),
    )
