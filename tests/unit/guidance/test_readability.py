"""How easy the guidance is to read: sentence length and reading grade, per file, with limits.

Source: clinical content 7.5: reading age 9 to 11, sentences up to 20 words, digits, active voice.
`python -m tests.unit.guidance.test_readability` prints the report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from kneeapp.base.yamlfile import read_file
from kneeapp.guidance import data

FOLDER = data.folder()
FILES = sorted(
    path
    for path in [*FOLDER.glob("*.yaml"), *FOLDER.glob("causes/*.yaml")]
    if path.name not in {"names.yaml", "sources.yaml", "countries.yaml"}
)
READ_BY_NOBODY = {"id", "when", "sources", "families", "name", "set", "said", "parent", "kind"}
WORST_SENTENCE = 20
AVERAGE_SENTENCE = 12.0
HIGHEST_GRADE = 5.0


@dataclass(frozen=True)
class Reading:
    """How one file reads; grade: Flesch and Kincaid 1975, a school year."""

    name: str
    sentences: int
    average: float
    longest: str
    grade: float


def sentences(path):
    for text in _texts(read_file(path).data):
        for part in re.split(r"(?<=[.?:;])\s+", text.strip()):
            words = re.findall(r"[\w'-]+", part)
            if words:
                yield part, words


def _texts(node, key=""):
    if isinstance(node, dict):
        for name, value in node.items():
            if name not in READ_BY_NOBODY:
                yield from _texts(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value, key)
    elif isinstance(node, str) and " " in node:
        yield node


def _syllables(word):
    """Groups of vowels, less a silent e; good enough for an average."""
    groups = re.findall(r"[aeiouy]+", word.lower())
    silent = word.lower().endswith("e") and not word.lower().endswith(("le", "ee"))
    return max(1, len(groups) - silent)


def reading(path):
    found = list(sentences(path))
    words = [word for _part, listed in found for word in listed]
    longest, _words = max(found, key=lambda each: len(each[1]))
    per_sentence = len(words) / len(found)
    per_word = sum(map(_syllables, words)) / len(words)
    grade = 0.39 * per_sentence + 11.8 * per_word - 15.59
    return Reading(path.name, len(found), per_sentence, longest, grade)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_sentences_are_short(path):
    found = reading(path)
    assert found.average <= AVERAGE_SENTENCE
    assert found.grade <= HIGHEST_GRADE
    long = [part for part, words in sentences(path) if len(words) > WORST_SENTENCE]
    assert long == []


if __name__ == "__main__":
    for each in map(reading, FILES):
        print(  # noqa: T201 - a report
            f"{each.name:22} {each.sentences:4} sentences  {each.average:4.1f} words  "
            f"grade {each.grade:4.1f}  longest {len(each.longest.split())}: {each.longest}"
        )
