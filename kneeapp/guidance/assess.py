"""The answer to one case: urgency, causes, how much exercise, which routine, what to do now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kneeapp.guidance import advice, causes, data, running
from kneeapp.guidance.data import Level
from kneeapp.guidance.readback import read_back
from kneeapp.guidance.triage import triage

if TYPE_CHECKING:
    from kneeapp.guidance.advice import Numbers
    from kneeapp.guidance.case import Case
    from kneeapp.guidance.causes import Fit
    from kneeapp.guidance.data import Modifier, Rule
    from kneeapp.guidance.triage import Triage
    from kneeapp.guidance.words import Exercise, Urgency

_MOST_REASONS = 6
_URGENT = frozenset({Level.EMERGENCY, Level.SAME_DAY})
_BONE = frozenset({"bone_stress", "fracture"})


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that spoke: its id, what it says to the person, where it comes from."""

    rule: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything the window says about one case.

    Attributes:
        review_in_days: when to look again; 0 for an emergency.
        routines: ids of routines, best first; none with an emergency or same-day answer.
        routine_why: why this routine; empty when there is none.
        avoid: load tags of exercises to leave out.
        run_later: what often helps once running begins again; empty while it goes on.
        missing: before running again: the conditions that are not met yet, as sentences.
        verdict: the rules and risks behind the urgency.
    """

    urgency: Urgency
    review_in_days: int
    reasons: tuple[Reason, ...]
    causes: tuple[Fit, ...]
    exercise: Exercise
    routines: tuple[str, ...]
    routine_why: str
    avoid: tuple[str, ...]
    do_now: tuple[str, ...]
    run_later: tuple[str, ...]
    places_read_back: str
    missing: tuple[str, ...]
    verdict: Triage

    @property
    def bone_suspected(self) -> bool:
        """Whether bone may be hurt, so that any pain stops an exercise.

        Source: clinical content 6.2; shin splints are not meant (6.4).
        """
        named = any(_BONE & set(rule.families[:1]) for rule in self.verdict.rules)
        best = self.causes[0].cause
        return named or (best.family in _BONE and best.id != "shin_splints")


def assess(case: Case, numbers: Numbers | None = None) -> Answer:
    """Answer one case; pure, same case same answer."""
    verdict = triage(case)
    fits = causes.rank(case, verdict)
    exercise = advice.exercise(case, verdict, fits)
    choice = advice.routine_choice(case, verdict, fits, exercise)
    avoid = advice.avoid(case, verdict, fits, exercise)
    do_now = advice.do_now(verdict, fits, exercise, numbers or advice.Numbers(), avoid)
    return Answer(
        urgency=verdict.urgency,
        review_in_days=advice.review_in_days(case, verdict),
        reasons=_reasons(verdict),
        causes=fits,
        exercise=exercise,
        routines=choice.routines if choice else (),
        routine_why=choice.why if choice else "",
        avoid=avoid,
        do_now=do_now,
        run_later=running.later(fits[0], do_now, avoid),
        places_read_back=read_back(case),
        missing=advice.missing(case),
        verdict=verdict,
    )


def _reasons(verdict: Triage) -> tuple[Reason, ...]:
    rules = [rule for rule in verdict.rules if rule.level in _URGENT or not verdict.is_urgent]
    # A risk that raised "soon" to "today" has no urgent rule beside it.
    spoken: list[Rule | Modifier] = [*(rules or verdict.rules)[:_MOST_REASONS], *verdict.risks]
    return tuple(Reason(each.id, each.why, data.cite(each.sources)) for each in spoken)


def to_json(answer: Answer) -> dict[str, object]:
    """The answer with the field names of the command line; plain values only."""
    return {
        "urgency": answer.urgency.value,
        "review_in_days": answer.review_in_days,
        "reasons": [
            {"rule": each.rule, "text": each.text, "source": each.source} for each in answer.reasons
        ],
        "causes": [
            {
                "id": each.cause.id,
                "family": each.cause.family,
                "name": each.cause.name,
                "why": list(each.why),
                "against": list(each.against),
            }
            for each in answer.causes
        ],
        "exercise": answer.exercise.value,
        "routines": list(answer.routines),
        "avoid": list(answer.avoid),
        "do_now": list(answer.do_now),
        "places_read_back": answer.places_read_back,
    }
