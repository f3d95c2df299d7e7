from __future__ import annotations

import pytest

from kneeapp.routine.model import Ramp
from kneeapp.routine.programme import When, ramp_value, session_routine
from kneeapp.routine.timeline import Choices, compile_timeline

PROGRAMME = """\
kind: programme
id: plan
title: Plan
summary: A plan.
sources: [J]
phases:
  - id: one
    title: One
    sessions:
      - routine: test
        changes:
          - {step: down, exercise: lunge, sides: both, hold: 20s}
          - {step: again, sets: 3}
        ramps:
          - {step: count, key: reps, start: 15, add: 5, every: day, top: 30}
          - {step: again, key: hold, at: {1: 10, 3: 20}}
"""


@pytest.fixture
def library(folder):
    folder.routine(
        "steps:\n"
        "  - {exercise: squat, id: down, reps: 5, rest: 1s}\n"
        "  - {circuit: {rounds: 2, steps: [{exercise: squat, id: count, reps: 1, tempo: 1s}]}}\n"
        "  - {exercise: squat, id: again, sets: 2, hold: 5s, rest: 1s}\n"
        "  - {exercise: squat, reps: 1}\n"
    )
    folder.file("plan.yaml", PROGRAMME)
    found = folder.library()
    assert found.problems == ()
    return found


def doses(library, when):
    session = library.programmes["plan"].stages[0].sessions[0]
    routine = session_routine(library.routines["test"], session, when)
    timeline = compile_timeline(routine, library, Choices())
    return [(step.exercise, step.dose) for step in timeline.steps]


def test_a_phase_changes_steps_and_lets_others_grow(library):
    assert doses(library, When()) == [
        ("lunge", "hold 20 s"),
        ("squat", "15 times"),
        ("squat", "15 times"),
        ("squat", "3 × hold 10 s, rest 1 s"),
        ("squat", "once"),
    ]
    later = doses(library, When(session=3, day=9, week=2))
    assert later[1] == ("squat", "30 times")
    assert later[3] == ("squat", "3 × hold 20 s, rest 1 s")


@pytest.mark.parametrize(("session", "sets"), [(1, 1), (2, 2), (3, 2), (4, 3), (40, 3)])
def test_a_table_of_sessions(session, sets):
    ramp = Ramp("a", "sets", at=((1, 1), (2, 2), (4, 3)))
    assert ramp_value(ramp, When(session=session)) == sets


def test_weeks():
    ramp = Ramp("a", "time", start=60, add=30, every="week")
    assert [ramp_value(ramp, When(week=week)) for week in (1, 2, 3)] == [60, 90, 120]


def test_the_shipped_programmes_give_a_routine_for_every_session(shipped):
    for programme in shipped.programmes.values():
        for stage in programme.stages:
            for session in stage.sessions:
                routine = session_routine(shipped.routines[session.routine], session, When())
                assert compile_timeline(routine, shipped, Choices()).length_ms > 0


def test_a_ramp_must_find_what_is_to_grow(folder):
    folder.routine("steps: [{exercise: squat, id: down, reps: 5}]")
    text = PROGRAMME[: PROGRAMME.index("        changes:")]
    folder.file("plan.yaml", text + "        ramps: [{step: down, key: hold, start: 5, add: 5}]\n")
    assert folder.problems() == ["plan.yaml:11:35: the step 'down' has no hold that could grow"]
