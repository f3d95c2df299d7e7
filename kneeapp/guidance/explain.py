"""How an answer was decided: the rules that spoke and those that did not, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kneeapp.guidance import data
from kneeapp.guidance.data import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneeapp.guidance.data import Modifier, Rule
    from kneeapp.guidance.triage import Triage

_GROUPS = {
    "Signs of an emergency": (Level.EMERGENCY,),
    "Signs that need help today": (Level.SAME_DAY,),
    "Signs to have looked at soon": (Level.SOON,),
    "Reasons for a routine visit": (Level.ROUTINE,),
    "Self-care and usual soreness": (Level.SELF_CARE, Level.NORMAL),
}
RISKS = "Personal risks that make it wise to be seen sooner"


@dataclass(frozen=True, slots=True)
class Told:
    """One rule or risk.

    Attributes:
        rule: its id.
        text: why it matters, when it spoke; what it looks for, when it did not.
        sources: ids of where it comes from.
    """

    rule: str
    text: str
    sources: tuple[str, ...]

    @property
    def source(self) -> str:
        """The sources in words."""
        return data.cite(self.sources)


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


def sentence(told: Told) -> str:
    """One rule on one line, with the ids of its sources."""
    return f"{told.text} (rule {told.rule}; {', '.join(told.sources)})"


def sources(groups: Iterable[Group]) -> tuple[str, ...]:
    """Every source that the rules name, once, in words."""
    named = {
        source
        for group in groups
        for told in (*group.spoke, *group.silent)
        for source in told.sources
    }
    return tuple(data.cite((each,)) for each in data.sources() if each in named)


def _group(title: str, entries: list[Rule] | tuple[Modifier, ...], spoken: frozenset[str]) -> Group:
    spoke = tuple(_told(each, each.why) for each in entries if each.id in spoken)
    silent = tuple(_told(each, each.asks) for each in entries if each.id not in spoken)
    return Group(title, spoke, silent)


def _told(entry: Rule | Modifier, text: str) -> Told:
    return Told(entry.id, text, entry.sources)
