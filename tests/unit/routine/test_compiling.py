"""What a dose becomes in time. Sums are those of the design's table."""

# ruff: noqa: E501 - YAML lines and messages as people see them
from __future__ import annotations

import pytest

from kneeapp.base.side import Side
from kneeapp.routine.timeline import Choices, Kind, Phase, compile_timeline

LEFT, RIGHT, BOTH = Side.LEFT, Side.RIGHT, Side.BOTH


def plan(folder, steps, *, head="", **choices):
    folder.routine(f"{head}\nsteps:\n" + "\n".join(f"  - {step}" for step in steps))
    library = folder.library()
    assert library.problems == ()
    return compile_timeline(library.routines["test"], library, Choices(**choices))


def total(timeline, *kinds):
    return sum(one.length_ms for one in timeline.segments if one.kind in kinds) / 1000


def test_half_squat_3_times_10_with_holds(folder):
    timeline = plan(
        folder,
        ["{exercise: squat, sets: 3, reps: 10, tempo: {down: 2s, hold: 5s, up: 2s}, rest: 30s}"],
    )
    assert total(timeline, Kind.WORK, Kind.HOLD) == 270
    assert total(timeline, Kind.HOLD) == 150
    rests = [one for one in timeline.segments if one.kind is Kind.REST]
    assert [one.length_ms for one in rests] == [30_000, 30_000]
    first = timeline.segments[:3]
    assert [(s.kind, s.phase, s.rep, s.reps, s.set, s.sets) for s in first] == [
        (Kind.WORK, Phase.DOWN, 1, 10, 1, 3),
        (Kind.HOLD, Phase.HOLD, 1, 10, 1, 3),
        (Kind.WORK, Phase.UP, 1, 10, 1, 3),
    ]


def test_wall_squat_5_times_40_s_with_3_min_rest(folder):
    timeline = plan(folder, ["{exercise: squat, sets: 5, hold: 40s, rest: 3 min}"])
    assert timeline.length_ms == 920_000


def test_walk_run_week_1(folder):
    timeline = plan(
        folder,
        [
            "{exercise: squat, time: 5 min}",
            "{circuit: {rounds: 8, steps: [{exercise: squat, time: 60s}, {exercise: squat, time: 1:30}]}}",
        ],
    )
    assert timeline.length_ms == 25 * 60_000
    assert timeline.steps[1].note == "Round 1 of 8"
    assert timeline.steps[-1].note == "Round 8 of 8"


def test_2_times_15_holds_of_10_s(folder):
    timeline = plan(folder, ["{exercise: squat, sets: 2, reps: 15, hold: 10s}"])
    assert total(timeline, Kind.HOLD) == timeline.length_ms / 1000 == 300
    assert timeline.segments[-1].rep == timeline.segments[-1].reps == 15


def test_hold_and_let_go(folder):
    timeline = plan(folder, ["{exercise: squat, reps: 4, hold: 30s, relax: 30s}"])
    assert [(s.kind, s.phase) for s in timeline.segments[:2]] == [
        (Kind.HOLD, Phase.HOLD),
        (Kind.WORK, Phase.RELAX),
    ]
    assert timeline.length_ms == 240_000


def test_lowering_only(folder):
    timeline = plan(folder, ["{exercise: squat, reps: 3, tempo: {down: 5s, relax: 2s}}"])
    assert [s.phase for s in timeline.segments] == [Phase.DOWN, Phase.RELAX] * 3


def test_the_parts_of_a_rep_go_in_the_order_written(folder):
    timeline = plan(folder, ["{exercise: squat, reps: 1, tempo: {up: 1s, hold: 2s, down: 3s}}"])
    assert [s.phase for s in timeline.segments] == [Phase.UP, Phase.HOLD, Phase.DOWN]


def test_a_bare_tempo_counts_reps(folder):
    timeline = plan(folder, ["{exercise: squat, reps: 4, tempo: 1.5s}"])
    assert [(s.kind, s.phase, s.rep, s.length_ms) for s in timeline.segments] == [
        (Kind.WORK, None, rep, 1500) for rep in (1, 2, 3, 4)
    ]


def test_reps_without_a_tempo_take_the_exercises_own(folder):
    timeline = plan(folder, ["{exercise: squat, reps: 3}"])
    assert timeline.length_ms == 12_000


def sides(timeline):
    return [(s.kind.value, s.side, s.set) for s in timeline.segments]


def test_each_side_changes_after_every_set(folder):
    timeline = plan(folder, ["{exercise: lunge, sets: 2, time: 20s, rest: 15s}"])
    assert sides(timeline) == [
        ("work", LEFT, 1),
        ("work", RIGHT, 1),
        ("rest", None, None),
        ("work", LEFT, 2),
        ("work", RIGHT, 2),
    ]


