"""What stays of a check: marks and answer in the journal, facts about the person for next time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeapp.flow.visit.visit import PERSON
from kneeapp.guidance.case import to_data
from kneeapp.journal.model import AnswerRecord, Moment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneeapp.flow.visit.visit import Visit
    from kneeapp.guidance.assess import Answer
    from kneeapp.guidance.questions import Question
    from kneeapp.journal.store import Journal


def facts(visit: Visit) -> dict[str, list[str]]:
    """What to remember of the person for next time: the answers about the person.

    What was said last time stays remembered where today's list did not ask for it.
    """
    found = {
        each.question.id: [*each.options, *_not_shown(visit, each.question)]
        for each in visit.given
        if each.question.group == PERSON
    }
    return {question: options for question, options in found.items() if options}


def _not_shown(visit: Visit, question: Question) -> list[str]:
    shown = {option.id for option in question.answers}
    last_time = visit.remembered.get(question.id, ()) if question.kind == "multi" else ()
    return [option for option in last_time if option not in shown]


def save(
    visit: Visit, answer: Answer, summary: str, journal: Journal, instead_of: Iterable[int] = ()
) -> tuple[int, ...]:
    """Keep the marks, the answer and the facts about the person.

    Args:
        visit: the check.
        answer: its answer.
        summary: the action of the care card.
        journal: where to.
        instead_of: entries of the same check before an answer was changed.

    Returns:
        The ids of the entries.

    Raises:
        UserError: the journal could not be written.
    """
    kept = _save_marks(visit, journal)
    record = AnswerRecord(
        urgency=str(answer.urgency),
        review_in_days=answer.review_in_days,
        summary=summary,
        case_file=to_data(visit.case),
        reasons=tuple(
            {"rule": reason.rule, "text": reason.text, "source": reason.source}
            for reason in answer.reasons
        ),
    )
    kept.append(journal.add_answer(record))
    if facts(visit):
        journal.save_profile(facts(visit))
    for entry_id in instead_of:
        journal.delete(entry_id)
    return tuple(kept)


def _save_marks(visit: Visit, journal: Journal) -> list[int]:
    """Nothing new was marked at a later look: only how strong it is now is kept."""
    if visit.start.looked_again:
        strength = visit.case.intensity
        return [] if strength is None else [journal.add_pain(Moment.NOW, round(strength))]
    return [] if visit.pain_map.empty else [journal.add_map(visit.pain_map)]
