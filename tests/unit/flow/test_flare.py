"""A flare-up is seen in the sessions and in the weeks, and waits on the home page."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kneeapp.flow.visit import flare, followup
from kneeapp.flow.visit.followup import Reminder
from kneeapp.journal.model import AnswerRecord, SessionPlan, Status

DAY_MS = 24 * 3_600_000
TODAY = date(2026, 3, 30)


def done(journal, clock, peak, *, limit=2, morning=None, routine="runners-knee-1"):
    plan = SessionPlan(routine, routine, choice={"pain_limit": limit}, pain_before=1)
    session = journal.start_session(plan)
    journal.set_session_pain(session, peak=peak)
    journal.finish_session(session, Status.DONE, 1000)
    clock.advance(DAY_MS)
    journal.add_pain("next_morning", 1 if morning is None else morning, session)


def waiting(journal, clock):
    return [each.kind for each in followup.due(journal, clock)]


def test_two_sessions_over_their_limit_ask_for_a_check(journal, clock):
    done(journal, clock, 5)
    assert Reminder.FLARE not in waiting(journal, clock)
    done(journal, clock, 6, routine="outer-knee")
    assert waiting(journal, clock) == [Reminder.FLARE]


def test_a_worse_next_morning_counts_as_much(journal, clock):
    done(journal, clock, 2, morning=3)
    done(journal, clock, 1, morning=4)
    assert waiting(journal, clock) == [Reminder.FLARE]


def test_sharp_pain_counts_whatever_the_figure(journal, clock):
    for _ in range(2):
        choice = {"pain_limit": 2, "sharp": True}
        session = journal.start_session(SessionPlan("outer-knee", "Outer knee", choice=choice))
        journal.set_session_pain(session, peak=1)
        journal.finish_session(session, Status.DONE, 1000)
        clock.advance(DAY_MS)
    assert Reminder.FLARE in waiting(journal, clock)


def test_within_the_limit_of_a_tendon_routine_nothing_waits(journal, clock):
    done(journal, clock, 5, limit=5)
    done(journal, clock, 4, limit=5)
    assert waiting(journal, clock) == []


def test_one_good_session_between_ends_it(journal, clock):
    done(journal, clock, 6)
    done(journal, clock, 1)
    done(journal, clock, 6)
    assert waiting(journal, clock) == []


def test_a_check_ends_it(journal, clock):
    done(journal, clock, 6)
    done(journal, clock, 6)
    journal.add_answer(AnswerRecord("self_care", 3, "…", {}))
    clock.advance(DAY_MS)
    assert waiting(journal, clock) == []


def weeks(*means):
    """Two days of each week with this figure, oldest week first."""
    return [
        (TODAY - timedelta(days=7 * ago + day), value)
        for ago, value in enumerate(reversed(means))
        for day in (1, 4)
    ]


@pytest.mark.parametrize(
    ("means", "expected"),
    [((2, 3, 4), True), ((2, 4, 6), True), ((2, 2, 4), False), ((4, 3, 2), False),
     ((3, 4, 4), False), ((2, 3), False)],
)  # fmt: skip
def test_the_mean_of_a_week_has_to_rise_twice(means, expected):
    assert flare.rises(weeks(*means), TODAY) is expected


def test_one_day_is_not_a_week():
    assert not flare.rises([(TODAY - timedelta(days=n), n) for n in (1, 8, 15)], TODAY)


def test_a_rise_from_week_to_week_waits_on_the_home_page(journal, clock):
    for value in (2, 2, 4, 4, 6, 6):
        clock.advance(3 * DAY_MS + DAY_MS // 2)
        journal.add_pain("worst_day", value)
    assert waiting(journal, clock) == [Reminder.FLARE]
    journal.add_answer(AnswerRecord("self_care", 3, "…", {}))
    assert waiting(journal, clock) == []
