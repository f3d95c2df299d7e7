"""A truthful person with the knee of a case, who answers the questions one after the other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kneeapp.guidance import words
from kneeapp.guidance.case import Case
from kneeapp.guidance.interview import answer, next_question

if TYPE_CHECKING:
    from collections.abc import Callable

    from kneeapp.guidance.questions import Question

# Up to so many days or points -> what the option says that covers them.
DAYS = {2: 1, 5: 4, 7: 7, 14: 10, 20: 17, 41: 28, 90: 56, 36_525: 150}
PAIN = {0: 0, 3: 3, 5: 5, 7: 7, 10: 9}
# What a person ticks whose sign has no line of its own.
ALSO = {
    "deformity": {"deep_wound"},
    "giving_way": {"kneecap_slipped"},
    "eye_or_urinary": {"rash"},
    "anticoagulants": {"bleeding_disorder"},
    "walking": {"weight_bearing", "standing"},
    "jumping": {"hopping"},
    "squatting": {"bending"},
    "long_journey": {"recent_hospital_stay"},
}
FIELDS = {"onset": "onset", "spread": "spread", "trend": "trend", "sex": "sex"}
SETS = {"symptom": "yes", "history": "history", "worse": "worse", "better": "better"}


def lived(case: Case) -> Case:
    """The whole story, with nothing left open: what the case does not name is not there."""
    there = case.yes | ({"exertional_only"} if _only_with_effort(case) else set())
    if _swelled_fast(case):
        there |= {"swelling_within_2h"}
    return replace(
        case,
        yes=frozenset(there),
        no=words.SYMPTOMS - there,
        stiffness_min=case.stiffness_min or 0,
    )


def marked(case: Case) -> Case:
    """What the marks on the picture say."""
    return Case(
        side=case.side,
        places=case.places,
        spread=case.spread,
        intensity=case.intensity,
        qualities=case.qualities,
    )


def interview(case: Case, reply: Callable[[Question], tuple[str, ...]]) -> tuple[Case, list[str]]:
    """What is known after the questions, and which were asked."""
    asked: list[str] = []
    while (question := next_question(case, frozenset(asked))) is not None:
        assert question.why
        asked.append(question.id)
        case = answer(case, question, reply(question))
    return case, asked


def truth(case: Case, question: Question) -> tuple[str, ...]:
    """The ids of the options that fit the case."""
    if question.kind == "number":
        return () if case.age is None else (str(int(case.age)),)
    fits = [
        option.id
        for option in question.answers
        if any(_holds(case, kind, word) for kind, word in option.effect)
    ]
    if question.id == "emergency_signs" and _only_with_effort(case):
        fits = [each for each in fits if each != "foot"]  # asked is how it is now, at rest
    if question.kind == "multi":
        return tuple(fits)
    whole = [
        option
        for option in question.answers
        if option.effect and all(_holds(case, kind, word) for kind, word in option.effect)
    ]
    best = max(whole, key=lambda each: len(each.effect), default=None)
    return ("not_sure",) if best is None else (best.id,)


def _holds(case: Case, kind: str, word: str | float) -> bool:
    if kind in _SPECIAL:
        return _SPECIAL[kind](case, word)
    if word in _WORKED_OUT:
        return _WORKED_OUT[str(word)](case)
    if kind in SETS:
        return bool(({word} | ALSO.get(str(word), set())) & getattr(case, SETS[kind]))
    return bool(getattr(case, FIELDS[kind]) == word)


def _stiff(case: Case, word: str | float) -> bool:
    minutes = case.stiffness_min or 0
    return word == (45 if minutes > 30 else 15 if minutes else 0)


_SPECIAL: dict[str, Callable[[Case, str | float], bool]] = {
    "deny": lambda case, word: word not in case.yes,
    "days": lambda case, word: case.days is not None and word == _covering(DAYS, case.days),
    "pain": lambda case, word: (
        case.intensity is not None and word == _covering(PAIN, case.intensity)
    ),
    "stiffness": _stiff,
}


def _covering(spans: dict[int, int], known: float) -> int:
    return next(said for most, said in spans.items() if known <= most)


def _only_with_effort(case: Case) -> bool:
    """Said outright, or told as "running hurts, stopping ends it"."""
    told = "stopping" in case.better and case.worse & {"running", "walking"}
    return "exertional_only" in case.yes or bool(
        told and not case.yes & {"rest_pain", "night_pain"}
    )


def _swelled_fast(case: Case) -> bool:
    """Swollen on the very day of the injury, unless the case says that it came later."""
    today = case.onset == "sudden_injury" and case.days == 0 and "swelling" in case.yes
    return "swelling_within_2h" in case.yes or (today and "swelling_within_2h" not in case.no)


_WORKED_OUT = {"exertional_only": _only_with_effort, "swelling_within_2h": _swelled_fast}
