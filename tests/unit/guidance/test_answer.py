"""Causes, advice, cards, numbers and the read-back."""

from __future__ import annotations

import dataclasses
import json
import re
from datetime import date

import pytest

from kneeapp.base.side import Side
from kneeapp.guidance import cards, countries, data, running, words
from kneeapp.guidance.advice import Numbers
from kneeapp.guidance.assess import assess, to_json
from kneeapp.guidance.case import Case
from kneeapp.guidance.readback import read_back
from tests.unit.guidance.rule_table import FEWEST

RUNNER = Case(
    age=30,
    side=Side.RIGHT,
    places=("patella",),
    onset="gradual",
    days=20,
    intensity=3,
    worse=frozenset({"sitting", "stairs_down", "squatting"}),
    no=frozenset({"swelling"}),
)


def test_the_answer_has_the_fields_of_the_command_line():
    answer = to_json(assess(RUNNER))
    assert list(answer) == [
        "urgency", "review_in_days", "reasons", "causes", "exercise", "routines", "avoid",
        "do_now", "places_read_back",
    ]  # fmt: skip
    assert answer == json.loads(json.dumps(answer))
    assert set(answer["reasons"][0]) == {"rule", "text", "source"}
    assert set(answer["causes"][0]) == {"id", "family", "name", "why", "against"}
    assert set(answer["avoid"]) <= words.LOADS


def test_a_reason_names_its_source_in_words():
    fever = assess(FEWEST["S07"])
    assert "NHS septic arthritis" in fever.reasons[0].source


def test_a_cause_says_what_fits_and_what_speaks_against():
    best = assess(RUNNER).causes[0]
    assert best.cause.id == "patellofemoral_pain"
    assert "Long sitting hurts." in best.why
    assert any("kneecap" in why for why in best.why)
    swollen = dataclasses.replace(RUNNER, yes=frozenset({"swelling"}), no=frozenset())
    fits = {fit.cause.id: fit for fit in assess(swollen).causes}
    assert "It is swollen." in fits["patellofemoral_pain"].against


def test_causes_are_told_without_numbers_that_look_like_chances():
    for fit in assess(RUNNER).causes:
        assert not any("%" in text for text in (*fit.why, *fit.against))


def test_what_hurts_is_left_out_and_a_tendon_keeps_its_treatment():
    assert "deep_squat" in assess(RUNNER).avoid
    tendon = Case(
        age=22, places=("inferior_pole",), worse=frozenset({"jumping", "squatting"}), days=20
    )
    answer = assess(tendon)
    assert answer.causes[0].cause.id == "patellar_tendon"
    assert "deep_squat" not in answer.avoid
    assert "impact" in answer.avoid
    assert answer.routines[0] == "patellar-tendon-holds"


@pytest.mark.parametrize(
    ("facts", "routine"),
    [
        ({"places": ("patella",), "worse": frozenset({"stairs_down"})}, "runners-knee-1"),
        ({"places": ("lateral_epicondyle",), "worse": frozenset({"downhill"})}, "outer-knee"),
        ({"places": ("shin_inner",), "spread": "hand", "side": Side.BOTH}, "shin-and-calf"),
        ({"places": ("medial_joint_line",), "age": 60, "stiffness_min": 10}, "arthritic-knee"),
        ({"places": ("inferior_pole",), "worse": frozenset({"hopping"})}, "patellar-tendon-holds"),
        ({"places": (), "spread": "all_over"}, "general-knee-strength"),
        ({"onset": "sudden_injury", "days": 1}, "acute-help"),
    ],
)  # fmt: skip
def test_the_routine_chooser(facts, routine):
    start = {"age": 30, "onset": "gradual", "days": 10, "intensity": 3}
    assert assess(Case(**(start | facts))).routines[0] == routine


def test_a_suspected_bone_is_told_apart_from_shin_splints_and_from_late_guesses():
    assert assess(FEWEST["W01"]).bone_suspected
    assert assess(FEWEST["S04"]).bone_suspected
    assert not assess(RUNNER).bone_suspected
    splints = Case(places=("shin_inner",), spread="hand", side=Side.BOTH, onset="gradual", days=10)
    assert assess(splints).causes[0].cause.id == "shin_splints"
    assert not assess(splints).bone_suspected