def test_all_sets_of_one_side_first(folder):
    timeline = plan(
        folder, ["{exercise: lunge, sets: 2, time: 20s, rest: 15s, order: all_sets, switch: 5s}"]
    )
    assert sides(timeline) == [
        ("work", LEFT, 1),
        ("rest", None, None),
        ("work", LEFT, 2),
        ("switch", RIGHT, None),
        ("work", RIGHT, 1),
        ("rest", None, None),
        ("work", RIGHT, 2),
    ]


def test_the_sore_side_goes_first(folder):
    timeline = plan(folder, ["{exercise: lunge, time: 20s}"], side=RIGHT)
    assert [s.side for s in timeline.segments] == [RIGHT, LEFT]


@pytest.mark.parametrize(
    ("chosen", "done", "label"),
    [
        (LEFT, [LEFT], "Lunge"),
        (RIGHT, [RIGHT], "Lunge"),
        (BOTH, [LEFT, RIGHT], "Lunge"),
        (None, [None], "Lunge (sore side)"),
    ],
)
def test_the_sore_side_only(folder, chosen, done, label):
    timeline = plan(folder, ["{exercise: lunge, time: 20s, sides: sore}"], side=chosen)
    assert [s.side for s in timeline.segments] == done
    assert timeline.steps[0].label == label
    assert {s.label for s in timeline.segments} == {label}


def test_left_and_right_in_turn(folder):
    timeline = plan(folder, ["{exercise: lunge, reps: 4, tempo: 1s, sides: alternate}"])
    assert [s.side for s in timeline.segments] == [LEFT, RIGHT, LEFT, RIGHT]
    assert timeline.length_ms == 4000


def test_each_direction_counts_each_way_and_needs_no_change(folder):
    timeline = plan(
        folder,
        ["{exercise: squat, reps: 2, tempo: 1s, sides: each_direction}"],
        switch_ms=5000,
    )
    assert [s.side for s in timeline.segments] == [LEFT, LEFT, RIGHT, RIGHT]


def test_least_times_of_the_person_fill_what_the_routine_leaves_short(folder):
    timeline = plan(
        folder,
        ["{exercise: lunge, sets: 2, time: 20s, rest: 3s}"],
        head="switch: 2s",
        switch_ms=5000,
        countdown_ms=10_000,
    )
    assert [(s.kind.value, s.length_ms) for s in timeline.segments] == [
        ("get_ready", 10_000),
        ("work", 20_000),
        ("switch", 5000),
        ("work", 20_000),
        ("rest", 5000),
        ("work", 20_000),
        ("switch", 5000),
        ("work", 20_000),
    ]
    assert timeline.segments[0].label == "Get ready"


def test_change_time_belongs_to_the_next_exercise_and_is_rest_at_the_end(folder):
    timeline = plan(
        folder, ["{exercise: squat, time: 10s, then: 5s}", "{exercise: squat, time: 10s, then: 7s}"]
    )
    assert [(s.kind.value, s.label, s.step) for s in timeline.segments] == [
        ("work", "Squat", 0),
        ("get_ready", "Next: Squat", 1),
        ("work", "Squat", 1),
        ("rest", "Rest", 1),
    ]
    assert [step.first_segment for step in timeline.steps] == [0, 1]


def test_rest_as_long_as_the_set(folder):
    timeline = plan(
        folder, ["{exercise: squat, sets: 2, hold: 42s, settle: 3s, rest: same as set}"]
    )
    assert [(s.kind.value, s.length_ms) for s in timeline.segments] == [
        ("get_ready", 3000),
        ("hold", 42_000),
        ("rest", 42_000),
        ("get_ready", 3000),
        ("hold", 42_000),
    ]


def test_mixed_holds_in_one_exercise(folder):
    timeline = plan(
        folder,
        ["{exercise: squat, parts: [{hold: 45s}, {sets: 3, hold: 15s, rest: 10s}]}"],
    )
    assert [(s.kind.value, s.length_ms, s.set, s.sets) for s in timeline.segments] == [
        ("hold", 45_000, 1, 4),
        ("hold", 15_000, 2, 4),
        ("rest", 10_000, None, None),
        ("hold", 15_000, 3, 4),
        ("rest", 10_000, None, None),
        ("hold", 15_000, 4, 4),
    ]


def test_parts_repeated_as_sets(folder):
    timeline = plan(
        folder,
        ["{exercise: squat, sets: 2, rest: 30s, parts: [{label: Sways, time: 15s}, {time: 30s}]}"],
    )
    assert [(s.label, s.set, s.sets) for s in timeline.segments] == [
        ("Sways", 1, 2),
        ("Squat", 1, 2),
        ("Rest", None, None),
        ("Sways", 2, 2),
        ("Squat", 2, 2),
    ]


