"""A pain map as a table or as JSON, for other programs: places with their codes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kneeapp.base.csvtext import table
from kneeapp.body import marks_json, places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneeapp.body.marks import Mark, PainMap

SIDE_CODES = {"left": "7771000", "right": "24028007", "both": "51440002"}
"""SNOMED CT qualifiers. Source: assets/knee/places.json, side_codes."""

_SNOMED = "http://snomed.info/sct"


def rows(pain_map: PainMap) -> list[dict[str, object]]:
    """One row per marked place; the code is that of the place or of what it is part of."""
    return [_row(mark, pain_map) for mark in pain_map.marks]


def to_csv(pain_map: PainMap) -> str:
    """The marked places as CSV; text cells cannot start a formula."""
    return table(_COLUMNS, rows(pain_map))


def to_json(pain_map: PainMap) -> str:
    """The whole map as JSON, each mark with its names and codes."""
    plain = marks_json.to_json(pain_map)
    plain["marks"] = [
        entry | _names(mark) | _codes(mark)
        for entry, mark in zip(plain["marks"], pain_map.marks, strict=True)
    ]
    whole = {"format": "kneeapp-pain-map", "version": 1, **plain}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


_COLUMNS: Sequence[str] = (
    "place", "side", "plain_name", "standard_name", "strength", "feels", "depth", "size", "when",
    "snomed_code", "snomed_broader", "snomed_side", "x_mm", "y_mm", "z_mm", "note",
)  # fmt: skip


def _row(mark: Mark, pain_map: PainMap) -> dict[str, object]:
    codes = [code for code in places.place(mark.place).snomed if not code.of]
    x, y, z = mark.point or ("", "", "")
    return {
        "place": mark.place,
        "side": mark.side.value,
        **_names(mark),
        "strength": "" if mark.strength is None else mark.strength,
        "feels": "; ".join(quality.value for quality in mark.qualities),
        "depth": mark.depth.value if mark.depth else "",
        "size": mark.spread.value if mark.spread else "",
        "when": "; ".join(when.value for when in mark.when),
        "snomed_code": codes[0].code if codes else "",
        "snomed_broader": ("yes" if codes[0].broader else "no") if codes else "",
        "snomed_side": SIDE_CODES[mark.side],
        "x_mm": x,
        "y_mm": y,
        "z_mm": z,
        "note": pain_map.note,
    }


def _names(mark: Mark) -> dict[str, Any]:
    place = places.place(mark.place)
    return {"plain_name": place.plain_name, "standard_name": place.standard_name}


def _codes(mark: Mark) -> dict[str, Any]:
    found = [
        {"system": _SNOMED, "code": code.code, "broader": code.broader, "of": code.of}
        for code in places.place(mark.place).snomed
    ]
    return {"codes": found, "side_code": SIDE_CODES[mark.side]}
