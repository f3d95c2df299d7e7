"""routines/README.md against the reader: examples load, every key and word is documented."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from kneeapp.base.paths import routines
from kneeapp.base.yamlfile import read_text
from kneeapp.routine import schema
from kneeapp.routine.fields import Part
from kneeapp.routine.figure import FigureFile, PoseFile
from kneeapp.routine.figure_values import POINTS
from kneeapp.routine.load import check
from kneeapp.routine.model import GateKind, Load, PainMode, Purpose, Sides, Until

README = (routines() / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize("text", EXAMPLES)
def test_every_example_loads(text, tmp_path):
    name = read_text(text, "example").data["id"]
    path = tmp_path / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    assert [str(one) for one in check([path], [routines()])] == []


def test_there_are_examples_of_every_kind():
    assert len(EXAMPLES) >= 5
    assert {read_text(text, "example").data["kind"] for text in EXAMPLES} == set(schema.FILES)


def _models(model, seen):
    if model not in seen:
        seen.add(model)
        for field in model.model_fields.values():
            for inner in _inside(field.annotation):
                _models(inner, seen)
    return seen


def _inside(annotation):
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for part in get_args(annotation):
        yield from _inside(part)


ALL = set()
for _file in schema.FILES.values():
    _file.model_rebuild()
    _models(_file, ALL)


@pytest.mark.parametrize("model", sorted(ALL, key=lambda one: one.__name__))
def test_every_key_is_documented(model):
    for name, field in model.model_fields.items():
        key = field.alias or name
        assert re.search(rf"[`{{, ]{key}[`: ,]", README), f"{model.__name__}.{key}"


@pytest.mark.parametrize("words", [Load, Sides, Until, Purpose, PainMode])
def test_every_word_is_documented(words):
    for word in words:
        assert f"`{word.value}`" in README


@pytest.mark.parametrize("model", [schema.ExerciseFile])
def test_every_word_of_an_exercise_is_documented(model):
    for name in ("group", "position", "sides"):
        for word in get_args(model.model_fields[name].annotation):
            assert f"`{word}`" in README
    for word in get_args(schema.Muscle):
        assert f"`{word}`" in README


DRAWN = _models(FigureFile, set())


@pytest.mark.parametrize("model", sorted(DRAWN - {PoseFile}, key=lambda one: one.__name__))
def test_every_key_of_a_figure_is_documented(model):
    test_every_key_is_documented(model)


def test_every_joint_and_every_point_of_a_figure_is_documented():
    for key in PoseFile.model_fields:
        assert f"`{key.removesuffix('_R').removesuffix('_L')}`" in README
    for point in {name.removesuffix("_R").removesuffix("_L") for name in POINTS}:
        assert f"`{point}`" in README


def test_every_documented_key_exists():
    models = ALL | DRAWN
    known = {field.alias or name for model in models for name, field in model.model_fields.items()}
    known |= {kind.value for kind in GateKind}
    for row in re.findall(r"^\| (`[^|]+`) \|", README, re.MULTILINE):
        for key in re.findall(r"`([a-z_]+)`", row):
            assert key in known | {load.value for load in Load}, key


def test_the_words_of_the_files_and_of_the_program_are_the_same():
    assert set(get_args(schema.LoadTag)) == {load.value for load in Load}
