"""Sentences put together from recordings: as few pieces as possible, with pauses as in speech."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCE_PAUSE_MS = 320
CLAUSE_PAUSE_MS = 140
WORD_PAUSE_MS = 20
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:['’-][^\W_]+)*|[+×%]")
_SENTENCE_ENDS = frozenset(".!?")


@dataclass(frozen=True, slots=True)
class Clip:
    """A recording in the pack.

    Attributes:
        offset, size: its bytes in the pack's file.
        length_ms: how long it sounds.
    """

    offset: int
    size: int
    length_ms: int


@dataclass(frozen=True, slots=True)
class Part:
    """A recording in a sentence, and the silence before it."""

    clip: Clip
    pause_ms: int


def words(text: str) -> tuple[str, ...]:
    """The words of a text as recordings are named after them.

    >>> words("Half squat, left side. 2 × 10")
    ('half', 'squat', 'left', 'side', '2', '×', '10')
    """
    return tuple(m.group().lower().replace("’", "'") for m in _WORD.finditer(text))


def phrase_key(text: str) -> str:
    """The name of a recording of this text."""
    return " ".join(words(text))


class PhraseBook:
    """All recordings, by what they say."""

    def __init__(self, clips: Mapping[str, Clip]) -> None:
        """A book of recordings by `phrase_key`."""
        self._clips = clips
        self._longest = max((key.count(" ") + 1 for key in clips), default=0)
        self.compose = lru_cache(maxsize=512)(self._compose)

    def _compose(self, text: str) -> tuple[Part, ...] | None:
        """The recordings that say this text, or None when a word of it is not recorded."""
        found = tuple(_WORD.finditer(text))
        named = words(text)
        lengths = self._fewest(named)
        if lengths is None:
            return None
        parts, place = [], 0
        for length in lengths:
            before = text[found[place - 1].end() : found[place].start()] if place else None
            clip = self._clips[" ".join(named[place : place + length])]
            parts.append(Part(clip, _pause_ms(before)))
            place += length
        return tuple(parts)

    def _fewest(self, named: tuple[str, ...]) -> list[int] | None:
        """How many words each recording covers, so that there are as few as possible."""
        best: list[list[int] | None] = [None] * len(named) + [[]]
        for place in range(len(named) - 1, -1, -1):
            for length in range(1, min(self._longest, len(named) - place) + 1):
                rest = best[place + length]
                known = " ".join(named[place : place + length]) in self._clips
                here = best[place]
                if known and rest is not None and (here is None or len(rest) + 1 <= len(here)):
                    best[place] = [length, *rest]
        return best[0]


def _pause_ms(between: str | None) -> int:
    if between is None:
        return 0
    if not _SENTENCE_ENDS.isdisjoint(between):
        return SENTENCE_PAUSE_MS
    return CLAUSE_PAUSE_MS if between.strip() else WORD_PAUSE_MS
