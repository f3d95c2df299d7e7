"""Every shipped text for people, and how easily it reads: sentence length and grade, per file.

The grade is that of Flesch and Kincaid (1975), a school year; about the age less 5. Libraries for
this need word lists from the network, so the few lines are here.
Source of the limits: clinical content 7.5: reading age 9 to 11, sentences up to 20 words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kneeapp.base import paths
from kneeapp.base.yamlfile import read_file

GUIDANCE = paths.assets() / "guidance"
# Titles of papers, names of places and the condition language are not our words.
NOT_OURS = {"sources.yaml", "countries.yaml", "names.yaml"}
# Values of these keys are ids, numbers, links or beginnings, even where they hold a blank.
NOT_WORDS = {
    "sources", "address", "id", "code", "kind", "dose", "then", "rest", "time", "tempo", "when",
    "said_by_card", "checked",
}  # fmt: skip


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
        Sentence(_name(path), key, text)
        for path in files
        for key, text in _strings(read_file(path).data)
    )


@cache
def sentences() -> tuple[Sentence, ...]:
    """The same, one sentence at a time."""
    return tuple(
        Sentence(whole.file, whole.key, part.strip())
        for whole in texts()
        for part in re.split(r"(?<=[.?:;])\s", whole.text)
        if len(part.split()) > 1
    )


def by_file() -> dict[str, list[Sentence]]:
    """The sentences of each file."""
    groups: dict[str, list[Sentence]] = {}
    for each in sentences():
        groups.setdefault(each.file, []).append(each)
    return groups


def mean(every) -> float:
    """Words a sentence."""
    return sum(each.words for each in every) / len(every)


def grade(every) -> float:
    """The school grade that can read it."""
    words = [word for each in every for word in re.findall(r"[A-Za-z']+", each.text)]
    length = len(words) / len(every)
    return 0.39 * length + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


def report(most: int = 25) -> str:
    """A table of the files that are hardest to read, and the longest sentences."""
    every = sentences()
    lines = ["", f"{'file':<36}{'sentences':>10}{'mean':>7}{'longest':>9}{'grade':>7}"]
    table = sorted(by_file().items(), key=lambda group: -grade(group[1]))
    for name, group in [("all", every), *table[:most]]:
        longest = max(each.words for each in group)
        lines.append(
            f"{name:<36}{len(group):>10}{mean(group):>7.1f}{longest:>9}{grade(group):>7.1f}"
        )
    lines.append("\nlongest sentences")
    worst = sorted(every, key=lambda each: -each.words)[:most]
    lines += [f"{each.words:>4}  {each.file}, {each.key}: {each.text}" for each in worst]
    return "\n".join(lines)


def _name(path) -> str:
    return f"{path.parent.name}/{path.name}"


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


def _syllables(word: str) -> int:
    """Groups of vowels, less a silent e; good enough for an average."""
    groups = re.findall(r"[aeiouy]+", word.lower())
    silent = word.lower().endswith("e") and not word.lower().endswith("le") and len(groups) > 1
    return max(1, len(groups) - silent)
