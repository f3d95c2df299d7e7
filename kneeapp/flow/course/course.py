"""How far a person is in a programme, from what the journal holds. Pure: no clock, no file.

The order of what was said and done is gone through once. A session says itself to which phase it
belongs, so a change of the programme's file moves nobody. What follows from the newest session
(on to the next phase, stay, or back) is worked out anew each time and is kept only by the next
session: deleting or correcting an entry of the journal corrects everything that came from it.

Source of the steps: content 6.2 (green: go on; amber: the same again; red: stop for today, then a
step back) and 6.4 (running: back one stage).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kneeapp.flow.course.gates import Known, fits, judge, shortest_time
from kneeapp.flow.course.model import Course, Done, GateState, GateView, History, Said, Step, What
from kneeapp.player.pain import Light
from kneeapp.routine import schedule
from kneeapp.routine.model import GateKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kneeapp.routine.model import Programme, Routine, Stage
    from kneeapp.routine.schedule import Key, Unit

_DAY = timedelta(days=1)
_HURT = (Light.RED, Light.AMBER)


def course(
    programme: Programme, routines: Mapping[str, Routine], history: History, today: date
) -> Course | None:
    """Where a person stands; None when the programme is not being followed.

    Args:
        programme: which.
        routines: of the library, by id.
        history: what was said and done.
        today: the person's date.
    """
    way = _Way(programme)
    items: list[Said | Done] = [*history.said, *history.done]
    for item in sorted(items, key=_instant):
        way.take(item)
    if way.position is None:
        return None
    view = _View(programme, routines, history, today)
    capped = way.stepped_back()
    here = view.course(capped)
    target = _onward(here)
    if target is not None:
        ahead = replace(capped, position=target, visit=(), answers={}, step=Step.ON)
        here = view.course(ahead, not_before=_opens(here))
    return here


def start_phase(programme: Programme, pain: int | None) -> str:
    """The phase to start in with today's pain, 0 to 10: the first condition that fits decides."""
    for start in programme.starts:
        gate = start.when
        if pain is not None and gate.kind is GateKind.PAIN and fits(gate, pain):
            return start.phase
    return programme.stages[0].id


def _instant(item: Said | Done) -> tuple[str, bool]:
    return item.at.text, isinstance(item, Done)


def _onward(here: Course) -> int | None:
    """The position of the phase that is reached now, if one is."""
    stages = here.programme.stages
    # Two good sessions lead on by the programme's own word, even before the phase is done.
    last_two = [each.light for each in here.visit[-2:]]
    if here.stage.after_two_green and last_two == [Light.GREEN] * 2:
        return _position(here.programme, here.stage.after_two_green)
    following = here.position + 1
    ready = here.is_complete and here.step is Step.STAYED
    if ready and following < len(stages) and (here.open or _opens(here)):
        return following
    return None


def _opens(here: Course) -> date | None:
    """The day on which the conditions will be met, when only time is missing."""
    if here.visit and here.visit[-1].light in _HURT:
        return None
    missing = [gate for gate in here.gates if gate.state is not GateState.MET]
    days = [gate.until for gate in missing if gate.until is not None]
    return max(days) if days and len(days) == len(missing) else None


def _position(programme: Programme, phase: str) -> int | None:
    ids = [stage.id for stage in programme.stages]
    return ids.index(phase) if phase in ids else None


@dataclass(frozen=True, slots=True)
class _Standing:
    """A phase, and what happened since it was entered."""

    position: int
    visit: tuple[Done, ...] = ()
    answers: Mapping[str, Said] = field(default_factory=dict)
    all_done: tuple[Done, ...] = ()
    step: Step = Step.STAYED
    paused: bool = False
    start: Said | None = None


