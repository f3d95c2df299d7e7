"""Running in an answer: whether it is left out, and what to think of when it begins again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeapp.guidance import data
from kneeapp.guidance.data import Level

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kneeapp.guidance.causes import Fit

RUNNING = "running"
"""The load tag that an answer leaves out together with running."""

_MILD = frozenset({Level.ROUTINE, Level.SELF_CARE})
_HOW = (
    "Run ",
    "Running is fine",
    "Cut running back",
    "Make the next run",
    "Stop the run",
    "Take quicker",
    "Take shorter",
)
_NOT_NOW = (
    "Before you run again",
    "Cut running for",
    "Do not run",
    "Rest it from sport",
    "Stop all running",
    "Stop running",
)


def is_left_out(sentences: Iterable[str], avoid: Collection[str]) -> bool:
    """Whether running is among what to leave out, or a sentence ends it."""
    return RUNNING in avoid or any(each.startswith(_NOT_NOW) for each in sentences)


def without(sentences: Iterable[str], level: Level) -> list[str]:
    """What to do while running is left out: until when not, and nothing on how to run.

    Source: clinical content 6.4 (walking fast and stairs with pain of 0 to 1 before running).
    """
    kept = [each for each in sentences if not each.startswith(_HOW)]
    said = any(each.startswith(_NOT_NOW) for each in kept)
    return kept if said or level not in _MILD else [data.phrases()["advice"]["no_run"], *kept]


def later(best: Fit, sentences: Iterable[str], avoid: Collection[str]) -> tuple[str, ...]:
    """What often helps the best-fitting cause once running begins again; () while it goes on."""
    return parted(best.cause.helps)[1] if is_left_out(sentences, avoid) else ()


def parted(helps: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What helps in any case, and what helps when running."""
    told = tuple(helps)
    when_running = tuple(each for each in told if each.startswith(_HOW))
    return tuple(each for each in told if each not in when_running), when_running
