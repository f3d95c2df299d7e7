"""Golden texts: what a person reads when a file is wrong."""

# ruff: noqa: E501 - YAML lines and messages as people see them
from __future__ import annotations

import pytest

from kneeapp.routine.load import check, load_library


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ("- {exercise: squat, resp: 10}", "test.yaml:11:23: unknown key 'resp' (did you mean 'reps'?)"),
        ("- {excercise: squat, reps: 10}", "test.yaml:11:5: unknown key 'excercise' (did you mean 'exercise'?)"),
        ("- {exercise: sqat, reps: 10}", "test.yaml:11:16: there is no exercise 'sqat' (did you mean 'squat'?)"),
        ("- {exercise: squat, reps: ten}", "test.yaml:11:29: reps: 'ten' is not a whole number; write a whole number such as 10, or a range such as 8-12"),
        ("- {exercise: squat, time: 45}", "test.yaml:11:29: time: 45 is not a time (did you mean 45s?); write a time such as 45s, 1m30s, 2 min or 1:30"),
        ("- {exercise: squat, reps: 10, sides: sored}", "test.yaml:11:40: sides: 'sored' is not known (did you mean 'sore'?); use one of: both, each, alternate, sore, each_direction, none"),
        ("- {exercise: squat, reps: 10, tempo: {dwn: 2s}}", "test.yaml:11:41: 'dwn' is not known (did you mean 'down'?); use one of: down, hold, up, relax"),
        ("- {exercise: squat, reps: 10, tempo: {}}", "test.yaml:11:40: tempo: it is empty; give one at least"),
        ("- {exercise: squat, reps: 10, load: {kgs: 2}}", "test.yaml:11:40: unknown key 'kgs' (did you mean 'kg'?)"),
        ("- {exercise: squat, reps: 10, load: {effort: 12}}", "test.yaml:11:48: effort: 12 is outside 0 to 10, or the wrong way round"),
        ("- {exercise: squat, reps: 10, optional: yes}", "test.yaml:11:43: optional: write true or false; 'yes' is neither"),
        ("- squat", "test.yaml:11:5: write keys with values here; 'squat' is not that"),
        ("- {reps: 10}", "test.yaml:11:5: one of these keys is missing: exercise, circuit, block, choose, pause, note"),
        ("- {exercise: squat}", "test.yaml:11:5: how much? give time, reps, hold, distance, or until with about"),
        ("- {exercise: lunge, reps: 10}", "test.yaml:11:29: reps need a pace: give tempo, hold, or until: done"),
        ("- {exercise: lunge, reps: 10, until: done}", "test.yaml:11:29: how long do these reps take? give about"),
        ("- {exercise: squat, time: 30s, hold: 5s}", "test.yaml:11:40: time and hold do not go together; a hold already says how long"),
        ("- {exercise: squat, reps: 5, hold: 5s, tempo: 2s}", "test.yaml:11:38: put the hold into the tempo, as its hold part"),
        ("- {exercise: squat, distance: 400 m}", "test.yaml:11:33: how long does this distance take? give about"),
        ("- {exercise: squat, time: 30s, about: 20s}", "test.yaml:11:41: about goes with until: done, until: tired or a distance; else use time"),
        ("- {exercise: squat, reps: 10, parts: [{reps: 5}]}", "test.yaml:11:40: with parts, say how much inside the parts only"),
        ("- {block: warm}", "test.yaml:11:13: there is no block 'warm'"),
        ("- {choose: 3, of: [{exercise: squat, reps: 5}]}", "test.yaml:11:5: choose 3 of only 1 steps"),
        ("- {exercise: squat, reps: 10, easier: {}}", "test.yaml:11:41: what is different? give exercise or another dose"),
        ("- {exercise: squat, id: a, reps: 1}\n  - {exercise: squat, id: a, reps: 1}", "test.yaml:12:27: the step id is used 2 times"),
        ("- {exercise: squat, reps: 10, if: Slow, and careful}", "test.yaml:11:43: unknown key 'and careful'; put a sentence with a comma inside { } in quotes"),
        ("- {exercise: squat, reps: 10, label: {a: b}}", "test.yaml:11:40: label: write text; put the sentence in quotes when it contains ': '"),
        ("- {exercise: squat, reps: 10, label: 7}", "test.yaml:11:40: label: write text; put '7' in quotes"),
    ],
)  # fmt: skip
def test_a_wrong_step(folder, steps, told):
    # Two spaces before the list, so that columns count from there.
    folder.routine(f"note: A note.\nsteps:\n  {steps}")
    assert folder.problems() == [told]


