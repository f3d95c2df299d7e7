"""Leaving out, replacing, and fitting to minutes."""

from __future__ import annotations

from kneeapp.routine.model import Load
from kneeapp.routine.timeline import Choices, Kind, compile_timeline
from kneeapp.routine.words import LOAD_WORDS


def plan(folder, steps, **choices):
    folder.routine("steps:\n" + "\n".join(f"  - {step}" for step in steps))
    library = folder.library()
    assert library.problems == ()
    return compile_timeline(library.routines["test"], library, Choices(**choices))


def ladder(folder):
    folder.exercise("deep", loads="deep_squat, loaded_bend", more="easier: {exercise: middle}")
    folder.exercise("middle", loads="loaded_bend", more="easier: {exercise: low}")
    folder.exercise("low", sides="each")


def test_a_load_is_replaced_by_the_next_easier_exercise_without_it(folder):
    ladder(folder)
    timeline = plan(
        folder, ["{exercise: deep, label: Go deep, hold: 30s}"], exclude=frozenset({"deep_squat"})
    )
    assert [(step.exercise, step.label) for step in timeline.steps] == [("middle", "Middle")]
    assert timeline.left_out == ("Middle instead of Deep (a deep knee bend under your weight).",)


def test_the_ladder_is_gone_down_as_far_as_needed_and_sides_are_the_exercises_own(folder):
    ladder(folder)
    timeline = plan(
        folder, ["{exercise: deep, hold: 30s}"], exclude=frozenset({"loaded_bend", "middle"})
    )
    assert timeline.steps[0].exercise == "low"
    assert timeline.length_ms == 60_000


def test_the_steps_own_easier_form_comes_first(folder):
    ladder(folder)
    timeline = plan(
        folder,
        ["{exercise: deep, hold: 30s, easier: {exercise: low, hold: 10s}}"],
        exclude=frozenset({"deep_squat"}),
    )
    assert (timeline.steps[0].exercise, timeline.length_ms) == ("low", 20_000)


def test_without_an_easier_one_the_step_is_dropped_and_said(folder):
    folder.exercise("hop", loads="impact")
    timeline = plan(
        folder,
        ["{exercise: hop, time: 10s, then: 5s}", "{exercise: squat, time: 10s}"],
        exclude=frozenset({"impact"}),
    )
    assert [step.exercise for step in timeline.steps] == ["squat"]
    assert timeline.length_ms == 10_000
    assert timeline.left_out == ("Left out: Hop (hops, jumps or running).",)


def test_an_exercise_can_be_left_out_by_its_name(folder):
    timeline = plan(folder, ["{exercise: squat, time: 10s}"], exclude=frozenset({"squat"}))
    assert timeline.segments == ()
    assert timeline.length_ms == 0
    assert timeline.left_out == ("Left out: Squat (you chose to leave it out).",)


def test_asking_for_the_easier_and_the_harder_form(folder):
    ladder(folder)
    folder.exercise("plain", more="easier: {note: Do less.}")
    steps = [
        "{exercise: middle, hold: 30s, sets: 2, rest: 5s, harder: {hold: 60s}}",
        "{exercise: plain, hold: 30s}",
    ]
    easier = plan(folder, steps, easier=frozenset({0, 1}))
    assert [(step.exercise, step.note) for step in easier.steps] == [
        ("low", ""),
        ("plain", "Do less."),
    ]
    assert easier.segments[0].length_ms == 30_000
    harder = plan(folder, steps, harder=frozenset({0}))
    assert [s.length_ms for s in harder.segments] == [60_000, 5000, 60_000, 30_000]


def test_a_replacement_goes_at_its_own_pace(folder):
    folder.exercise("hops", loads="impact", more="easier: {exercise: squat}")
    folder.exercise("pull", loads="deep_bend", more="easier: {exercise: still}")
    folder.exercise("still")
    timeline = plan(
        folder,
        [
            "{exercise: hops, reps: 20, tempo: 0.6s}",
            "{exercise: pull, parts: [{label: Pulls, reps: 10, tempo: 2.5s}]}",
        ],
        exclude=frozenset({"impact", "deep_bend"}),
    )
    assert [step.dose for step in timeline.steps] == ["20 times", "hold 25 s"]
    assert timeline.length_ms == 20 * 4000 + 25_000
    assert {one.label for one in timeline.segments} == {"Squat", "Still"}


def test_every_load_has_words():
    assert set(LOAD_WORDS) == set(Load)


LONG = [
    "{exercise: squat, sets: 3, time: 60s, rest: 30s}",
    "{exercise: squat, label: Again, sets: 2, time: 60s, rest: 30s}",
    "{exercise: lunge, label: Stretch, hold: 30s, optional: true}",
]


def test_a_routine_that_fits_stays_as_it_is(folder):
    timeline = plan(folder, LONG, minutes=10)
    assert timeline.length_ms == 450_000
    assert timeline.left_out == ()


def test_sets_are_dropped_evenly_and_rests_stay(folder):
    timeline = plan(folder, LONG, minutes=5)
    assert timeline.length_ms == 270_000
    assert {s.length_ms for s in timeline.segments if s.kind is Kind.REST} == {30_000}
    assert timeline.left_out == ("Squat: 2 sets instead of 3.", "Again: 1 set instead of 2.")


def test_then_optional_steps_go(folder):
    timeline = plan(folder, LONG, minutes=2)
    assert timeline.length_ms == 120_000
    assert timeline.left_out == (
        "Squat: 1 set instead of 3.",
        "Again: 1 set instead of 2.",
        "Left out: Stretch.",
    )


def test_the_shortest_form_is_said(folder):
    timeline = plan(folder, LONG, minutes=1)
    assert timeline.left_out[-1] == "This is the shortest form: 2 min."


def test_rounds_are_dropped_too(folder):
    timeline = plan(
        folder,
        ["{circuit: {rounds: 4, rest: 10s, steps: [{exercise: squat, time: 50s}]}}"],
        minutes=2,
    )
    assert timeline.length_ms == 110_000
    assert timeline.left_out == ("Circuit: 2 rounds instead of 4.",)
