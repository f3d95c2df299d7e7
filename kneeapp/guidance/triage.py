"""How soon somebody should look at it: the rules that speak, the highest level, the risks.

Rules are data; this module only asks them in order. Adding a fact can only add voices, and the
most urgent voice wins, so a further warning sign never makes the answer milder.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kneeapp.guidance import data
from kneeapp.guidance.data import Level, Modifier, Rule
from kneeapp.guidance.when import Facts, said
from kneeapp.guidance.words import Exercise, Urgency

if TYPE_CHECKING:
    from kneeapp.guidance.case import Case

_RAISED = {Level.ROUTINE: Level.SOON, Level.SOON: Level.SAME_DAY}
_STRICTEST = (Exercise.NO, Exercise.GENTLE, Exercise.YES)


@dataclass(frozen=True, slots=True)
class Triage:
    """What the rules say about one case.

    Attributes:
        level: the highest level, risks included.
        rules: the rules that spoke, most urgent first.
        risks: the personal risks that raised the level.
        present: all personal risks that apply.
    """

    level: Level
    rules: tuple[Rule, ...]
    risks: tuple[Modifier, ...]
    present: tuple[Modifier, ...] = ()

    @property
    def urgency(self) -> Urgency:
        """The level as the person is told."""
        return self.level.urgency

    @property
    def rule_ids(self) -> frozenset[str]:
        """The ids of the rules that spoke."""
        return frozenset(rule.id for rule in self.rules)

    @property
    def is_urgent(self) -> bool:
        """Emergency or same day: no exercise, no routine, no distraction."""
        return self.urgency in {Urgency.EMERGENCY, Urgency.SAME_DAY}

    @property
    def limit(self) -> Exercise:
        """The most exercise that the rules leave open."""
        if self.is_urgent:
            return Exercise.NO
        allowed = [rule.exercise for rule in self.rules if rule.level is Level.SOON]
        return min(allowed, key=_STRICTEST.index, default=Exercise.YES)

    @property
    def within_days(self) -> int:
        """How soon a clinician is due, in days; 0 when none or at once."""
        due = [rule.within_days for rule in self.rules if rule.level is Level.SOON]
        return min(due, default=14) if self.level is Level.SOON else 0


def triage(case: Case) -> Triage:
    """Ask every rule."""
    spoken: list[Rule] = []
    facts, words = Facts(case, level="none"), said(case)
    for rule in data.rules():
        if not rule.when.needs.isdisjoint(words) and rule.when.test(facts):
            spoken.append(rule)
            # What has been said is only built anew when something was said: most rules are silent.
            facts = Facts(case, frozenset(each.id for each in spoken), spoken[0].level)
    level = spoken[0].level if spoken else Level.SELF_CARE
    return _with_risks(case, level, tuple(spoken))


def _with_risks(case: Case, level: Level, rules: tuple[Rule, ...]) -> Triage:
    """Raise by one step when a risk applies that the deciding rules did not count yet."""
    facts = Facts(case)
    present = tuple(modifier for modifier in data.modifiers() if modifier.when(facts))
    if level not in _RAISED:
        return Triage(level, rules, (), present)
    deciding = [rule for rule in rules if rule.level is level]
    risks = tuple(
        risk for risk in present if any(risk.name not in rule.counts for rule in deciding)
    )
    return Triage(_RAISED[level] if risks else level, rules, risks, present)