@pytest.mark.parametrize(
    ("dose", "kind", "length", "reps"),
    [
        ("reps: 10, until: done, about: 40s", Kind.WORK, 40_000, 10),
        ("reps: 10, tempo: 3s, until: tired", Kind.WORK, 30_000, 10),
        ("hold: 30s, until: tired", Kind.HOLD, 30_000, None),
        ("until: tired, about: 45s", Kind.WORK, 45_000, None),
        ("distance: 400 m, about: 5 min", Kind.WORK, 300_000, None),
        ("time: 2 min, until: done", Kind.WORK, 120_000, None),
    ],
)
def test_what_the_person_ends(folder, dose, kind, length, reps):
    (one,) = plan(folder, [f"{{exercise: squat, {dose}}}"]).segments
    assert (one.kind, one.length_ms, one.reps, one.rep) == (kind, length, reps, None)
    assert one.open_ended


def test_time_with_an_earlier_end_is_not_open(folder):
    timeline = plan(folder, ["{exercise: squat, hold: 30s, until: tired or time}"])
    assert not timeline.segments[0].open_ended
    assert timeline.steps[0].dose == "hold 30 s, or until tired"


def test_tasks_are_notes(folder):
    folder.exercise("log", group="task", sides="none")
    timeline = plan(folder, ["{exercise: log, time: 22s}"])
    assert [(s.kind, s.side) for s in timeline.segments] == [(Kind.NOTE, None)]


def test_pauses_and_notes(folder):
    timeline = plan(
        folder,
        [
            "{note: Stand near a wall.}",
            "{exercise: squat, time: 5s}",
            "{pause: 2 min}",
            "{note: Well done., time: 3s, until: done}",
        ],
    )
    assert [
        (s.kind.value, s.label, s.length_ms, s.step, s.open_ended) for s in timeline.segments
    ] == [
        ("note", "Stand near a wall.", 10_000, 0, False),
        ("work", "Squat", 5000, 1, False),
        ("rest", "Rest", 120_000, 1, False),
        ("note", "Well done.", 3000, 2, True),
    ]
    assert timeline.steps[0].exercise == ""


def test_reminders_fall_into_the_right_segment(folder):
    timeline = plan(
        folder,
        ["{exercise: squat, sets: 2, reps: 3, tempo: 10s, reminders: [{at: 15s, say: Look.}]}"],
    )
    said = [(s.set, s.rep, s.reminders) for s in timeline.segments if s.reminders]
    assert said == [(1, 2, ((5000, "Look."),)), (2, 2, ((5000, "Look."),))]


def test_circuits_rest_between_rounds_and_nest(folder):
    timeline = plan(
        folder,
        [
            "{circuit: {rounds: 2, rest: 30s, steps: [{exercise: squat, time: 5s, then: 4s}, "
            "{circuit: {rounds: 2, steps: [{exercise: lunge, time: 1s, sides: both}]}}]}}"
        ],
    )
    assert [(s.kind.value, s.length_ms) for s in timeline.segments] == [
        ("work", 5000),
        ("get_ready", 4000),
        ("work", 1000),
        ("work", 1000),
        ("rest", 30_000),
        ("work", 5000),
        ("get_ready", 4000),
        ("work", 1000),
        ("work", 1000),
    ]
    assert [step.source for step in timeline.steps] == [1, 3, 3, 1, 3, 3]


def test_a_block_used_twice(folder):
    timeline = plan(
        folder,
        ["{block: a}", "{exercise: lunge, time: 1s, sides: both}", "{block: a}"],
        head="blocks: {a: [{exercise: squat, time: 3s}]}",
    )
    assert [s.exercise for s in timeline.segments] == ["squat", "lunge", "squat"]


def test_some_of_several(folder):
    timeline = plan(
        folder,
        [
            "{choose: 2, of: [{exercise: squat, time: 1s}, {exercise: lunge, time: 1s, sides: both}, {exercise: squat, time: 2s}]}"
        ],
        exclude=frozenset({"lunge"}),
    )
    assert [s.length_ms for s in timeline.segments] == [1000, 2000]


def test_the_dose_in_words(folder):
    timeline = plan(
        folder,
        [
            "{exercise: lunge, sets: 3, reps: 10, tempo: {up: 1s, hold: 5s, down: 3s}, rest: 60s (30-60s)}",
            "{exercise: squat, sets: not stated (2), reps: not stated, tempo: 2s}",
            "{exercise: squat, hold: 20-30s}",
            "{exercise: squat, reps: 12, tempo: 1s, load: {kg: 2, band: red}, cadence: {change_percent: 7.5-10}, if: Only when it went well}",
        ],
    )
    assert [step.dose for step in timeline.steps] == [
        "3 × 10, hold 5 s, 3 s down, each side, rest 1 min (30 s to 1 min)",
        "2 (the source does not say) × 10 (the source does not say)",
        "hold 20 s (20 s to 30 s)",
        "12 times",
    ]
    assert timeline.steps[3].note == (
        "Only when it went well. 2 kg, red band. 7.5 to 10 % more steps a minute than you usually take"
    )
