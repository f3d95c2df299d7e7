"""A routine copied and changed, a file taken in: right or not at all."""

from __future__ import annotations

import functools
from dataclasses import replace

import pytest

from kneeapp.base import paths
from kneeapp.base.errors import UserError
from kneeapp.base.problems import YamlProblems
from kneeapp.base.yamlfile import read_file, read_text
from kneeapp.base.yamlwrite import dump
from kneeapp.flow.own_routines import blank, bring_back, draft, new_step, remove, save, take_in
from kneeapp.routine import load
from kneeapp.routine.load import load_library
from kneeapp.routine.timeline import Choices, compile_timeline

SHIPPED = paths.routines()


@pytest.fixture(scope="module", autouse=True)
def _shipped_files_are_parsed_once():
    """They are read together with the person's own again and again, and nobody changes them."""
    parsed = functools.cache(read_file)

    def read(path, *, skip=""):
        return (parsed if SHIPPED in path.parents else read_file)(path, skip=skip)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "read_file", read)
        yield


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "mine"


def both(folder):
    found = load_library([SHIPPED, folder])
    assert found.problems == ()
    return found


def doses(library, name):
    timeline = compile_timeline(library.routines[name], library, Choices())
    return {step.label: step.dose for step in timeline.steps}


def test_whatever_is_shipped_reads_back_the_same():
    for path in SHIPPED.rglob("*.yaml"):
        data = read_file(path).data
        assert read_text(dump(data), "again").data == data, path.name


def test_a_copy_left_as_it_is_is_the_same_routine(library, folder):
    for name in ("outer-knee", "walk-run-1", "acute-help", "patellar-tendon-strength"):
        target = save(draft(library, name, folder), library, folder, SHIPPED)
        copy, routine = both(folder).routines[target.stem], library.routines[name]
        assert copy.steps == routine.steps, name
        assert copy.pain_rule == routine.pain_rule


def test_what_the_form_changed_is_written(library, folder):
    made = draft(library, "runners-knee-1", folder)
    assert made.title == "My runner's knee 1: settle and switch on"
    by_label = {step.label: step for step in made.steps}
    raise_ = by_label["Straight leg raise"]
    assert (raise_.sets, raise_.amount, raise_.value, raise_.rest_s) == (2, "reps", 10, 15)
    steps = (
        replace(raise_, sets=3, value=8, rest_s=40),
        replace(by_label["Back-of-thigh stretch"], value=45),
        new_step(library.exercises["wall-sit"]),
        new_step(library.exercises["clamshell"]),
    )
    made = replace(made, title="Before bed", summary="Calm.", steps=steps)
    target = save(made, library, folder, SHIPPED)
    assert target.name == "before-bed.yaml"
    again = both(folder)
    assert again.routines["before-bed"].summary == "Calm."
    assert doses(again, "before-bed") == {
        "Straight leg raise": "3 × 8, hold 1 s, each side, rest 40 s",
        "Back-of-thigh stretch": "hold 45 s, each side",
        "Wall sit": "hold 30 s",
        "Clamshell": doses(again, "before-bed")["Clamshell"],
    }  # fmt: skip
    own = draft(again, "before-bed", folder)
    assert (own.id, own.title) == ("before-bed", "Before bed")
    assert save(replace(own, title="At night"), again, folder, SHIPPED) == target
    assert both(folder).routines["before-bed"].title == "At night"
    assert "title: Before bed" in target.with_suffix(".before").read_text(encoding="utf-8")


def test_a_shorter_copy_ends_with_work_and_says_nothing_of_the_minutes_of_before(library, folder):
    made = draft(library, "grumbly-knee-warm-up", folder)
    middle = next(n for n, step in enumerate(made.steps) if "then" in step.raw)
    save(replace(made, steps=made.steps[: middle + 1]), library, folder, SHIPPED)
    found = both(folder)
    (mine,) = (each for each in found.routines.values() if each.id not in library.routines)
    assert mine.summary == f"Made from “{library.routines['grumbly-knee-warm-up'].title}”."
    assert compile_timeline(mine, found, Choices()).segments[-1].kind != "rest"


def test_own_words_stay_whatever_is_changed(library, folder):
    made = draft(library, "grumbly-knee-warm-up", folder)
    save(replace(made, summary="For Sundays.", steps=made.steps[:2]), library, folder, SHIPPED)
    found = both(folder)
    (mine,) = (each for each in found.routines.values() if each.id not in library.routines)
    assert mine.summary == "For Sundays."


def test_a_new_routine_is_right_as_it_is(library, folder):
    target = save(blank(library), library, folder, SHIPPED)
    mine = both(folder).routines[target.stem]
    assert (mine.title, len(mine.steps)) == ("My routine", 1)
    assert mine.pain_rule.during == 2


