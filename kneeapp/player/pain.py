"""The traffic light for pain: what 0 to 10 means for today and for the next session.

Source: pain-monitoring rules of Thomeé 1997, Silbernagel 2007 (tendons), Esculier 2018 (runners),
NEMEX and GLA:D (arthritis); for bone stress no pain at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto
from typing import TYPE_CHECKING

from kneeapp.routine.model import PainMode

if TYPE_CHECKING:
    from kneeapp.routine.model import PainRule

MOST = 10
"""0 is no pain, 10 the worst that can be imagined."""


class Light(StrEnum):
    """Green: go on. Amber: the same dose or easier. Red: stop for today."""

    GREEN = auto()
    AMBER = auto()
    RED = auto()


@dataclass(frozen=True, slots=True)
class Limits:
    """How much pain a routine allows while it is done.

    Attributes:
        green_max: up to here all is well, 0 to 10.
        amber_max: up to here it may go on, but easier.
    """

    green_max: int
    amber_max: int

    def __post_init__(self) -> None:
        if not 0 <= self.green_max <= self.amber_max <= MOST:
            msg = f"pain limits out of order: {self.green_max}, {self.amber_max}"
            raise ValueError(msg)


CAREFUL = Limits(2, 2)
"""What holds when a routine says nothing: stop above 2 of 10. Source: Esculier 2018."""
_GREEN_MAX = {PainMode.CAREFUL: 2, PainMode.REHAB: 3, PainMode.RUNNING: 2, PainMode.BONE: 0}


def limits(rule: PainRule, *, most: int | None = None) -> Limits:
    """The limits for one session of a routine.

    Args:
        rule: the routine's own rule, with its sources.
        most: a lower limit for today, such as the careful one of a first session.
    """
    amber_max = rule.during if most is None else min(rule.during, most)
    return Limits(min(amber_max, _GREEN_MAX[rule.mode]), amber_max)


def during(allowed: Limits, value: int, *, sharp: bool = False) -> Light:
    """What pain felt during an exercise means for it.

    Args:
        allowed: the session's limits.
        value: 0 to 10.
        sharp: sharp, catching, giving way, or it changes how the person moves.
    """
    if sharp or value > allowed.amber_max:
        return Light.RED
    return Light.AMBER if value > allowed.green_max else Light.GREEN


@dataclass(frozen=True, slots=True)
class Readings:
    """What is known around one session; None is "not asked".

    Attributes:
        before: pain before it, 0 to 10.
        worst: the worst during it.
        after_hour: one hour after.
        next_morning: the morning after.
        sharp: any sharp pain during it.
        new_swelling: swelling that was not there before.
        limp: a limp the next morning.
    """

    before: int | None = None
    worst: int | None = None
    after_hour: int | None = None
    next_morning: int | None = None
    sharp: bool = False
    new_swelling: bool = False
    limp: bool = False


def outcome(allowed: Limits, readings: Readings) -> Light:
    """The light of a whole session, for the dose of the next one; the reddest of all readings.

    One hour or a morning later: up by 1 is amber, by 2 or more red.
    """
    lights = [_rise(readings.before, readings.after_hour)]
    lights.append(_rise(readings.before, readings.next_morning))
    if readings.worst is not None:
        lights.append(during(allowed, readings.worst))
    if readings.sharp or readings.new_swelling or readings.limp:
        lights.append(Light.RED)
    return max(lights, key=tuple(Light).index)


def _rise(before: int | None, later: int | None) -> Light:
    if before is None or later is None or later <= before:
        return Light.GREEN
    return Light.AMBER if later == before + 1 else Light.RED
