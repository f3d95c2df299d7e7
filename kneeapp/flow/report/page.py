"""What the page for the doctor is made of: parts with lines, a chart, the person's wishes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from kneeapp.body.marks import PainMap

QUESTIONS = (
    "What may be the cause? Does it need a test or a scan?",
    "What may I do now, and what should I leave out?",
    "When may I run again, and how far?",
    "When should I come back?",
)
"""Offered to ask; the person may change them."""

MOST_LINES = 7
"""Lines of a part: what is more does not fit on one page."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person wants on the page.

    Attributes:
        name: their name, or empty.
        questions: to ask the doctor.
        paper: ``a4`` or ``us-letter``.
    """

    name: str = ""
    questions: tuple[str, ...] = QUESTIONS
    paper: str = "a4"


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and its lines; without lines it is left out."""

    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """Pain over time: each place from 0 to 1 between the first and the last day."""

    title: str
    alt: str
    first: str
    last: str
    points: tuple[tuple[float, int], ...]
    routines: tuple[float, ...]
    runs: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything on the page, as words and numbers.

    Attributes:
        top: beside the pictures; middle: below; left, right: two columns at the end.
        pain_map: to be drawn, or ``None``.
    """

    title: str
    subtitle: str
    top: tuple[Part, ...]
    middle: tuple[Part, ...]
    left: tuple[Part, ...]
    right: tuple[Part, ...]
    footer: str
    chart: Chart | None = None
    pain_map: PainMap | None = None
    where: str = ""
    wishes: Wishes = field(default_factory=Wishes)


def long_day(day: date) -> str:
    """A day as on a letter: "3 March 2026"."""
    return f"{day.day} {day:%B %Y}"


def short_day(day: date) -> str:
    """A day in a list: "3 Mar 2026"."""
    return f"{day.day} {day:%b %Y}"
