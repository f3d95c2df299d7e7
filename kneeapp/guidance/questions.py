"""Which question comes next: warning signs first, then only what can still change the answer.

A later look has a fixed short list of its own (``looks`` in the data).

Whether a question matters is tried out, not listed: each of its answers is applied to the case,
and when urgency, best causes, exercise and routine stay the same for all of them, it is left out.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kneeapp.base import yamlfile
from kneeapp.guidance import advice, causes, data
from kneeapp.guidance.triage import triage
from kneeapp.guidance.when import Facts, compile_test
from kneeapp.guidance.words import Urgency

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from kneeapp.guidance.case import Case
    from kneeapp.guidance.when import Test

MOST = 18
# Questions that only sharpen cause and routine stop here; those about urgency go on to MOST.
TYPICAL = 9
NOT_SURE = "not_sure"
_NOT_SURE_LABEL = "I am not sure about one of these"


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer; `effect` is what it makes known, as (kind, word or number)."""

    id: str
    label: str
    effect: tuple[tuple[str, str | float], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        why: why we ask, for the person.
        kind: single, multi (several or none), number, or scale (pain, 0 to 10).
        group: warning, person, story or signs.
        when: only then is it worth asking; None for always.
        parent: the list that this single question was taken from; empty for the others.
    """

    id: str
    text: str
    help: str
    why: str
    answers: tuple[Option, ...]
    kind: str
    group: str
    when: Test | None = None
    parent: str = ""


def next_question(case: Case, asked: AbstractSet[str]) -> Question | None:
    """The next question worth asking, or None when the answer is ready."""
    return next(_worth_asking(case, asked), None)


def remaining(case: Case, asked: AbstractSet[str]) -> int:
    """How many questions may still come; an upper estimate from what is known now."""
    ahead = sum(1 for _ in _worth_asking(case, asked))
    return max(0, min(ahead, MOST - len(asked)))


def answer(case: Case, question: Question, options: Sequence[str]) -> Case:
    """The case after an answer.

    Args:
        case: what was known before.
        question: as it was asked.
        options: ids of the chosen options; for a number its digits; empty for "none" or "not sure".
    """
    if question.kind in _NUMBER_KINDS:
        return _with_number(case, question, options)
    for option in question.answers:
        if option.id in options:
            case = _apply(case, option.effect, there=True)
        elif question.kind == "multi" and NOT_SURE not in options:
            case = _apply(case, option.effect, there=False)
    return case


def all_questions() -> tuple[Question, ...]:
    """Every question, in order; those that take a list apart follow their list."""
    return _catalogue()


def _worth_asking(case: Case, asked: AbstractSet[str]) -> Iterator[Question]:
    now = _outcome(case)
    if now.urgency is Urgency.EMERGENCY or len(asked) >= MOST:
        return
    if case.looked_again:
        yield from _on_the_list(case, asked, now)
        return
    count = len(asked)
    for question in _catalogue():
        if question.id in asked or not _fits(question, case, asked):
            continue
        if now.urgency is Urgency.SAME_DAY:
            worth = _may_be_emergency(question, case)
        else:
            worth = _matters(question, case, now, only_safety=count >= TYPICAL)
        if worth:
            count += 1
            yield question


def _on_the_list(case: Case, asked: AbstractSet[str], now: _Outcome) -> Iterator[Question]:
    """The short list of a later look; an urgent answer ends it."""
    listed = _looks()[case.looked_again]
    for question in _catalogue():
        if question.id in asked or not _fits(question, case, asked):
            continue
        if now.urgency is Urgency.SAME_DAY and not _may_be_emergency(question, case):
            continue
        apart = question.parent in listed and _matters(question, case, now, only_safety=True)
        if question.id in listed or apart:
            yield question


def _may_be_emergency(question: Question, case: Case) -> bool:
    """Whether one of the answers would make it an emergency."""
    return any(each.urgency is Urgency.EMERGENCY for each in _tried(question, case))


def _tried(question: Question, case: Case) -> Iterator[_Outcome]:
    """What would come of each answer that says something new."""
    if question.kind in _NUMBER_KINDS:
        unknown = getattr(case, _NUMBER_FIELD[question.id]) is None
        tries = _TRIED_NUMBERS[question.id] if unknown else ()
    else:
        telling = [option for option in question.answers if option.effect]
        fresh = [option for option in telling if not _known(case, option)]
        settled = question.kind == "single" and len(fresh) < len(telling)
        tries = () if settled else tuple(option.id for option in fresh)
    return (_outcome(answer(case, question, (each,))) for each in tries)


def _fits(question: Question, case: Case, asked: AbstractSet[str]) -> bool:
    if question.parent and question.parent not in asked:
        return False
    return question.when is None or question.when(Facts(case))


def _matters(question: Question, case: Case, now: _Outcome, *, only_safety: bool) -> bool:
    """Whether some answer could change the outcome; with `only_safety`, what is safe to do."""
    if question.id == "age":
        return case.age is None
    tried = _tried(question, case)
    return any(each.safety != now.safety if only_safety else each != now for each in tried)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a person would notice of an answer.

    Attributes:
        safety: level and how much exercise is open.
        help: best-fitting family, routines, what to leave out.
    """

    urgency: Urgency
    safety: tuple[str, ...]
    help: tuple[str, ...]


@functools.lru_cache(maxsize=2048)
def _outcome(case: Case) -> _Outcome:
    verdict = triage(case)
    fits = causes.order(case, verdict)
    exercise = advice.exercise(case, verdict, fits)
    choice = advice.routine_choice(case, verdict, fits, exercise)
    routines = choice.routines if choice else ()
    avoid = advice.avoid(case, verdict, fits, exercise)
    return _Outcome(
        verdict.urgency, (verdict.level, exercise), (fits[0].cause.family, *routines, *avoid)
    )


_FIELD = {
    "onset": "onset",
    "days": "days",
    "spread": "spread",
    "pain": "intensity",
    "trend": "trend",
    "stiffness": "stiffness_min",
    "sex": "sex",
}
_SETS = {"history": "history", "worse": "worse", "better": "better", "ready": "ready"}
_NUMBER_KINDS = frozenset({"number", "scale"})
_NUMBER_FIELD = {"age": "age", "pain_now": "intensity"}
_TRIED_NUMBERS = {"age": ("8", "15", "30", "60"), "pain_now": ("0", "5", "9")}


def _known(case: Case, option: Option) -> bool:
    return any(_is_known(case, kind, word) for kind, word in option.effect)


def _is_known(case: Case, kind: str, word: str | float) -> bool:
    if kind in {"symptom", "deny"}:
        return word in case.yes or word in case.no
    if kind in _SETS:
        return word in getattr(case, _SETS[kind])
    return getattr(case, _FIELD[kind]) is not None


def _apply(case: Case, effect: tuple[tuple[str, str | float], ...], *, there: bool) -> Case:
    for kind, word in effect:
        if kind in {"symptom", "deny"}:
            case = _with_symptom(case, str(word), there=there == (kind == "symptom"))
        elif there and kind in _SETS:
            name = _SETS[kind]
            case = _replaced(case, name, getattr(case, name) | {word})
        elif there:
            case = _replaced(case, _FIELD[kind], word)
    return case


def _replaced(case: Case, name: str, value: object) -> Case:
    changes: dict[str, Any] = {name: value}
    return replace(case, **changes)


def _with_symptom(case: Case, symptom: str, *, there: bool) -> Case:
    # A sign once said stays: a later list must not take it back.
    if there:
        return replace(case, yes=case.yes | {symptom}, no=case.no - {symptom})
    return case if symptom in case.yes else replace(case, no=case.no | {symptom})


def _with_number(case: Case, question: Question, options: Sequence[str]) -> Case:
    return _replaced(case, _NUMBER_FIELD[question.id], int(options[0])) if options else case


@functools.cache
def _catalogue() -> tuple[Question, ...]:
    entries = yamlfile.read_file(data.folder() / "questions.yaml").data["questions"]
    return tuple(question for entry in entries for question in _questions(entry))


@functools.cache
def _looks() -> dict[str, tuple[str, ...]]:
    found = yamlfile.read_file(data.folder() / "questions.yaml").data["looks"]
    return {look: tuple(ids) for look, ids in found.items()}


def _questions(entry: dict[str, Any]) -> Iterator[Question]:
    options = tuple(_option(each) for each in entry.get("options", ()))
    taken_apart = entry["kind"] == "multi" and entry["group"] == "warning"
    shown = (*options, Option(NOT_SURE, _NOT_SURE_LABEL)) if taken_apart else options
    question = Question(
        id=entry["id"],
        text=entry["text"],
        help=entry["help"],
        why=entry["why"],
        answers=shown,
        kind=entry["kind"],
        group=entry["group"],
        when=compile_test(entry["when"], data.names()) if "when" in entry else None,
    )
    yield question
    if taken_apart:
        yield from (_taken_apart(question, option) for option in options)


def _taken_apart(question: Question, option: Option) -> Question:
    """One line of a list as a question of its own; "not sure" counts as yes."""
    denied = tuple(("deny", word) for _kind, word in option.effect)
    answers = (
        Option("yes", "Yes", option.effect),
        Option("no", "No", denied),
        Option(NOT_SURE, "Not sure", option.effect),
    )
    return replace(
        question,
        id=f"{question.id}.{option.id}",
        text=f"Does this fit? {option.label}.",
        help="If you are not sure, say so. It then counts as yes, to be safe.",
        answers=answers,
        kind="single",
        parent=question.id,
    )


def _option(entry: dict[str, Any]) -> Option:
    effect: list[tuple[str, str | float]] = []
    for kind, value in entry.get("set", {}).items():
        words = value if isinstance(value, list) else [value]
        effect.extend((kind, word) for word in words)
    return Option(entry["id"], entry["label"], tuple(effect))