def test_usual_soreness_gets_an_easy_day():
    answer = assess(FEWEST["N01"])
    assert answer.urgency == "normal"
    assert answer.routines[0] == "easy-day"


def test_a_settled_known_problem_may_train_and_a_fresh_one_moves_gently():
    assert assess(RUNNER).exercise == "gentle"
    assert assess(dataclasses.replace(RUNNER, days=90)).exercise == "yes"
    assert assess(dataclasses.replace(RUNNER, days=90, intensity=6)).exercise == "gentle"
    assert assess(dataclasses.replace(RUNNER, days=90, intensity=7)).exercise == "no"


@pytest.mark.parametrize(
    ("case", "days"),
    [
        (Case(yes=frozenset({"deformity"})), 0),
        (Case(yes=frozenset({"fever"})), 1),
        (Case(yes=frozenset({"limp"}), days=4), 3),
        (Case(onset="sudden_injury", days=0), 1),
        (RUNNER, 3),
        (dataclasses.replace(RUNNER, days=90), 7),
        (FEWEST["N01"], 4),
    ],
)
def test_when_to_look_again(case, days):
    assert assess(case).review_in_days == days


def test_numbers_are_filled_in():
    norway = countries.numbers("no")
    answer = assess(Case(yes=frozenset({"deformity"})), norway)
    assert "Call 113 or go to emergency now." in answer.do_now
    card = cards.care_card(answer, norway)
    assert card.action == "Call 113 now."
    for rule in data.rules():
        for text in assess(FEWEST[rule.id]).do_now:
            assert "{" not in text


@pytest.mark.parametrize("rule_id", sorted(FEWEST))
def test_every_card_is_complete(rule_id):
    answer = assess(FEWEST[rule_id])
    card = cards.care_card(answer, today=date(2026, 3, 30))
    texts = (card.title, card.action, *card.lines, card.watch_title, *card.watch)
    assert all(text and "{" not in text for text in texts)
    assert card.footer == cards.footer()
    assert bool(card.review) == (not answer.verdict.is_urgent)


def test_the_review_date_is_a_calendar_date():
    card = cards.care_card(assess(RUNNER), today=date(2026, 3, 30))
    assert card.action == "Cut back, move gently, and look again on 2 April."
    assert (
        cards.care_card(assess(RUNNER)).review == "At any warning sign, do not wait for that day."
    )
    soon = cards.care_card(assess(FEWEST["W01"]), today=date(2026, 3, 30)).review
    assert soon == "Look again on 6 April. At any warning sign, do not wait for that day."


def test_a_clinician_card_says_how_soon():
    assert "within 3 days" in cards.care_card(assess(FEWEST["W17"])).action
    assert "within 7 days" in cards.care_card(assess(FEWEST["W01"])).action
    assert "within 2 weeks" in cards.care_card(assess(FEWEST["W04"])).action


def test_a_hot_knee_with_fever_goes_now_and_says_so_once():
    fever = Case(yes=frozenset({"fever", "redness_warmth"}), days=2)
    card = cards.care_card(assess(fever), countries.numbers("gb"))
    assert card.action == "Go to emergency or call NHS 111 now."
    assert not any("NHS 111" in line for line in (*card.do_now, *card.lines))


def test_a_routine_visit_is_said_on_the_self_care_card():
    lines = cards.care_card(assess(Case(days=60))).lines
    assert any("2 to 6 weeks" in line for line in lines)


# A runner whose knee hurts on runs and stairs for some weeks: of several times only one is told.
WEEKS = Case(
    age=34,
    side=Side.LEFT,
    places=("medial_patella",),
    intensity=4,
    onset="gradual",
    days=28,
    worse=frozenset({"running", "stairs_down", "downhill"}),
)


def told(answer):
    card = cards.care_card(answer, today=date(2026, 11, 23))
    return [card.reason, card.action, *card.lines, *card.do_now, *card.watch, card.review]


@pytest.mark.parametrize(
    ("case", "visit"),
    [
        (
            WEEKS,
            "clearly getting better, see a doctor or physiotherapist in the next 2 to 6 weeks.",
        ),
        (dataclasses.replace(WEEKS, days=60), "in the next 2 to 6 weeks."),
        (dataclasses.replace(WEEKS, onset="repeated", intensity=7), "in 3 days, see a clinician."),
        (dataclasses.replace(WEEKS, days=8), "it is not clearly better in 2 to 3 weeks"),
    ],
)
def test_one_time_for_a_visit_on_one_card(case, visit):
    times = [line for line in told(assess(case)) if re.search(r"\d (days|weeks)", line)]
    visits = [line for line in times if not re.search("strength|has lasted", line)]
    assert len(visits) == 1
    assert visits[0].endswith(visit)


