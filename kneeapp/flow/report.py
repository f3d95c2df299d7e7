"""What a doctor needs to know, on one page: gathered from the journal, in plain words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

from kneeapp.flow import days as flow_days
from kneeapp.flow import progress, said
from kneeapp.journal import look
from kneeapp.journal.model import (
    AnswerRecord,
    SymptomRecord,
    Treatment,
    TreatmentRecord,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from kneeapp.body.marks import PainMap
    from kneeapp.flow.days import Day
    from kneeapp.guidance.case import Case
    from kneeapp.journal.model import Entry, Json
    from kneeapp.journal.store import Journal

_Recent: TypeAlias = "Sequence[tuple[date, TreatmentRecord | SymptomRecord]]"

QUESTIONS = (
    "What may be the cause? Does it need a test or a scan?",
    "What may I do now, and what should I leave out?",
    "When may I run again, and how far?",
    "When should I come back?",
)
"""Offered to ask; the person may change them."""

SPAN_DAYS = 183
_MOST_LINES = 7
_LEAST_FIGURES = 2


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


def report(journal: Journal, wishes: Wishes, now: datetime) -> Report:
    """The page, from the newest check and the last half year.

    Args:
        journal: where it comes from.
        wishes: what the person wants on it.
        now: the wall time of writing.
    """
    from kneeapp.guidance import cards

    today = now.date()
    since = today - timedelta(days=SPAN_DAYS)
    answered = next(iter(journal.answers(1)), None)
    case = _case(answered)
    pain_map = journal.last_map()
    recent = look.treatments_and_symptoms(journal, since)
    days = flow_days.days(journal, since)
    return Report(
        title="My knee",
        subtitle=_subtitle(wishes, case, today),
        top=_story(answered, case, pain_map),
        middle=_signs(answered, case),
        left=(
            Part("How it went", tuple(_went(journal, since, today))),
            Part("What was done", tuple(_done(recent, journal, since))),
        ),
        right=(
            Part("Medicines noted", tuple(_medicines(recent))),
            Part("Swelling and stiffness", tuple(_symptoms(recent))),
            Part("My questions", tuple(q for q in wishes.questions if q.strip())[:_MOST_LINES]),
        ),
        footer=cards.footer(),
        chart=_chart(days),
        pain_map=pain_map,
        where=_where(pain_map),
        wishes=wishes,
    )


def _subtitle(wishes: Wishes, case: Case | None, today: date) -> str:
    who = [wishes.name.strip()]
    if case is not None and case.age is not None:
        who.append(f"{case.age:g} years")
    if case is not None and case.sport:
        who.append(case.sport)
    who.append(f"{today.day} {today:%B %Y}")
    return " · ".join(part for part in who if part)


def _case(answered: Entry | None) -> Case | None:
    from kneeapp.base.errors import UserError
    from kneeapp.guidance.case import parse

    if answered is None or not isinstance(answered.detail, AnswerRecord):
        return None
    try:
        return parse(_known(answered.detail.case_file))
    except UserError:
        return None  # of a much older or newer program; the rest of the page still helps


def _known(case_file: Json) -> dict[str, object]:
    """Without symptoms that this version no longer asks about."""
    from kneeapp.guidance import words

    kept = dict(case_file)
    symptoms = kept.get("symptoms")
    if isinstance(symptoms, dict):
        known = words.SYMPTOMS | {words.STIFFNESS}
        kept["symptoms"] = {name: told for name, told in symptoms.items() if name in known}
    return kept


def _where(pain_map: PainMap | None) -> str:
    from kneeapp.body.readback import read_back

    return "" if pain_map is None or pain_map.empty else read_back(pain_map)


def _story(answered: Entry | None, case: Case | None, pain_map: PainMap | None) -> tuple[Part, ...]:
    where = _where(pain_map)
    parts = [Part("Where it hurts", (where,) if where else ())]
    if answered is None or case is None:
        return tuple(parts)
    began = []
    if case.days is not None:
        day = answered.at.day - timedelta(days=round(case.days))
        span = progress.span_words(max(1, round(case.days)))
        began.append(f"Since about {day.day} {day:%B %Y}: {span} before the check.")
    began += _labels("onset", [case.onset] if case.onset else [])
    began += [f"In my words: {case.what_happened}"] if case.what_happened else []
    feels = []
    if case.qualities:
        feels.append(f"It feels {', '.join(sorted(case.qualities))}.")
    if case.intensity is not None:
        feels.append(f"At worst {case.intensity:g} of 10.")
    for kind, words, ids in (("worse", "Worse", case.worse), ("better", "Better", case.better)):
        names = _labels(kind, sorted(ids))
        feels += [f"{words} with: {'; '.join(names)}."] if names else []
    return (*parts, Part("How it began", tuple(began)), Part("What it feels like", tuple(feels)))


def _signs(answered: Entry | None, case: Case | None) -> tuple[Part, ...]:
    if answered is None or case is None or not isinstance(answered.detail, AnswerRecord):
        return ()
    day = answered.at.day
    there = _labels("symptom", sorted(case.yes))
    absent = _labels("symptom", sorted(case.no))
    lines = [f"Yes: {'; '.join(there)}." if there else "Yes: none of those asked."]
    lines += [f"No: {'; '.join(absent)}."] if absent else []
    lines.append(f"What the program advised: {answered.detail.summary.rstrip('.')}.")
    return (Part(f"Signs asked and answered on {day.day} {day:%B %Y}", tuple(lines)),)


def _labels(kind: str, ids: Iterable[str]) -> list[str]:
    """The words with which the person was asked."""
    from kneeapp.guidance import questions

    names: dict[str | float, str] = {}
    for question in questions.all_questions():
        for option in question.answers:
            told = [word for of, word in option.effect if of == kind]
            for word in told if len(told) == 1 else ():
                plain = option.label.lower() not in {"yes", "no"}
                names.setdefault(word, option.label if plain else question.text)
    return [names.get(each, each.replace("_", " ")) for each in ids]


def _went(journal: Journal, since: date, today: date) -> list[str]:
    found = progress.progress(journal, since, today)
    lines = [*(each.sentence for each in found.changes), found.done]
    return [line for line in lines if line][:_MOST_LINES]


def _done(recent: _Recent, journal: Journal, since: date) -> list[str]:
    sessions: Counter[str] = Counter()
    for _, title, count in look.sessions(journal, since):
        sessions[title] += count
    lines = [f"{title}: {_times(count)}" for title, count in sessions.most_common(3)]
    runs = look.runs(journal, since)
    if runs:
        metres = [run.metres for _, run in runs if run.metres]
        longest = f", the longest {said.km(max(metres))}" if metres else ""
        lines.append(f"Runs: {len(runs)}{longest}")
    kinds = Counter(
        told.what
        for _, told in recent
        if isinstance(told, TreatmentRecord)
        and told.what not in {Treatment.PAINKILLER, Treatment.SEEN_BY}
    )
    lines += [f"{said.TREATMENTS[kind]}: {_times(count)}" for kind, count in kinds.items()]
    lines += [
        f"Seen by {told.detail or 'someone'} on {_short(day)}"
        for day, told in recent
        if isinstance(told, TreatmentRecord) and told.what is Treatment.SEEN_BY
    ]
    return lines[:_MOST_LINES]


def _medicines(recent: _Recent) -> list[str]:
    taken: dict[str, list[date]] = {}
    for day, told in recent:
        if isinstance(told, TreatmentRecord) and told.what in {
            Treatment.PAINKILLER,
            Treatment.GEL,
        }:
            taken.setdefault(told.detail or said.TREATMENTS[told.what], []).append(day)
    lines = [f"{name}: {_times(len(on))}, last on {_short(max(on))}" for name, on in taken.items()]
    return lines[:_MOST_LINES] or ["None noted in the journal."]


def _symptoms(recent: _Recent) -> list[str]:
    newest: dict[str, str] = {}
    for day, told in recent:
        if isinstance(told, SymptomRecord):
            name = said.SYMPTOMS[told.what]
            newest.setdefault(name, f"{name}: {said.AMOUNTS[told.level]} on {_short(day)}")
    return list(newest.values())


def _short(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _chart(days: Sequence[Day]) -> Chart | None:
    told = [day for day in days if day.figure is not None]
    if len(told) < _LEAST_FIGURES:
        return None
    first, last = days[0].day, days[-1].day
    span = max(1, (last - first).days)

    def place(day: Day) -> float:
        return round((day.day - first).days / span, 4)

    figures = [day.figure or 0 for day in told]
    alt = (
        f"Strongest pain of each day from {first:%d %b %Y} to {last:%d %b %Y}:"
        f" at first {figures[0]}, at last {figures[-1]}, highest {max(figures)} of 10."
    )
    return Chart(
        title="Strongest pain of each day, 0 to 10  (▲ exercise, ○ run)",
        alt=alt,
        first=f"{first:%d %b %Y}",
        last=f"{last:%d %b %Y}",
        points=tuple((place(day), day.figure or 0) for day in told),
        routines=tuple(place(day) for day in days if day.sessions),
        runs=tuple(place(day) for day in days if day.runs),
    )
