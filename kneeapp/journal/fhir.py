"""The journal as a FHIR R4 Bundle: Observations only, never a Condition; body sites with side."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias, assert_never
from uuid import UUID, uuid5

from kneeapp.body.places import place
from kneeapp.journal.model import (
    AnswerRecord,
    HardRecord,
    MapRecord,
    NoteRecord,
    PainRecord,
    RunRecord,
    SessionRecord,
    SymptomRecord,
    TreatmentRecord,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneeapp.base.side import Side
    from kneeapp.body.marks import Area, Mark
    from kneeapp.journal.model import Entry

_Resource: TypeAlias = "dict[str, Any]"

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
_SECOND_MS = 1000
_AMOUNTS = ("none", "a little", "clearly there", "a lot")


def to_fhir(entries: Iterable[Entry]) -> str:
    """A Bundle with Observations for everything in the journal, the person's own words too."""
    resources = [resource for entry in entries for resource in _observations(entry)]
    bundle: _Resource = {"resourceType": "Bundle", "type": "collection"}
    if resources:
        bundle["entry"] = [
            {"fullUrl": uuid5(_NAMESPACE, item["id"]).urn, "resource": item} for item in resources
        ]
    return json.dumps(bundle, ensure_ascii=False, indent=2) + "\n"


def _observations(entry: Entry) -> list[_Resource]:
    match entry.detail:
        case MapRecord():
            return _map(entry, entry.detail)
        case AnswerRecord():
            return [_check(entry, entry.detail)]
        case PainRecord(moment, value, _):
            return [_pain(entry, str(entry.id), value, moment.value)]
        case SessionRecord():
            return _session(entry, entry.detail)
        case RunRecord():
            return _run(entry, entry.detail)
        case _:
            return [_plain(entry, entry.detail)]


def _plain(
    entry: Entry, detail: SymptomRecord | TreatmentRecord | HardRecord | NoteRecord
) -> _Resource:
    match detail:
        case SymptomRecord(what, level):
            return _said(entry, f"{what.value} of the knee", {"valueString": _AMOUNTS[level]})
        case TreatmentRecord(what, words):
            told = f"{what.value}: {words}" if words else what.value
            return _said(entry, "Done for the knee", {"valueString": told})
        case HardRecord(what, value):
            name = f"How hard it is: {what} (0 no trouble, 10 cannot do it)"
            return _said(entry, name, {"valueInteger": value})
        case NoteRecord(text):
            return _said(entry, "Note in the person's own words", {"valueString": text})
        case _:
            assert_never(detail)


def _base(entry: Entry, number: str, code: _Resource) -> _Resource:
    return {
        "resourceType": "Observation",
        "id": number,
        "status": "final",
        "code": code,
        "effectiveDateTime": entry.at.local.isoformat(timespec="seconds"),
    }


def _said(entry: Entry, text: str, value: _Resource) -> _Resource:
    return _base(entry, f"entry-{entry.id}", {"text": text}) | value


def _pain(entry: Entry, number: str, value: int | None, note: str = "") -> _Resource:
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


def _session(entry: Entry, session: SessionRecord) -> list[_Resource]:
    plan = session.plan
    whole = _base(entry, f"session-{entry.id}", {"text": "Exercise"})
    whole["valueString"] = plan.title or plan.routine or "exercise"
    whole["component"] = [
        _part("how it ended", {"valueString": session.status.value}),
        _part("sets done", {"valueInteger": session.done_sets}),
        _part("sets planned", {"valueInteger": plan.sets}),
        _part("time done", _quantity(round(session.done_ms / _SECOND_MS), "s")),
    ]
    figures = {"before": plan.pain_before, "peak": session.pain_peak, "after": session.pain_after}
    return [
        whole,
        *(
            _pain(entry, f"{entry.id}-{when}", value, f"{when}: {plan.title}")
            for when, value in figures.items()
            if value is not None
        ),
    ]


