"""Every shipped text for people: the words that never appear, and a report on how it reads.

`pytest tests/unit/words -s` and `make bench` print the report: sentence length and reading grade
per file, and the longest sentences.
"""

from __future__ import annotations

import re

import pytest

from tests import reading
from tests.reading import sentences, texts

# The one place that says what this is not.
STANDING_NOTICE = {("guidance/cards.yaml", "footer")}

CONDITIONS = (
    "arthritis|osteoarthritis|tear|torn|sprain|strain|fracture|break|clot|cyst|infection|gout"
    "|tendinopathy|tendinitis|bursitis|syndrome|stress injury|tumour|meniscus|disease"
)
# "if you have a joint condition" asks; "you have a torn meniscus" tells.
TELLS = re.compile(
    r"(?<!if )(?<!when )(?<!unless )\byou have (?:an? |the |got )?(?:\w+ ){0,3}?"
    rf"(?:{CONDITIONS})\b",
    re.IGNORECASE,
)
LONG = 25
"""Words; the longest sentence that is easy to read."""


def _found(pattern):
    return [
        f"{each.file}, {each.key}: {each.text}" for each in texts() if pattern.search(each.text)
    ]


def test_there_is_something_to_read():
    assert len(sentences()) > 2_000


def test_nobody_is_told_what_they_have():
    assert _found(TELLS) == []


@pytest.mark.parametrize("text", ["You have a torn meniscus.", "It shows you have arthritis."])
def test_telling_is_noticed(text):
    assert TELLS.search(text)


@pytest.mark.parametrize("text", ["Ask if you have a joint disease.", "You have any pain."])
def test_asking_is_not_telling(text):
    assert not TELLS.search(text)


def test_no_exclamation_marks():
    assert _found(re.compile("!")) == []


def test_no_percentages():
    assert _found(re.compile(r"%|\bper ?cent\b")) == []


def test_diagnosis_is_named_only_to_say_what_this_is_not():
    named = [each for each in texts() if re.search("diagnos", each.text, re.IGNORECASE)]
    assert {(each.file, each.key) for each in named} <= STANDING_NOTICE
    assert all("not a diagnosis" in each.text for each in named)


def test_it_reads_easily():
    """Prints the report; fails when the whole has become hard to read."""
    every = reading.sentences()
    print(reading.report())  # noqa: T201 - the report is what the test is for
    assert reading.mean(every) < 12
    assert sum(each.words > LONG for each in every) / len(every) < 0.01
    assert reading.grade(every) < 4


GUIDANCE_FILES = [name for name in reading.by_file() if name.startswith(("guidance/", "causes/"))]


@pytest.mark.parametrize("name", reading.by_file())
def test_no_file_is_hard_to_read(name):
    found = reading.by_file()[name]
    assert reading.mean(found) <= 14
    assert reading.grade(found) <= 6


@pytest.mark.parametrize("name", GUIDANCE_FILES)
def test_what_is_read_with_a_sore_knee_reads_most_easily(name):
    found = reading.by_file()[name]
    assert reading.mean(found) <= 12
    assert reading.grade(found) <= 5
    assert [each.text for each in found if each.words > 20] == []
