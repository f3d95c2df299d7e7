"""For the doctor, out of the checks: how it began, what it feels like, which signs were asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kneeapp.flow.progress import progress
from kneeapp.flow.report.page import Part, long_day
from kneeapp.flow.report.signs import OTHER, WARNING
from kneeapp.journal.model import AnswerRecord

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from kneeapp.body.marks import PainMap
    from kneeapp.guidance.case import Case
    from kneeapp.journal.model import Json
    from kneeapp.journal.store import Journal

_CHECKS = 20


class Check(NamedTuple):
    """A check that can still be read: its day, what was told, what was advised."""

    day: date
    case: Case
    advice: str


def checks(journal: Journal) -> list[Check]:
    """The newest check, and if that was a short later look also the last full one."""
    found: list[Check] = []
    for number, entry in enumerate(journal.answers(_CHECKS)):
        assert isinstance(entry.detail, AnswerRecord)
        case = _case(entry.detail.case_file)
        if case is None:
            if number == 0:
                return []  # an older story may no longer be true
            continue
        if not found or not case.looked_again:
            found.append(Check(entry.at.day, case, entry.detail.summary))
        if not case.looked_again:
            break
    return found


def first_told(found: list[Check]) -> Case | None:
    """The full story."""
    return found[-1].case if found else None


def where(pain_map: PainMap | None) -> tuple[str, ...]:
    """What is marked, with drawn areas, and the person's note."""
    from kneeapp.body.readback import read_back

    if pain_map is None or pain_map.empty:
        return ()
    note = (f"In my words: {pain_map.note}",) if pain_map.note else ()
    return (read_back(pain_map), *note)


def story(found: list[Check]) -> tuple[Part, ...]:
    """How it began, what it feels like, and what else matters."""
    if not found:
        return ()
    newest, full = found[0].case, found[-1].case
    return (
        Part("How it began", tuple(_began(found[-1]))),
        Part("What it feels like", tuple(_feels(newest, full))),
        Part("Also to know", _history(full)),
    )


def signs(found: list[Check]) -> tuple[Part, ...]:
    """What was asked and answered, check by check, the newest first."""
    return tuple(
        Part(f"Signs asked and answered on {long_day(check.day)}", tuple(_answers(check)))
        for check in found
    )


def _began(check: Check) -> list[str]:
    case, lines = check.case, []
    if case.days is not None:
        lines.append(f"For {_how_long(case.days)} (said on {long_day(check.day)}).")
    lines += [f"{words}." for words in _labels("onset", [case.onset] if case.onset else [])]
    return lines + ([f"In my words: {case.what_happened}"] if case.what_happened else [])


def _how_long(days: float) -> str:
    """The span the person chose, as it was chosen: never a day that nobody named."""
    said = _names("days").get(days)
    if said is None:
        return f"about {progress.span_words(max(1, round(days)))}"
    return said[0].lower() + said[1:]


def _feels(newest: Case, full: Case) -> list[str]:
    qualities = newest.qualities or full.qualities
    worst = full.intensity if newest.intensity is None else newest.intensity
    stiff = full.stiffness_min if newest.stiffness_min is None else newest.stiffness_min
    lines = [f"It feels {', '.join(sorted(qualities))}."] if qualities else []
    lines += [] if worst is None else [f"At worst {worst:g} of 10."]
    lines += [_stiff(stiff)] if stiff else []
    for kind, words, ids in (("worse", "Worse", full.worse), ("better", "Better", full.better)):
        names = _labels(kind, sorted(ids))
        lines += [f"{words} with: {'; '.join(names)}."] if names else []
    return lines


def _stiff(minutes: float) -> str:
    """As it was chosen; a figure only when one was given."""
    said = _names("stiffness").get(minutes)
    return f"{said}." if said else f"Stiff in the morning for about {minutes:g} minutes."


def _history(case: Case) -> tuple[str, ...]:
    names = _labels("history", sorted(case.history))
    return (f"{'; '.join(names)}.",) if names else ()


def _answers(check: Check) -> list[str]:
    yes, no = check.case.yes, check.case.no
    lines = [
        *_listed("Warning signs there", WARNING, yes),
        *_listed("There", OTHER, yes),
        *_listed("Asked and not there", WARNING | OTHER, no),
    ]
    if not yes:
        lines.insert(0, "Nothing of what was asked is there.")
    return [*lines, f"What the program advised: {check.advice.rstrip('.')}."]


def _listed(head: str, names: Mapping[str, str], signs: Collection[str]) -> list[str]:
    told = [name for sign, name in names.items() if sign in signs]
    return [f"{head}: {', '.join(told)}."] if told else []


def _case(case_file: Json) -> Case | None:
    from kneeapp.base.errors import UserError
    from kneeapp.guidance.case import parse

    try:
        return parse(_known(case_file))
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


def _labels(kind: str, ids: Iterable[str]) -> list[str]:
    """The words with which the person was asked."""
    names = _names(kind)
    return [names.get(each, each.replace("_", " ")) for each in ids]


def _names(kind: str) -> dict[str | float, str]:
    """What the answers of one kind are called: what they make known -> their words."""
    from kneeapp.guidance import questions

    names: dict[str | float, str] = {}
    for question in questions.all_questions():
        for option in question.answers:
            told = [word for of, word in option.effect if of == kind]
            for word in told if len(told) == 1 else ():
                plain = option.label.lower() not in {"yes", "no"}
                names.setdefault(word, option.label if plain else question.text)
    return names
