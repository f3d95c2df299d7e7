"""The questions, answered truthfully for every case of the sources, lead to a safe answer."""

from __future__ import annotations

import functools
import random
from statistics import median

import pytest

from kneeapp.guidance import questions, words
from kneeapp.guidance.assess import assess
from kneeapp.guidance.case import Case
from kneeapp.guidance.questions import answer, next_question
from kneeapp.guidance.words import Urgency
from tests.unit.guidance.unseen_cases import UNSEEN

LEVELS = list(Urgency)
SPANS = {"days": (1, 3, 9, 28, 60, 150), "pain": (0, 3, 5, 7, 9)}
# What a person ticks whose sign has no line of its own.
ALSO = {
    "deformity": {"deep_wound"},
    "giving_way": {"kneecap_slipped"},
    "eye_or_urinary": {"rash"},
    "anticoagulants": {"bleeding_disorder"},
    "walking": {"weight_bearing", "standing"},
}
FIELDS = {"onset": "onset", "spread": "spread", "trend": "trend", "sex": "sex"}
SETS = {"symptom": "yes", "history": "history", "worse": "worse", "better": "better"}


def holds(case, kind, word):
    if kind == "deny":
        return word not in case.yes
    if kind in SETS:
        return bool(({word} | ALSO.get(word, set())) & getattr(case, SETS[kind]))
    if kind in SPANS:
        known = case.days if kind == "days" else case.intensity
        return known is not None and word == min(SPANS[kind], key=lambda each: abs(each - known))
    if kind == "stiffness":
        minutes = case.stiffness_min or 0
        return word == (45 if minutes > 30 else 15 if minutes else 0)
    return getattr(case, FIELDS[kind]) == word


def truth(case, question):
    if question.kind == "number":
        return () if case.age is None else (str(int(case.age)),)
    fits = [
        option.id
        for option in question.answers
        if any(holds(case, kind, word) for kind, word in option.effect)
    ]
    if question.kind == "multi":
        return tuple(fits)
    quiet = [option.id for option in question.answers if option.id in {"no", "not_sure"}]
    return tuple((fits or quiet)[:1])


def marked(case):
    """What the marks on the picture say."""
    return Case(
        side=case.side,
        places=case.places,
        spread=case.spread,
        intensity=case.intensity,
        qualities=case.qualities,
    )


def interview(case, reply):
    asked = []
    while (question := next_question(case, frozenset(asked))) is not None:
        assert question.why
        asked.append(question.id)
        case = answer(case, question, reply(question))
    return case, asked


@functools.cache
def told(each):
    """The case that is known after a truthful interview, and what was asked."""
    return interview(marked(each.case), lambda question: truth(each.case, question))


@pytest.mark.parametrize("each", [pytest.param(each, id=each.name) for each in UNSEEN])
def test_nobody_is_told_something_milder_than_the_sources_ask(each):
    found = assess(told(each)[0]).urgency
    assert LEVELS.index(found) <= max(map(LEVELS.index, each.urgency))


def test_few_are_told_something_more_urgent_than_the_sources_ask():
    over = [e.name for e in UNSEEN if assess(told(e)[0]).urgency not in e.urgency]
    assert len(over) <= 3, over


def test_a_fitting_family_is_nearly_always_among_the_first_three():
    found = {e: {fit.cause.family for fit in assess(told(e)[0]).causes[:3]} for e in UNSEEN}
    missed = [e.name for e in UNSEEN if not found[e] & set(e.families)]
    assert len(missed) / len(UNSEEN) <= 0.02, missed


def test_typical_interviews_are_short():
    counts = [len(asked) for _case, asked in map(told, UNSEEN)]
    assert median(counts) <= questions.TYPICAL
    assert max(counts) <= 14


def test_no_way_of_answering_is_longer_than_18_questions():
    chance = random.Random(7)
    places = sorted(words.PLACES)

    def anything(question):
        if question.kind == "number":
            return chance.choice([(), ("9",), ("15",), ("34",), ("70",)])
        ids = [option.id for option in question.answers]
        if question.kind == "single":
            return (chance.choice(ids),)
        return tuple(chance.sample(ids, chance.choice([0, 0, 1, 1, 2])))

    for _ in range(60):
        start = Case(places=tuple(chance.sample(places, chance.choice([0, 1, 2]))))
        _case, asked = interview(start, anything)
        assert len(asked) <= questions.MOST
