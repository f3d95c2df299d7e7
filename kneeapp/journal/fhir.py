"""The journal as a FHIR R4 Bundle: Observations only, never a Condition; body sites with side."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from kneeapp.body.places import place
from kneeapp.journal.model import (
    HardRecord,
    MapRecord,
    PainRecord,
    RunRecord,
    SessionRecord,
    SymptomRecord,
    TreatmentRecord,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneeapp.body.marks import Mark
    from kneeapp.journal.model import Entry

_SNOMED = "http://snomed.info/sct"
_LOINC = "http://loinc.org"
_SITE_EXTENSION = "http://hl7.org/fhir/StructureDefinition/bodySite"
_NAMESPACE = UUID("6e5c1a52-6f0e-4b0c-9d53-5a1f3e2b7c40")
_SIDE_CODES = {
    "left": ("7771000", "Left"),
    "right": ("24028007", "Right"),
    "both": ("51440002", "Right and left"),
}
"""Source: SNOMED CT qualifiers for side, as listed with the places of the knee."""
_PAIN_CODE = ("72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")
"""Source: LOINC, the code of the pain item of HL7's vital-signs profiles."""
_PAIN_TEXT = "Pain, 0 to 10, reported by the person"
_UCUM = "http://unitsofmeasure.org"
_AMOUNTS = ("none", "a little", "clearly there", "a lot")


def to_fhir(entries: Iterable[Entry]) -> str:
    """A Bundle with an Observation for each figure, symptom, run and treatment.

    Words of the person's own and what the program advised are left out.
    """
    resources = [resource for entry in entries for resource in _observations(entry)]
    bundle: dict[str, Any] = {"resourceType": "Bundle", "type": "collection"}
    if resources:
        bundle["entry"] = [
            {"fullUrl": uuid5(_NAMESPACE, item["id"]).urn, "resource": item} for item in resources
        ]
    return json.dumps(bundle, ensure_ascii=False, indent=2) + "\n"


def _observations(entry: Entry) -> list[dict[str, Any]]:
    match entry.detail:
        case MapRecord(_, pain_map):
            marks = () if pain_map is None else pain_map.marks
            return [_marked(entry, number, mark) for number, mark in enumerate(marks, start=1)]
        case PainRecord(moment, value, _):
            return [_pain(entry, str(entry.id), value, moment.value)]
        case SessionRecord(plan, _, _, _, peak, after, _):
            figures = {"before": plan.pain_before, "peak": peak, "after": after}
            return [
                _pain(entry, f"{entry.id}-{when}", value, f"{when}: {plan.title}")
                for when, value in figures.items()
                if value is not None
            ]
        case RunRecord():
            return _run(entry, entry.detail)
        case _:
            return _plain(entry)


def _plain(entry: Entry) -> list[dict[str, Any]]:
    match entry.detail:
        case SymptomRecord(what, level):
            return [_said(entry, f"{what.value} of the knee", {"valueString": _AMOUNTS[level]})]
        case TreatmentRecord(what, detail):
            words = f"{what.value}: {detail}" if detail else what.value
            return [_said(entry, "Done for the knee", {"valueString": words})]
        case HardRecord(what, value):
            name = f"How hard it is: {what} (0 no trouble, 10 cannot do it)"
            return [_said(entry, name, {"valueInteger": value})]
        case _:
            return []


def _base(entry: Entry, number: str, code: dict[str, Any]) -> dict[str, Any]:
    return {
        "resourceType": "Observation",
        "id": number,
        "status": "final",
        "code": code,
        "effectiveDateTime": entry.at.local.isoformat(timespec="seconds"),
    }


def _said(entry: Entry, text: str, value: dict[str, Any]) -> dict[str, Any]:
    return _base(entry, f"entry-{entry.id}", {"text": text}) | value


def _pain(entry: Entry, number: str, value: int | None, note: str = "") -> dict[str, Any]:
    code, display = _PAIN_CODE
    coding = {"system": _LOINC, "code": code, "display": display}
    found = _base(entry, f"pain-{number}", {"coding": [coding], "text": _PAIN_TEXT})
    if value is None:
        found["dataAbsentReason"] = {"text": "not given"}
    else:
        found["valueInteger"] = value
    if note:
        found["note"] = [{"text": note}]
    return found


def _run(entry: Entry, run: RunRecord) -> list[dict[str, Any]]:
    measures = (("distance", run.metres, "m"), ("time", run.seconds, "s"))
    parts = [
        {
            "code": {"text": name},
            "valueQuantity": {"value": value, "unit": unit, "system": _UCUM, "code": unit},
        }
        for name, value, unit in measures
        if value is not None
    ]
    found = [_base(entry, f"run-{entry.id}", {"text": "Run"}) | {"component": parts}]
    if run.pain is not None:
        found.append(_pain(entry, f"{entry.id}-run", run.pain, "worst during a run"))
    return found


def _marked(entry: Entry, number: int, mark: Mark) -> dict[str, Any]:
    found = _pain(entry, f"{entry.id}-{number}", mark.strength)
    _body_site(found, mark)
    return found


def _body_site(found: dict[str, Any], mark: Mark) -> None:
    """Say where: a coded structure with its side, and the same in words."""
    where = place(mark.place)
    code, name = _SIDE_CODES[mark.side]
    location: dict[str, Any] = {"text": where.standard_name}
    codes = [each for each in where.snomed if not each.of]
    if codes:
        location["coding"] = [{"system": _SNOMED, "code": each.code} for each in codes]
    found["contained"] = [
        {
            "resourceType": "BodyStructure",
            "id": "site",
            "location": location,
            "locationQualifier": [{"coding": [{"system": _SNOMED, "code": code, "display": name}]}],
            "patient": {"display": "The person who keeps this journal"},
        }
    ]
    found["bodySite"] = {
        "extension": [{"url": _SITE_EXTENSION, "valueReference": {"reference": "#site"}}],
        "text": f"{where.plain_name}, {mark.side}",
    }
