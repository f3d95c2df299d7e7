# ruff: noqa: E501 - YAML lines
"""Pieces of published programmes, each said in the format; doses are facts, words are ours."""

from __future__ import annotations

import pytest

from kneeapp.routine.timeline import Choices, Kind, compile_timeline

PIECES = {
    # AAOS: stretch, strengthen, the same stretches again; holds inside reps; relax between.
    "AAOS": (
        "blocks:\n"
        "  stretches:\n"
        "    - {exercise: lunge, sets: 2, reps: 4, hold: 30s, relax: 30s}\n"
        "    - {exercise: lunge, reps: 2-3, hold: 30s (30-60s)}\n"
        "steps:\n"
        "  - {block: stretches}\n"
        "  - {exercise: squat, sets: 3, reps: 10, tempo: {down: 2s, hold: 5s, up: 2s}, load: {kg: 2.3-4.5}}\n"
        "  - {block: stretches}\n",
        2 * (2 * 2 * 4 * 60 + 2 * 2 * 30) + 270,
    ),
    # FIFA 11+: levels whose unit changes, distances, intensity.
    "FIFA 11+": (
        "steps:\n"
        "  - exercise: squat\n"
        "    time: 30s (20-30s)\n"
        "    sets: 3\n"
        "    easier: {hold: 20s}\n"
        "    harder: {exercise: lunge, reps: 10, tempo: 2s, sets: 2}\n"
        "  - {exercise: squat, distance: 40 m, about: 10s, sets: 2, load: {percent_max: 75-80}}\n",
        3 * 30 + 2 * 10,
    ),
    # Clark, Crossley, Nakagawa arms in Harvie 2011: sets × (reps × hold), angles, step heights.
    "trial arms": (
        "steps:\n"
        "  - {exercise: squat, reps: 10, hold: 10s}\n"
        "  - {exercise: squat, sets: 2, reps: 15, hold: 10s}\n"
        "  - {exercise: squat, sets: 3, reps: 5-10, tempo: {down: 2s, up: 2s}, load: {joint_range: 0-60, step_height: 10-20}}\n",
        100 + 300 + 3 * 5 * 4,
    ),
    # ARC phase 2: 3 s down, 3 s up; a plank for 30 s or until tired; each direction; a range.
    "ARC": (
        "steps:\n"
        "  - {exercise: squat, sets: 3, reps: 8, tempo: {down: 3s, up: 3s}, load: {band: red}}\n"
        "  - {exercise: squat, sets: 3, hold: 30s, until: tired or time}\n"
        "  - {exercise: squat, sets: 3, reps: 12, tempo: 1s, sides: each_direction}\n"
        "  - {exercise: squat, sets: 3, reps: 12-16, tempo: 2s}\n",
        3 * 48 + 90 + 3 * 24 + 3 * 24,
    ),
    # Hoglund: lowering only. EPIPHA: rest as a range, a condition.
    "eccentric": (
        "steps:\n"
        "  - {exercise: lunge, sets: 3, reps: 10, tempo: {up: 1s, down: 5s}, rest: 30-60s}\n"
        "  - {exercise: squat, reps: 10, if: Only when sliding went well}\n",
        2 * 3 * 60 + 2 * 30 + 40,
    ),
    # NHS runners: doses that the stored text does not give.
    "not stated": (
        "steps:\n"
        "  - {exercise: squat, sets: not stated, reps: not stated, rest: not stated}\n"
        "  - {exercise: lunge, sets: 3, hold: 15s}\n",
        40 + 90,
    ),
    # NEMEX: rest as long as the set; 3 to 4 of a list; as many as possible.
    "choice": (
        "steps:\n"
        "  - choose: 2\n"
        "    of:\n"
        "      - {exercise: squat, sets: 2, time: 40s, rest: same as set}\n"
        "      - {exercise: squat, until: tired, about: 50s}\n"
        "      - {exercise: squat, time: 10s}\n",
        120 + 50,
    ),
    # Couch to 5K week 4: a list that no pair of intervals can say.
    "mixed list": (
        "steps:\n"
        + "".join(
            f"  - {{exercise: squat, time: {time}}}\n"
            for time in ("5 min", "3 min", "1:30", "5 min", "2m30s", "3 min", "90s", "5 min")
        ),
        26.5 * 60,
    ),
    # Esculier: cadence of a run.
    "cadence": (
        "steps:\n  - {exercise: squat, time: 20 min, cadence: {change_percent: 7.5-10}}\n",
        1200,
    ),
}


