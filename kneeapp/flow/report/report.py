"""What a doctor needs to know, on one page: gathered from the journal, in plain words.

The page is in English, as the whole program is: it has one language so far.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kneeapp.flow.progress import days as flow_days
from kneeapp.flow.report import lately as course
from kneeapp.flow.report import story
from kneeapp.flow.report.page import MOST_LINES, Part, Report, Wishes, long_day
from kneeapp.journal import look

if TYPE_CHECKING:
    from datetime import date, datetime

    from kneeapp.journal.store import Journal

SPAN_DAYS = 183
"""How far back the page looks."""


def report(journal: Journal, wishes: Wishes, now: datetime) -> Report:
    """The page, from the newest checks and the last half year.

    Args:
        journal: where it comes from.
        wishes: what the person wants on it.
        now: the wall time of writing.
    """
    from kneeapp.guidance import cards

    today = now.date()
    since = today - timedelta(days=SPAN_DAYS)
    checks = story.checks(journal)
    pain_map = journal.last_map()
    where = story.where(pain_map)
    recent = look.treatments_and_symptoms(journal, since)
    questions = tuple(each for each in wishes.questions if each.strip())
    return Report(
        title="My knee",
        subtitle=_subtitle(wishes, checks, today),
        top=(Part("Where it hurts", where), *story.story(checks)),
        middle=story.signs(checks),
        left=(
            Part("How it went", course.went(journal, since, today)),
            Part("What was done", course.done(recent, journal, since)),
        ),
        right=(
            Part("Medicines noted", course.medicines(recent)),
            Part("Swelling and stiffness", course.symptoms(recent)),
            Part("My questions", questions[:MOST_LINES]),
        ),
        footer=cards.footer(),
        chart=course.chart(flow_days.days(journal, since)),
        pain_map=pain_map,
        where=" ".join(where),
        wishes=wishes,
    )


def _subtitle(wishes: Wishes, checks: list[story.Check], today: date) -> str:
    who = [wishes.name.strip()]
    case = story.first_told(checks)
    if case is not None and case.age is not None:
        who.append(f"{case.age:g} years")
    if case is not None and case.sport:
        who.append(case.sport)
    return " · ".join(part for part in (*who, long_day(today)) if part)
