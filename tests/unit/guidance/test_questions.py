"""Warning signs first, then only what can still change the answer."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneeapp.base.side import Side
from kneeapp.guidance import interview, words
from kneeapp.guidance.assess import assess
from kneeapp.guidance.case import Case
from kneeapp.guidance.interview import answer, next_question, remaining
from kneeapp.guidance.questions import NOT_SURE, all_questions, fitting
from kneeapp.guidance.triage import triage
from kneeapp.guidance.when import Facts

KNEECAP = Case(side=Side.RIGHT, places=("patella",), spread="hand", intensity=3)
BY_ID = {question.id: question for question in all_questions()}


def quiet(question):
    """The mildest thing to say."""
    if question.kind == "number":
        return ("34",)
    if question.kind == "multi":
        return ()
    return ("no",) if any(o.id == "no" for o in question.answers) else (question.answers[-1].id,)


def ask(case, replies=None, default=quiet):
    asked = []
    while (question := next_question(case, frozenset(asked))) is not None:
        reply = (replies or {}).get(question.id, default(question))
        case = answer(case, question, reply)
        asked.append(question.id)
        assert len(asked) <= interview.MOST
    return case, asked


def test_warning_signs_come_first():
    _case, asked = ask(KNEECAP)
    assert asked[0] == "emergency_signs"
    assert asked.index("today_signs") < asked.index("days")


def test_a_typical_map_needs_at_most_nine_questions():
    _case, asked = ask(KNEECAP, {"start": ("slow",), "worse": ("stairs_down", "sit")})
    assert len(asked) <= interview.TYPICAL


@pytest.mark.parametrize("place", sorted(words.PLACES))
def test_every_place_stays_within_the_limit(place):
    _case, asked = ask(Case(side=Side.LEFT, places=(place,)), {"start": ("slow",)})
    assert len(asked) <= 13
    assert len(asked) == len(set(asked))


def test_an_emergency_sign_ends_the_questions():
    case, asked = ask(KNEECAP, {"emergency_signs": ("chest",)})
    assert asked == ["emergency_signs"]
    assert triage(case).urgency == "emergency"


def test_a_same_day_sign_leaves_only_what_could_make_it_an_emergency():
    case, asked = ask(KNEECAP, {"today_signs": ("hot", "fever")})
    assert triage(case).urgency == "same_day"
    assert asked[:2] == ["emergency_signs", "today_signs"]
    assert "risks" in asked
    assert not {"worse", "knee_signs", "joints", "training"} & set(asked)
    weak, _asked = ask(KNEECAP, {"today_signs": ("hot", "fever"), "risks": ("immune",)})
    assert triage(weak).urgency == "emergency"


def test_a_child_with_a_sore_hip_is_still_asked_if_it_can_stand():
    hip = Case(places=("hip_groin",))
    replies = {"age": ("12",), "start": ("sudden",), "today_signs": ("weight",)}
    case, _asked = ask(hip, replies)
    assert triage(case).urgency == "emergency"


def test_what_is_not_ticked_is_known_to_be_absent():
    case = answer(Case(), BY_ID["emergency_signs"], ("foot",))
    assert case.yes == {"cold_or_pale_foot"}
    assert "chest_pain_or_breathless" in case.no


def test_not_sure_takes_the_list_apart_and_then_counts_as_yes():
    case, asked = ask(KNEECAP, {"today_signs": (NOT_SURE,), "today_signs.calf": (NOT_SURE,)})
    assert "today_signs.weight" in asked
    assert "calf_swelling_or_pain" in case.yes
    assert triage(case).urgency == "same_day"


def test_not_sure_with_all_signs_denied_one_by_one_goes_on_as_usual():
    case, asked = ask(KNEECAP, {"today_signs": (NOT_SURE,)})
    assert len(asked) <= interview.MOST
    assert triage(case).urgency == "self_care"


def test_not_sure_in_a_story_question_says_nothing():
    assert answer(Case(), BY_ID["start"], (NOT_SURE,)) == Case()
    assert answer(Case(), BY_ID["age"], ()) == Case()


def test_injury_and_child_lists_are_asked_only_when_they_fit():
    _case, slow = ask(KNEECAP, {"start": ("slow",)})
    _case, injury = ask(KNEECAP, {"start": ("injury",)})
    _case, child = ask(KNEECAP, {"age": ("12",)})
    assert "injury_signs" in injury
    assert "injury_signs" not in slow
    assert "child_signs" in child
    assert "child_signs" not in slow


def test_what_the_map_already_says_is_not_asked():
    _case, asked = ask(KNEECAP)
    assert not {"spread", "pain"} & set(asked)


def test_a_sign_once_said_is_not_taken_back_by_a_later_list():
    case = Case(yes=frozenset({"limp"}))
    assert "limp" in answer(case, BY_ID["knee_signs"], ()).yes


def test_remaining_counts_down_to_nothing():
    case, asked = KNEECAP, set()
    counts = []
    while (question := next_question(case, asked)) is not None:
        counts.append(remaining(case, asked))
        case = answer(case, question, quiet(question))
        asked.add(question.id)
    assert remaining(case, asked) == 0
    assert counts[-1] == 1
    assert all(count >= 1 for count in counts)


def test_questions_are_complete_for_the_window():
    for question in all_questions():
        assert question.text.endswith(("?", "."))
        assert question.why.endswith(".")
        assert question.kind in {"single", "multi", "number", "scale"}
        assert len({option.id for option in question.answers}) == len(question.answers)
        for option in question.answers:
            assert option.label
            for kind, word in option.effect:
                _check(kind, word)


@pytest.mark.parametrize("age", [10, 30, 60])
@pytest.mark.parametrize("onset", [None, "sudden_injury"])
def test_no_list_is_longer_than_the_number_keys_and_no_sign_is_lost_by_that(age, onset):
    """Whatever two places are marked and however many signs are there; "not sure" has its own."""
    signs = frozenset({"swelling", "night_pain", "earlier_and_worse_each_run"})
    for pair in itertools.combinations(sorted(words.PLACES), 2):
        case = Case(age=age, onset=onset, places=pair, yes=signs, intensity=4)
        facts = Facts(case)
        for question in all_questions():
            fits = [each for each in question.answers if each.when is None or each.when(facts)]
            shown = fitting(question, case).answers
            assert sum(each.id != NOT_SURE for each in shown) <= 9, (question.id, pair)
            assert question.id == "worse" or list(shown) == fits, (question.id, pair)


def _check(kind, word):
    known = {"symptom": words.SYMPTOMS, "deny": words.SYMPTOMS, "history": words.HISTORY,
             "worse": words.WORSE_WITH, "better": words.BETTER_WITH, "onset": words.ONSETS,
             "spread": words.SPREADS, "trend": words.TRENDS, "sex": words.SEXES,
             "ready": words.READY}  # fmt: skip
    assert word in known[kind] if kind in known else isinstance(word, int)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_answers_at_all_come_to_an_end(data):
    place = data.draw(st.sampled_from(sorted(words.PLACES)))

    def anything(question):
        if question.kind == "number":
            return data.draw(st.sampled_from([(), ("8",), ("15",), ("30",), ("70",)]))
        ids = [option.id for option in question.answers]
        if question.kind == "single":
            return (data.draw(st.sampled_from(ids)),)
        return tuple(data.draw(st.lists(st.sampled_from(ids), max_size=2, unique=True)))

    case, asked = ask(Case(places=(place,)), default=anything)
    assert len(asked) <= interview.MOST
    assert assess(case).reasons