@pytest.mark.parametrize("name", PIECES)
def test_it_can_be_said_and_adds_up(folder, name):
    steps, seconds = PIECES[name]
    folder.routine(steps)
    library = folder.library()
    assert library.problems == ()
    timeline = compile_timeline(library.routines["test"], library, Choices())
    assert timeline.length_ms == seconds * 1000


def test_the_sentence_of_the_design(folder):
    """3 × 10 reps, hold 5 s each, each leg, 60 s rest, the easier version if it hurts, weeks 3 to 4."""
    folder.routine(
        "frequency: {weeks: 3-4}\n"
        "steps:\n"
        "  - exercise: lunge\n"
        "    sets: 3\n"
        "    reps: 10\n"
        "    hold: 5s\n"
        "    sides: each\n"
        "    rest: 60s\n"
        "    easier: {exercise: squat, reps: 5}\n"
    )
    library = folder.library()
    assert library.problems == ()
    routine = library.routines["test"]
    assert routine.frequency.weeks.high == 4
    timeline = compile_timeline(routine, library, Choices())
    assert timeline.steps[0].dose == "3 × 10, hold 5 s, each side, rest 1 min"
    assert timeline.length_ms == (3 * 2 * 50 + 2 * 60) * 1000
    assert sum(one.kind is Kind.HOLD for one in timeline.segments) == 60
    easier = compile_timeline(routine, library, Choices(easier=frozenset({0})))
    assert easier.steps[0].dose == "3 × 5, rest 1 min"


PROGRAMME = """\
kind: programme
id: mix
title: Mix
summary: Pieces of several programmes.
pain_rule: {during: 5, settles_within: 24h, mode: rehab, sources: [P58]}
starts:
  - {when: {pain: now, at_least: 7}, phase: calm}
  - {when: {pain: now, at_least: 4}, phase: grow}
phases:
  - id: calm
    title: Calm
    at_least: 1 week
    sessions: [{routine: test, times_per_day: 2-3}]
    gates: [{pain: next_morning, at_most: 2, days: 3}]
  - id: grow
    title: Grow
    weeks: 1-4
    at_least: 2 weeks
    sessions:
      - routine: test
        days_per_week: 6-7
        ramps: [{step: raise, key: sets, at: {1: 1, 2: 2, 4: 3}}, {step: raise, key: reps, start: 15, add: 5, every: day, top: 30}]
    gates: [{sessions: 2, green: true}, {test: squat, hold: 30s, sides: equal}]
    after_red: calm
  - id: more
    title: More
    weeks: 4-5
    plus: [grow]
    sessions:
      - {routine: test, days_per_week: 3, rest_days: true, on: [1, 2], variant: match day, minutes: 10}
      - {routine: test, days_per_week: 2-3, changes: [{step: raise, exercise: squat, reps: 8, tempo: 3s}]}
sources: [P7, P8, P58]
"""


def test_a_programme_with_everything(folder):
    folder.routine("steps: [{exercise: lunge, id: raise, reps: 10, tempo: 2s}]")
    folder.file("mix.yaml", PROGRAMME)
    library = folder.library()
    assert library.problems == ()
    programme = library.programmes["mix"]
    assert [start.phase for start in programme.starts] == ["calm", "grow"]
    assert programme.stages[1].at_least_days == 14
    assert programme.stages[2].plus == ("grow",)
    assert programme.stages[2].sessions[1].changes[0].becomes.exercise == "squat"
    assert (
        programme.stages[0].gates[0].say == "Pain the next morning at most 2 out of 10 for 3 days."
    )
    assert programme.stages[1].gates[1].say == "Squat: 30 s, both sides about the same."
