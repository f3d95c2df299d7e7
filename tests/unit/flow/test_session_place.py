"""A kept place is found again: to the rep, also in a routine that was changed since."""

from __future__ import annotations

import json
import random
from functools import cache

import pytest

from kneeapp.base.side import Side
from kneeapp.flow.session.place import LEAD_IN_MS, Found, Snapshot, find, same_set, with_lead_in
from kneeapp.player.engine import State
from kneeapp.player.sets import subject
from kneeapp.routine.timeline import Choices, Kind, PlayStep, Segment, Timeline, compile_timeline
from tests.shipped import library


def line(*parts):
    """A timeline from (kind, exercise, more); a new exercise is a new step."""
    segments, steps, start = [], [], 0
    for kind, exercise, more in parts:
        if not steps or steps[-1].exercise != exercise:
            steps.append(PlayStep(exercise, exercise.title(), "", None, len(segments)))
        usual = {"label": exercise, "length_ms": 10_000, "step": len(steps) - 1}
        segments.append(
            Segment(kind=Kind(kind), start_ms=start, exercise=exercise or None, **(usual | more))
        )
        start += segments[-1].length_ms
    return Timeline("x", "X", tuple(segments), tuple(steps), ())


def sets(exercise, count, side=Side.LEFT):
    for n in range(1, count + 1):
        yield ("hold", exercise, {"set": n, "sets": count, "side": side})
        if n < count:
            yield ("rest", exercise, {"set": n, "sets": count})


def snapshot(timeline, index, spent_ms=0):
    return Snapshot.of(timeline, State(index=index, spent_ms=spent_ms, active_ms=7))


@cache
def shipped():
    read = library()
    return read, sorted(read.routines.values(), key=lambda r: r.id)


def made(routine, countdown_ms):
    library, _ = shipped()
    return compile_timeline(routine, library, Choices(Side.LEFT, countdown_ms=countdown_ms))


def place_of(timeline, index):
    here = timeline.segments[subject(timeline, index)]
    return (timeline.steps[here.step].exercise, here.set, here.side, here.rep)


def test_in_every_shipped_routine_every_place_is_found_again_after_a_changed_countdown():
    chance = random.Random(5)
    for routine in shipped()[1]:
        before, after = made(routine, 0), made(routine, 20_000)
        for index in chance.sample(range(len(before.segments)), min(25, len(before.segments))):
            found = find(after, snapshot(before, index))
            assert found.exact
            assert place_of(after, found.index) == place_of(before, index)
            assert subject(after, found.index) == found.index  # work, not the wait before it


def test_a_place_survives_the_journal():
    walk = line(("work", "walk", {"set": 1, "side": Side.LEFT}))
    kept = snapshot(walk, 0, 4_000)
    assert Snapshot.from_json(json.loads(json.dumps(kept.to_json()))) == kept


@pytest.mark.parametrize(
    "damage",
    [
        {"exercise": None}, {"nth": -1}, {"step": "1"}, {"set": "2"}, {"side": "up"},
        {"rep": 1.5}, {"spent_ms": None}, {"active_ms": True},
    ],
)  # fmt: skip
def test_a_damaged_place_is_no_place(damage):
    good = snapshot(line(*sets("sit", 1)), 0).to_json()
    assert Snapshot.from_json(good) is not None
    assert Snapshot.from_json(good | damage) is None
    assert Snapshot.from_json({}) is None


def test_an_exercise_before_it_that_is_new_changes_nothing():
    kept = snapshot(line(*sets("sit", 3)), 2)
    found = find(line(*sets("bridge", 2), *sets("sit", 3)), kept)
    assert found == Found(3 + 2)


def test_with_fewer_sets_it_goes_on_at_the_last_one_there_is():
    kept = snapshot(line(*sets("sit", 3)), 4)
    assert find(line(*sets("sit", 2)), kept) == Found(2, exact=False)


def test_an_exercise_that_is_gone_gives_way_to_what_is_now_in_its_place():
    kept = snapshot(line(*sets("bridge", 1), *sets("sit", 2), *sets("lunge", 1)), 2)
    found = find(line(*sets("bridge", 1), *sets("lunge", 1)), kept)
    assert found == Found(1, exact=False)


def test_the_second_time_an_exercise_comes_is_not_the_first():
    both = line(*sets("sit", 1), *sets("bridge", 1), *sets("sit", 1))
    assert find(both, snapshot(both, 2)) == Found(2)


def test_a_rest_goes_on_with_what_it_was_for():
    three = line(*sets("sit", 3))
    assert find(three, snapshot(three, 1)) == Found(2)


def test_an_empty_routine_has_no_place():
    assert find(Timeline("x", "X", (), (), ()), snapshot(line(*sets("sit", 1)), 0)) is None


def test_what_was_walked_is_kept_and_what_was_held_is_not():
    both = line(("work", "walk", {}), *sets("sit", 1))
    assert find(both, snapshot(both, 0, 9_000)) == Found(0, 9_000)
    assert find(both, snapshot(both, 1, 9_000)) == Found(1, 0)
    shorter = line(("work", "walk", {"length_ms": 5_000}))
    assert find(shorter, snapshot(both, 0, 9_000)) == Found(0, 4_999)


def test_before_going_on_there_is_time_to_get_into_position():
    two = line(*sets("sit", 2), *sets("bridge", 1))
    longer, index = with_lead_in(two, 2, 0)
    assert (longer.segments[index].kind, longer.segments[index].length_ms) == (
        Kind.GET_READY, LEAD_IN_MS,
    )  # fmt: skip
    assert longer.length_ms == two.length_ms + LEAD_IN_MS
    assert [s.start_ms for s in longer.segments] == [0, 10_000, 20_000, 25_000, 35_000]
    assert [s.first_segment for s in longer.steps] == [0, 4]
    assert longer.segments[index + 1].set == 2


def test_a_get_ready_that_is_there_already_is_used():
    ready = line(("get_ready", "sit", {"set": 1}), ("switch", "sit", {}), *sets("sit", 1))
    assert with_lead_in(ready, 2, 9_000) == (ready, 0)


def test_the_same_set_in_another_form():
    three = line(*sets("sit", 3))
    assert [same_set(three, 0, n, Side.LEFT) for n in (1, 2, 3, 4, None)] == [0, 2, 4, 4, 0]
