"""The Learn cards: what is known about sore knees, and what people say, each with its grade.

Read from `assets/guidance/learn/` on first use. The causes of `assets/guidance/causes/` join as
cards of their own topic, so that one search finds both.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from kneeapp.base import yamlfile
from kneeapp.guidance import data

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kneeapp.guidance.data import Cause

CAUSES = "causes"
"""The topic that holds every cause as a card."""

_CAUSE_MARK = "cause:"
# A word found in the title counts more than one in the list of search words, and so on.
_IN_TITLE, _IN_WORDS, _IN_TEXT = 6, 4, 1
_WORD = re.compile(r"[\w'’]+")


class Grade(StrEnum):
    """How well a saying agrees with what is known.

    Source: clinical content 0, verdicts SUP, PART, NOT, OUT, HARM.
    """

    WELL_SUPPORTED = "well_supported"
    PARTLY_RIGHT = "partly_right"
    NOT_SUPPORTED = "not_supported"
    OUTDATED = "outdated"
    COULD_HARM = "could_harm"


@dataclass(frozen=True, slots=True)
class Saying:
    """What people say, in our words.

    Attributes:
        claims: ids of the statements (C001 to C142) that it stands for.
    """

    text: str
    grade: Grade
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A headed list inside a card."""

    head: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LearnCard:
    """One thing to know.

    Attributes:
        topic: id of the topic it belongs to.
        text: paragraphs.
        points: a list with dots.
        parts: further headed lists; only causes use them.
        why: how it is known.
        warning: what must not be missed; may be empty.
        cards: ids of related cards; those of causes begin with "cause:".
        routines: id of a routine -> words of the button that opens it.
        pages: places of the window that follow from it.
        picture: id of an exercise whose picture suits; may be empty.
        words: further words the search finds it by.
    """

    id: str
    topic: str
    title: str
    sources: tuple[str, ...]
    text: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    said: tuple[Saying, ...] = ()
    parts: tuple[Part, ...] = ()
    why: str = ""
    warning: str = ""
    cards: tuple[str, ...] = ()
    routines: tuple[tuple[str, str], ...] = ()
    pages: tuple[str, ...] = ()
    picture: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A group of cards."""

    id: str
    title: str
    intro: str
    cards: tuple[LearnCard, ...]


def folder() -> Path:
    """Where the cards lie."""
    return data.folder() / "learn"


@functools.cache
def topics() -> tuple[Topic, ...]:
    """The written topics, in reading order; the causes are not among them."""
    return tuple(_topic(_read(path)) for path in sorted(folder().glob("[0-9]*.yaml")))


@functools.cache
def causes() -> Topic:
    """Every cause as a card, by name. Reads the rules' data, which takes longer than the topics."""
    return Topic(
        CAUSES,
        "All causes",
        "Every cause this program knows. Only an examination can tell which one it is.",
        tuple(_of_cause(cause) for cause in sorted(data.causes(), key=lambda each: each.name)),
    )


def topic(topic_id: str) -> Topic:
    """A topic by its id.

    Raises:
        KeyError: there is none.
    """
    return causes() if topic_id == CAUSES else {each.id: each for each in topics()}[topic_id]


def card(card_id: str) -> LearnCard:
    """A card by its id; a cause's is "cause:" and the cause's own.

    Raises:
        KeyError: there is none.
    """
    return (_cause_cards() if card_id.startswith(_CAUSE_MARK) else _written_cards())[card_id]


def cause_card_id(cause_id: str) -> str:
    """The id of the card that tells about a cause."""
    return _CAUSE_MARK + cause_id


def search(text: str) -> tuple[LearnCard, ...]:
    """The cards that hold every word typed, best first; none for nothing typed."""
    wanted = _WORD.findall(text.casefold())
    if not wanted:
        return ()
    scored = ((_score(found, wanted), each) for found, each in _index())
    hits = [(score, each) for score, each in scored if score]
    return tuple(each for _, each in sorted(hits, key=lambda hit: -hit[0]))


@functools.cache
def sources() -> dict[str, dict[str, str]]:
    """The register of the rules and the sources that only these cards name."""
    own: dict[str, dict[str, str]] = _read(folder() / "sources.yaml")["sources"]
    return data.sources() | own


