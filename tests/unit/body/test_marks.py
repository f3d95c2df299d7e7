from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneeapp.base.errors import UserError
from kneeapp.base.side import Side
from kneeapp.body.marks import (
    MAX_NOTE,
    Area,
    Depth,
    History,
    Mark,
    PainMap,
    Quality,
    Spread,
    When,
)
from kneeapp.body.marks_json import from_json, to_json
from kneeapp.body.readback import read_back

LEFT, RIGHT, BOTH = Side.LEFT, Side.RIGHT, Side.BOTH
SOME_PLACES = ["patella", "medial_patella", "fibular_head", "calf"]

marks = st.builds(
    Mark,
    place=st.sampled_from(SOME_PLACES),
    side=st.sampled_from([LEFT, RIGHT]),
    strength=st.none() | st.integers(0, 10),
    qualities=st.lists(st.sampled_from(list(Quality)), unique=True).map(tuple),
    depth=st.none() | st.sampled_from(list(Depth)),
    spread=st.none() | st.sampled_from(list(Spread)),
    when=st.lists(st.sampled_from(list(When)), unique=True).map(tuple),
    point=st.none() | st.tuples(*[st.floats(-200, 200)] * 3),
)


areas = st.builds(
    Area,
    side=st.sampled_from([LEFT, RIGHT]),
    outline=st.lists(st.tuples(*[st.floats(-200, 200)] * 3), min_size=3, max_size=5).map(tuple),
    cm2=st.floats(0, 500),
    places=st.lists(st.sampled_from(SOME_PLACES[:3]), unique=True).map(tuple),
)


@st.composite
def pain_maps(draw):
    made = PainMap(
        spread=draw(st.none() | st.sampled_from(list(Spread))),
        sides=draw(st.sampled_from(Side)),
        areas=tuple(draw(st.lists(areas, max_size=2))),
    ).with_note(draw(st.text(max_size=20)))
    for mark in draw(st.lists(marks, max_size=6)):
        made = made.add(mark)
    return made


def test_a_second_click_takes_the_mark_away():
    once = PainMap().toggle("patella", RIGHT, (1.0, 2.0, 3.0))
    assert once.mark("patella", RIGHT) == Mark("patella", RIGHT, point=(1.0, 2.0, 3.0))
    assert once.toggle("patella", RIGHT) == PainMap()
    assert once.toggle("patella", LEFT).side is BOTH


def test_a_changed_mark_keeps_its_turn():
    first = PainMap().toggle("patella", RIGHT).toggle("calf", RIGHT)
    changed = first.add(Mark("patella", RIGHT, strength=4))
    assert [m.place for m in changed.marks] == ["patella", "calf"]
    assert changed.strength == 4


def test_an_unknown_place_cannot_be_marked():
    with pytest.raises(UserError):
        PainMap().toggle("elbow", RIGHT)


def test_the_side_is_what_is_marked_unless_both_were_said():
    assert PainMap(sides=RIGHT).side is RIGHT
    assert PainMap(sides=RIGHT).toggle("patella", LEFT).side is LEFT
    assert PainMap(sides=BOTH).toggle("patella", LEFT).side is BOTH


def test_copying_keeps_what_is_marked_on_the_other_knee():
    one = PainMap().add(Mark("patella", RIGHT, 6)).add(Mark("patella", LEFT, 2))
    both = one.add(Mark("calf", RIGHT, 3)).copy_to_other_knee(RIGHT)
    assert both.mark("patella", LEFT) == Mark("patella", LEFT, 2)
    assert both.mark("calf", LEFT) == Mark("calf", LEFT, 3)


@given(pain_maps())
def test_swapping_twice_changes_nothing(pain_map):
    assert pain_map.swap_sides().swap_sides() == pain_map


@given(pain_maps())
def test_a_map_survives_the_journal(pain_map):
    assert from_json(json.loads(json.dumps(to_json(pain_map)))) == pain_map


@pytest.mark.parametrize(
    "raw",
    [
        None,
        [],
        {},
        {"sides": "right"},
        {"sides": "upper", "marks": []},
        {"sides": "right", "marks": [{"place": "elbow", "side": "right"}]},
        {"sides": "right", "marks": [{"place": "patella", "side": "right", "strength": 11}]},
        {"sides": "right", "marks": [{"place": "patella", "side": "right", "strength": True}]},
        {"sides": "right", "marks": [{"place": "patella", "side": "right", "point": [1]}]},
        {"sides": "right", "marks": [{"place": "patella", "side": "right", "depth": "far"}]},
        {"sides": "right", "marks": [7]},
        {"sides": "right", "marks": [], "areas": [{"side": "right"}]},
        {
            "sides": "right",
            "marks": [],
            "areas": [{"side": "right", "outline": [[0, 0, 0]] * 2, "cm2": 1, "places": []}],
        },
        {
            "sides": "right",
            "marks": [],
            "areas": [
                {"side": "left", "outline": [[0, 0, 0]] * 3, "cm2": float("nan"), "places": []}
            ],
        },
        {"sides": "right", "marks": [], "spread": 7},
    ],
)
def test_a_broken_map_is_one_sentence(raw):
    with pytest.raises(UserError):
        from_json(raw)


