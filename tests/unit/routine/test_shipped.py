"""The shipped exercises, routines and programmes, against the content they were made from."""

from __future__ import annotations

import re

import pytest

from kneeapp.base.paths import routines
from kneeapp.base.side import Side
from kneeapp.routine.model import GateKind, Group, PainMode
from kneeapp.routine.timeline import Choices, Kind, compile_timeline

# Seconds as typed from the content base (sections 5 and 6.4), which computed and checked them.
TOTALS = {
    "pre-run-warm-up": ("RT01", 480),
    "grumbly-knee-warm-up": ("RT02", 600),
    "post-run-recovery": ("RT03", 600),
    "acute-help": ("RT04", 3000),
    "runners-knee-1": ("RT05", 1200),
    "runners-knee-2": ("RT06", 1500),
    "runners-knee-3": ("RT07", 1560),
    "outer-knee": ("RT08", 1320),
    "patellar-tendon-holds": ("RT09", 900),
    "general-knee-strength": ("RT10", 1980),
    "arthritic-knee": ("RT11", 840),
    "desk-break": ("RT12", 240),
    "easy-day": ("RT13", 900),
    "three-moves": ("RT17", 360),
    "shin-and-calf": ("RT15", 900),
    "weekly-strength": ("RT16", 1200),
    "walk-run-1": ("RT14", 30 * 60),
    "walk-run-2": ("RT14", 30 * 60),
    "walk-run-3": ("RT14", 30 * 60),
    "walk-run-4": ("RT14", 30 * 60),
    "walk-run-5": ("RT14", 30 * 60),
    "walk-run-6": ("RT14", 32 * 60),
    "walk-run-7": ("RT14", 30 * 60),
    "walk-run-8": ("RT14", 35 * 60),
    "walk-run-b1": ("RT14", 24 * 60),
    "walk-run-b2": ("RT14", 22 * 60),
    "walk-run-b3": ("RT14", 20 * 60),
    "first-5k-1": ("", 25 * 60),
    "first-5k-2": ("", 25 * 60),
    "first-5k-3": ("", 23 * 60),
    "first-5k-4": ("", 26 * 60 + 30),
    "first-5k-5a": ("", 26 * 60),
    "first-5k-5b": ("", 26 * 60),
    "first-5k-5c": ("", 25 * 60),
    "first-5k-6a": ("", 29 * 60),
    "first-5k-6b": ("", 28 * 60),
    "first-5k-7": ("", 30 * 60),
    "first-5k-8": ("", 33 * 60),
    "first-5k-9": ("", 35 * 60),
    "patellar-tendon-strength": ("", 1170),
    "walk-run-ladder": ("", 30 * 60),
}
# Seconds per step, with what follows it: content section 5, column "total s".
STEPS = {
    "pre-run-warm-up": [150, 35, 30, 45, 35, 35, 50, 30, 35, 35],
    "grumbly-knee-warm-up": [120, 65, 150, 45, 35, 35, 30, 120],
    "post-run-recovery": [180, 65, 65, 70, 70, 70, 40, 40],
    "acute-help": [120, 120, 720, 900, 60, 840, 120, 120],
    "runners-knee-1": [250, 170, 185, 205, 160, 120, 70, 40],
    "runners-knee-2": [220, 225, 243, 195, 170, 225, 140, 60, 22],
    "runners-knee-3": [210, 315, 285, 223, 255, 105, 141, 26],
    "outer-knee": [190, 310, 250, 200, 165, 70, 100, 35],
    "patellar-tendon-holds": [110, 720, 70],
    "general-knee-strength": [315, 70, 70, 205, 165, 130, 165, 165, 165, 175, 175, 115, 65],
    "arthritic-knee": [130, 150, 90, 120, 110, 100, 70, 70],
    "desk-break": [45, 75, 35, 35, 40, 10],
    "easy-day": [310, 190, 130, 90, 180],
    "three-moves": [120, 125, 115],
    "shin-and-calf": [200, 250, 220, 110, 70, 50],
    "weekly-strength": [250, 268, 165, 137, 110, 125, 145],
}
RUNNING_MINUTES = {1: 4, 2: 8, 3: 12, 4: 16, 5: 16, 6: 20, 7: 20, 8: 25}


def plain(shipped, name, **choices):
    return compile_timeline(shipped.routines[name], shipped, Choices(**choices))


def test_nothing_is_wrong_with_any_shipped_file(shipped):
    assert shipped.problems == ()
    assert len(shipped.exercises) == 84
    assert set(shipped.routines) == set(TOTALS)
    assert set(shipped.programmes) == {
        "return-to-running",
        "return-to-running-b",
        "return-to-running-ladder",
        "first-5k",
        "runners-knee",
        "outer-knee-8-weeks",
        "patellar-tendon-12-weeks",
        "arthritic-knee-12-weeks",
        "knee-strength-6-weeks",
        "shin-and-calf-4-weeks",
    }


@pytest.mark.parametrize("name", TOTALS)
def test_totals_are_those_of_the_source_to_the_second(shipped, name):
    code, seconds = TOTALS[name]
    assert shipped.routines[name].code == code
    assert plain(shipped, name).length_ms == seconds * 1000


