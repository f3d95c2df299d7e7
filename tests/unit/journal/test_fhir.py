"""The FHIR bundle is valid R4 for a library of the field, and says what the journal says."""

from __future__ import annotations

import json

import pytest
from fhir.resources.R4B.bundle import Bundle

from kneeapp.base.side import Side
from kneeapp.body.marks import Area, Depth, Mark, PainMap, Quality, Spread, When
from kneeapp.body.places import all_places, body_places
from kneeapp.journal.fhir import to_fhir
from kneeapp.journal.model import (
    AnswerRecord,
    HardRecord,
    RunRecord,
    Surface,
    Symptom,
    SymptomRecord,
    Treatment,
    TreatmentRecord,
)
from tests.bench import ten_years


@pytest.fixture
def bundle(journal):
    def made():
        text = to_fhir(journal.entries())
        Bundle.model_validate_json(text)
        return {e["resource"]["id"]: e["resource"] for e in json.loads(text).get("entry", ())}

    return made


def test_one_observation_for_each_figure(journal, samples, bundle):
    samples.fill(journal)
    found = bundle()
    assert {key: one.get("valueInteger") for key, one in found.items()} == {
        "map-1": None,
        "pain-1-1": 4,
        "check-2": None,
        "session-3": None,
        "pain-3-before": 3,
        "pain-3-peak": 2,
        "pain-3-after": 1,
        "pain-4": 2,
        "entry-5": None,
    }
    assert {one["resourceType"] for one in found.values()} == {"Observation"}
    figures = [one for key, one in found.items() if key.startswith("pain")]
    assert {one["code"]["coding"][0]["code"] for one in figures} == {"72514-3"}
    assert found["pain-4"]["effectiveDateTime"] == "2026-01-02T03:04:00+00:00"


def parts(one):
    found = {}
    for part in one["component"]:
        ((_, value),) = [pair for pair in part.items() if pair[0] != "code"]
        found[part["code"]["text"]] = value.get("value") if isinstance(value, dict) else value
    return found


def test_the_other_entries_are_plain_observations(journal, bundle):
    journal.add(RunRecord(5200, 1800, Surface.TRAIL, "blue", 2))
    journal.add(SymptomRecord(Symptom.SWELLING, 1))
    journal.add(TreatmentRecord(Treatment.PAINKILLER, "ibuprofen"))
    journal.add(HardRecord("stairs", 7))
    journal.add_note("my own words")
    found = bundle()
    assert parts(found["run-1"]) == {
        "distance": 5200,
        "time": 1800,
        "ground": "trail",
        "shoes": "blue",
    }
    assert found["pain-1-run"]["valueInteger"] == 2
    assert found["entry-2"]["valueString"] == "a little"
    assert found["entry-3"]["valueString"] == "painkiller: ibuprofen"
    assert found["entry-4"]["valueInteger"] == 7
    assert found["entry-5"]["valueString"] == "my own words"
    assert len(found) == 6


def test_a_check_is_advice_and_never_a_condition(journal, bundle):
    signs = {"fever": False, "swelling": True, "morning_stiffness_min": 10}
    reason = {"rule": "SC01", "text": "No warning sign", "source": "P01"}
    journal.add(AnswerRecord("self_care", 3, "Look after it.", {"symptoms": signs}, (reason, {})))
    journal.add(AnswerRecord("same_day", None, "", {}, ()))
    found = bundle()
    assert found["check-1"]["valueString"] == "Look after it."
    assert "not a diagnosis" in found["check-1"]["code"]["text"]
    assert parts(found["check-1"]) == {
        "how soon to be seen": "self_care",
        "asked: fever": False,
        "asked: swelling": True,
    }
    assert found["check-1"]["note"] == [{"text": "No warning sign"}]
    assert found["check-2"]["valueString"] == "same_day"
    assert '"Condition"' not in json.dumps(found)


def test_a_session_says_what_was_planned_and_done(journal, samples, bundle):
    samples.fill(journal)
    one = bundle()["session-3"]
    assert one["valueString"] == "Runner's knee, phase 1"
    assert parts(one) == {
        "how it ended": "done",
        "sets done": 1,
        "sets planned": 6,
        "time done": 1100,
    }


def test_all_that_a_map_says(journal, bundle):
    mark = Mark(
        "patella", Side.RIGHT, 4, (Quality.DULL, Quality.ACHING), Depth.DEEP, Spread.ONE_FINGER,
        None, (When.STAIRS_DOWN,),
    )  # fmt: skip
    outline = ((0.0, 0.0, 0.0), (9.0, 0.0, 0.0), (0.0, 9.0, 0.0))
    area = Area(Side.RIGHT, outline, 12.34, ("patella",))
    journal.add_map(PainMap((mark,), areas=(area,), note="worse uphill"))
    found = bundle()
    assert found["map-1"]["valueString"].startswith("Your right knee: kneecap, 4 of 10")
    assert found["map-1"]["note"] == [{"text": "worse uphill"}]
    assert parts(found["pain-1-1"]) == {
        "feels": "dull, aching",
        "depth": "deep",
        "size": "one finger",
        "hurts when": "stairs down",
    }
    drawn = found["area-1-1"]
    assert (drawn["valueQuantity"]["value"], drawn["valueQuantity"]["code"]) == (12.3, "cm2")
    assert parts(drawn) == {"covers": "kneecap"}
    assert drawn["bodySite"]["text"] == "knee, right"
    assert drawn["contained"][0]["locationQualifier"][0]["coding"][0]["code"] == "24028007"


def test_a_map_that_cannot_be_read_keeps_its_words(journal, bundle):
    journal.add_map(PainMap((Mark("patella", Side.LEFT),)))
    journal._tables.db.execute("UPDATE pain_map SET marks = '[]'")
    assert [one["valueString"] for one in bundle().values()] == ["Your left knee: kneecap."]


def test_where_with_side_and_code(journal, bundle):
    journal.add_map(PainMap((Mark("patella", Side.LEFT),)))
    _, one = bundle().values()
    assert "valueInteger" not in one
    assert one["dataAbsentReason"]
    assert one["bodySite"]["text"] == "kneecap, left"
    (site,) = one["contained"]
    assert one["bodySite"]["extension"][0]["valueReference"]["reference"] == f"#{site['id']}"
    assert site["location"]["coding"][0]["code"] == "64234005"
    assert site["locationQualifier"][0]["coding"][0]["code"] == "7771000"


def test_every_place_makes_a_valid_bundle(journal, bundle):
    for place in (*all_places(), *body_places()):
        side = Side.RIGHT if place.sided else Side.BOTH
        journal.add_map(PainMap((Mark(place.id, side, 3),)))
    assert len(bundle()) == 2 * (len(all_places()) + len(body_places()))


def test_an_empty_journal_makes_an_empty_bundle(journal, bundle):
    assert bundle() == {}


def test_a_journal_of_every_day_is_valid(journal, bundle):
    ten_years.fill(journal, 600)
    found = bundle()
    assert len(found) >= 600
    assert {one["resourceType"] for one in found.values()} == {"Observation"}
