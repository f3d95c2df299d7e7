"""A check as plain text, to print or to show to a doctor."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from kneeapp.body.readback import read_back

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from kneeapp.flow.visit import Given, Visit
    from kneeapp.guidance.assess import Answer
    from kneeapp.guidance.cards import Card

WIDTH = 78


def note(visit: Visit, answer: Answer, card: Card, when: datetime) -> str:
    """The whole check in plain words.

    Args:
        visit: what was marked and answered.
        answer: what the check said.
        card: the care card as it was shown.
        when: the wall time of the check.
    """
    parts = [
        _title(f"Knee check, {when:%d %B %Y, %H:%M}"),
        _section("Where it hurts", [read_back(visit.pain_map)]),
        _section("Questions and answers", [_said(given) for given in visit.given]),
        _section("What the check said", [card.title, card.action]),
        _section("Because", [f"{r.text} ({r.source})" for r in answer.reasons]),
    ]
    if not answer.verdict.is_urgent:
        parts.append(_section("Often felt like this", [fit.cause.name for fit in answer.causes]))
    parts.append(_section("Advice given", answer.do_now))
    parts.append(textwrap.fill(card.footer, WIDTH))
    return "\n\n".join(part for part in parts if part) + "\n"


def answer_words(given: Given) -> str:
    """An answer as the person gave it."""
    labels = {option.id: option.label for option in given.question.answers}
    words = ", ".join(labels.get(option, option) for option in given.options)
    return words or ("none of these" if given.question.kind == "multi" else "not sure")


def _said(given: Given) -> str:
    return f"{given.question.text} {answer_words(given)}"


def _title(text: str) -> str:
    return f"{text}\n{'=' * len(text)}"


def _section(head: str, lines: Iterable[str]) -> str:
    body = [
        textwrap.fill(line, WIDTH, initial_indent="- ", subsequent_indent="  ")
        for line in lines
        if line
    ]
    return "\n".join([head, "-" * len(head), *body]) if body else ""
