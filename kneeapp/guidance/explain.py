"""How an answer was decided: the rules that spoke and those that did not, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kneeapp.guidance import data
from kneeapp.guidance.data import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kneeapp.guidance.data import Modifier, Rule
    from kneeapp.guidance.triage import Triage

_GROUPS = {
    "Get emergency help now": (Level.EMERGENCY,),
    "Get medical help today": (Level.SAME_DAY,),
    "See a clinician soon": (Level.SOON,),
    "Book a routine visit": (Level.ROUTINE,),
    "Look after it yourself": (Level.SELF_CARE, Level.NORMAL),
}
RISKS = "Personal risks that make it wise to be seen sooner"


@dataclass(frozen=True, slots=True)
class Told:
    """One rule or risk.

    Attributes:
        rule: its id.
        text: why it matters, when it spoke; what it looks for, when it did not.
        source: where it comes from.
    """

    rule: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Group:
    """The rules of one level, in the order in which they were asked."""

    title: str
    spoke: tuple[Told, ...]
    silent: tuple[Told, ...]


def explain(verdict: Triage) -> tuple[Group, ...]:
    """All rules and risks, grouped by level, most urgent first."""
    spoken = verdict.rule_ids | {risk.id for risk in verdict.risks}
    groups = [
        _group(title, [rule for rule in data.rules() if rule.level in levels], spoken)
        for title, levels in _GROUPS.items()
    ]
    return (*groups, _group(RISKS, data.modifiers(), spoken))


def sentences(verdict: Triage) -> Iterator[str]:
    """The same for printing: what spoke first, then what did not, each with its source."""
    groups = explain(verdict)
    for group in groups:
        for told in group.spoke:
            yield f"{told.text} (rule {told.rule}; {told.source})"
    for group in groups:
        if group.silent:
            yield f"Did not speak, {group.title[0].lower()}{group.title[1:]}:"
            for told in group.silent:
                yield f"    {told.text} (rule {told.rule}; {told.source})"


def _group(title: str, entries: list[Rule] | tuple[Modifier, ...], spoken: frozenset[str]) -> Group:
    spoke = tuple(_told(each, each.why) for each in entries if each.id in spoken)
    silent = tuple(_told(each, each.asks) for each in entries if each.id not in spoken)
    return Group(title, spoke, silent)


def _told(entry: Rule | Modifier, text: str) -> Told:
    return Told(entry.id, text, data.cite(entry.sources))
