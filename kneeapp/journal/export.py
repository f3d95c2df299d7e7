"""The whole journal in forms that other programs read: JSON, CSV and FHIR R4."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from kneeapp.base.csvtext import table
from kneeapp.base.errors import UserError
from kneeapp.base.files import make_private_folder, write_atomic
from kneeapp.body.places import place
from kneeapp.journal.model import Entry, MapRecord, PainRecord, SessionRecord
from kneeapp.journal.schema import VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from kneeapp.body.marks import Mark, PainMap
    from kneeapp.journal.store import Journal

_JSON_COLUMNS = frozenset({"marks", "case_file", "reasons", "choice", "state", "value"})
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


def to_json(journal: Journal) -> str:
    """Everything, table by table, with the parts kept as JSON opened up."""
    tables = {
        name: [{key: _open(name, key, value) for key, value in row.items()} for row in rows]
        for name, rows in journal.rows().items()
    }
    whole = {"format": "kneeapp-journal", "version": VERSION, "tables": tables}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def to_csv(journal: Journal) -> dict[str, str]:
    """One text per table, named by the table; text cells cannot start a formula."""
    return {name: table(tuple(rows[0]), rows) for name, rows in journal.rows().items() if rows}


def to_fhir(journal: Journal) -> str:
    """A FHIR R4 Bundle: one Observation for each pain figure, with body site and side."""
    resources = [observation for entry in journal.entries() for observation in _observations(entry)]
    bundle: dict[str, Any] = {"resourceType": "Bundle", "type": "collection"}
    if resources:
        bundle["entry"] = [
            {"fullUrl": uuid5(_NAMESPACE, item["id"]).urn, "resource": item} for item in resources
        ]
    return json.dumps(bundle, ensure_ascii=False, indent=2) + "\n"


def write(journal: Journal, kind: str, target: Path) -> list[Path]:
    """Write an export; only you may read the files.

    Args:
        journal: what to write.
        kind: ``json``, ``csv`` or ``fhir``.
        target: a file, or for ``csv`` a folder.

    Returns:
        The files written.

    Raises:
        UserError: the place cannot be written to.
    """
    try:
        return _write(journal, kind, target)
    except OSError as error:
        raise UserError(
            f"The export cannot be written to {target} ({error.strerror or error}).",
            hint="Choose a folder where you may write.",
        ) from error


def _write(journal: Journal, kind: str, target: Path) -> list[Path]:
    if kind != "csv":
        write_atomic(target, to_fhir(journal) if kind == "fhir" else to_json(journal))
        return [target]
    make_private_folder(target)
    files = []
    for name, text in to_csv(journal).items():
        files.append(target / f"{name}.csv")
        write_atomic(files[-1], text.encode("utf-8-sig"))
    return files


def _open(table: str, column: str, value: Any) -> Any:  # noqa: ANN401  (whatever JSON holds)
    is_json = column in _JSON_COLUMNS and (table, column) != ("pain", "value")
    return json.loads(value) if is_json and isinstance(value, str) else value


def _observations(entry: Entry) -> list[dict[str, Any]]:
    match entry.detail:
        case MapRecord(_, pain_map):
            return [
                _observation(entry, f"{entry.id}-{number}", mark.strength, mark=mark)
                for number, mark in enumerate(_marks(pain_map), start=1)
            ]
        case PainRecord(moment, value, _):
            return [_observation(entry, f"{entry.id}", value, note=moment.value)]
        case SessionRecord(plan, _, _, _, peak, after, _):
            figures = {"before": plan.pain_before, "peak": peak, "after": after}
            return [
                _observation(entry, f"{entry.id}-{when}", value, note=f"{when}: {plan.title}")
                for when, value in figures.items()
                if value is not None
            ]
        case _:
            return []


def _observation(
    entry: Entry, number: str, value: int | None, *, mark: Mark | None = None, note: str = ""
) -> dict[str, Any]:
    code, display = _PAIN_CODE
    found: dict[str, Any] = {
        "resourceType": "Observation",
        "id": f"pain-{number}",
        "status": "final",
        "code": {
            "coding": [{"system": _LOINC, "code": code, "display": display}],
            "text": "Pain, 0 to 10, reported by the person",
        },
        "effectiveDateTime": entry.at.local.isoformat(timespec="seconds"),
    }
    if value is None:
        found["dataAbsentReason"] = {"text": "not given"}
    else:
        found["valueInteger"] = value
    if mark is not None:
        _body_site(found, mark)
    if note:
        found["note"] = [{"text": note}]
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


def _marks(pain_map: PainMap | None) -> tuple[Mark, ...]:
    return () if pain_map is None else pain_map.marks
