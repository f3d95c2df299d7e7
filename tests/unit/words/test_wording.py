"""Every shipped text for people: the words that never appear, and a report on how it reads.

`pytest tests/unit/words -s` prints the report: sentence length and reading grade per file
(Flesch and Kincaid), and the longest sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pytest

from kneeapp.base import paths
from kneeapp.base.yamlfile import read_file

GUIDANCE = paths.assets() / "guidance"
# Titles of papers, names of places and the condition language are not our words.
NOT_OURS = {"sources.yaml", "countries.yaml", "names.yaml"}
# Values of these keys are ids, numbers or links, even where they hold a blank.
NOT_WORDS = {"sources", "address", "id", "code", "kind", "dose", "then", "rest", "time", "tempo"}
# The one place that says what this is not.
STANDING_NOTICE = {("cards.yaml", "footer")}

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


@dataclass(frozen=True)
class Sentence:
    file: str
    key: str
    text: str

    @property
    def words(self) -> int:
        return len(self.text.split())


@cache
def texts() -> tuple[Sentence, ...]:
    """Every string for people, whole."""
    files = [
        *(path for path in sorted(GUIDANCE.rglob("*.yaml")) if path.name not in NOT_OURS),
        *sorted(paths.routines().rglob("*.yaml")),
    ]
    return tuple(
        Sentence(path.name, key, text)
        for path in files
        for key, text in _strings(read_file(path).data)
    )


@cache
def sentences() -> tuple[Sentence, ...]:
    return tuple(
        Sentence(whole.file, whole.key, part.strip())
        for whole in texts()
        for part in re.split(r"(?<=[.?:;])\s", whole.text)
        if len(part.split()) > 1
    )


def _strings(node, key=""):
    if isinstance(node, dict):
        for name, value in node.items():
            if name not in NOT_WORDS:
                yield from _strings(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from _strings(value, key)
    elif isinstance(node, str) and " " in node:
        yield key, node


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
    """Prints the report; fails only when the whole has become hard to read."""
    every = sentences()
    print(_report(every))  # noqa: T201 - the report is what the test is for
    assert sum(each.words for each in every) / len(every) < 12
    assert sum(each.words > LONG for each in every) / len(every) < 0.01
    assert grade(every) < 7


def grade(every):
    """The school grade that can read it (Flesch and Kincaid 1975); about the age less 5."""
    words = [word for each in every for word in re.findall(r"[A-Za-z']+", each.text)]
    length = len(words) / len(every)
    return 0.39 * length + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


def _syllables(word):
    groups = re.findall(r"[aeiouy]+", word.lower())
    silent = word.lower().endswith("e") and not word.lower().endswith("le") and len(groups) > 1
    return max(1, len(groups) - silent)


def _report(every):
    lines = ["", f"{'file':<28}{'sentences':>10}{'mean':>7}{'longest':>9}{'grade':>7}"]
    groups = {}
    for each in every:
        groups.setdefault(each.file, []).append(each)
    table = sorted(groups.items(), key=lambda group: -grade(group[1]))
    for name, group in [("all", every), *table[:25]]:
        mean = sum(each.words for each in group) / len(group)
        longest = max(each.words for each in group)
        lines.append(f"{name:<28}{len(group):>10}{mean:>7.1f}{longest:>9}{grade(group):>7.1f}")
    lines.append("\nlongest sentences")
    worst = sorted(every, key=lambda each: -each.words)[:25]
    lines += [f"{each.words:>4}  {each.file}, {each.key}: {each.text}" for each in worst]
    return "\n".join(lines)
