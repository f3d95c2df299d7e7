"""The person's own things for Today: pain, programme, last routine, days."""

from __future__ import annotations

import pytest

from kneeapp.base.settings import Settings
from kneeapp.base.side import Side
from kneeapp.flow import own, routine_index
from kneeapp.flow.course import ahead as programme_ahead
from kneeapp.flow.course.following import next_choice
from kneeapp.flow.course.log import decision, tell
from kneeapp.flow.course.model import What
from kneeapp.flow.routine_index import Place, Things, Wanted
from kneeapp.flow.session.plan import SessionPlan
from kneeapp.journal.model import AnswerRecord, Moment, SetDone, Status, Symptom, SymptomRecord
from kneeapp.journal.model import SessionPlan as Kept
from kneeapp.routine.model import Purpose
from kneeapp.routine.timeline import Choices

DAY_MS = 24 * 3_600_000


def session(journal, clock, plan, status=Status.DONE):
    made = journal.start_session(plan)
    journal.add_set_done(made, SetDone(1, "quad-set", Side.LEFT, 1, 10, 1000))
    journal.set_session_pain(made, peak=1)
    journal.finish_session(made, status, 60_000)
    clock.advance(DAY_MS)
    journal.add_pain(Moment.NEXT_MORNING, 1, made)


def test_an_empty_journal_has_nothing_to_show(journal, clock):
    today = clock.wall().date()
    assert own.is_new(journal)
    assert own.pain_now(journal, today) is None
    assert own.last_routine(journal, clock) is None
    assert own.active_days(journal, today) == {}
    assert not own.follows_programme(journal)


def test_the_last_pain_and_the_way_it_goes(journal, clock):
    for value in (6, 5, 5, 3, 2, 2):
        clock.advance(4 * DAY_MS)
        journal.add_pain(Moment.NOW, value)
        journal.add_pain(Moment.NOW, max(0, value - 2))
    found = own.pain_now(journal, clock.wall().date())
    assert found.title == "Pain today: 2 of 10"
    assert found.trend == "It fell from 5 to 2 in 3 weeks."
    assert found.points[0] == (20, 6)
    clock.advance(DAY_MS)
    assert own.pain_now(journal, clock.wall().date()).title == "Pain yesterday: 2 of 10"
    clock.advance(30 * DAY_MS)
    assert own.pain_now(journal, clock.wall().date()) is None


def test_two_figures_tell_no_way(journal, clock):
    journal.add_pain(Moment.NOW, 4)
    clock.advance(-2 * DAY_MS)  # a clock set back
    found = own.pain_now(journal, clock.wall().date())
    assert (found.title, found.trend) == ("Pain today: 4 of 10", "")


def test_the_routine_of_last_time(journal, clock):
    session(journal, clock, Kept("desk-break", "Desk break", length_ms=240_000))
    found = own.last_routine(journal, clock)
    assert found.title == "Again: Desk break"
    assert found.detail == "About 4 min. Last done on 2 January."
    assert (found.exercise, found.programme, found.share) == ("quad-set", "", None)
    assert len(own.active_days(journal, clock.wall().date())) == 1


def ahead(journal, library, clock):
    today = clock.wall().date()
    return programme_ahead.programmes(journal, library, Settings(), today)


def do_next(journal, library, clock):
    today = clock.wall().date()
    (course,) = programme_ahead.course_log.courses(journal, library, today)
    choice = next_choice(course, library, journal, today)
    plan = SessionPlan.of_choice(choice, library)
    kept = Kept(choice.routine_id, "Title", choice=plan.to_json(), pain_before=1)
    session(journal, clock, kept)


def test_a_programme_under_way_rests_asks_and_pauses(journal, library, clock):
    tell(journal, clock, decision("runners-knee", What.START))
    assert own.follows_programme(journal)
    (found,) = ahead(journal, library, clock)
    assert found.title == "Continue: week 1, session 1 of 5"
    assert found.detail == "Runner's knee, step by step · About 23 min."
    assert (found.exercise, found.share, found.ready) == ("quad-set", 0.0, True)
    clock.advance(1000)
    do_next(journal, library, clock)
    clock.advance(-DAY_MS)
    (found,) = ahead(journal, library, clock)
    assert "Rest now. Next session tomorrow." in found.detail
    assert not found.ready
    clock.advance(DAY_MS)
    for _ in range(9):
        do_next(journal, library, clock)
    (found,) = ahead(journal, library, clock)
    assert "Some questions wait before the next part." in found.detail
    assert not found.ready
    assert found.share == pytest.approx(2 / 13)
    tell(journal, clock, decision("runners-knee", What.PAUSE))
    (found,) = ahead(journal, library, clock)
    assert "Paused." in found.detail


