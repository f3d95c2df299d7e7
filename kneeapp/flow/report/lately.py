"""For the doctor, out of the last months: how it went, what was done, medicines, the chart."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

from kneeapp.flow.progress import progress
from kneeapp.flow.progress.days import Fold, folded
from kneeapp.flow.report.page import MOST_LINES, Chart, long_day, short_day
from kneeapp.flow.visit import said
from kneeapp.journal import look
from kneeapp.journal.model import SymptomRecord, Treatment, TreatmentRecord

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kneeapp.flow.progress.days import Day
    from kneeapp.journal.store import Journal

_Recent: TypeAlias = "Sequence[tuple[date, TreatmentRecord | SymptomRecord]]"

_LEAST_FIGURES = 2
_MOST_ROUTINES = 3
_MOST_VISITS = 3
_MEDICINES = frozenset({Treatment.PAINKILLER, Treatment.GEL})


def went(journal: Journal, since: date, today: date) -> tuple[str, ...]:
    """What changed, and how much exercise was done."""
    found = progress.progress(journal, since, today)
    lines = [*(each.sentence for each in found.changes[: MOST_LINES - 1]), found.done]
    told = tuple(line for line in lines if line)
    return told or ("The journal holds too little to tell yet.",)


def done(recent: _Recent, journal: Journal, since: date) -> tuple[str, ...]:
    """Routines, runs, treatments and visits; medicines have their own part."""
    told = [each for _, each in recent if isinstance(each, TreatmentRecord)]
    apart = _MEDICINES | {Treatment.SEEN_BY}
    kinds = Counter(each.what for each in told if each.what not in apart)
    lines = [*_visits(recent), *_exercise(journal, since)]
    lines += [f"{said.TREATMENTS[kind]}: {_times(count)}" for kind, count in kinds.items()]
    return tuple(lines[:MOST_LINES])


def _visits(recent: _Recent) -> list[str]:
    seen = [
        f"Seen by {told.detail or 'someone'} on {short_day(day)}"
        for day, told in recent
        if isinstance(told, TreatmentRecord) and told.what is Treatment.SEEN_BY
    ]
    return seen[:_MOST_VISITS]


def _exercise(journal: Journal, since: date) -> list[str]:
    sessions: Counter[str] = Counter()
    for _, title, count in look.sessions(journal, since):
        sessions[title] += count
    lines = [f"{title}: {_times(count)}" for title, count in sessions.most_common(_MOST_ROUTINES)]
    runs = look.runs(journal, since)
    if runs:
        metres = [run.metres for _, run in runs if run.metres]
        longest = f", the longest {said.km(max(metres))}" if metres else ""
        lines.append(f"Runs: {len(runs)}{longest}")
    return lines


def medicines(recent: _Recent) -> tuple[str, ...]:
    """Painkillers and gels: how often, and when last."""
    taken: dict[str, list[date]] = {}
    for day, told in recent:
        if isinstance(told, TreatmentRecord) and told.what in _MEDICINES:
            taken.setdefault(told.detail or said.TREATMENTS[told.what], []).append(day)
    lines = [
        f"{name}: {_times(len(on))}, last on {short_day(max(on))}" for name, on in taken.items()
    ]
    return tuple(lines[:MOST_LINES]) or ("None noted in the journal.",)


def symptoms(recent: _Recent) -> tuple[str, ...]:
    """How swollen and how stiff, last time."""
    newest: dict[str, str] = {}
    for day, told in recent:
        if isinstance(told, SymptomRecord):
            name = said.SYMPTOMS[told.what]
            newest.setdefault(name, f"{name}: {said.AMOUNTS[told.level]} on {short_day(day)}")
    return tuple(newest.values())


def chart(single: Sequence[Day]) -> Chart | None:
    """The strongest pain of each day or week; nothing before there are two figures."""
    if not single:
        return None
    fold = Fold.of((single[-1].day - single[0].day).days)
    days = folded(single, fold)
    told = [day for day in days if day.figure is not None]
    if len(told) < _LEAST_FIGURES:
        return None
    first, last = days[0].day, days[-1].day
    span = max(1, (last - first).days)
    title = f"Strongest pain of each {fold.value}"

    def place(day: Day) -> float:
        return round((day.day - first).days / span, 4)

    figures = [day.figure or 0 for day in told]
    alt = (
        f"{title} from {long_day(first)} to {long_day(last)}:"
        f" at first {figures[0]}, at last {figures[-1]}, highest {max(figures)} of 10."
    )
    return Chart(
        title=f"{title}, 0 to 10  (▲ exercise, ○ run)",
        alt=alt,
        first=short_day(first),
        last=short_day(last),
        points=tuple((place(day), day.figure or 0) for day in told),
        routines=tuple(place(day) for day in days if day.sessions),
        runs=tuple(place(day) for day in days if day.runs),
    )


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