def test_all_problems_of_a_file_at_once_in_its_order(folder):
    folder.routine(
        "purpos: x\nfamilies: patellofemoral\nnot_for: ['']\n"
        "steps:\n  - {exercise: squat, reps: 0}\n  - {exercise: squat, tme: 3s}\n"
    )
    problems = [one.split(": ", 1) for one in folder.problems()]
    assert [place for place, _ in problems] == [
        "test.yaml:9:1",
        "test.yaml:10:11",
        "test.yaml:11:11",
        "test.yaml:13:29",
        "test.yaml:14:23",
    ]
    assert problems[0][1] == "unknown key 'purpos' (did you mean 'purpose'?)"
    assert problems[4][1] == "unknown key 'tme' (did you mean 'time'?)"


def test_missing_keys_are_told_together(folder):
    folder.file("lost.yaml", "kind: exercise\nid: lost\n")
    assert folder.problems() == [
        f"lost.yaml:1:1: key '{key}' is missing"
        for key in (
            "alt",
            "dose",
            "group",
            "name",
            "position",
            "sides",
            "sources",
            "start",
            "steps",
        )
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "odd.yaml:1:1: the file is empty"),
        ("- a\n- b\n", "odd.yaml:1:1: write keys with values, not a list"),
        ("id: odd\n", "odd.yaml:1:1: key 'kind' is missing; use one of: exercise, routine, programme"),
        ("kind: excercise\n", "odd.yaml:1:7: kind: 'excercise' is not known (did you mean 'exercise'?); use one of: exercise, routine, programme"),
        ("kind: [1]\n", "odd.yaml:1:7: kind: a list is not known; use one of: exercise, routine, programme"),
        ("kind: routine\nkind: routine\n", "odd.yaml:2:1: duplicate key 'kind' (first on line 1)"),
    ],
)  # fmt: skip
def test_a_file_that_is_nothing_of_ours(folder, text, told):
    folder.file("odd.yaml", text)
    assert folder.problems() == [told]


def test_an_id_is_small_letters_digits_and_dashes(folder):
    folder.routine("steps: [{exercise: squat, reps: 3}]", name="Bad_Id")
    assert folder.problems() == [
        "Bad_Id.yaml:2:5: id: 'Bad_Id' may have small letters, digits and - only"
    ]


def test_one_bad_file_never_hides_the_others(folder):
    folder.routine("steps: [{exercise: squat, reps: 3}]", name="good")
    folder.file("bad.yaml", "kind: routine\n\tid: x\n")
    folder.exercise("broken", sides="sideways")
    folder.routine("steps: [{exercise: broken, time: 3s}]", name="needs")
    library = folder.library()
    assert set(library.routines) == {"good"}
    assert set(library.exercises) == {"squat", "lunge"}
    assert folder.problems() == [
        "bad.yaml:2:1: a tab; use spaces",
        "broken.yaml:8:8: sides: 'sideways' is not known; use one of: both, each, alternate, none",
        "needs.yaml:9:20: the exercise 'broken' has problems of its own",
    ]


def test_an_id_stands_once_in_a_folder(folder):
    folder.file("twin.yaml", (folder.path / "squat.yaml").read_text(encoding="utf-8"))
    assert folder.problems() == [
        f"twin.yaml:2:5: the id 'squat' is already used in {folder.path}/squat.yaml".replace(
            f"{folder.path}/", ""
        )
    ]


def test_an_own_folder_replaces_what_it_names_again(folder, tmp_path):
    folder.routine("steps: [{exercise: squat, reps: 3}]")
    own = tmp_path / "own"
    own.mkdir()
    text = (folder.path / "test.yaml").read_text(encoding="utf-8")
    (own / "test.yaml").write_text(text.replace("title: Test", "title: Mine"), encoding="utf-8")
    library = load_library([folder.path, own])
    assert library.routines["test"].title == "Mine"
    assert library.problems == ()
    assert library.files["routine/test"] == str(own / "test.yaml")


