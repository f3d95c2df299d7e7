"""The minutes of a routine are split into what is done and what is lying still."""

from __future__ import annotations

import pytest

from kneeapp.base.settings import Settings
from kneeapp.base.side import Side
from kneeapp.flow.lengths import Length
from kneeapp.flow.visit.choice import ACUTE_HELP, RoutineChoice, length
from kneeapp.routine.timeline import Choices, compile_timeline


def test_help_for_a_new_ache_is_mostly_lying_still(library):
    told = length(RoutineChoice(ACUTE_HELP, Side.LEFT), library, Settings())
    assert told == Length(50, 41)  # cold 12, leg up 15 and 14
    assert told.words == "9 min to do, 41 min to lie and rest"


@pytest.mark.parametrize("name", ["pre-run-warm-up", "post-run-recovery", "easy-day"])
def test_a_short_rest_is_part_of_what_is_done(library, name):
    told = length(RoutineChoice(name), library)
    assert told.resting == 0
    assert told.words == f"{told.minutes} min"


def test_no_exercise_that_moves_counts_as_rest(library):
    resting = {exercise.id for exercise in library.exercises.values() if exercise.is_rest}
    assert resting >= {"cold-pack", "leg-up-rest", "legs-up-rest"}
    assert not resting & {"walk-down", "leg-massage", "quad-set", "walk"}
    timeline = compile_timeline(library.routines[ACUTE_HELP], library, Choices())
    pumps = [each for each in timeline.segments if each.exercise == "ankle-pumps"]
    assert all(each.rep is not None for each in pumps if each.kind == "work")
