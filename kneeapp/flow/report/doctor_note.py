"""A check, or the whole story, as plain text to print or to show to a doctor."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from kneeapp.flow.progress.pain_line import When, points
from kneeapp.flow.report.story import where
from kneeapp.flow.visit.said import short
from kneeapp.journal.model import (
    AnswerRecord,
    HardRecord,
    MapRecord,
    NoteRecord,
    RunRecord,
    SessionRecord,
    SymptomRecord,
    TreatmentRecord,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from kneeapp.flow.visit.visit import Given, Visit
    from kneeapp.guidance.assess import Answer
    from kneeapp.guidance.cards import Card
    from kneeapp.journal.model import Detail, Entry

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
        _section("Where it hurts", where(visit.pain_map)),
        _section("Questions and answers", [_said(given) for given in visit.given]),
        _section("What the check said", [card.title, card.action]),
        _section("Because", [f"{r.text} ({r.source})" for r in answer.reasons]),
    ]
    if not answer.verdict.is_urgent:
        parts.append(_section("Often felt like this", [fit.cause.name for fit in answer.causes]))
    parts.append(_section("Advice given", answer.do_now))
    parts.append(_section("Advice for running again, later", answer.run_later))
    parts.append(textwrap.fill(card.footer, WIDTH))
    return "\n\n".join(part for part in parts if part) + "\n"


def summary(entries: Sequence[Entry], now: datetime) -> str:
    """How it went over time, for a doctor: where, what the checks said, pain, training, notes.

    Args:
        entries: of the journal, newest first.
        now: the wall time of writing.
    """
    from kneeapp.guidance import cards

    oldest_first = list(reversed(entries))
    parts = [
        _title(f"My knee, from the journal, {now:%d %B %Y}"),
        _section("Where it hurt", _lines(oldest_first, MapRecord)),
        _section("What the checks said", _lines(oldest_first, AnswerRecord)),
        _section("Pain, 0 to 10", _pain_lines(oldest_first)),
        _section("Exercise", _lines(oldest_first, SessionRecord)),
        _section("Runs", _lines(oldest_first, RunRecord)),
        _section("What was done for it", _lines(oldest_first, TreatmentRecord)),
        _section("Swelling and stiffness", _lines(oldest_first, SymptomRecord)),
        _section("What was hard, 0 to 10", _lines(oldest_first, HardRecord)),
        _section("My notes", _lines(oldest_first, NoteRecord)),
        textwrap.fill(cards.footer(), WIDTH),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def answer_words(given: Given) -> str:
    """An answer as the person gave it."""
    labels = {option.id: option.label for option in given.question.answers}
    words = ", ".join(labels.get(option, option) for option in given.options)
    return words or ("none of these" if given.question.kind == "multi" else "not sure")


def _said(given: Given) -> str:
    return f"{given.question.text} {answer_words(given)}"


def _lines(entries: Iterable[Entry], kind: type[Detail]) -> list[str]:
    return [f"{_day(each)}: {_words(each.detail)}" for each in entries if type(each.detail) is kind]


def _words(detail: Detail) -> str:
    match detail:
        case MapRecord(words, pain_map):
            note = pain_map.note if pain_map is not None else ""
            return f"{words} In my words: {note}" if note else words
        case AnswerRecord() as answer:
            return ". ".join([answer.summary, *(str(each["text"]) for each in answer.reasons[:2])])
        case SessionRecord(plan, status, done_sets):
            return f"{plan.title}, {status.value}, {done_sets} of {plan.sets} sets"
        case NoteRecord(text):
            return text
        case _:
            return ": ".join(short(detail))


def _pain_lines(entries: Iterable[Entry]) -> list[str]:
    said = {
        When.MARKED: "when marked",
        When.NOW: "",
        When.MORNING: "the morning after exercise",
        When.BEFORE: "before exercise",
        When.PEAK: "worst during exercise",
        When.AFTER: "after exercise",
        When.WORST_DAY: "worst of the day",
        When.RUN: "during a run",
    }
    return [
        f"{point.at:%d %b %Y, %H:%M}: {point.value} {said[point.when]}".rstrip()
        for point in points(entries)
    ]


def _day(entry: Entry) -> str:
    return f"{entry.at.local:%d %b %Y}"


def _title(text: str) -> str:
    return f"{text}\n{'=' * len(text)}"


def _section(head: str, lines: Iterable[str]) -> str:
    body = [
        textwrap.fill(line, WIDTH, initial_indent="- ", subsequent_indent="  ")
        for line in lines
        if line
    ]
    return "\n".join([head, "-" * len(head), *body]) if body else ""