def test_a_folder_that_is_not_there_is_empty(tmp_path):
    library = load_library([tmp_path / "none"])
    assert (library.exercises, library.routines, library.problems) == ({}, {}, ())


def test_ladders_do_not_go_in_circles(folder):
    folder.exercise("low", more="easier: {exercise: high}")
    folder.exercise("high", more="easier: {exercise: low}")
    assert folder.problems() == [
        "high.yaml:13:20: this ladder of easier exercises leads back here",
        "low.yaml:13:20: this ladder of easier exercises leads back here",
    ]


def test_blocks_that_hold_themselves_and_blocks_nobody_uses(folder):
    folder.routine(
        "blocks:\n  a: [{block: b}]\n  b: [{block: a}]\n  c: [{exercise: squat, reps: 1}]\n"
        "steps: [{block: a}]"
    )
    assert folder.problems() == [
        "test.yaml:10:6: block 'a' holds itself",
        "test.yaml:11:6: block 'b' holds itself",
        "test.yaml:12:6: block 'c' is not used",
    ]


def test_a_small_file_cannot_become_endless(folder):
    inner = "- {circuit: {rounds: 100, steps: [{circuit: {rounds: 100, steps: [{exercise: squat, reps: 1}]}}]}}"
    folder.routine(f"steps:\n  {inner}")
    assert folder.problems() == ["test.yaml:10:3: more than 500 steps in all"]


def test_translations_name_texts_of_the_file(folder):
    folder.exercise("jump", more="translations: {de: {Jump: Sprung, Stand: Stehen}}")
    assert folder.problems() == [
        "jump.yaml:13:42: 'Stand' is not a text of this file (did you mean 'Stand.'?)"
    ]


def test_checking_one_file_uses_what_is_known(folder, tmp_path):
    other = tmp_path / "mine.yaml"
    text = folder.routine("steps: [{exercise: squat, reps: 3}]").read_text(encoding="utf-8")
    other.write_text(text, encoding="utf-8")
    assert check([other], [folder.path]) == []
    assert len(check([other])) == 1


PROGRAMME = """\
kind: programme
id: plan
title: Plan
summary: A plan.
sources: [J]
entry: [{test: sqat, reps: 3}]
starts: [{when: {pain: now, at_least: 4}, phase: clam}]
phases:
  - id: calm
    title: Calm
    weeks: 1-2
    at_least: a week
    sessions: [{routine: tset}]
    plus: [grow]
  - id: grow
    title: Grow
    sessions:
      - routine: test
        changes: [{step: sqats, sets: 2}]
        ramps: [{step: squats, key: reps, start: 3}]
    gates: [{pain: now}, {sesions: 3}]
  - id: grow
    title: Again
    sessions: [{routine: test}]
"""


def test_a_programme_full_of_mistakes(folder):
    folder.routine("steps: [{exercise: squat, id: squats, reps: 3}]")
    folder.file("plan.yaml", PROGRAMME)
    assert folder.problems() == [
        "plan.yaml:6:16: there is no exercise 'sqat' (did you mean 'squat'?)",
        "plan.yaml:12:15: at_least: 'a week' is not a number of days; write 10 days or 2 weeks",
        "plan.yaml:13:26: there is no routine 'tset' (did you mean 'test'?)",
        "plan.yaml:20:17: give start and add, or at",
        "plan.yaml:21:13: give either at_most or at_least",
        "plan.yaml:21:26: unknown key 'sesions' (did you mean 'sessions'?)",
    ]
    better = (
        PROGRAMME.replace("a week", "1 week")
        .replace("start: 3}", "start: 3, add: 1}")
        .replace("{pain: now}, {sesions: 3}", "{pain: now, at_most: 2}, {sessions: 3}")
    )
    folder.file("plan.yaml", better)
    assert folder.problems() == [
        "plan.yaml:6:16: there is no exercise 'sqat' (did you mean 'squat'?)",
        "plan.yaml:7:50: there is no phase 'clam' to name here (did you mean 'calm'?)",
        "plan.yaml:13:26: there is no routine 'tset' (did you mean 'test'?)",
        "plan.yaml:14:12: there is no phase 'grow' to name here",
        "plan.yaml:19:26: the routine 'test' has no step with the id 'sqats' (did you mean 'squats'?)",
        "plan.yaml:22:9: the phase id is used 2 times",
    ]
