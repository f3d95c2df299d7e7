"""One check of the knee: from the marked places over the questions to the answer and a routine.

A visit is never changed, only replaced: every answer, every step back is a new visit.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kneeapp.flow.visit.choice import RoutineChoice
from kneeapp.flow.visit.followup import trend
from kneeapp.guidance.case import Case

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kneeapp.body.marks import PainMap
    from kneeapp.guidance.advice import Numbers
    from kneeapp.guidance.assess import Answer
    from kneeapp.guidance.questions import Question

__all__ = [
    "PERSON",
    "Given",
    "RoutineChoice",
    "Visit",
    "assess",
    "begin",
    "begin_look",
    "case_of",
]

PERSON = "person"
"""The group of questions about the person rather than about this pain."""

_NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})
_NOTHING_AGAINST: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Given:
    """A question with the answer to it.

    Attributes:
        question: as it was asked.
        options: ids of the chosen options; for a number its digits; empty for "none".
        from_last_time: taken over, not asked today.
    """

    question: Question
    options: tuple[str, ...]
    from_last_time: bool = False


@dataclass(frozen=True, slots=True)
class Visit:
    """Where the person stands.

    Attributes:
        pain_map: what was marked.
        start: the case before the first question.
        given: all answers, in order; those from `position` on were given before going back.
        position: how many answers lie before the question that is shown.
        remembered: answers of last time, by question id.
        against: conditions for running that the journal shows not to be met, each with its
            sentence; no answer of today meets them.
    """

    pain_map: PainMap
    start: Case
    given: tuple[Given, ...] = ()
    position: int = 0
    remembered: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NOTHING)
    against: Mapping[str, str] = field(default_factory=lambda: _NOTHING_AGAINST)

    @property
    def case(self) -> Case:
        """Everything known, with all answers."""
        known = _fold(self.start, self.given)
        return replace(known, ready=known.ready.difference(self.against))

    @property
    def question(self) -> Question | None:
        """The question to show, or None when all is asked."""
        if self.position < len(self.given):
            return self.given[self.position].question
        return _next(self.start, self.given)

    @property
    def chosen(self) -> tuple[str, ...]:
        """What is already chosen for the question shown: before, on the map, or last time."""
        if self.position < len(self.given):
            return self.given[self.position].options
        question = self.question
        if question is None:
            return ()
        return self.remembered.get(question.id) or _said_on_the_map(self.start, question)

    @property
    def none_said(self) -> bool:
        """Whether the question shown was answered before with nothing of what it offers."""
        return self.position < len(self.given) and not self.given[self.position].options

    @property
    def left(self) -> int:
        """How many questions are still to come, the one shown included; an upper estimate."""
        from kneeapp.guidance import interview

        if self.question is None:
            return 0
        ahead = interview.remaining(self.case, _asked(self.given))
        return max(1, ahead + len(self.given) - self.position)

    @property
    def can_go_back(self) -> bool:
        """Whether there is an earlier question."""
        return self.position > 0

    def answer(self, options: tuple[str, ...]) -> Visit:
        """After an answer to the question shown.

        An answer that differs from before drops later questions that no longer matter; the
        others keep their answers.
        """
        question = self.question
        if question is None:
            return self
        old = self.given[self.position :]
        if old and old[0].options == options:
            return replace(self, position=self.position + 1)
        kept = (*self.given[: self.position], Given(question, options))
        later = {each.question.id: each for each in old[1:]}
        return _settle(replace(self, given=kept, position=len(kept)), later)

    def back(self) -> Visit:
        """At the question before."""
        return replace(self, position=max(0, self.position - 1))

    def go_to(self, index: int) -> Visit:
        """At one of the questions already answered."""
        return replace(self, position=min(max(0, index), len(self.given)))


def begin(
    pain_map: PainMap,
    profile: Mapping[str, Any] | None = None,
    earlier: PainMap | None = None,
) -> Visit:
    """Start the questions.

    Args:
        pain_map: what was marked.
        profile: what the journal remembers of the person, as `kept.facts` made it.
        earlier: what was marked at a check some days ago, to see which way it goes.
    """
    remembered = {
        str(question): tuple(str(option) for option in options)
        for question, options in (profile or {}).items()
        if isinstance(options, list | tuple)
    }
    start = case_of(pain_map)
    if earlier is not None and earlier.side == pain_map.side:
        change = trend(earlier.strength, pain_map.strength)
        start = replace(start, trend=None if change is None else change.value)
    visit = Visit(pain_map, start, remembered=MappingProxyType(remembered))
    return _settle(visit, {})


def begin_look(
    pain_map: PainMap, case: Case, against: Mapping[str, str] = _NOTHING_AGAINST
) -> Visit:
    """Start a later look.

    Args:
        pain_map: what was marked at the check.
        case: what is still known, as `guidance.case.again` made it.
        against: what the journal says against running, as `run_ready.against` made it.
    """
    return _settle(Visit(pain_map, case, against=against), {})


def case_of(pain_map: PainMap) -> Case:
    """What the marks alone say."""
    marks = pain_map.marks
    spreads = {mark.spread for mark in marks if mark.spread is not None}
    spread = pain_map.spread or (spreads.pop() if len(spreads) == 1 else None)
    return Case(
        side=pain_map.side,
        places=tuple(dict.fromkeys(mark.place for mark in marks)),
        spread=None if spread is None else spread.value,
        intensity=pain_map.strength,
        qualities=frozenset(quality.value for mark in marks for quality in mark.qualities),
        worse=frozenset(when.value for mark in marks for when in mark.when),
    )


def assess(visit: Visit, numbers: Numbers | None = None) -> Answer:
    """The answer to the whole case, with the numbers to call filled in."""
    from kneeapp.guidance import assess as guidance
    from kneeapp.guidance.data import phrases

    found = guidance.assess(visit.case, numbers)
    told = {phrases()["ready"][word]: said for word, said in visit.against.items()}
    return replace(found, missing=tuple(told.get(each, each) for each in found.missing))


def _said_on_the_map(start: Case, question: Question) -> tuple[str, ...]:
    """Options that say what the marks say already: offered, so that nothing is asked twice."""
    if not start.worse:
        return ()
    known = {("worse", word) for word in start.worse}
    return tuple(each.id for each in question.answers if known & set(each.effect))


def _asked(given: Iterable[Given]) -> frozenset[str]:
    return frozenset(each.question.id for each in given)


def _fold(case: Case, given: Iterable[Given]) -> Case:
    from kneeapp.guidance import interview

    for each in given:
        case = interview.answer(case, each.question, each.options)
    return case


def _next(start: Case, given: tuple[Given, ...]) -> Question | None:
    from kneeapp.guidance import interview

    return interview.next_question(_fold(start, given), _asked(given))


def _settle(visit: Visit, later: Mapping[str, Given]) -> Visit:
    """Answer what was answered before: later today, or last time for facts that do not change."""
    given = visit.given
    while (question := _next(visit.start, given)) is not None:
        # The same question with other lines, because something before it changed, is asked anew.
        if question.id in later and later[question.id].question == question:
            given = (*given, later[question.id])
        elif _stays_true(question) and visit.remembered.get(question.id):
            given = (*given, Given(question, visit.remembered[question.id], from_last_time=True))
        else:
            break
    return replace(visit, given=given, position=len(given))


def _stays_true(question: Question) -> bool:
    """Lists (illnesses, medicines, journeys) can change any day: they are offered, not assumed."""
    return question.group == PERSON and question.kind != "multi"