def cite(card_shown: LearnCard) -> tuple[str, ...]:
    """The sources of a card, one line each: id, title, address."""
    found = ((each, sources()[each]) for each in card_shown.sources)
    return tuple(f"{each}: {entry['title']}. {entry['address']}".strip() for each, entry in found)


@dataclass(frozen=True, slots=True)
class _Words:
    """A card's words for the search."""

    title: str
    words: str
    text: str


@functools.cache
def _index() -> tuple[tuple[_Words, LearnCard], ...]:
    every = (each for topic_ in (*topics(), causes()) for each in topic_.cards)
    return tuple((_words_of(each), each) for each in every)


def _words_of(shown: LearnCard) -> _Words:
    said = (saying.text for saying in shown.said)
    parts = (line for part in shown.parts for line in (part.head, *part.lines))
    text = (*shown.text, *shown.points, *said, *parts, shown.why, shown.warning)
    return _Words(_fold((shown.title,)), _fold(shown.words), _fold(text))


def _fold(texts: Iterable[str]) -> str:
    """The words in lower case, each with one blank before and after it."""
    return f" {' '.join(_WORD.findall(' '.join(texts).casefold()))} "


def _score(found: _Words, wanted: list[str]) -> int:
    """0 when a word is missing."""
    total = 0
    for word in wanted:
        places = (found.title, _IN_TITLE), (found.words, _IN_WORDS), (found.text, _IN_TEXT)
        points = sum(weight * _closeness(word, where) for where, weight in places)
        if not points:
            return 0
        total += points
    return total


def _closeness(word: str, where: str) -> int:
    """2 for the word itself, 1 for the beginning of a longer one, else 0."""
    return (f" {word}" in where) + (f" {word} " in where)


@functools.cache
def _written_cards() -> dict[str, LearnCard]:
    return {each.id: each for topic_ in topics() for each in topic_.cards}


@functools.cache
def _cause_cards() -> dict[str, LearnCard]:
    return {each.id: each for each in causes().cards}


@functools.cache
def _told_in() -> dict[str, tuple[str, ...]]:
    """The written cards that name a cause, by the id of its card."""
    found: dict[str, tuple[str, ...]] = {}
    for each in _written_cards().values():
        for other in each.cards:
            found[other] = (*found.get(other, ()), each.id)
    return found


def _read(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    return yamlfile.read_file(path).data


def _topic(entry: dict[str, Any]) -> Topic:
    cards = tuple(_card(each, entry["topic"]) for each in entry["cards"])
    return Topic(entry["topic"], entry["title"], entry["intro"], cards)


def _card(entry: dict[str, Any], topic_id: str) -> LearnCard:
    return LearnCard(
        id=entry["id"],
        topic=topic_id,
        title=entry["title"],
        sources=tuple(entry["sources"]),
        text=tuple(entry.get("text", ())),
        points=tuple(entry.get("points", ())),
        said=tuple(_saying(each) for each in entry.get("said", ())),
        why=entry.get("why", ""),
        warning=entry.get("warning", ""),
        cards=(*entry.get("cards", ()), *map(cause_card_id, entry.get("causes", ()))),
        routines=tuple(entry.get("routines", {}).items()),
        pages=tuple(entry.get("pages", ())),
        picture=entry.get("picture", ""),
        words=tuple(entry.get("words", ())),
    )


def _saying(entry: dict[str, Any]) -> Saying:
    return Saying(entry["text"], Grade(entry["grade"]), tuple(entry["claims"]))


def _further_words(cause: Cause) -> tuple[str, ...]:
    """The words of its id and family that its name does not hold."""
    found = f"{cause.id} {cause.family}".replace("_", " ").split()
    return tuple(word for word in dict.fromkeys(found) if word not in cause.name.casefold())


def _of_cause(cause: Cause) -> LearnCard:
    parts = (
        Part("What often helps", cause.helps),
        Part("Leave out for now", cause.leave_out),
        Part("How it goes", (cause.course,)),
        Part("When to seek care", (cause.seek,)),
    )
    return LearnCard(
        id=cause_card_id(cause.id),
        topic=CAUSES,
        title=cause.name,
        sources=cause.sources,
        text=(cause.plain, f"{cause.common} {cause.ages}"),
        parts=tuple(part for part in parts if any(part.lines)),
        cards=_told_in().get(cause_card_id(cause.id), ()),
        words=_further_words(cause),
    )
