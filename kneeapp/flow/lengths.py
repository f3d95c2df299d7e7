"""How long a routine takes, said honestly: what is to be done, and what is only lying still."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kneeapp.routine.model import Library
    from kneeapp.routine.timeline import Timeline

_MINUTE_MS = 60_000
_LEAST_REST_MS = 5 * _MINUTE_MS
"""A shorter rest is part of what is done."""


@dataclass(frozen=True, slots=True)
class Length:
    """Whole minutes: in all, and those of them in which one lies still, with cold or a leg up."""

    minutes: int
    resting: int = 0

    @classmethod
    def of(cls, timeline: Timeline, library: Library) -> Length:
        """How long a routine takes as it is played."""
        resting = sum(
            segment.length_ms
            for segment in timeline.segments
            if segment.rep is None
            and (exercise := library.exercises.get(segment.exercise or "")) is not None
            and exercise.is_rest
        )
        told = resting if resting >= _LEAST_REST_MS else 0
        return cls(max(1, round(timeline.length_ms / _MINUTE_MS)), round(told / _MINUTE_MS))

    @property
    def words(self) -> str:
        """As "8 min", or "9 min to do, 41 min to lie and rest"."""
        if not self.resting:
            return f"{self.minutes} min"
        return f"{self.minutes - self.resting} min to do, {self.resting} min to lie and rest"
