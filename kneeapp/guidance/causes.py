"""What is often felt like this: a sum of evidence points per condition, to sort a reading list.

The points are editorial, ordinal weights (clinical content 3.2), not probabilities: they only
decide the order and are never shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kneeapp.body import places
from kneeapp.guidance import data
from kneeapp.guidance.data import Level
from kneeapp.guidance.when import Facts, held, said
from kneeapp.guidance.words import BODY_PLACES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneeapp.guidance.case import Case
    from kneeapp.guidance.clue import Clue
    from kneeapp.guidance.data import Cause
    from kneeapp.guidance.triage import Triage
    from kneeapp.guidance.when import Word

MOST = 5
# A cause is listed when it has at least this many points and this share of the best one's.
LEAST_POINTS = 2.0
LEAST_SHARE = 0.3
# With no place marked, the person means the knee: shin, hip and back are less likely meant.
_OUTSIDE_UNMARKED = -2.0
# With nothing marked but the ankle or foot, it is hardly the knee.
_FAR = frozenset({"ankle", "foot"})
_FAR_FROM_KNEE = -4.0
_MOST_REASONS = 4
# A rule lifts the families it names, the first one most; an urgent rule beats every clue. Each
# further rule that names the same family adds a little.
_LIFT = {Level.EMERGENCY: 24.0, Level.SAME_DAY: 12.0, Level.SOON: 3.0, Level.NORMAL: 6.0}
_STEP = {Level.EMERGENCY: 1.0, Level.SAME_DAY: 1.0, Level.SOON: 1.0, Level.NORMAL: 4.0}
_AGAIN = 2.0


@dataclass(frozen=True, slots=True)
class Fit:
    """How one cause fits one case.

    Attributes:
        points: the evidence sum, for sorting only.
        why: facts of this case that fit, strongest first.
        against: facts of this case that speak against it.
    """

    cause: Cause
    points: float
    why: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


def rank(case: Case, verdict: Triage) -> tuple[Fit, ...]:
    """The best-fitting cause of each family, best first, at most five, each with its reasons."""
    facts = Facts(case, verdict.rule_ids, verdict.level)
    return tuple(_explained(fit, facts) for fit in order(case, verdict))


def order(case: Case, verdict: Triage) -> tuple[Fit, ...]:
    """The same without the reasons, which take half of the time."""
    facts = Facts(case, verdict.rule_ids, verdict.level)
    words, lifts = said(case), _lifts(verdict)
    scored = sorted(
        (
            (_points(cause, facts, words) + lifts.get(cause.family, 0.0), cause)
            for cause in data.causes()
        ),
        key=lambda each: -each[0],
    )
    best_of_family: dict[str, tuple[float, Cause]] = {}
    for points, cause in scored:
        best_of_family.setdefault(cause.family, (points, cause))
    ordered = list(best_of_family.values())
    least = max(LEAST_POINTS, ordered[0][0] * LEAST_SHARE)
    listed = [each for each in ordered if each[0] >= least][:MOST] or ordered[:1]
    return tuple(Fit(cause, points) for points, cause in listed)


def _points(cause: Cause, facts: Facts, words: frozenset[Word]) -> float:
    points = cause.prior + _place_evidence(cause, facts.case)[0]
    for clue in cause.clues:
        if not clue.test.needs.isdisjoint(words) and clue.test.test(facts):
            points += clue.add
    return points


def _explained(fit: Fit, facts: Facts) -> Fit:
    cause = fit.cause
    found = [(clue.add, say(clue, facts)) for clue in cause.clues if clue.test(facts)]
    weight, place = _place_evidence(cause, facts.case)
    if place is not None:
        found.append((weight, _place_words(place)))
    found.sort(key=lambda each: -abs(each[0]))
    why = _distinct(text for weight, text in found if weight > 0)
    against = _distinct(text for weight, text in found if weight < 0)
    return Fit(cause, fit.points, why, against)


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))[:_MOST_REASONS]


def _place_evidence(cause: Cause, case: Case) -> tuple[float, str | None]:
    """Points of the marked places, and the place that counts ("" when it is none of them)."""
    if not cause.places:
        return 0.0, None
    if not case.places:
        return _OUTSIDE_UNMARKED if _is_outside(cause) else 0.0, None
    known = [(cause.places[place], place) for place in case.places if place in cause.places]
    if not known:
        far = _FAR.issuperset(case.places) and not _is_outside(cause)
        return cause.elsewhere + (_FAR_FROM_KNEE if far else 0.0), ""
    points, place = max(known)
    return (points, place) if points > 0 else (0.0, None)


def _is_outside(cause: Cause) -> bool:
    best = max(cause.places.values())
    return all(place in BODY_PLACES for place, points in cause.places.items() if points == best)


def _place_words(place: str) -> str:
    if not place:
        return "It is usually felt in another place."
    return f"You marked a place where it is often felt: {places.place(place).plain_name}."


def say(clue: Clue, facts: Facts) -> str:
    """The fact behind a clue, as a sentence."""
    if clue.say:
        return clue.say
    if clue.key in _NUMBER_WORDS:
        fits, against = _NUMBER_WORDS[clue.key]
        return (fits if clue.add > 0 else against).format(min(clue.wanted))
    matched = min(clue.wanted & held(clue.key, facts))
    return data.phrases()[clue.key][matched]


_NUMBER_WORDS = {
    "age_from": ("It is more common from {} years on.", "It is rare from {} years on."),
    "age_below": ("It is more common under {} years.", "It is rare under {} years."),
    "days_from": ("It has lasted {} days or more.", "It has lasted {} days or more."),
    "days_below": ("It began less than {} days ago.", "It began less than {} days ago."),
    "pain_from": ("The pain is {} of 10 or more.", "The pain is {} of 10 or more."),
    "pain_below": ("The pain is mild.", "The pain is mild."),
    "stiff_from": ("Morning stiffness lasts {} minutes or more.",) * 2,
    "stiff_below": ("Morning stiffness lasts less than {} minutes.",) * 2,
    "sport": ("It is seen more in your sport.", "It is rare in your sport."),
}


def _lifts(verdict: Triage) -> dict[str, float]:
    """Points that the rules which spoke give to the families they name."""
    found: dict[str, float] = {}
    for rule in verdict.rules:
        for at, family in enumerate(rule.families):
            lift = _LIFT.get(rule.level, 0.0) - at * _STEP.get(rule.level, 0.0)
            # Rules come most urgent first, so the first one to name a family decides.
            found[family] = found[family] + _AGAIN if family in found else lift
    return found
