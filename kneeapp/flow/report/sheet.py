"""One check on paper: where it hurts, what was answered, what the check said and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kneeapp.flow.report.doctor_note import answer_words
from kneeapp.flow.report.story import where
from kneeapp.guidance.explain import explain, sentence, sources

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from kneeapp.flow.visit.visit import Visit
    from kneeapp.guidance.assess import Answer
    from kneeapp.guidance.cards import Card
    from kneeapp.guidance.explain import Group


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed; plain text throughout."""

    title: str
    action: str
    sections: tuple[Section, ...]
    footer: str


def sheet(visit: Visit, answer: Answer, card: Card, when: datetime) -> Sheet:
    """The whole check in plain words, with every rule that spoke and every one that did not.

    Args:
        visit: what was marked and answered.
        answer: what the check said.
        card: the care card as it was shown.
        when: the wall time of the check.
    """
    said = tuple(f"{each.question.text} {answer_words(each)}" for each in visit.given)
    felt = () if answer.verdict.is_urgent else tuple(fit.cause.name for fit in answer.causes)
    groups = explain(answer.verdict)
    sections = (
        Section("Where it hurts", where(visit.pain_map)),
        Section("Questions and answers", said),
        Section("What to do", tuple(dict.fromkeys((*card.do_now, *card.lines)))),
        Section("When you run again", answer.run_later),
        Section("Still missing before you run", answer.missing),
        Section(card.watch_title, card.watch),
        Section("Often felt like this", felt),
        Section("These rules spoke", _spoke(groups)),
        *(
            Section(f"Did not speak: {each.title}", tuple(map(sentence, each.silent)))
            for each in groups
        ),
        Section("Sources", sources(groups)),
    )
    return Sheet(
        title=f"Knee check, {when:%d %B %Y, %H:%M}",
        action=f"{card.title}. {card.action}",
        sections=tuple(each for each in sections if each.lines),
        footer=card.footer,
    )


def _spoke(groups: Iterable[Group]) -> tuple[str, ...]:
    return tuple(sentence(told) for group in groups for told in group.spoke)