def test_when_a_visit_is_due_is_said_by_rules():
    said = {line for rule in data.rules() for line in rule.do}
    assert set(data.phrases()["routine_visit"].values()) <= said


def test_nothing_on_how_to_run_while_running_is_left_out():
    answer = assess(WEEKS)
    assert "running" in answer.avoid
    assert answer.do_now[0] == "Do not run until fast walking and stairs hurt 0 to 1 of 10."
    assert not any("steps" in line or "Run less" in line for line in answer.do_now)
    assert "Take shorter, quicker steps: about 10 more a minute." in answer.run_later
    assert not set(answer.run_later) & set(answer.do_now)


def test_who_may_run_is_told_how():
    answer = assess(dataclasses.replace(WEEKS, days=8, worse=frozenset({"stairs_down"})))
    assert answer.run_later == ()
    assert "Cut running back until pain stays at 0 to 2 out of 10." in answer.do_now
    assert "Take shorter, quicker steps: about 10 more a minute." in answer.do_now


def test_every_sentence_on_how_to_run_is_known_as_one():
    helps = {line for cause in data.causes() for line in cause.helps}
    about = {
        line for line in helps if re.search(r"\b[Rr]uns?\b|\b[Rr]unning\b|steps:|, shorter", line)
    }
    when = set(running.parted(about)[1])
    assert sorted(about - when) == [
        "A cold pack in a cloth may ease it after a run.",
        "Cut running for 2 to 6 weeks; cycle or swim.",
        "Spread chores and runs over the week.",
        "Stop running and jumping now.",
        "Stop running until it is dry.",
        "Walk or cycle until running does not hurt.",
    ]
    assert len(when) >= 10


SIGNS = {"night": "night_pain", "lump": "lump_or_bump", "weight": "weight_loss"}


@pytest.mark.parametrize("word", SIGNS)
def test_nobody_is_told_of_a_sign_that_was_denied(word):
    case = Case(yes=frozenset({SIGNS[word]}), no=frozenset(SIGNS.values()) - {SIGNS[word]})
    said = " ".join(told(assess(case))).casefold()
    assert word in said
    others = {*SIGNS, "cancer"} - {word, "night"}  # "night sweats" go with lost weight
    assert not any(other in said for other in others)


def test_the_small_print_says_what_this_is_not():
    assert "not a diagnosis" in cards.footer()
    assert "Not yet reviewed" in cards.footer()


def test_countries_are_many_and_the_person_s_own_numbers_win():
    assert len(countries.all_countries()) >= 40
    assert countries.numbers("zz") == Numbers() == countries.numbers()
    for each in countries.all_countries():
        assert f"Country: {each.name}. Check" in each.numbers.note
    assert "Check" in Numbers().note
    own = countries.numbers("us", emergency=" 5 ", advice_line="my doctor")
    assert own.note == ""
    assert (own.emergency, own.advice_line) == ("5", "my doctor")
    assert own.urgent_place == countries.numbers("US").urgent_place


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (Case(side=Side.RIGHT, places=("patella",)), "the front of your right knee: kneecap"),
        (Case(side=Side.LEFT, places=("medial_joint_line", "patella", "inferior_pole")),
         "the front of your left knee: kneecap and bottom tip of the kneecap; "
         "the inner side of your left knee: inner gap"),
        (Case(side=Side.BOTH, places=("calf",)), "both your legs: calf"),
        (Case(spread="all_over", side=Side.BOTH), "all over both your knees"),
        (Case(), "your knee, without one clear place"),
        (Case(places=("hip_groin",)), "your leg: hip or groin"),
        (Case(side=Side.LEFT, places=("low_back", "foot")), "your left leg: foot; your lower back"),
    ],
)  # fmt: skip
def test_the_places_are_read_back(case, said):
    assert read_back(case) == said


def test_the_card_says_why_under_its_title():
    answer = assess(FEWEST["S07"])
    card = cards.care_card(answer)
    assert card.reason == answer.reasons[0].text
    assert "fever" in card.reason