@given(st.lists(pain_maps(), max_size=3))
def test_everything_can_be_taken_back_and_done_again(changes):
    history = History(PainMap())
    for change in changes:
        history = history.do(change)
    steps = len(history.past)
    back = history
    for _ in range(steps):
        back = back.undo()
    assert back.present == PainMap()
    assert back.undo() is back
    again = back
    for _ in range(steps):
        again = again.redo()
    assert again == history
    assert again.redo() is again


def test_a_new_change_forgets_what_was_taken_back():
    marked = History(PainMap()).do(PainMap().toggle("patella", RIGHT))
    other = marked.undo().do(PainMap().toggle("calf", RIGHT))
    assert other.future == ()
    assert marked.do(marked.present) is marked


def test_read_back_of_one_place():
    pain_map = PainMap().add(Mark("medial_patella", RIGHT, 4))
    assert read_back(pain_map) == "Your right knee: inner edge of the kneecap, 4 of 10."


def test_read_back_of_everything():
    pain_map = (
        PainMap(spread=Spread.MOVES)
        .add(Mark("patella", RIGHT, 6, (Quality.DULL, Quality.STIFF), Depth.DEEP, Spread.HAND))
        .add(Mark("fibular_head", RIGHT))
        .add(Mark("patella", LEFT, 0))
        .add(Mark("shin_inner", LEFT))
        .add(Mark("low_back", BOTH))
    )
    assert read_back(pain_map) == (
        "Your right knee: kneecap, 6 of 10, dull and stiff, deep, a hand wide; outer knob. "
        "Your left knee: kneecap, 0 of 10. "
        "Also: left inner shin; lower back. It moves about."
    )


def test_read_back_without_a_place():
    assert read_back(PainMap()) == "Nothing is marked yet."
    assert read_back(PainMap(spread=Spread.DEEP, sides=LEFT)) == (
        "Your left knee. It is deep inside."
    )
    assert read_back(PainMap(spread=Spread.RING, sides=BOTH)).startswith("Both your knees.")


def test_every_kind_can_be_read_back():
    for spread in Spread:
        assert read_back(PainMap(spread=spread))
        assert read_back(PainMap().add(Mark("patella", RIGHT, spread=spread)))


DRAWN = Area(RIGHT, ((0.0, 0.0, 0.0), (9.0, 0.0, 0.0), (0.0, 0.0, 9.0)), 12.4, ("patella",))


def test_a_drawn_area_marks_the_places_it_covers():
    kept = Mark("patella", RIGHT, 7)
    assert PainMap().add_area(DRAWN).marks == (Mark("patella", RIGHT),)
    assert PainMap((kept,)).add_area(DRAWN).marks == (kept,)
    assert not PainMap(areas=(DRAWN,)).empty


def test_a_drawn_area_goes_where_the_marks_go():
    drawn = PainMap().add_area(DRAWN)
    assert [area.side for area in drawn.swap_sides().areas] == [LEFT]
    both = drawn.copy_to_other_knee(RIGHT)
    assert [area.side for area in both.areas] == [RIGHT, LEFT]
    assert both.copy_to_other_knee(RIGHT) == both
    assert drawn.clear() == PainMap()
    assert drawn.remove_area(DRAWN).areas == ()


def test_a_drawn_area_is_read_back():
    assert read_back(PainMap().add_area(DRAWN)) == (
        "Your right knee: kneecap; a drawn area of about 12 cm²."
    )


def test_when_it_hurts_is_read_back():
    mark = Mark("patella", RIGHT, 4, when=(When.RUNNING, When.STAIRS_DOWN))
    assert read_back(PainMap((mark,))) == (
        "Your right knee: kneecap, 4 of 10, when you run and going down stairs."
    )


def test_a_note_is_one_line_of_plain_text():
    assert PainMap().with_note("  after\n 5 km \u202e\x00").note == "after 5 km"
    assert len(PainMap().with_note("x" * 9999).note) == MAX_NOTE
    assert PainMap().with_note("stairs").clear() == PainMap()


def test_an_older_map_without_areas_and_note_is_read():
    assert from_json({"sides": "right", "spread": None, "marks": []}) == PainMap()


def test_the_back_says_nothing_of_a_side():
    assert PainMap((Mark("low_back", BOTH), Mark("calf", LEFT))).side is LEFT
    assert PainMap((Mark("low_back", BOTH),)).side is BOTH
