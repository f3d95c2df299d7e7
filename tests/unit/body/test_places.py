from __future__ import annotations

import json

import pytest

from kneeapp.base import paths
from kneeapp.base.errors import UserError
from kneeapp.body import places
from kneeapp.body.places import View

FRONT = [
    "lower_thigh", "quadriceps_tendon", "superolateral", "superomedial", "patella",
    "lateral_patella", "medial_patella", "inferior_pole", "patellar_tendon", "tibial_tuberosity",
    "anterolateral_joint", "anteromedial_joint",
]  # fmt: skip
INNER = [
    "vastus_medialis", "medial_epicondyle", "medial_hamstring", "medial_joint_line",
    "posteromedial_joint", "medial_tibial_plateau", "pes_anserinus", "medial_calf",
]  # fmt: skip
OUTER = [
    "iliotibial_band", "lateral_epicondyle", "biceps_tendon", "lateral_joint_line",
    "posterolateral_joint", "gerdy_tubercle", "fibular_head", "fibular_neck",
]  # fmt: skip
BACK = ["hamstrings", "popliteal_fossa", "medial_popliteal", "lateral_calf"]
BODY = [
    "low_back", "hip_groin", "thigh_front", "thigh_back", "shin_inner", "shin_outer", "calf",
    "ankle", "foot",
]  # fmt: skip

_MULTIPLY = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
    [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
    [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
    [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
    [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
    [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
    [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
    [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
    [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
]
_PERMUTE = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    [1, 5, 7, 6, 2, 8, 3, 0, 9, 4],
    [5, 8, 0, 3, 7, 9, 6, 1, 4, 2],
    [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
    [9, 4, 5, 3, 1, 2, 6, 8, 7, 0],
    [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
    [2, 7, 9, 3, 8, 0, 6, 4, 1, 5],
    [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
]


def verhoeff(code):
    """0 for a number whose last digit is its Verhoeff check digit."""
    check = 0
    for position, digit in enumerate(reversed(code)):
        check = _MULTIPLY[check][_PERMUTE[position % 8][int(digit)]]
    return check


def test_the_ids_and_views_are_those_of_the_contract():
    by_view = {view: [p.id for p in places.places_of_view(view)] for view in View}
    assert by_view == {
        View.FRONT: FRONT, View.INNER: INNER, View.OUTER: OUTER, View.BACK: BACK
    }  # fmt: skip
    assert [p.id for p in places.body_places()] == BODY


def test_numbers_run_from_1_to_32():
    assert [p.number for p in places.all_places()] == list(range(1, 33))


def test_every_place_can_be_named_found_and_explained():
    for place in places.all_places():
        assert place.plain_name, place
        assert place.standard_name, place
        assert place.where, place
        assert place.families, place


def test_every_snomed_code_passes_its_check_digit():
    raw = json.loads((paths.assets() / "knee" / "places.json").read_text("utf-8"))
    codes = [code.code for place in places.all_places() for code in place.snomed]
    codes += raw["side_codes"].values()
    assert len(codes) == 34
    assert [code for code in codes if verhoeff(code)] == []


def test_the_check_digit_test_can_fail():
    assert verhoeff("64234005") == 0
    assert verhoeff("64234006") != 0
    assert verhoeff("62434005") != 0


def test_codes_that_mean_more_than_the_place_say_so():
    assert not places.place("patella").snomed[0].broader
    assert places.place("lateral_patella").snomed[0].broader
    assert places.place("medial_hamstring").snomed == ()


def test_an_unknown_place_is_answered_with_the_closest():
    with pytest.raises(UserError) as caught:
        places.place("patela")
    assert caught.value.hint == "Did you mean patella?"


def found(query):
    return [place.id for place in places.search(query)]


def test_search_finds_plain_and_standard_words_in_any_order():
    wanted = ["quadriceps_tendon", "inferior_pole", "patellar_tendon"]
    assert found("kneecap CORD") == wanted
    assert found("cord kneecap") == wanted
    assert "fibular_neck" in found("nerve")
    assert "patella" not in found("fibula")
    assert found("") == [place.id for place in places.all_places()]
    assert found("elbow") == []


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("kneecap tendon", "patellar_tendon"),
        ("patellar tendon", "patellar_tendon"),
        ("Jumper\N{RIGHT SINGLE QUOTATION MARK}s Knee", "inferior_pole"),
        ("jumpers knee", "inferior_pole"),
        ("runner's knee", "patella"),
        ("itb", "iliotibial_band"),
        ("it-band", "iliotibial_band"),
        ("medial meniscus", "anteromedial_joint"),
        ("bakers cyst", "popliteal_fossa"),
        ("goose's foot", "pes_anserinus"),
        ("osgood schlatter", "tibial_tuberosity"),
        ("fibular neck", "fibular_neck"),
    ],
)
def test_names_that_people_use_lead_to_the_place(query, first):
    assert found(query)[0] == first


def test_a_place_of_just_this_name_comes_before_those_that_hold_the_words():
    assert found("calf") == ["medial_calf", "lateral_calf", "fibular_head"]
    assert found("cord above the kneecap")[0] == "quadriceps_tendon"
