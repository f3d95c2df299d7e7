from __future__ import annotations

import pytest
from hypothesis import given

from kneeapp.base.side import Side
from kneeapp.guidance import data, when
from kneeapp.guidance.case import Case
from kneeapp.guidance.clue import compile_clue
from kneeapp.guidance.when import Condition, DataError, Facts, compile_test
from tests.unit.guidance.strategies import cases

CASE = Case(
    age=34,
    side=Side.RIGHT,
    places=("patella", "calf"),
    intensity=4,
    onset="gradual",
    days=10,
    sport="Volleyball, running",
    yes=frozenset({"swelling"}),
    no=frozenset({"fever"}),
    worse=frozenset({"sitting"}),
)


def holds(condition, case=CASE, **facts):
    return compile_test(condition, {})(Facts(case, **facts))


@pytest.mark.parametrize(
    "condition",
    [
        {"symptom": "swelling"},
        {"symptom": ["fever", "swelling"]},
        {"denied": "fever"},
        {"place": "calf"},
        {"only_place": ["patella", "calf", "foot"]},
        {"side": "right"},
        {"onset": ["gradual", "repeated"]},
        {"age_from": 34},
        {"age_below": 35, "age_from": 30},
        {"days_from": 10},
        {"pain_below": 5},
        {"worse": "sitting", "place": "patella"},
        {"sport": "volleyball"},
        {"not": {"symptom": "locking"}},
        {"any": [{"symptom": "locking"}, {"side": "right"}]},
        {"all": [{"symptom": "swelling"}, {"side": "right"}]},
        {"at_least": 2, "of": [{"symptom": "swelling"}, {"symptom": "fever"}, {"side": "right"}]},
    ],
)
def test_holds(condition):
    assert holds(condition)


@pytest.mark.parametrize(
    "condition",
    [
        {"symptom": "fever"},
        {"denied": "locking"},
        {"only_place": ["patella"]},
        {"age_below": 34},
        {"days_from": 11},
        {"pain_from": 5},
        {"symptom": "swelling", "side": "left"},
        {"nowhere": True},
        {"sport": "ball"},
        {"at_least": 2, "of": [{"symptom": "swelling"}, {"symptom": "fever"}]},
    ],
)
def test_does_not_hold(condition):
    assert not holds(condition)


@pytest.mark.parametrize(
    "condition",
    [{"age_from": 0}, {"age_below": 99}, {"days_below": 9}, {"stiff_from": 0}, {"onset": "gradual"},
     {"only_place": ["patella"]}, {"symptom": "fever"}, {"denied": "fever"}, {"trend": "worse"}],
)  # fmt: skip
def test_what_nobody_asked_makes_nothing_true(condition):
    assert not holds(condition, Case())


def test_what_was_worked_out_can_be_asked():
    assert holds({"rule": "S06"}, rules=frozenset({"S06"}))
    assert holds({"level": "none"}, level="none")
    assert holds({"cause": ["plica", "meniscus"]}, causes=frozenset({"meniscus"}))
    assert holds({"open": "gentle"}, open="gentle")


def test_names_stand_for_conditions():
    young = compile_test({"age_below": 40}, {})
    assert compile_test({"is": "young"}, {"young": young})(Facts(CASE))


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ({"symptom": "lockin"}, "locking"),
        ({"place": "patela"}, "patella"),
        ({"symptoms": "locking"}, "symptom"),
        ({"is": "chld"}, "child"),
        ({"age_from": "old"}, "number"),
        ({}, "at least one entry"),
        ({"any": []}, "list of conditions"),
        ({"at_least": 2, "of": [{"side": "left"}], "side": "left"}, "nothing else"),
    ],
)
def test_a_wrong_condition_is_refused_with_a_suggestion(condition, said):
    with pytest.raises(DataError, match=said):
        compile_test(condition, {"child": Condition(lambda _facts: True)})


def test_a_clue_that_nothing_can_put_in_words_is_refused():
    with pytest.raises(DataError, match="needs a sentence"):
        compile_clue({"add": 1, "any": [{"symptom": "locking"}]}, {})
    with pytest.raises(DataError, match="points"):
        compile_clue({"add": "much", "symptom": "locking"}, {})


def shipped():
    """Every condition that is asked only when a case says one of the words it needs."""
    clues = [clue for cause in data.causes() for clue in cause.clues]
    return [*(rule.when for rule in data.rules()), *(clue.test for clue in clues)]


@given(cases())
def test_a_condition_that_holds_needs_a_word_of_the_case(case):
    words, facts = when.said(case), Facts(case, level="none")
    for condition in shipped():
        assert not (condition(facts) and condition.needs.isdisjoint(words))


def test_most_conditions_need_not_be_asked_of_an_empty_case():
    words = when.said(Case())
    spared = [each for each in shipped() if each.needs.isdisjoint(words)]
    assert len(spared) > 0.7 * len(shipped())
