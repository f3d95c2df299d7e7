"""What to do now: how much exercise is open, which routine, what to leave out, when to look again.

Source: clinical content 2.1 (gates), 2.6 and 2.7 (review days), 6.2 (pain limits), "Routine
chooser".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kneeapp.guidance import data, running
from kneeapp.guidance.data import Level
from kneeapp.guidance.when import Facts
from kneeapp.guidance.words import Exercise

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from kneeapp.guidance.case import Case
    from kneeapp.guidance.causes import Fit
    from kneeapp.guidance.data import Choice
    from kneeapp.guidance.triage import Triage

_MOST_SENTENCES = 6
# Ways to end running, the stricter ones first.
_STRICTER = ("Do not run or ", "Stop all running")
_NO_RUN = ("Do not run until then.", "Do not run on a swollen knee.")
_MILD = frozenset({Level.ROUTINE, Level.SELF_CARE, Level.NORMAL})
VISIT = "See a clinician "
"""How every sentence begins that says when to be seen."""
UNTIL_SEEN = "Until then, move it gently. Keep the pain at 0 to 2 out of 10."
"""Source: clinical content 6.2 (careful mode)."""
# Families whose main help is exercise: past the first weeks the full programme is open.
_TRAINED = frozenset(
    {
        "patellofemoral",
        "iliotibial_band",
        "patellar_tendon",
        "quadriceps_tendon",
        "hamstring_tendon",
        "osteoarthritis",
        "overload_unspecific",
    }
)
LOOK_DAYS = (1, 3, 7, 14, 42)
"""Days after the first answer on which to look again. Source: clinical content 2.7."""
LAST_LOOKS = 14
RUN_AGAIN = "RUN01"
SETTLED_DAYS = 42
NEW_DAYS = 3
# Source: clinical content 6.2: 6 and more is red in every mode; 5 ends careful self-care.
STRONG_PAIN = 7
OPEN_PAIN = 5
_RUNNING = ("running", "impact")
_LOAD_OF_WORSE = {
    "squatting": ("deep_squat",),
    "bending": ("deep_bend",),
    "kneeling": ("kneeling",),
    "jumping": ("impact",),
    "hopping": ("impact", "single_leg"),
    "running": ("running", "impact"),
    "long_run": ("running",),
    "downhill": ("downhill",),
    "hills": ("downhill",),
    "sitting": ("long_sitting",),
    "twisting": ("twist",),
    "straightening": ("full_straightening",),
    "weight_bearing": ("single_leg", "impact"),
}


@dataclass(frozen=True, slots=True)
class Numbers:
    """Whom to call and where to go; the person's own country fills them in.

    Attributes:
        note: what the person should know about the number; empty when it is their own.
    """

    emergency: str = "112"
    advice_line: str = "your doctor"
    urgent_place: str = "an emergency department"
    note: str = "112 works in many countries. Check that it is the right number where you are."

    def fill(self, text: str) -> str:
        """The text with the placeholders filled in."""
        return (
            text.replace("{emergency_number}", self.emergency)
            .replace("{advice_line}", self.advice_line)
            .replace("{urgent_place}", self.urgent_place)
        )


def exercise(case: Case, verdict: Triage, fits: Sequence[Fit]) -> Exercise:
    """How much guided exercise is open; never more than the rules allow."""
    limit = verdict.limit
    if limit is Exercise.NO or (case.intensity or 0) >= STRONG_PAIN:
        return Exercise.NO
    if limit is Exercise.GENTLE or (case.intensity or 0) > OPEN_PAIN:
        return Exercise.GENTLE
    return Exercise.YES if _may_train(case, verdict, fits) else Exercise.GENTLE


def _may_train(case: Case, verdict: Triage, fits: Sequence[Fit]) -> bool:
    if RUN_AGAIN in verdict.rule_ids:
        return True
    if verdict.level is Level.NORMAL:
        # One-sided soreness is less typical of usual soreness: keep it gentle.
        return "N01" not in verdict.rule_ids or (case.side == "both" and "touch" not in case.worse)
    settled = case.days is not None and case.days >= SETTLED_DAYS
    quiet = data.names()["quiet_knee"](Facts(case)) and case.onset != "sudden_injury"
    return settled and quiet and fits[0].cause.family in _TRAINED


def routine_choice(
    case: Case, verdict: Triage, fits: Sequence[Fit], allowed: Exercise
) -> Choice | None:
    """The first line of the routine chooser that fits; None when exercise is closed."""
    if allowed is Exercise.NO:
        return None
    best = fits[0].cause
    facts = Facts(
        case, verdict.rule_ids, verdict.level, frozenset({best.id, best.family}), allowed.value
    )
    return next((choice for choice in data.choices() if choice.when(facts)), None)


def avoid(case: Case, verdict: Triage, fits: Sequence[Fit], allowed: Exercise) -> tuple[str, ...]:
    """Load tags to leave out: what the best-fitting cause dislikes and what hurts now."""
    tags: list[str] = list(fits[0].cause.avoid)
    for word in sorted(case.worse):
        tags.extend(_LOAD_OF_WORSE.get(word, ()))
    if allowed is Exercise.NO:
        tags.extend(_RUNNING)
    kept = {*fits[0].cause.keep, *(_RUNNING if RUN_AGAIN in verdict.rule_ids else ())}
    if verdict.level is Level.NORMAL:
        kept.add(running.RUNNING)  # usual soreness asks for a shorter run, not for none
    return tuple(tag for tag in dict.fromkeys(tags) if tag not in kept)


def do_now(
    verdict: Triage,
    fits: Sequence[Fit],
    allowed: Exercise,
    numbers: Numbers,
    avoid: Collection[str],
) -> tuple[str, ...]:
    """What to do now, most important first; what often helps the cause only at self-care.

    While running is among what to `avoid`, nothing on how to run is said.
    """
    deciding = [rule for rule in verdict.rules if rule.level is verdict.rules[0].level]
    deciding.sort(key=lambda rule: rule.within_days)
    sentences = _one_visit([each for rule in deciding[:3] for each in rule.do], verdict)
    if verdict.risks and verdict.is_urgent:
        sentences.insert(0, "Call {advice_line} or go to {urgent_place} today.")
    if allowed is not Exercise.NO:
        if verdict.level is Level.SOON:
            sentences.append(UNTIL_SEEN)
        elif not any(rule.alone for rule in deciding):
            sentences.extend(_helps(fits[0], sentences, avoid))
    if running.is_left_out(sentences, avoid):
        sentences = running.without(sentences, verdict.level)
    if verdict.level in _MILD:
        sentences[_MOST_SENTENCES - len(verdict.present[:2]) :] = []
        sentences.extend(risk.mild for risk in verdict.present[:2])
    filled = dict.fromkeys(numbers.fill(sentence) for sentence in sentences)
    return tuple(filled)[:_MOST_SENTENCES]


def _helps(best: Fit, sentences: Sequence[str], avoid: Collection[str]) -> list[str]:
    """The first two sentences of what often helps that fit what is left out."""
    later = running.later(best, sentences, avoid)
    return [each for each in best.cause.helps if each not in later][:2]


def routine_visit(verdict: Triage) -> str:
    """When a routine visit is due: the soonest that a rule asks for, and no other."""
    visits = tuple(data.phrases()["routine_visit"].values())
    told = {each for rule in verdict.rules for each in rule.do}
    return next((each for each in visits if each in told), visits[-1])


def _one_visit(sentences: list[str], verdict: Triage) -> list[str]:
    """One date for a visit, the soonest; none when a risk has raised it to today.

    Sentences that do nothing but end running give way to a stricter one.
    """
    visits = [each for each in sentences if each.startswith(VISIT)]
    later = visits if verdict.is_urgent else visits[1:]
    routine = data.phrases()["routine_visit"].values()
    kept = [each for each in sentences if each not in later and each not in routine]
    if verdict.level is Level.ROUTINE:
        kept.insert(0, routine_visit(verdict))
    strict = [each for each in kept if each.startswith(_STRICTER)]
    weaker = _NO_RUN if strict else _NO_RUN[1:] if _NO_RUN[0] in kept else ()
    return [each for each in kept if each not in weaker]


def review_in_days(case: Case, verdict: Triage) -> int:
    """When to look again, in days.

    Source: clinical content 2.6 (usual soreness is gone by day 5), 2.7 (days 1, 3, 7, 14).
    """
    match verdict.level:
        case Level.EMERGENCY:
            return 0
        case Level.SAME_DAY:
            return 1
        case Level.SOON:
            return min(verdict.within_days, 7)
        case Level.NORMAL:
            return max(1, 5 - int(case.days or 0))
        case Level.ROUTINE | Level.SELF_CARE:
            return _self_care_review(case)


def _self_care_review(case: Case) -> int:
    if case.looked_again:
        return next_look(case.looked_again)
    if case.onset == "sudden_injury" and (case.days is None or case.days < NEW_DAYS):
        return 1
    if case.days is not None and case.days >= SETTLED_DAYS and (case.intensity or 0) <= OPEN_PAIN:
        return 7
    return 3


def missing(case: Case) -> tuple[str, ...]:
    """What is not yet true of the conditions for running again.

    Source: clinical content 6.4.
    """
    if case.looked_again != "run":
        return ()
    words = data.phrases()["ready"]
    return tuple(text for word, text in words.items() if word not in case.ready)


def next_look(look: str) -> int:
    """Days from one look to the next one.

    Source: clinical content 2.7; after the last one and before running, every 2 weeks (J).
    """
    if look == "run":
        return LAST_LOOKS
    day = int(look.removeprefix("day_"))
    return next((later - day for later in LOOK_DAYS if later > day), LAST_LOOKS)
