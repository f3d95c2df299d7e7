"""The FHIR bundle is valid R4 for a library of the field, and says what the journal says."""

from __future__ import annotations

import json

import pytest
from fhir.resources.R4B.bundle import Bundle

from kneeapp.base.side import Side
from kneeapp.body.marks import Mark, PainMap
from kneeapp.body.places import all_places, body_places
from kneeapp.journal.fhir import to_fhir
from kneeapp.journal.model import (
    HardRecord,
    RunRecord,
    Symptom,
    SymptomRecord,
    Treatment,
    TreatmentRecord,
)


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
    assert {key: one["valueInteger"] for key, one in found.items()} == {
        "pain-1-1": 4,
        "pain-3-before": 3,
        "pain-3-peak": 2,
        "pain-3-after": 1,
        "pain-4": 2,
    }
    assert {one["resourceType"] for one in found.values()} == {"Observation"}
    assert {one["code"]["coding"][0]["code"] for one in found.values()} == {"72514-3"}
    assert found["pain-4"]["effectiveDateTime"] == "2026-01-02T03:04:00+00:00"


def test_the_other_entries_are_plain_observations(journal, bundle):
    journal.add(RunRecord(5200, 1800, None, "blue", 2))
    journal.add(SymptomRecord(Symptom.SWELLING, 1))
    journal.add(TreatmentRecord(Treatment.PAINKILLER, "ibuprofen"))
    journal.add(HardRecord("stairs", 7))
    journal.add_note("never leaves with a bundle")
    found = bundle()
    parts = found["run-1"]["component"]
    assert [part["valueQuantity"]["value"] for part in parts] == [5200, 1800]
    assert found["pain-1-run"]["valueInteger"] == 2
    assert found["entry-2"]["valueString"] == "a little"
    assert found["entry-3"]["valueString"] == "painkiller: ibuprofen"
    assert found["entry-4"]["valueInteger"] == 7
    assert len(found) == 5


def test_where_with_side_and_code(journal, bundle):
    journal.add_map(PainMap((Mark("patella", Side.LEFT),)))
    (one,) = bundle().values()
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
    assert len(bundle()) == len(all_places()) + len(body_places())


def test_an_empty_journal_makes_an_empty_bundle(journal, bundle):
    assert bundle() == {}
