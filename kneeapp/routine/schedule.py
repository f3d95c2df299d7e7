"""The sessions of one phase of a programme in the order they are done, week by week.

A week is a number of sessions, not 7 days of the calendar: whoever misses a day goes on where the
programme stands.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kneeapp.routine.model import Amount, Programme, Routine, Session, Stage

_WEEK_DAYS = 7

Key: TypeAlias = tuple[str, int]
"""A session of a programme: the phase that holds it, and its position there from 0."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One session to be done.

    Attributes:
        key: which session of the programme.
        week: of the phase, from 1.
        number, of: its place among the sessions of that week, from 1, and how many they are.
        turn: the how-manieth time this session comes in the phase, from 1.
    """

    key: Key
    week: int
    number: int
    of: int
    turn: int


def units(programme: Programme, stage: Stage, routines: Mapping[str, Routine]) -> tuple[Unit, ...]:
    """All planned sessions of a phase, those of earlier phases that go on included."""
    weeks = week_count(stage)
    held = dict(_sessions(programme, stage))
    keys: list[tuple[int, Key]] = []
    for week in range(1, weeks + 1):
        keys += [(week, key) for key in _week(held, week, weeks, routines)]
    for key, session in held.items():
        for at in sorted(session.on):
            position = min(at - 1, len(keys))
            week = keys[position - 1][0] if position else 1
            keys.insert(position, (week, key))
    return tuple(_numbered(keys))


def session_of(programme: Programme, key: Key) -> Session | None:
    """The session a key names; None when the programme has changed since."""
    phase, position = key
    for stage in programme.stages:
        if stage.id == phase and 0 <= position < len(stage.sessions):
            return stage.sessions[position]
    return None


def first_week(programme: Programme, stage: Stage) -> int:
    """The week of the programme in which a phase begins, from 1."""
    if stage.weeks is not None:
        return _low(stage.weeks)
    last = 0
    for earlier in programme.stages[: programme.stages.index(stage)]:
        last = max(last, last_week(programme, earlier))
    return last + 1


def last_week(programme: Programme, stage: Stage) -> int:
    """The last planned week of a phase, counted from the begin of the programme."""
    return first_week(programme, stage) + week_count(stage) - 1


def all_weeks(programme: Programme) -> int:
    """How many weeks a programme is planned for; what goes on for good adds none."""
    planned = [s for s in programme.stages if not is_for_good(programme, s)]
    return max((last_week(programme, stage) for stage in planned), default=0)


def week_count(stage: Stage) -> int:
    """How many weeks a phase is planned for, at least 1."""
    if stage.weeks is not None:
        return (stage.weeks.high or stage.weeks.value) - _low(stage.weeks) + 1
    return max(1, -(-(stage.at_least_days or 0) // _WEEK_DAYS))


def is_for_good(programme: Programme, stage: Stage) -> bool:
    """Whether a phase goes on without end: the last one, without weeks and without conditions."""
    return stage is programme.stages[-1] and not (stage.weeks or stage.gates or stage.at_least_days)


def per_week(session: Session, routine: Routine | None) -> int:
    """How often a week a session is done; as its routine says when the programme does not."""
    often = routine.frequency if routine else None
    days = session.days_per_week or (often.days_per_week if often else None)
    times = session.times_per_day or (often.times_per_day if often else None)
    if days is None:
        return times.value * _WEEK_DAYS if times else 1
    return days.value * (times.value if times else 1)


def per_day(session: Session, routine: Routine | None) -> int:
    """How often a session is done on one day."""
    often = routine.frequency if routine else None
    times = session.times_per_day or (often.times_per_day if often else None)
    return times.value if times else 1


def _low(weeks: Amount) -> int:
    return weeks.value if weeks.low is None else weeks.low


def _sessions(programme: Programme, stage: Stage) -> Iterator[tuple[Key, Session]]:
    """The sessions of a phase after those of the earlier phases that go on."""
    for each in programme.stages:
        if each is stage or each.id in stage.plus:
            for position, session in enumerate(each.sessions):
                yield (each.id, position), session


def _week(
    held: Mapping[Key, Session], week: int, weeks: int, routines: Mapping[str, Routine]
) -> list[Key]:
    """The sessions of one week: those that come several times a week are spread over it."""
    in_turn = [key for key, session in held.items() for _ in range(session.times or 0)]
    share = -(-len(in_turn) // weeks)
    spread = _spread(in_turn[(week - 1) * share : week * share])
    for key, session in held.items():
        if not session.times and not session.on:
            count = per_week(session, routines.get(session.routine))
            spread += _spread([key] * count)
    spread.sort(key=_place)
    return [key for _, key in spread]


def _spread(keys: Sequence[Key]) -> list[tuple[float, Key]]:
    return [((number + 0.5) / len(keys), key) for number, key in enumerate(keys)]


def _place(spread: tuple[float, Key]) -> float:
    return spread[0]


def _numbered(keys: Sequence[tuple[int, Key]]) -> Iterator[Unit]:
    of = Counter(week for week, _ in keys)
    numbers: Counter[int] = Counter()
    turns: Counter[Key] = Counter()
    for week, key in keys:
        numbers[week] += 1
        turns[key] += 1
        yield Unit(key, week, numbers[week], of[week], turns[key])
