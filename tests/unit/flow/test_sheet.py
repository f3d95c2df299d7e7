"""The sheet for the printer says everything, in plain words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from kneeapp.base.side import Side
from kneeapp.body.marks import Mark, PainMap
from kneeapp.flow.report.sheet import sheet
from kneeapp.flow.visit.visit import Visit, assess, case_of
from kneeapp.guidance import data
from kneeapp.guidance.cards import care_card

KNEECAP = PainMap((Mark("patella", Side.RIGHT, strength=4),))


def made(**facts):
    visit = Visit(KNEECAP, replace(case_of(KNEECAP), age=30, onset="gradual", days=10, **facts))
    answer = assess(visit)
    return sheet(visit, answer, care_card(answer), datetime(2026, 1, 2, 3, 4, tzinfo=UTC))


def lines(found, title):
    return next(each.lines for each in found.sections if each.title == title)


def test_every_rule_is_on_it_with_its_source():
    found = made()
    told = "\n".join(line for section in found.sections for line in section.lines)
    for rule in (*data.rules(), *data.modifiers()):
        assert f"(rule {rule.id}; {', '.join(rule.sources)})" in told
        for source in rule.sources:
            assert data.cite((source,)) in lines(found, "Sources")
    assert found.title == "Knee check, 02 January 2026, 03:04"
    assert found.action.startswith("Look after it yourself. ")
    assert "not a diagnosis" in found.footer


def test_what_spoke_is_told_apart_from_what_did_not():
    found = made(yes=frozenset({"locking"}))
    assert any("rule W05" in text for text in lines(found, "These rules spoke"))
    silent = lines(found, "Did not speak: Signs to have looked at soon")
    assert not any("rule W05" in text for text in silent)
    assert all(text.partition(" (rule")[0].endswith("?") for text in silent)


def test_an_urgent_sheet_names_no_causes():
    titles = [each.title for each in made(yes=frozenset({"deformity"})).sections]
    assert "Often felt like this" not in titles
    assert "Often felt like this" in [each.title for each in made().sections]
