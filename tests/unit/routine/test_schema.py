from __future__ import annotations

import json

import pytest

from kneeapp.base.paths import routines
from kneeapp.base.yamlfile import read_file
from kneeapp.routine.drawn import json_schema
from kneeapp.routine.schema import FILES


@pytest.fixture(scope="module")
def schema():
    return json.loads(json.dumps(json_schema()))


def test_it_tells_the_three_kinds_apart(schema):
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(schema["discriminator"]["mapping"]) == set(FILES)


def test_unknown_keys_are_refused_everywhere(schema):
    for name, definition in schema["$defs"].items():
        if definition.get("type") == "object":
            assert definition["additionalProperties"] is False, name


def test_keys_are_named_as_in_a_file(schema):
    step = schema["$defs"]["ExerciseStepFile"]["properties"]
    assert "if" in step
    assert "condition" not in step
    assert step["until"]["anyOf"][0]["enum"] == ["done", "tired", "tired or time"]


def test_every_reference_leads_somewhere(schema):
    text = json.dumps(schema)
    for piece in text.split('"#/$defs/')[1:]:
        assert piece.split('"')[0] in schema["$defs"]


@pytest.mark.parametrize("kind", FILES)
def test_shipped_files_use_only_keys_of_the_schema(schema, kind):
    name = schema["discriminator"]["mapping"][kind].rsplit("/", 1)[1]
    known = schema["$defs"][name]["properties"].keys()
    for path in routines().rglob("*.yaml"):
        data = read_file(path).data
        if data["kind"] == kind:
            assert data.keys() <= known
            assert data.keys() >= set(schema["$defs"][name]["required"])
