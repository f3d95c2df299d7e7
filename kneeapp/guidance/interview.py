"""Which question comes next: warning signs first, then what can change the answer most.

Whether a question matters is tried out, not listed: each of its answers is applied to the case,
and when urgency, best cause, exercise and routine stay the same for all of them, it is left out.
Of those that matter, the one that can change most comes first. A later look has a fixed short
list of its own (``looks`` in the data).
"""

from __future__ import annotations

import functools
from dataclasses import fields, replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, TypeAlias

from kneeapp.guidance import advice, causes
from kneeapp.guidance.case import Case
from kneeapp.guidance.questions import NOT_SURE, all_questions, fitting, looks
from kneeapp.guidance.triage import triage
from kneeapp.guidance.when import Facts
from kneeapp.guidance.words import Urgency

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from kneeapp.guidance.questions import Option, Question

    _Aspect: TypeAlias = Callable[[Case], object]

_WARNING = "warning"
MOST = 18
# Questions that only sharpen cause and routine stop here; those about urgency go on to MOST.
TYPICAL = 9


def next_question(case: Case, asked: AbstractSet[str]) -> Question | None:
    """The next question worth asking, or None when the answer is ready."""
    return _next(case, frozenset(asked))


# A window asks for the same question and the same count several times while it shows them.
@functools.lru_cache(maxsize=64)
def _next(case: Case, asked: frozenset[str]) -> Question | None:
    return next(_first(case, asked), None) or _most_telling(case, asked)


def remaining(case: Case, asked: AbstractSet[str]) -> int:
    """How many questions may still come; an upper estimate from what is known now."""
    return _remaining(case, frozenset(asked))


@functools.lru_cache(maxsize=64)
def _remaining(case: Case, asked: frozenset[str]) -> int:
    ahead = sum(1 for _ in _first(case, asked))
    others = [tuple(_tried(each, case)) for each in _open(case, asked)]
    safe, telling = (
        sum(_changes(case, tried, only_safety=only) for tried in others) for only in (True, False)
    )
    ahead += max(safe, min(telling, TYPICAL - len(asked) - ahead))
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
    # One new case at the end: a list of nine signs would else make nine.
    draft = SimpleNamespace(**{name: getattr(case, name) for name in _NAMES})
    for option in question.answers:
        if option.id in options:
            _apply(draft, option.effect, there=True)
        elif question.kind == "multi" and NOT_SURE not in options:
            _apply(draft, option.effect, there=False)
            _apply(draft, _unknown(draft, option), there=True)
    return Case(**vars(draft))


def _first(case: Case, asked: AbstractSet[str]) -> Iterator[Question]:
    """What is asked in a fixed order: warning signs and how it began; or a later look."""
    if _urgency(case) is Urgency.EMERGENCY or len(asked) >= MOST:
        return
    if case.looked_again:
        yield from _on_the_list(case, asked)
        return
    for question in _unasked(case, asked):
        if question.first and _worth_asking_first(question, case):
            yield question


def _worth_asking_first(question: Question, case: Case) -> bool:
    if _urgency(case) is Urgency.SAME_DAY:
        # Also what may lower it: a fall at 60 is checked today unless every sign is absent.
        return any(_urgency(then) is not Urgency.SAME_DAY for then in _tried(question, case))
    if question.group != _WARNING:
        return any(_tried(question, case))  # how it began is asked unless it is known
    return _matters(question, case, only_safety=False)


def _most_telling(case: Case, asked: AbstractSet[str]) -> Question | None:
    """The question that can change most; the first one in the file where two are alike.

    Source: judgement (J): urgency before what is safe to do, and that before cause and routine.
    """
    others = [(each, tuple(_tried(each, case))) for each in _open(case, asked)]
    for aspect in _aspects(only_safety=len(asked) >= TYPICAL):
        now = aspect(case)
        gains = [
            (_gain(each, [aspect(then) != now for then in tried]), each) for each, tried in others
        ]
        best, question = max(gains, key=lambda each: each[0], default=(0.0, None))
        if best > 0:
            return question
    return None


def _open(case: Case, asked: AbstractSet[str]) -> Iterator[Question]:
    """The questions after the first ones; once it is urgent only what may be an emergency."""
    urgency = _urgency(case)
    if urgency is Urgency.EMERGENCY or len(asked) >= MOST or case.looked_again:
        return
    for question in _unasked(case, asked):
        urgent = urgency is Urgency.SAME_DAY
        if not question.first and (not urgent or _may_be_emergency(question, case)):
            yield question


def _on_the_list(case: Case, asked: AbstractSet[str]) -> Iterator[Question]:
    """The short list of a later look; an urgent answer ends it."""
    listed = looks()[case.looked_again]
    urgent = _urgency(case) is Urgency.SAME_DAY
    for question in _unasked(case, asked):
        if urgent and not _may_be_emergency(question, case):
            continue
        apart = question.parent in listed and _matters(question, case, only_safety=True)
        if question.id in listed or apart:
            yield question