class _Way:
    """Goes through what was said and done in its order."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self.position: int | None = None
        self._visit: list[Done] = []
        self._done: list[Done] = []
        self._answers: dict[str, Said] = {}
        self._paused = False
        self._start: Said | None = None

    def take(self, item: Said | Done) -> None:
        match item:
            case Said(what=What.START):
                self._begin(item)
            case _ if self.position is None:
                pass  # before the start, or after the stop
            case Done():
                self._session(item)
            case Said():
                self._word(item)

    def stepped_back(self) -> _Standing:
        """Where the person stands once the newest session had its say."""
        assert self.position is not None
        standing = _Standing(
            self.position,
            tuple(self._visit),
            dict(self._answers),
            tuple(self._done),
            paused=self._paused,
            start=self._start,
        )
        most = self._most_after_red()
        if most is None or most >= self.position:
            return standing
        return replace(standing, position=most, visit=(), answers={}, step=Step.BACK)

    def _most_after_red(self) -> int | None:
        """The furthest phase allowed when the newest session hurt too much."""
        newest = self._done[-1] if self._done else None
        if newest is None or newest.light is not Light.RED:
            return None
        there = _position(self._programme, newest.place.phase)
        if there is None:
            return None
        back = self._programme.stages[there].after_red
        target = _position(self._programme, back) if back else None
        return there if target is None else min(there, target)

    def _begin(self, said: Said) -> None:
        self.position = _position(self._programme, said.phase) or 0
        self._visit, self._done, self._answers = [], [], {}
        self._paused, self._start = False, said

    def _session(self, done: Done) -> None:
        there = _position(self._programme, done.place.phase)
        if there is None:
            return  # the programme has no such phase any more
        self._enter(there)
        self._visit.append(done)
        self._done.append(done)
        self._paused = False
        if done.light is Light.RED:
            self._answers = {}  # what was true before it hurt has to be shown again

    def _word(self, said: Said) -> None:
        match said.what:
            case What.MOVE:
                there = _position(self._programme, said.phase)
                if there is not None:
                    self._enter(there, anew=True)
            case What.ANSWER:
                self._answers[said.gate] = said
            case What.PAUSE | What.RESUME:
                self._paused = said.what is What.PAUSE
            case What.STOP:
                self.position = None
            case What.START:
                pass  # taken before

    def _enter(self, position: int, *, anew: bool = False) -> None:
        if position != self.position or anew:
            self.position = position
            self._visit, self._answers = [], {}


class _View:
    """Makes the view of a standing."""

    def __init__(
        self,
        programme: Programme,
        routines: Mapping[str, Routine],
        history: History,
        today: date,
    ) -> None:
        self._programme = programme
        self._routines = routines
        self._history = history
        self._today = today

    def course(self, at: _Standing, *, not_before: date | None = None) -> Course:
        stage = self._programme.stages[at.position]
        units = schedule.units(self._programme, stage, self._routines)
        counted, following = _following(units, at.visit)
        since = at.visit[0].at.day if at.visit else None
        gates = self._gates(stage, Known(at.visit, since, at.answers, self._history, self._today))
        is_open = self._is_open(gates, at.visit)
        last = at.position == len(self._programme.stages) - 1
        for_good = schedule.is_for_good(self._programme, stage)
        if last and is_open and counted >= len(units) and not for_good:
            following = None
        newest = at.all_done[-1] if at.all_done else None
        return Course(
            programme=self._programme,
            position=at.position,
            visit=at.visit,
            since=since,
            done=at.all_done,
            units=units,
            counted=counted,
            next=following,
            week=self._week(stage, following, units),
            due=max(self._due(following, at.all_done), not_before or self._today),
            gates=gates,
            open=is_open,
            step=at.step,
            paused=at.paused,
            away=(self._today - newest.at.day).days if newest else 0,
            started=at.start.at.day if at.start else None,
            side=at.start.side if at.start else None,
            answers=at.answers,
        )

    def _gates(self, stage: Stage, known: Known) -> tuple[GateView, ...]:
        shortest = (shortest_time(stage.at_least_days, known),) if stage.at_least_days else ()
        return (*shortest, *(judge(gate, known) for gate in stage.gates), *_tomorrow(known))

    def _is_open(self, gates: Sequence[GateView], visit: Sequence[Done]) -> bool:
        """All conditions are met, and the newest session did not hurt too much."""
        if visit and visit[-1].light in _HURT:
            return False
        return all(gate.state is GateState.MET for gate in gates)

    def _week(self, stage: Stage, unit: Unit | None, units: Sequence[Unit]) -> int:
        first = schedule.first_week(self._programme, stage)
        ahead = unit or units[-1]
        return min(first + ahead.week - 1, schedule.last_week(self._programme, stage))

    def _due(self, unit: Unit | None, done: Sequence[Done]) -> date:
        """The first day for a session: rest days are kept, and what hurt rests until tomorrow."""
        session = schedule.session_of(self._programme, unit.key) if unit else None
        if unit is None or session is None or not done:
            return self._today
        newest = done[-1].at.day
        earliest = newest + _DAY if done[-1].light is Light.RED else newest
        if session.rest_days:
            days = [each.at.day for each in done if self._wants_rest(each.place.key)]
            earliest = max(earliest, max(days) + 2 * _DAY) if days else earliest
        often = schedule.per_day(session, self._routines.get(session.routine))
        same_day = [e for e in done if e.place.key == unit.key and e.at.day == newest]
        if len(same_day) >= often:
            earliest = max(earliest, newest + _DAY)
        return max(earliest, self._today)

    def _wants_rest(self, key: Key) -> bool:
        session = schedule.session_of(self._programme, key)
        return session is not None and session.rest_days


def _tomorrow(known: Known) -> tuple[GateView, ...]:
    """The morning after today's session has its say before anybody goes on."""
    newest = known.visit[-1] if known.visit else None
    if newest is None or newest.morning is not None or newest.at.day < known.today:
        return ()
    say = "The morning after the last session is no worse."
    return (GateView(None, say, GateState.SHUT, "Tomorrow morning tells."),)


def _following(units: Sequence[Unit], visit: Sequence[Done]) -> tuple[int, Unit | None]:
    """How many planned sessions are done, and the first that is not; then the last week again."""
    there = Counter(each.place.key for each in visit if each.counts)
    used: Counter[Key] = Counter()
    first: Unit | None = None
    for unit in units:
        if used[unit.key] < there[unit.key]:
            used[unit.key] += 1
        elif first is None:
            first = unit
    counted = sum(used.values())
    if first is not None:
        return counted, first
    again = [unit for unit in units if unit.week == units[-1].week]
    extra = sum(there.values()) - counted
    return counted, again[extra % len(again)]