@pytest.mark.parametrize("name", STEPS)
def test_every_step_takes_as_long_as_in_the_source(shipped, name):
    timeline = plain(shipped, name)
    # The time to change belongs to the step before it in the source, after it in the timeline.
    found = [0] * len(timeline.steps)
    for one in timeline.segments:
        changing = one.kind is Kind.GET_READY and one.label.startswith("Next: ")
        found[one.step - 1 if changing else one.step] += one.length_ms
    assert [ms / 1000 for ms in found] == STEPS[name]


@pytest.mark.parametrize("week", RUNNING_MINUTES)
def test_minutes_of_running_in_plan_a(shipped, week):
    timeline = plain(shipped, f"walk-run-{week}")
    running = sum(one.length_ms for one in timeline.segments if one.exercise == "easy-run")
    assert running == RUNNING_MINUTES[week] * 60_000


def test_files_are_called_after_their_id(shipped):
    for key, file in shipped.files.items():
        assert file.endswith(f"{key.split('/')[1]}.yaml"), key


def test_codes_stand_once(shipped):
    codes = [one.code for one in shipped.exercises.values() if one.code]
    assert len(codes) == len(set(codes)) == 82


@pytest.mark.parametrize("name", TOTALS)
@pytest.mark.parametrize("side", [None, Side.LEFT, Side.RIGHT, Side.BOTH])
def test_every_timeline_is_whole(shipped, name, side):
    timeline = plain(shipped, name, side=side, switch_ms=5000, countdown_ms=10_000)
    now = 0
    for one in timeline.segments:
        assert one.start_ms == now
        assert one.length_ms > 0
        now = one.end_ms
    assert timeline.length_ms == now


def test_the_skin_is_looked_at_after_5_minutes_of_cold(shipped):
    timeline = plain(shipped, "acute-help")
    (cold,) = [one for one in timeline.segments if one.exercise == "cold-pack"]
    assert cold.length_ms == 12 * 60_000
    assert [at for at, _ in cold.reminders] == [5 * 60_000]
    assert "skin" in cold.reminders[0][1]


def test_the_warning_signs_wait_for_the_person(shipped):
    first = plain(shipped, "acute-help").segments[0]
    assert (first.kind, first.exercise, first.open_ended) == (Kind.NOTE, "warning-sign-check", True)


def test_exercises_with_counted_moves_are_never_a_bare_timer(shipped):
    for name in TOTALS:
        for one in plain(shipped, name).segments:
            if one.kind is Kind.WORK and one.rep is None and not one.open_ended:
                exercise = shipped.exercises[one.exercise]
                assert exercise.group is not Group.STRENGTH, (name, one.label)


def test_running_needs_the_entry_check(shipped):
    for name in ("return-to-running", "return-to-running-b"):
        programme = shipped.programmes[name]
        kinds = [gate.kind for gate in programme.entry]
        assert kinds.count(GateKind.TEST) == 2
        assert GateKind.ASK in kinds
        symptoms = {gate.what for gate in programme.entry if gate.kind is GateKind.FREE_OF}
        assert {"limp", "swelling", "night_pain", "bone_point_tender"} <= symptoms
        assert programme.pain_rule.mode is PainMode.RUNNING


def test_plan_a_goes_on_after_good_sessions_and_back_after_a_bad_one(shipped):
    stages = shipped.programmes["return-to-running"].stages
    assert [stage.sessions[0].routine for stage in stages] == [f"walk-run-{n}" for n in range(1, 9)]
    assert all(stage.gates[0].green and stage.gates[0].sessions == 2 for stage in stages)
    assert [stage.after_red for stage in stages] == [None, *(f"week-{n}" for n in range(1, 8))]


def test_first_5k_has_3_runs_in_every_week(shipped):
    for stage in shipped.programmes["first-5k"].stages:
        assert sum(session.times or 0 for session in stage.sessions) == 3


_NEVER = re.compile(r"diagnos|you have (a|an|runner)|all clear|!|\d ?%.*sure|should", re.IGNORECASE)


def _words(one):
    if isinstance(one, str):
        yield one
    elif isinstance(one, tuple | list | frozenset):
        for part in one:
            yield from _words(part)
    elif hasattr(one, "__dataclass_fields__"):
        for field in one.__dataclass_fields__:
            yield from _words(getattr(one, field))


def test_words_of_routines_keep_the_rules(shipped):
    for one in (*shipped.routines.values(), *shipped.programmes.values()):
        for text in _words(one):
            if text == "You have a warning sign.":
                continue
            assert not _NEVER.search(text), (one.id, text)


def test_every_limit_has_a_source(shipped):
    for one in (*shipped.exercises.values(), *shipped.routines.values()):
        assert one.sources
    for one in shipped.routines.values():
        assert one.pain_rule.sources
        assert one.pain_rule.careful_during <= 2  # content decision 2


def test_loading_is_bounded(shipped):
    assert all(path.stat().st_size < 20_000 for path in routines().rglob("*.yaml"))
