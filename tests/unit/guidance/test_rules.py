"""Every rule alone, the risks, "not asked", and what may never happen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneeapp.base.side import Side
from kneeapp.guidance import data, words
from kneeapp.guidance.assess import assess
from kneeapp.guidance.case import Case
from kneeapp.guidance.data import Level
from kneeapp.guidance.triage import triage
from kneeapp.guidance.words import Exercise, Urgency
from tests.unit.guidance.rule_table import FEWEST
from tests.unit.guidance.strategies import cases

RULES = {rule.id: rule for rule in data.rules()}
URGENT = [rule for rule in data.rules() if rule.level in {Level.EMERGENCY, Level.SAME_DAY}]
ORDER = list(Urgency)[::-1]
OPEN = [Exercise.NO, Exercise.GENTLE, Exercise.YES]
# Signs that the sources treat as a reason to be seen. Clicking, pain only with effort and slow
# stairs describe; they warn of nothing by themselves.
WARNING_SIGNS = sorted(words.SYMPTOMS - {"clicking", "exertional_only", "stairs_one_at_a_time"})


LETTERS = {
    "E": Level.EMERGENCY,
    "S": Level.SAME_DAY,
    "W": Level.SOON,
    "R": Level.ROUTINE,
    "SC": Level.SELF_CARE,
    "RUN": Level.SELF_CARE,
    "N": Level.NORMAL,
}
SAID = {
    "E": "emergency",
    "S": "same_day",
    "W": "clinician_soon",
    "R": "self_care",
    "SC": "self_care",
    "RUN": "self_care",
    "N": "normal",
}
# Days to be seen, and whether running stops. Source: clinical content 2.5.
WITHIN = {
    "W01": (7, True), "W02": (14, True), "W02b": (14, True), "W02c": (14, True), "W02d": (14, True),
    "W03": (7, False), "W04": (14, True), "W05": (14, True),
    "W06": (14, True), "W07": (28, False), "W08": (28, False), "W09": (14, False),
    "W10": (7, True), "W11": (7, True), "W12": (7, True), "W13": (2, True), "W14": (14, False),
    "W15": (7, True), "W16": (14, True), "W17": (3, True),
}  # fmt: skip
RISKS = {
    "under 16": {"age": 15},
    "still growing, age unknown": {"history": frozenset({"growing_adolescent"})},
    "blood thinners": {"history": frozenset({"anticoagulants"})},
    "bleeding disorder": {"history": frozenset({"bleeding_disorder"})},
    "weak defence": {"history": frozenset({"immunosuppressed"})},
    "artificial knee": {"history": frozenset({"knee_replacement"})},
    "pregnant": {"history": frozenset({"pregnant_or_postpartum"})},
    "cancer": {"history": frozenset({"cancer"})},
    "recent surgery": {"history": frozenset({"recent_surgery_or_injection"})},
}


def test_every_rule_has_its_fewest_facts():
    assert set(FEWEST) == set(RULES)


@pytest.mark.parametrize("rule_id", sorted(FEWEST))
def test_each_rule_speaks_alone(rule_id):
    verdict = triage(FEWEST[rule_id])
    assert rule_id in verdict.rule_ids
    assert verdict.rules[0].level is RULES[rule_id].level
    if not verdict.risks:
        assert verdict.urgency is RULES[rule_id].level.urgency


@pytest.mark.parametrize("rule_id", sorted(FEWEST))
def test_the_level_is_that_of_the_sources(rule_id):
    """The letter of a rule is its level in the clinical content; typed here, not read there."""
    letter = rule_id.rstrip("0123456789bcd")
    assert RULES[rule_id].level is LETTERS[letter]
    verdict = triage(FEWEST[rule_id])
    if not verdict.risks:
        assert verdict.urgency == SAID[letter]


@pytest.mark.parametrize("rule_id", sorted(WITHIN))
def test_how_soon_and_whether_running_stops_is_that_of_the_sources(rule_id):
    days, stops = WITHIN[rule_id]
    rule = RULES[rule_id]
    assert rule.within_days <= days
    verdict = triage(FEWEST[rule_id])
    if stops:
        assert rule.exercise is Exercise.NO
        assert verdict.limit is Exercise.NO
    assert verdict.limit is not Exercise.YES


@pytest.mark.parametrize("rule_id", sorted(FEWEST))
def test_no_rule_speaks_when_nothing_was_asked(rule_id):
    if rule_id != "SC01":
        assert rule_id not in triage(Case()).rule_ids


@pytest.mark.parametrize("rule", URGENT, ids=lambda rule: rule.id)
def test_an_urgent_rule_closes_exercise_and_brings_its_family_to_the_top(rule):
    answer = assess(FEWEST[rule.id])
    assert answer.exercise == "no"
    assert answer.routines == ()
    assert answer.do_now
    assert answer.reasons[0].text
    families = {family for each in answer.verdict.rules for family in each.families}
    if families:
        assert answer.causes[0].cause.family in families


@pytest.mark.parametrize("rule", URGENT, ids=lambda rule: rule.id)
def test_an_urgent_rule_wins_over_a_mild_story(rule):
    mild = {"intensity": 1, "trend": "better"}
    case = FEWEST[rule.id]
    if case.intensity is None:
        assert triage(replace(case, **mild)).urgency is triage(case).urgency


@pytest.mark.parametrize("facts", RISKS.values(), ids=RISKS.keys())
def test_a_risk_that_raises_nothing_is_still_spoken_of(facts):
    """Looked after at home all the same, or taken up by a rule of its own."""
    mild = assess(Case(places=("patella",), onset="gradual", days=10, intensity=2, **facts))
    said = {risk.mild for risk in mild.verdict.present}
    assert said
    if mild.urgency is Urgency.SELF_CARE:
        assert said <= set(mild.do_now)


@settings(max_examples=150, deadline=None)
@given(cases(), st.sampled_from(WARNING_SIGNS))
def test_a_further_warning_sign_never_makes_the_answer_milder(case, sign):
    if sign in case.yes:
        return
    no_milder(assess(case), assess(replace(case, yes=case.yes | {sign}, no=case.no - {sign})))


def no_milder(before, after):
    assert ORDER.index(after.urgency) >= ORDER.index(before.urgency)
    assert OPEN.index(after.exercise) <= OPEN.index(before.exercise)


@settings(max_examples=100, deadline=None)
@given(cases(), st.sampled_from(sorted(words.LOOKS)), st.sampled_from(WARNING_SIGNS))
def test_at_a_later_look_a_warning_sign_never_makes_it_milder_nor_opens_running(case, look, sign):
    case = replace(case, looked_again=look)
    after = assess(replace(case, yes=case.yes | {sign}, no=case.no - {sign}))
    no_milder(assess(case), after)
    if after.urgency is not Urgency.SELF_CARE:
        assert not [each for each in after.routines if each.startswith("walk-run")]


@settings(max_examples=100, deadline=None)
@given(cases(), st.sampled_from(sorted(RISKS)))
def test_a_risk_never_makes_it_milder(case, risk):
    facts = RISKS[risk]
    history = case.history | facts.get("history", frozenset())
    if "age" in facts:
        return
    no_milder(assess(case), assess(replace(case, history=history)))


@settings(max_examples=100, deadline=None)
@given(cases(), st.sampled_from(WARNING_SIGNS))
def test_not_knowing_a_sign_is_never_milder_than_its_absence(case, sign):
    known = replace(case, yes=case.yes - {sign}, no=case.no | {sign})
    unknown = replace(case, yes=case.yes - {sign}, no=case.no - {sign})
    assert ORDER.index(assess(unknown).urgency) >= ORDER.index(assess(known).urgency)


@settings(max_examples=100, deadline=None)
@given(cases(), st.integers(0, 10), st.integers(0, 10))
def test_stronger_pain_never_makes_it_milder(case, one, other):
    less, more = (replace(case, intensity=pain) for pain in sorted((one, other)))
    no_milder(assess(less), assess(more))


@settings(max_examples=100, deadline=None)
@given(cases())
def test_what_holds_for_every_answer(case):
    answer = assess(case)
    assert 1 <= len(answer.causes) <= 5
    assert len({fit.cause.family for fit in answer.causes}) == len(answer.causes)
    assert answer.reasons
    assert answer.do_now
    assert 0 <= answer.review_in_days <= 28
    if answer.exercise == "no":
        assert answer.routines == ()
    if answer.verdict.is_urgent:
        assert answer.exercise == "no"
    assert answer == assess(case)


def test_an_unasked_sign_is_neither_raised_nor_lowered():
    for sign in WARNING_SIGNS:
        denied = assess(Case(onset="gradual", no=frozenset({sign})))
        assert denied.urgency is assess(Case(onset="gradual")).urgency


@pytest.mark.parametrize(
    "sign",
    ["chest_pain_or_breathless", "deformity", "cold_or_pale_foot", "saddle_numbness_or_bladder",
     "very_unwell", "major_accident", "kneecap_still_out", "hard_tight_lower_leg", "deep_wound"],
)  # fmt: skip
def test_emergency_signs_win_over_every_textbook_case(sign):
    runner = Case(
        age=30, places=("patella",), onset="gradual", days=20, worse=frozenset({"sitting"})
    )
    assert triage(replace(runner, yes=frozenset({sign}))).urgency is Urgency.EMERGENCY


@pytest.mark.parametrize(
    "sign",
    ["fever", "cannot_bear_weight", "cannot_straighten", "cannot_raise_straight_leg",
     "calf_swelling_or_pain", "foot_weakness", "skin_wound", "severe_pain", "swelling_within_2h",
     "redness_warmth", "kneecap_slipped", "tendon_gap"],
)  # fmt: skip
def test_same_day_signs_win_over_a_textbook_runner_s_knee(sign):
    runner = Case(
        age=30, places=("patella",), onset="gradual", days=10, worse=frozenset({"sitting"})
    )
    assert triage(replace(runner, yes=frozenset({sign}))).urgency is Urgency.SAME_DAY


@pytest.mark.parametrize("facts", RISKS.values(), ids=RISKS.keys())
def test_a_risk_raises_soon_to_same_day(facts):
    locks = Case(days=30, yes=frozenset({"locking"}))
    assert triage(locks).urgency is Urgency.CLINICIAN_SOON
    raised = triage(replace(locks, **facts))
    assert raised.urgency is Urgency.SAME_DAY
    assert raised.risks


def test_a_risk_raises_a_routine_visit_to_soon_but_not_mild_self_care():
    thinners = frozenset({"anticoagulants"})
    assert triage(Case(days=50)).urgency is Urgency.SELF_CARE
    assert triage(Case(days=50, history=thinners)).urgency is Urgency.CLINICIAN_SOON
    assert triage(Case(days=5, history=thinners)).urgency is Urgency.SELF_CARE


def test_a_risk_that_the_rule_already_counts_does_not_raise_it_again():
    assert triage(Case(age=12, days=20)).level is Level.SOON
    assert triage(Case(history=frozenset({"cancer"}))).level is Level.SOON
    standing = Case(
        history=frozenset({"pregnant_or_postpartum"}), worse=frozenset({"standing"}), days=5
    )
    assert triage(standing).level is Level.SOON


def test_diabetes_counts_as_a_weak_defence_only_with_signs_of_infection():
    diabetes = frozenset({"diabetes"})
    assert triage(Case(days=60, history=diabetes)).urgency is Urgency.SELF_CARE
    swollen = Case(days=60, history=diabetes, yes=frozenset({"swelling"}))
    assert triage(swollen).urgency is Urgency.SAME_DAY


def test_growing_pains_are_not_called_a_warning_but_one_leg_is():
    absent = frozenset({"limp", "fever", "swelling"})
    child = Case(age=6, side=Side.BOTH, onset="repeated", yes=frozenset({"night_pain"}), no=absent)
    assert triage(child).urgency is Urgency.SELF_CARE
    for sign in absent:
        assert triage(replace(child, no=absent - {sign})).urgency is Urgency.SAME_DAY
    assert triage(replace(child, worse=frozenset({"running"}))).urgency is Urgency.SAME_DAY
    assert triage(replace(child, side=Side.LEFT)).urgency is Urgency.SAME_DAY
    assert triage(replace(child, yes=child.yes | {"limp"})).urgency is Urgency.SAME_DAY


def test_signs_that_come_with_effort_only_are_soon_until_one_stays():
    effort = Case(
        places=("shin_outer",),
        onset="repeated",
        yes=frozenset({"exertional_only", "foot_weakness"}),
    )
    assert triage(effort).urgency is Urgency.CLINICIAN_SOON
    assert assess(effort).exercise == "no"
    stays = replace(effort, yes=effort.yes | {"rest_pain"})
    assert ORDER.index(triage(stays).urgency) >= ORDER.index(Urgency.SAME_DAY)


def test_one_sore_calf_after_a_run_is_not_called_usual_but_two_are():
    one = Case(places=("calf",), side=Side.LEFT, onset="after_run", days=2)
    assert triage(one).urgency is Urgency.SELF_CARE
    assert triage(replace(one, side=Side.BOTH)).urgency is Urgency.NORMAL
    assert triage(replace(one, history=frozenset({"long_journey"}))).urgency is Urgency.SAME_DAY


def test_within_days_is_the_shortest_of_the_rules_that_speak():
    verdict = triage(Case(onset="sudden_injury", days=5, yes=frozenset({"locking", "limp"})))
    assert verdict.within_days == 3


@pytest.mark.parametrize(
    "risk", ["immunosuppressed", "knee_replacement", "recent_surgery_or_injection"]
)
def test_a_risk_makes_a_joint_that_may_be_infected_an_emergency(risk):
    """Source: clinical content 2.4, S08."""
    fast = Case(onset="sudden_no_injury", days=2, yes=frozenset({"swelling", "rest_pain"}))
    sore = Case(intensity=7, yes=frozenset({"fever"}), no=frozenset({"swelling"}))
    for case in (fast, sore):
        assert triage(case).level is Level.SAME_DAY
        assert triage(replace(case, history=frozenset({risk}))).level is Level.EMERGENCY
    slow = replace(fast, onset="gradual", days=30, history=frozenset({risk}))
    assert triage(slow).level is not Level.EMERGENCY
