"""The questions as data: read once, and made fit for one story before they are asked."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kneeapp.base import yamlfile
from kneeapp.guidance import data
from kneeapp.guidance.when import Facts, compile_test

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kneeapp.guidance.case import Case
    from kneeapp.guidance.when import Condition

NOT_SURE = "not_sure"
MOST_LINES = 9
"""One line for each number key; "not sure" has a key of its own."""
_NOT_SURE_LABEL = "I am not sure about one of these"


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer.

    Attributes:
        effect: what it makes known, as (kind, word or number).
        otherwise: what is known when it was shown and not chosen.
        when: only then is it shown; None for always.
    """

    id: str
    label: str
    effect: tuple[tuple[str, str | float], ...] = ()
    otherwise: tuple[tuple[str, str | float], ...] = ()
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        why: why we ask, for the person.
        kind: single, multi (several or none), number, or scale (pain, 0 to 10).
        group: warning, person, story, signs or ready.
        first: asked in the order of the file, before all others.
        when: only then is it worth asking; None for always.
        parent: the list that this single question was taken from; empty for the others.
    """

    id: str
    text: str
    help: str
    why: str
    answers: tuple[Option, ...]
    kind: str
    group: str
    first: bool = False
    when: Condition | None = None
    parent: str = ""


def fitting(question: Question, case: Case) -> Question:
    """The question with those of its answers that fit the story: no line to read in vain."""
    facts = Facts(case)
    fits = [each for each in question.answers if each.when is None or each.when(facts)]
    too_many = [each for each in fits if each.id != NOT_SURE][MOST_LINES:]
    shown = tuple(each for each in fits if each not in too_many)
    return question if len(shown) == len(question.answers) else replace(question, answers=shown)


@functools.cache
def all_questions() -> tuple[Question, ...]:
    """Every question, in order; those that take a list apart follow their list."""
    entries = yamlfile.read_file(data.folder() / "questions.yaml").data["questions"]
    return tuple(question for entry in entries for question in _questions(entry))


@functools.cache
def looks() -> Mapping[str, tuple[str, ...]]:
    """The short lists of the later looks: name of the look -> ids of its questions."""
    found = yamlfile.read_file(data.folder() / "questions.yaml").data["looks"]
    return {look: tuple(ids) for look, ids in found.items()}


def _questions(entry: dict[str, Any]) -> Iterator[Question]:
    options = tuple(_option(each) for each in entry.get("options", ()))
    taken_apart = entry["kind"] == "multi" and entry["group"] == "warning"
    shown = (*options, Option(NOT_SURE, _NOT_SURE_LABEL)) if taken_apart else options
    question = Question(
        id=entry["id"],
        text=entry["text"],
        help=entry["help"],
        why=entry["why"],
        answers=shown,
        kind=entry["kind"],
        group=entry["group"],
        first=entry.get("first", False),
        when=_test(entry),
    )
    yield question
    if taken_apart:
        yield from (_taken_apart(question, option) for option in options)


def _taken_apart(question: Question, option: Option) -> Question:
    """One line of a list as a question of its own; "not sure" counts as yes."""
    denied = tuple(("deny", word) for _kind, word in option.effect)
    answers = (
        Option("yes", "Yes", option.effect),
        Option("no", "No", denied),
        Option(NOT_SURE, "Not sure", option.effect),
    )
    return replace(
        question,
        id=f"{question.id}.{option.id}",
        text=f"Does this fit? {option.label}.",
        help="If you are not sure, say so. It then counts as yes, to be safe.",
        answers=answers,
        kind="single",
        parent=question.id,
    )


def _option(entry: dict[str, Any]) -> Option:
    return Option(
        entry["id"],
        entry["label"],
        _effect(entry.get("set", {})),
        _effect(entry.get("else", {})),
        _test(entry),
    )


def _effect(entry: dict[str, Any]) -> tuple[tuple[str, str | float], ...]:
    return tuple(
        (kind, word)
        for kind, value in entry.items()
        for word in (value if isinstance(value, list) else [value])
    )


def _test(entry: dict[str, Any]) -> Condition | None:
    return compile_test(entry["when"], data.names()) if "when" in entry else None
