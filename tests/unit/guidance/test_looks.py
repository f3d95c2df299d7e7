"""Later looks: each day asks only its own questions, and changes the level as the sources say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kneeapp.guidance import cards, words
from kneeapp.guidance.assess import assess
from kneeapp.guidance.case import Case, again
from kneeapp.guidance.interview import answer, next_question
from kneeapp.guidance.questions import NOT_SURE

FIRST = Case(
    age=30,
    places=("patella",),
    onset="gradual",
    days=9,
    intensity=4,
    worse=frozenset({"stairs_down", "squatting"}),
    yes=frozenset({"clicking"}),
)
SIGNS = ["emergency_signs", "today_signs"]
DAYS = {"day_1": 1, "day_3": 3, "day_7": 7, "day_14": 14, "day_42": 42, "run": 20}


def look(name, first=FIRST, **replies):
    case, asked = again(first, DAYS[name], name), []
    while (question := next_question(case, frozenset(asked))) is not None:
        asked.append(question.id)
        case = answer(case, question, replies.get(question.id, ()))
    return case, asked


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("day_1", ["again_signs"]),
        ("day_3", ["trend", "again_signs", "pain_now"]),
        ("day_7", ["trend", "again_bone", "pain_now"]),
        ("day_14", ["trend", "pain_now"]),
        ("day_42", ["trend", "pain_now"]),
        ("run", ["pain_now", "run_ready", "time_off"]),
    ],
)
def test_each_look_asks_its_own_questions_and_the_warning_signs(name, more):
    _case, asked = look(name)
    assert sorted(asked) == sorted(SIGNS + more)
    assert asked[0] == "emergency_signs"


@pytest.mark.parametrize(
    ("name", "replies", "urgency", "rule", "exercise"),
    [
        ("day_1", {}, "self_care", "SC01", "gentle"),
        ("day_1", {"today_signs": ("weight",)}, "same_day", "S22", "no"),
        ("day_1", {"today_signs": ("calf",)}, "same_day", "S09", "no"),
        ("day_1", {"emergency_signs": ("foot",)}, "emergency", "E04", "no"),
        ("day_3", {"trend": ("worse",)}, "clinician_soon", "W16", "no"),
        ("day_3", {"again_signs": ("swollen",)}, "clinician_soon", "W17", "no"),
        ("day_3", {"again_signs": ("limp",)}, "clinician_soon", "W17", "no"),
        ("day_3", {"again_signs": ("stairs",)}, "clinician_soon", "W17", "no"),
        ("day_3", {"trend": ("same",), "pain_now": ("3",)}, "self_care", "SC04", "gentle"),
        ("day_3", {"trend": ("better",), "pain_now": ("2",)}, "self_care", "SC03", "gentle"),
        ("day_7", {"again_bone": ("earlier",)}, "clinician_soon", "W01", "no"),
        ("day_7", {"trend": ("worse",)}, "clinician_soon", "W16", "no"),
        ("day_14", {"trend": ("same",), "pain_now": ("3",)}, "self_care", "R01", "gentle"),
        ("day_14", {"trend": ("better",), "pain_now": ("2",)}, "self_care", "SC03", "gentle"),
        ("day_42", {"trend": ("better",), "pain_now": ("2",)}, "self_care", "R04", "yes"),
        ("day_42", {"trend": ("better",), "pain_now": ("0",)}, "self_care", "SC05", "yes"),
        ("run", {"pain_now": ("1",)}, "self_care", "RUN02", "gentle"),
    ],
)
def test_the_level_changes_as_the_day_asks(name, replies, urgency, rule, exercise):
    found = assess(look(name, **replies)[0])
    assert found.urgency == urgency
    assert rule in found.verdict.rule_ids
    assert found.exercise == exercise


def test_day_3_without_a_change_for_the_better_in_a_child_is_a_visit():
    child = replace(FIRST, age=13, places=("tibial_tuberosity",), days=2)
    found = assess(look("day_3", child, trend=("same",), pain_now=("3",))[0])
    assert "W30" in found.verdict.rule_ids
    assert found.urgency == "clinician_soon"


def test_an_urgent_sign_ends_the_short_list():
    _case, asked = look("day_3", emergency_signs=("chest",))
    assert asked == ["emergency_signs"]
    _case, asked = look("day_3", today_signs=("stuck",))
    assert asked == SIGNS


def test_not_sure_about_a_warning_sign_is_taken_apart_here_too():
    case, asked = look("day_3", today_signs=(NOT_SURE,), **{"today_signs.calf": (NOT_SURE,)})
    assert "today_signs.weight" in asked
    assert assess(case).urgency == "same_day"


ALL = {
    "pain_now": ("1",),
    "run_ready": ("walk", "limp", "dry", "stairs", "heels", "chair", "night", "spot", "cleared"),
    "time_off": ("short",),
}


def test_running_opens_only_when_every_condition_is_true():
    found = assess(look("run", **ALL)[0])
    assert found.exercise == "yes"
    assert found.routines[0] == "walk-run-b1"
    assert not {"running", "impact"} & set(found.avoid)
    assert found.missing == ()
    assert cards.care_card(found).title == "Ready to run again"


@pytest.mark.parametrize("missing", ALL["run_ready"])
def test_one_missing_condition_keeps_running_closed_and_is_named(missing):
    ticked = tuple(each for each in ALL["run_ready"] if each != missing)
    found = assess(look("run", **(ALL | {"run_ready": ticked}))[0])
    assert "walk-run-1" not in found.routines
    assert "walk-run-b1" not in found.routines
    assert len(found.missing) == 1
    assert cards.care_card(found).title == "Not ready to run yet"


@pytest.mark.parametrize(
    "worse",
    [{"pain_now": ("2",)}, {"pain_now": ()}, {"today_signs": ("hot",)}],
)
def test_pain_or_a_warning_sign_keeps_running_closed(worse):
    found = assess(look("run", **(ALL | worse))[0])
    assert not [each for each in found.routines if each.startswith("walk-run")]


def test_after_a_longer_break_the_long_way_back():
    found = assess(look("run", **(ALL | {"time_off": ("long",)}))[0])
    assert found.routines[0] == "walk-run-1"


@pytest.mark.parametrize("name", sorted(words.LOOKS))
def test_the_next_look_follows_the_row_of_days(name):
    due = {"day_1": 2, "day_3": 4, "day_7": 7, "day_14": 28, "day_42": 14, "run": 14}
    found = assess(look(name, trend=("better",), pain_now=("1",))[0])
    assert found.review_in_days == due[name]
    assert "2 January" not in cards.care_card(found, today=date(2026, 1, 1)).review