def test_two_copies_of_one_name(library, folder):
    first = save(draft(library, "desk-break", folder), library, folder, SHIPPED)
    second = save(draft(library, "desk-break", folder), library, folder, SHIPPED)
    assert (first.stem, second.stem) == ("my-desk-break", "my-desk-break-2")


@pytest.mark.parametrize("name", ["walk-run-1", "arthritic-knee", "pre-run-warm-up"])
def test_what_the_form_cannot_change_is_kept(library, folder, name):
    made = draft(library, name, folder)
    target = save(replace(made, steps=made.steps[1:]), library, folder, SHIPPED)
    steps = library.routines[name].steps
    assert both(folder).routines[target.stem].steps == steps[1:]


def test_circuits_are_told_in_words(library, folder):
    labels = [step.label for step in draft(library, "walk-run-1", folder).steps]
    assert labels == ["Walk briskly", "4 rounds: Run easily, Walk", "Walk slowly"]
    assert [step.is_fixed for step in draft(library, "walk-run-1", folder).steps][1]


@pytest.mark.parametrize(
    ("change", "said"),
    [({"title": " "}, "title"), ({"steps": ()}, "steps"), ({"summary": "x" * 2000}, "summary")],
)
def test_what_is_wrong_is_told_and_nothing_is_written(library, folder, change, said):
    made = replace(draft(library, "desk-break", folder), **change)
    with pytest.raises(YamlProblems) as told:
        save(made, library, folder, SHIPPED)
    assert any(said in str(each) for each in told.value.problems)
    assert all(each.file.endswith(".yaml") and "/" not in each.file for each in told.value.problems)
    assert not folder.exists() or not list(folder.iterdir())


def test_a_file_is_taken_in_with_its_comments(folder, tmp_path):
    text = "# mine\n" + (SHIPPED / "routines" / "desk-break.yaml").read_text(encoding="utf-8")
    path = tmp_path / "office.yaml"
    path.write_text(text.replace("id: desk-break", "id: office"), encoding="utf-8")
    (target,) = take_in([path], folder, SHIPPED)
    assert target.read_text(encoding="utf-8").startswith("# mine\n")
    assert "office" in both(folder).routines
    with pytest.raises(UserError, match=r"already has a file called office\.yaml"):
        take_in([path], folder, SHIPPED)


def test_a_bad_file_is_not_taken_in_and_every_problem_has_its_place(folder, tmp_path):
    path = tmp_path / "bad.yaml"
    path.write_text("kind: routine\nid: bad\nstepz: []\n", encoding="utf-8")
    with pytest.raises(YamlProblems) as told:
        take_in([path], folder, SHIPPED)
    assert any(str(each).startswith(f"{path}:3:1: ") for each in told.value.problems)
    assert not folder.exists()


def test_a_folder_that_cannot_be_written(library, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(UserError, match="cannot be written"):
        save(draft(library, "desk-break", blocked), library, blocked / "in", SHIPPED)


def test_what_is_removed_can_come_back_and_nothing_is_written_over(library, folder):
    target = save(draft(library, "desk-break", folder), library, folder, SHIPPED)
    before = target.read_bytes()
    kept = remove(both(folder), f"routine/{target.stem}", folder)
    assert target.stem not in both(folder).routines
    assert bring_back(kept) == target
    assert target.read_bytes() == before
    kept = remove(both(folder), f"routine/{target.stem}", folder)
    target.write_bytes(before + b"# another")
    again = remove(both(folder), f"routine/{target.stem}", folder)
    assert (kept.read_bytes(), again.read_bytes()) == (before, before + b"# another")
    target.write_bytes(before)
    with pytest.raises(UserError, match="another file"):
        bring_back(kept)


def test_what_is_shipped_cannot_be_removed(library, folder):
    with pytest.raises(UserError, match="Only your own"):
        remove(library, "routine/desk-break", folder)


def test_an_own_programme_is_removed_and_comes_back(folder):
    folder.mkdir()
    target = folder / "mine.yaml"
    text = (SHIPPED / "programmes" / "knee-strength-6-weeks.yaml").read_text("utf-8")
    target.write_text(text.replace("id: knee-strength-6-weeks", "id: my-6-weeks"), "utf-8")
    kept = remove(both(folder), "programme/my-6-weeks", folder)
    assert kept.name == "mine.deleted"
    assert "my-6-weeks" not in both(folder).programmes
    assert bring_back(kept) == target
    assert "my-6-weeks" in both(folder).programmes
    with pytest.raises(UserError, match="Only your own"):
        remove(both(folder), "programme/knee-strength-6-weeks", folder)
