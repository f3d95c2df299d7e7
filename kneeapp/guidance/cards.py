"""The care card: one action in words, what to watch for, when to look again, small print."""

from __future__ import annotations

import functools
from calendar import month_name
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from kneeapp.base import yamlfile
from kneeapp.guidance import advice, data
from kneeapp.guidance.advice import Numbers
from kneeapp.guidance.data import Level

if TYPE_CHECKING:
    from datetime import date

    from kneeapp.guidance.assess import Answer
    from kneeapp.guidance.words import Urgency

_SHORT_NOTICE_DAYS = 3


@dataclass(frozen=True, slots=True)
class Card:
    """A care card, ready to show.

    Attributes:
        reason: the sentence of the rule that decides; empty when none spoke.
        action: the one thing to do, with the person's own numbers.
        lines: what else to do.
        do_now: what the rules say to do, without what the card itself says already.
        watch_title, watch: what to watch for, as a heading and its list.
        review: when to look again; empty when help is needed today.
        number_note: what the person should know about the number to call; empty where none is.
        footer: the sentence that every answer ends with.
    """

    urgency: Urgency
    title: str
    reason: str
    action: str
    lines: tuple[str, ...]
    do_now: tuple[str, ...]
    watch_title: str
    watch: tuple[str, ...]
    review: str
    number_note: str
    footer: str


def care_card(answer: Answer, numbers: Numbers | None = None, today: date | None = None) -> Card:
    """The card of an answer.

    Args:
        answer: what `assess` said.
        numbers: the person's emergency number, advice line and place to go.
        today: for dates; without it the card counts days.
    """
    words = _words()["cards"][answer.urgency.value] | _by_rule(answer)
    numbers = numbers or Numbers()
    review = _day(answer.review_in_days, today)

    def fill(text: str) -> str:
        within = _within(answer.verdict.within_days)
        return numbers.fill(text.replace("{within}", within).replace("{review_date}", review))

    lines = [fill(line) for line in words["lines"]]
    if answer.verdict.level is Level.ROUTINE:
        lines.append(advice.routine_visit(answer.verdict))
    said = tuple(fill(each) for each in words.get("said", ()))
    return Card(
        urgency=answer.urgency,
        title=words["title"],
        reason=answer.reasons[0].text if answer.reasons else "",
        action=fill(words["action"]),
        lines=tuple(lines),
        do_now=tuple(
            line for line in answer.do_now if line not in lines and not line.startswith(said)
        ),
        watch_title=fill(words["watch_title"]),
        watch=tuple(fill(line) for line in _watch(answer, words)),
        review="" if answer.verdict.is_urgent else _review(review, fill(words["action"])),
        number_note=numbers.note if answer.verdict.is_urgent else "",
        footer=footer(),
    )


def _watch(answer: Answer, words: dict[str, Any]) -> tuple[str, ...]:
    """What to watch for; how long to wait only where no visit is asked for."""
    waiting = () if answer.verdict.level is Level.ROUTINE else words.get("watch_waiting", ())
    return (*words["watch"], *waiting)


def _review(when: str, action: str) -> str:
    """The day, unless the action names it already, and that warning signs do not wait for it."""
    told = _words()["review"]
    return str(told["again" if when in action else "day"].format(when=when))


def _by_rule(answer: Answer) -> dict[str, Any]:
    """Words of the rules that decide; none unless all of them have some."""
    rules = answer.verdict.rules
    known = _words()["by_rule"]
    deciding = [rule.id for rule in rules if rule.level is rules[0].level]
    found: dict[str, Any] = known[deciding[0]] if set(deciding) <= set(known) else {}
    return found if rules[0].level is answer.verdict.level else {}


def footer() -> str:
    """The sentence that every answer and every print-out ends with."""
    text: str = _words()["footer"]
    return text


@functools.cache
def _words() -> dict[str, Any]:
    found: dict[str, Any] = yamlfile.read_file(data.folder() / "cards.yaml").data
    return found


def _day(days: int, today: date | None) -> str:
    if today is not None:
        day = today + timedelta(days=days)
        return f"on {day.day} {month_name[day.month]}"
    return "tomorrow" if days == 1 else f"in {days} days"


def _within(days: int) -> str:
    if days <= _SHORT_NOTICE_DAYS:
        return f"within {max(days, 2)} days"
    return "within 7 days" if days <= 7 else "within 2 weeks"