def _unasked(case: Case, asked: AbstractSet[str]) -> Iterator[Question]:
    facts = Facts(case)
    for question in all_questions():
        if question.id in asked or (question.parent and question.parent not in asked):
            continue
        if question.when is None or question.when(facts):
            yield fitting(question, case)


def _may_be_emergency(question: Question, case: Case) -> bool:
    """Whether one of the answers would make it an emergency."""
    return any(_urgency(then) is Urgency.EMERGENCY for then in _tried(question, case))


def _matters(question: Question, case: Case, *, only_safety: bool) -> bool:
    """Whether some answer could change the outcome; with `only_safety`, what is safe to do."""
    return _changes(case, tuple(_tried(question, case)), only_safety=only_safety)


def _changes(case: Case, tried: Sequence[Case], *, only_safety: bool) -> bool:
    for aspect in _aspects(only_safety=only_safety):
        now = aspect(case)
        if any(aspect(then) != now for then in tried):
            return True
    return False


def _gain(question: Question, changes: Sequence[bool]) -> float:
    """How many answers change it; a list asks several things at once, so its lines add up."""
    return sum(changes) if question.kind == "multi" else sum(changes) / max(1, len(changes))


def _tried(question: Question, case: Case) -> Iterator[Case]:
    """The case after each answer that says something new."""
    return (answer(case, question, each) for each in _answers_to_try(question, case))


def _answers_to_try(question: Question, case: Case) -> tuple[tuple[str, ...], ...]:
    if question.kind in _NUMBER_KINDS:
        unknown = getattr(case, _NUMBER_FIELD[question.id]) is None
        return tuple((each,) for each in _TRIED_NUMBERS[question.id]) if unknown else ()
    telling = [option for option in question.answers if option.effect]
    fresh = [option for option in telling if not _known(case, option)]
    if question.kind == "single":
        return () if len(fresh) < len(telling) else tuple((each.id,) for each in fresh)
    # One line alone, none, and all of them: some signs only weigh in together.
    return (
        (*((each.id,) for each in fresh), (), tuple(each.id for each in telling)) if fresh else ()
    )


_verdict = functools.lru_cache(maxsize=4096)(triage)


@functools.lru_cache(maxsize=4096)
def _outcome(case: Case) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Level and exercise; best-fitting family and routines; what to leave out."""
    verdict = _verdict(case)
    fits = causes.order(case, verdict)
    exercise = advice.exercise(case, verdict, fits)
    choice = advice.routine_choice(case, verdict, fits, exercise)
    routines = choice.routines if choice else ()
    avoid = advice.avoid(case, verdict, fits, exercise)
    return (verdict.level, exercise), (fits[0].cause.family, *routines), avoid


def _urgency(case: Case) -> Urgency:
    return _verdict(case).urgency


def _safety(case: Case) -> tuple[str, ...]:
    return _outcome(case)[0]


def _cause(case: Case) -> tuple[str, ...]:
    return _outcome(case)[1]


def _left_out(case: Case) -> tuple[str, ...]:
    return _outcome(case)[2]


def _aspects(*, only_safety: bool) -> tuple[_Aspect, ...]:
    """What a person would notice of an answer, from most to least worth knowing."""
    return (_urgency, _safety) if only_safety else (_urgency, _safety, _cause, _left_out)


_NAMES = tuple(field.name for field in fields(Case))
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
    return all(_is_known(case, kind, word) for kind, word in option.effect)


def _is_known(case: Case | SimpleNamespace, kind: str, word: str | float) -> bool:
    if kind in {"symptom", "deny"}:
        return word in case.yes or word in case.no
    if kind in _SETS:
        return word in getattr(case, _SETS[kind])
    return getattr(case, _FIELD[kind]) is not None


def _unknown(case: SimpleNamespace, option: Option) -> tuple[tuple[str, str | float], ...]:
    """What not choosing it says, unless more is known already."""
    return tuple(each for each in option.otherwise if not _is_known(case, *each))


def _apply(
    draft: SimpleNamespace, effect: tuple[tuple[str, str | float], ...], *, there: bool
) -> None:
    for kind, word in effect:
        if kind in {"symptom", "deny"}:
            _apply_symptom(draft, str(word), there=there == (kind == "symptom"))
        elif there and kind in _SETS:
            name = _SETS[kind]
            setattr(draft, name, getattr(draft, name) | {word})
        elif there:
            setattr(draft, _FIELD[kind], word)


def _apply_symptom(draft: SimpleNamespace, symptom: str, *, there: bool) -> None:
    # A sign once said stays: a later list must not take it back.
    if there:
        draft.yes |= {symptom}
        draft.no -= {symptom}
    elif symptom not in draft.yes:
        draft.no |= {symptom}


def _with_number(case: Case, question: Question, options: Sequence[str]) -> Case:
    if not options:
        return case
    changes: dict[str, Any] = {_NUMBER_FIELD[question.id]: int(options[0])}
    return replace(case, **changes)
