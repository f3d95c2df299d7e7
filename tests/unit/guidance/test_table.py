"""Textbook patterns and what their sources ask for."""

from __future__ import annotations

import pytest

from kneeapp.guidance import data
from kneeapp.guidance.assess import assess
from tests.unit.guidance.case_table import TABLE

BY_ID = [pytest.param(each, id=each.id) for each in TABLE]


def test_the_table_is_large_and_names_real_sources():
    assert len(TABLE) >= 80
    assert len({each.id for each in TABLE}) == len(TABLE)
    for each in TABLE:
        assert set(each.source.split()) <= set(data.sources()), each.id


@pytest.mark.parametrize("each", BY_ID)
def test_urgency(each):
    assert assess(each.case).urgency in each.urgency


@pytest.mark.parametrize("each", BY_ID)
def test_family_is_among_the_first_three(each):
    families = [fit.cause.family for fit in assess(each.case).causes[:3]]
    assert each.family in families


@pytest.mark.parametrize("each", BY_ID)
def test_exercise(each):
    answer = assess(each.case)
    if each.exercise is not None:
        assert answer.exercise == each.exercise
    if answer.exercise == "no":
        assert answer.routines == ()


def test_the_expected_family_is_mostly_the_first():
    first = sum(assess(each.case).causes[0].cause.family == each.family for each in TABLE)
    assert first / len(TABLE) >= 0.9
