"""Shorter times that a routine can really be done in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kneeapp.base.settings import Settings
    from kneeapp.flow.session.plan import SessionPlan

_MINUTES = (30, 20, 15, 10, 5)
_MINUTE_MS = 60_000
_SHARE_TO_OFFER = 0.9
"""A time is offered when it differs from the next longer one by at least a tenth."""


@dataclass(frozen=True, slots=True)
class ShortTime:
    """A time to offer.

    Attributes:
        minutes: what is asked for.
        chosen: it is what the plan asks for now.
        shortest: it cannot be done in less.
    """

    minutes: int
    chosen: bool = False
    shortest: bool = False


def offered(plan: SessionPlan, settings: Settings) -> tuple[ShortTime, ...]:
    """Times worth offering, longest first; the one chosen is among them."""
    whole_ms = replace(plan, minutes=None).timeline(settings).length_ms
    least = ceil(plan.shortest(settings).length_ms / _MINUTE_MS)
    most = whole_ms / _MINUTE_MS * _SHARE_TO_OFFER
    minutes = {n for n in _MINUTES if least < n * _SHARE_TO_OFFER and n <= most}
    if least <= most:
        minutes.add(least)
    chosen = None if plan.minutes is None else max(plan.minutes, least)
    if chosen is not None:
        minutes.add(chosen)
    ordered = sorted(minutes, reverse=True)
    return tuple(ShortTime(n, chosen=n == chosen, shortest=n == least) for n in ordered)
