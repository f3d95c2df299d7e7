from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given

from kneeapp.base.errors import UserError
from kneeapp.base.side import Side
from kneeapp.base.yamlfile import read_text
from kneeapp.guidance.case import Case, again, parse, to_data
from tests.unit.guidance.strategies import cases

FULL = """\
person:
  age: 34
  sex: female
  sport: running
  history: [beginner, sudden_mileage_increase]
pain:
  side: right
  places: [patella, patella, calf]
  spread: hand
  intensity: 4.5
  qualities: [dull]
story:
  onset: after_run
  days: 10
  what_happened: 'After a long run: 1:30 h'
symptoms: {swelling: true, fever: false, locking: null, morning_stiffness_min: 20}
worse_with: [stairs_down]
better_with: [rest]
"""


def read(text):
    document = read_text(text, "case.yaml")
    return parse(document.data, document.mark, "case.yaml")


def test_a_full_case_is_read():
    assert read(FULL) == Case(
        age=34,
        sex="female",
        sport="running",
        history=frozenset({"beginner", "sudden_mileage_increase"}),
        side=Side.RIGHT,
        places=("patella", "calf"),
        spread="hand",
        intensity=4.5,
        qualities=frozenset({"dull"}),
        onset="after_run",
        days=10,
        what_happened="After a long run: 1:30 h",
        yes=frozenset({"swelling"}),
        no=frozenset({"fever"}),
        stiffness_min=20,
        worse=frozenset({"stairs_down"}),
        better=frozenset({"rest"}),
    )


def test_nothing_asked_is_a_case_too():
    assert read("person:\npain:\nsymptoms: {}\n") == Case()
    assert parse(None) == Case()


def test_null_is_the_same_as_absent():
    assert read("symptoms: {fever: null}\nworse_with: null\nperson: {age: null}\n") == Case()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("symptoms:\n  lockin: true\n", "case.yaml:2:3: unknown word 'lockin'. Did you mean 'loc"),
        ("pain:\n  places: [patela]\n", "case.yaml:2:12: unknown word 'patela'. Did you mean 'pat"),
        ("person: {age: old}\n", "'age' is a number from 0 to 120, not 'old'"),
        ("person: {age: 130}\n", "'age' is a number from 0 to 120"),
        ("person: {age: true}\n", "'age' is a number"),
        ("pain: {intensity: -1}\n", "from 0 to 10"),
        ("symptoms: {fever: maybe}\n", "'fever' is true, false or null, not 'maybe'"),
        ("symptoms: {fever: 1}\n", "'fever' is true, false or null"),
        ("history: [beginner]\n", "unknown word 'history'. Did you mean 'story'?"),
        ("zzz: 1\n", "unknown word 'zzz'. Known words: better_with, pain, person"),
        ("pain: {side: rigt}\n", "Did you mean 'right'?"),
        ("pain: {places: patella}\n", "'places' is a list, like [one, two]"),
        ("pain: [patella]\n", "'pain' is a list of names with values"),
        ("story: {what_happened: [a]}\n", "'what_happened' is a text"),
        ("worse_with: [stairs]\n", "unknown word 'stairs'. Did you mean 'stairs_up'?"),
        ("just text\n", "a case is a list of names with values"),
    ],
)
def test_a_wrong_word_is_told_with_its_line_and_a_suggestion(text, said):
    with pytest.raises(UserError) as told:
        read(text)
    assert said in told.value.text
    assert told.value.text.startswith("case.yaml:")


def test_all_problems_are_told_at_once_in_the_order_of_the_file():
    with pytest.raises(UserError) as told:
        read("symptoms: {lockin: true}\nperson: {age: old}\npain: {side: up}\n")
    assert [line.split(":")[1] for line in told.value.text.splitlines()] == ["1", "2", "3"]


def test_without_marks_the_name_still_tells_which_case():
    with pytest.raises(UserError, match=r"^number 3: unknown word"):
        parse({"pain": {"places": ["x"]}}, name="number 3")


def test_a_later_look_keeps_the_story_and_forgets_what_can_have_changed():
    later = again(read(FULL), 3, "day_3")
    assert (later.age, later.places, later.onset, later.days) == (
        34,
        ("patella", "calf"),
        "after_run",
        13,
    )
    assert later.yes == later.no == frozenset()
    assert later.intensity is None
    assert later.looked_again == "day_3"
    assert later.ready == frozenset()


@given(cases())
def test_a_case_written_out_and_read_again_is_the_same(case):
    assert parse(to_data(case)) == case


def test_a_case_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Case().age = 3