def _check(entry: Entry, answer: AnswerRecord) -> _Resource:
    """What was answered, and what the program advised: advice, never a finding."""
    told = answer.case_file.get("symptoms")
    signs = told if isinstance(told, dict) else {}
    made = _base(entry, f"check-{entry.id}", {"text": "Advice of a self-check, not a diagnosis"})
    made["valueString"] = answer.summary or answer.urgency
    made["component"] = [
        _part("how soon to be seen", {"valueString": answer.urgency}),
        *(
            _part(f"asked: {name.replace('_', ' ')}", {"valueBoolean": there})
            for name, there in signs.items()
            if isinstance(there, bool)
        ),
    ]
    reasons = [str(each["text"]) for each in answer.reasons if each.get("text")]
    if reasons:
        made["note"] = [{"text": text} for text in reasons]
    return made


def _part(name: str, value: _Resource) -> _Resource:
    return {"code": {"text": name}} | value


def _quantity(value: float, unit: str) -> _Resource:
    return {"valueQuantity": {"value": value, "unit": unit, "system": _UCUM, "code": unit}}


def _run(entry: Entry, run: RunRecord) -> list[_Resource]:
    measures = (("distance", run.metres, "m"), ("time", run.seconds, "s"))
    parts = [_part(name, _quantity(n, unit)) for name, n, unit in measures if n is not None]
    words = (("ground", run.surface), ("shoes", run.shoes))
    parts += [_part(name, {"valueString": str(told)}) for name, told in words if told]
    found = [_base(entry, f"run-{entry.id}", {"text": "Run"}) | {"component": parts}]
    if run.pain is not None:
        found.append(_pain(entry, f"{entry.id}-run", run.pain, "worst during a run"))
    return found


def _map(entry: Entry, record: MapRecord) -> list[_Resource]:
    """The whole in words, an Observation for each place, and one for each drawn area."""
    words = record.read_back or "not said"
    whole = _base(entry, f"map-{entry.id}", {"text": "Where it hurts"}) | {"valueString": words}
    pain_map = record.pain_map
    if pain_map is None:
        return [whole]
    if pain_map.note:
        whole["note"] = [{"text": pain_map.note}]
    return [
        whole,
        *(_marked(entry, number, mark) for number, mark in enumerate(pain_map.marks, start=1)),
        *(_area(entry, number, area) for number, area in enumerate(pain_map.areas, start=1)),
    ]


def _marked(entry: Entry, number: int, mark: Mark) -> _Resource:
    where = place(mark.place)
    found = _pain(entry, f"{entry.id}-{number}", mark.strength)
    told = {
        "feels": [quality.value for quality in mark.qualities],
        "depth": [mark.depth.value] if mark.depth else [],
        "size": [mark.spread.value.replace("_", " ")] if mark.spread else [],
        "hurts when": [when.value.replace("_", " ") for when in mark.when],
    }
    parts = [_part(name, {"valueString": ", ".join(of)}) for name, of in told.items() if of]
    if parts:
        found["component"] = parts
    codes = [each.code for each in where.snomed if not each.of]
    _body_site(found, where.standard_name, codes, mark.side)
    found["bodySite"]["text"] = f"{where.plain_name}, {mark.side}"
    return found


def _area(entry: Entry, number: int, area: Area) -> _Resource:
    found = _base(entry, f"area-{entry.id}-{number}", {"text": "Sore area of skin, drawn by hand"})
    found |= _quantity(round(area.cm2, 1), "cm2")
    covers = ", ".join(place(each).plain_name for each in area.places)
    if covers:
        found["component"] = [_part("covers", {"valueString": covers})]
    _body_site(found, "knee", [], area.side)
    return found


def _body_site(found: _Resource, name: str, codes: list[str], side: Side) -> None:
    """Say where: a structure with its code, if one is known, and its side."""
    code, words = _SIDE_CODES[side]
    location: _Resource = {"text": name}
    if codes:
        location["coding"] = [{"system": _SNOMED, "code": each} for each in codes]
    qualifier = {"system": _SNOMED, "code": code, "display": words}
    found["contained"] = [
        {
            "resourceType": "BodyStructure",
            "id": "site",
            "location": location,
            "locationQualifier": [{"coding": [qualifier]}],
            "patient": {"display": "The person who keeps this journal"},
        }
    ]
    found["bodySite"] = {
        "extension": [{"url": _SITE_EXTENSION, "valueReference": {"reference": "#site"}}],
        "text": f"{name}, {side}",
    }
