"""The marked places as a table and as JSON."""

from __future__ import annotations

import csv
import io
import json

from kneeapp.base.side import Side
from kneeapp.body import listing, marks_json, places
from kneeapp.body.marks import Depth, Mark, PainMap, Quality, Spread

RIGHT, LEFT = Side.RIGHT, Side.LEFT
MAP = PainMap(
    (
        Mark("patella", RIGHT, 4, (Quality.DULL,), Depth.DEEP, Spread.HAND, (1.0, -60.5, 30.0)),
        Mark("medial_hamstring", LEFT),
        Mark("low_back", Side.BOTH, 0),
    ),
    note="=HYPERLINK(1)",
)


def read(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_one_row_per_place_with_its_code():
    patella, rope, back = read(listing.to_csv(MAP))
    assert patella["place"] == "patella"
    assert (patella["side"], patella["strength"], patella["feels"]) == ("right", "4", "dull")
    assert (patella["snomed_code"], patella["snomed_side"]) == ("64234005", "24028007")
    assert patella["snomed_broader"] == "no"
    assert (patella["x_mm"], patella["y_mm"]) == ("1.0", "-60.5")
    assert (rope["snomed_code"], rope["snomed_broader"], rope["strength"]) == ("", "", "")
    assert (back["snomed_side"], back["strength"]) == ("51440002", "0")


def test_a_note_never_becomes_a_formula():
    assert {row["note"] for row in read(listing.to_csv(MAP))} == {"'=HYPERLINK(1)"}
    assert json.loads(listing.to_json(MAP))["note"] == "=HYPERLINK(1)"


def test_json_holds_everything_and_can_be_read_again():
    raw = json.loads(listing.to_json(MAP))
    assert marks_json.from_json(raw) == MAP
    assert raw["marks"][0]["codes"][0]["code"] == "64234005"
    assert raw["marks"][0]["plain_name"] == places.place("patella").plain_name
    assert raw["marks"][1]["codes"] == []


def test_the_side_codes_are_those_of_the_places_file():
    from kneeapp.base import paths

    file = json.loads((paths.assets() / "knee" / "places.json").read_text("utf-8"))
    assert file["side_codes"] == listing.SIDE_CODES


def test_an_empty_map_is_an_empty_table():
    assert read(listing.to_csv(PainMap())) == []
