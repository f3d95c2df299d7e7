"""All pain figures of the journal as one line over time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kneeapp.journal.model import MapRecord, Moment, PainRecord, RunRecord, SessionRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from kneeapp.journal.model import Entry


class When(StrEnum):
    """On what occasion a figure was given."""

    MARKED = "marked"
    NOW = "now"
    MORNING = "morning"
    BEFORE = "before"
    PEAK = "peak"
    AFTER = "after"
    WORST_DAY = "worst_day"
    RUN = "run"


_MOMENTS = {
    Moment.NOW: When.NOW,
    Moment.BEFORE: When.BEFORE,
    Moment.DURING: When.PEAK,
    Moment.AFTER: When.AFTER,
    Moment.NEXT_MORNING: When.MORNING,
    Moment.WORST_DAY: When.WORST_DAY,
}


@dataclass(frozen=True, slots=True)
class Point:
    """One figure, 0 to 10, at a wall time of the person."""

    at: datetime
    value: int
    when: When


def points(entries: Iterable[Entry]) -> tuple[Point, ...]:
    """Every figure, oldest first."""
    found = [point for entry in entries for point in _of(entry)]
    return tuple(sorted(found, key=_instant))


def _instant(point: Point) -> datetime:
    return point.at


def _of(entry: Entry) -> Iterator[Point]:
    at = entry.at.local
    match entry.detail:
        case MapRecord(_, pain_map) if pain_map is not None and pain_map.strength is not None:
            yield Point(at, pain_map.strength, When.MARKED)
        case PainRecord(moment, value, _):
            yield Point(at, value, _MOMENTS[moment])
        case RunRecord(pain=int(value)):
            yield Point(at, value, When.RUN)
        case SessionRecord(plan=plan, pain_peak=peak, pain_after=after):
            figures = {When.BEFORE: plan.pain_before, When.PEAK: peak, When.AFTER: after}
            for when, figure in figures.items():
                if figure is not None:
                    yield Point(at, figure, when)
        case _:
            pass