def test_what_narrows_the_list(library, tmp_path):
    found = routine_index.lines(library, Settings(), tmp_path, Side.BOTH)

    def ids(**wanted):
        return {line.id for line in found if Wanted(**wanted).fits(line) and not line.programme}

    everything = ids()
    assert everything == set(library.routines)
    assert ids(purposes=None) == set()
    assert ids(purposes=frozenset({Purpose.WARM_UP})) == {"pre-run-warm-up", "grumbly-knee-warm-up"}
    assert "desk-break" in ids(search="DESK break")
    assert ids(minutes=5) == {"desk-break"}
    assert ids(place=Place.OUTDOORS) & ids(place=Place.ROOM) == set()
    assert ids(things=Things.NOTHING) < ids(things=Things.AT_HOME) < everything
    programmes = {line.id for line in found if Wanted(minutes=5).fits(line) and line.programme}
    assert programmes == set(library.programmes)


def test_the_minutes_are_those_of_the_player_and_say_what_is_the_persons_own(library):
    routine = library.routines["runners-knee-1"]
    own_times = Settings(switch_s=30, countdown_s=60)
    assert routine_index.lengths(routine, library, Choices(), Settings()) == (21, 1)
    minutes, added = routine_index.lengths(routine, library, Choices(), own_times)
    assert minutes - added == 20
    zero = Settings(switch_s=0, countdown_s=0)
    assert routine_index.lengths(routine, library, Choices(), zero) == (20, 0)


def test_the_programmes_of_a_routine_those_that_begin_with_it_first(library):
    def names(routine):
        return [each.id for each in routine_index.programmes_with(routine, library)]

    assert names("runners-knee-2") == ["runners-knee"]
    assert names("general-knee-strength") == ["knee-strength-6-weeks"]
    assert names("desk-break") == []


SELF_CARE = {"story": {"onset": "gradual", "days": 10}, "pain": {"side": "left", "intensity": 3}}
HURTS = SELF_CARE | {"worse_with": ["running"]}


@pytest.mark.parametrize(
    ("urgency", "case", "rule", "expected"),
    [
        ("self_care", SELF_CARE, "SC01", ("", False, True)),
        ("self_care", HURTS, "SC01", ("leave out running", False, True)),
        ("self_care", SELF_CARE | {"pain": {"intensity": 7}}, "R07", ("", False, False)),
        ("self_care", HURTS, "RUN01", ("", False, True)),
        ("self_care", HURTS, "RUN02", ("not ready", False, True)),
        ("normal", HURTS, "N01", ("", False, False)),
        ("clinician_soon", SELF_CARE, "W04", ("see somebody", True, False)),
        ("emergency", SELF_CARE, "E01", ("see somebody", True, False)),
    ],
)
def test_today_follows_the_last_answer(journal, clock, urgency, case, rule, expected):
    waits, seen_first, has_routine = expected
    reasons = ({"rule": rule, "text": "", "source": "J"},)
    journal.add_answer(AnswerRecord(urgency, 3, "Do it.", case, reasons))
    told = own.last_answer(journal, clock.wall().date())
    assert waits in told.run_waits
    assert bool(told.run_waits) == bool(waits)
    assert (told.seen_first, told.has_routine) == (seen_first, has_routine)
    assert told.urgent == (urgency == "emergency")
    clock.advance(22 * DAY_MS)
    assert own.last_answer(journal, clock.wall().date()) is None


def test_ready_to_run_ends_when_it_swells(journal, clock):
    ready = ({"rule": "RUN01", "text": "", "source": "J"},)
    journal.add_answer(AnswerRecord("self_care", 3, "Run.", HURTS, ready))
    clock.advance(DAY_MS)
    journal.add(SymptomRecord(Symptom.SWELLING, 1))
    assert own.last_answer(journal, clock.wall().date()).run_waits
