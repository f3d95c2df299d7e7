"""The traffic light for pain: what 0 to 10 means for today and for the next session.

Source: pain-monitoring rules of Thomeé 1997, Silbernagel 2007 (tendons), Esculier 2018 (runners),
NEMEX and GLA:D (arthritis); for bone stress no pain at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto

MOST = 10
"""0 is no pain, 10 the worst that can be imagined."""


class Light(StrEnum):
    """Green: go on. Amber: the same dose or easier. Red: stop for today."""

    GREEN = auto()
    AMBER = auto()
    RED = auto()


@dataclass(frozen=True, slots=True)
class PainRule:
    """How much pain a routine allows while it is done.

    Attributes:
        green_max: up to here all is well, 0 to 10.
        amber_max: up to here it may go on, but easier.
        name: how the rule is called.
        source: where it comes from.
    """

    green_max: int
    amber_max: int
    name: str
    source: str

    def __post_init__(self) -> None:
        if not 0 <= self.green_max <= self.amber_max <= MOST:
            msg = f"pain limits out of order: {self.green_max}, {self.amber_max}"
            raise ValueError(msg)


CAREFUL = PainRule(2, 2, "careful", "Esculier 2018: up to 2 of 10 while running")
REHAB = PainRule(3, 5, "rehab", "Silbernagel 2007, Breda 2021, NEMEX: up to 5 of 10")
BONE = PainRule(0, 0, "bone", "bone stress injury: any bone pain means stop")


def rule(limit: int | None, *, first_session: bool = False) -> PainRule:
    """The rule for a routine that allows pain up to `limit`.

    The first session of a routine is always held to the careful limit: the person learns how
    the knee answers over the next 24 hours before more is allowed.

    Source: judgement of this project, from "stop at mild pain" for first use.
    """
    if limit is None or first_session:
        limit = min(CAREFUL.green_max, CAREFUL.green_max if limit is None else limit)
    if limit == 0:
        return BONE
    if limit <= CAREFUL.amber_max:
        return PainRule(limit, limit, CAREFUL.name, CAREFUL.source)
    return PainRule(min(limit, REHAB.green_max), limit, REHAB.name, REHAB.source)


def during(pain_rule: PainRule, value: int, *, sharp: bool = False) -> Light:
    """What pain felt during an exercise means for it.

    Args:
        pain_rule: the routine's rule.
        value: 0 to 10.
        sharp: sharp, catching, giving way, or it changes how the person moves.
    """
    if sharp or value > pain_rule.amber_max:
        return Light.RED
    return Light.AMBER if value > pain_rule.green_max else Light.GREEN


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


def outcome(pain_rule: PainRule, readings: Readings) -> Light:
    """The light of a whole session, for the dose of the next one; the reddest of all readings.

    One hour or a morning later: up by 1 is amber, by 2 or more red.
    """
    lights = [_rise(readings.before, readings.after_hour)]
    lights.append(_rise(readings.before, readings.next_morning))
    if readings.worst is not None:
        lights.append(during(pain_rule, readings.worst))
    if readings.sharp or readings.new_swelling or readings.limp:
        lights.append(Light.RED)
    return max(lights, key=tuple(Light).index)


def _rise(before: int | None, later: int | None) -> Light:
    if before is None or later is None or later <= before:
        return Light.GREEN
    return Light.AMBER if later == before + 1 else Light.RED
