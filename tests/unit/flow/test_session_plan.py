from __future__ import annotations

import json

import pytest

from kneeapp.base.errors import UserError
from kneeapp.base.settings import Settings
from kneeapp.base.side import Side
from kneeapp.flow.session import levels
from kneeapp.flow.session.notes import count_sets
from kneeapp.flow.session.plan import SessionPlan
from kneeapp.flow.visit.choice import RoutineChoice
from kneeapp.journal.model import SessionPlan as Kept
from kneeapp.journal.store import Journal
from kneeapp.player.sets import set_end, set_starts

QUICK = Settings(countdown_s=0, switch_s=0)


def plan(library, routine="runners-knee-1", **more):
    return SessionPlan.of_choice(RoutineChoice(routine, **more), library)


def test_it_is_the_same_after_a_crash(library):
    made = plan(
        library, side=Side.LEFT, exclude=frozenset({"kneeling"}), pain_limit=3, why="x", minutes=10
    ).at_level(2, -1)
    kept = json.loads(json.dumps(made.to_json()))
    assert SessionPlan.from_json(kept, library) == made
    assert made.is_same_work(kept)
    assert not plan(library, side=Side.RIGHT).is_same_work(kept)


@pytest.mark.parametrize("data", [{}, {"routine_id": "runners-knee-1"}, {"routine_id": "gone"}])
def test_a_kept_plan_that_cannot_be_read_is_a_sentence(library, data):
    with pytest.raises(UserError):
        SessionPlan.from_json(data, library)


def test_the_persons_times_are_the_least(library):
    quick = plan(library).timeline(QUICK)
    slow = plan(library).timeline(Settings(countdown_s=30, switch_s=10))
    assert slow.length_ms > quick.length_ms
    assert slow.segments[0].length_ms == 30_000


def test_the_easier_form_takes_the_place_of_one_exercise(library):
    made = plan(library, side=Side.LEFT)
    timeline = made.timeline(QUICK)
    changed = made.changed_at(timeline, 0, -1, QUICK)
    assert timeline.steps[0].exercise == "easy-spin"
    assert changed.timeline.steps[changed.step].exercise == "march-on-the-spot"
    others = [s.exercise for s in timeline.steps[1:]]
    assert [s.exercise for s in changed.timeline.steps[1:]] == others
    assert changed.plan.easier == {timeline.steps[0].source}
    assert changed.plan.changed_at(changed.timeline, changed.step, -1, QUICK) is None


def test_harder_brings_back_what_was_made_easier(library):
    made = plan(library, side=Side.LEFT)
    timeline = made.timeline(QUICK)
    easier = made.changed_at(timeline, 0, -1, QUICK)
    back = easier.plan.changed_at(easier.timeline, easier.step, 1, QUICK)
    assert (back.plan, back.timeline) == (made, timeline)


def test_shipped_exercises_that_have_a_harder_form_get_there_and_back(library):
    changes = 0
    for routine in sorted(library.routines)[::5]:
        made = plan(library, routine, side=Side.LEFT)
        timeline = made.timeline(QUICK)
        for step in range(len(timeline.steps)):
            harder = made.changed_at(timeline, step, 1, QUICK)
            if harder is not None:
                changes += 1
                back = harder.plan.changed_at(harder.timeline, harder.step, -1, QUICK)
                assert back.plan == made
    assert changes > 10


def test_forms_are_remembered_while_the_exercise_is_at_its_place(library):
    made = plan(library, side=Side.LEFT).at_level(2, 1).at_level(0, -1)
    kept = json.loads(json.dumps(made.to_json()))
    assert plan(library, side=Side.LEFT).with_levels_of(kept) == made
    other = kept | {"easier": ["0:wall-sit"], "harder": "nonsense"}
    assert plan(library, side=Side.LEFT).with_levels_of(other) == plan(library, side=Side.LEFT)


def test_the_last_session_of_the_routine_is_the_one_remembered(clock):
    journal = Journal.in_memory(clock)
    for routine, choice in (("a", {"easier": ["1:x"]}), ("b", {}), ("a", {"easier": ["2:y"]})):
        clock.advance(1_000)
        journal.start_session(Kept(routine, routine, None, 1, 1, choice))
    assert levels.of_last_session("a", journal.sessions()) == {"easier": ["2:y"]}
    assert levels.of_last_session("c", journal.sessions()) == {}
    journal.close()


def test_limits_are_the_routines_own_and_todays(library):
    assert plan(library, pain_limit=9).limits().amber_max == 3
    assert plan(library, pain_limit=2).limits().amber_max == 2
    assert plan(library, pain_limit=0).limits().amber_max == 0


def test_what_is_needed(library):
    assert "mat" in plan(library).equipment()


def test_every_shipped_routine_can_be_played_set_by_set(library):
    for routine in library.routines:
        timeline = plan(library, routine, side=Side.LEFT).timeline(Settings())
        starts = set_starts(timeline)
        assert starts[0] == 0, routine
        ends = [set_end(timeline, s) for s in starts]
        assert all(a <= b for a, b in zip(starts, ends, strict=True)), routine
        assert 1 <= count_sets(timeline) <= len(starts)
