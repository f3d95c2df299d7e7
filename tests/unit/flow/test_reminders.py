"""What there is to be reminded of, at any time of day, in any zone, on days of 23 and 25 hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneeapp.base.settings import Settings
from kneeapp.flow import reminders
from kneeapp.flow.reminders import Kind, Shown
from kneeapp.journal.model import AnswerRecord, Moment, PainRecord, SessionPlan

BERLIN = ZoneInfo("Europe/Berlin")
ON = Settings(reminders=True, routine_days="1234567")
DAY_MS = 24 * 3_600_000


def at(clock, hour, minute=0, day=2):
    clock.wall_time = datetime(2026, 1, day, hour, minute, tzinfo=UTC)


def answer(urgency="self_care"):
    case_file = {"pain": {"side": "right", "places": ["patella"]}}
    return AnswerRecord(urgency, 3, "Look after it yourself", case_file, ())


def test_off_until_asked_for(clock, journal):
    at(clock, 18)
    assert not Settings().reminders
    assert reminders.due(replace(ON, reminders=False), journal, clock) == ()


def test_a_planned_day_from_its_time_on_and_only_without_a_session(clock, journal):
    at(clock, 17, 59)
    assert reminders.due(ON, journal, clock) == ()
    at(clock, 18)
    assert reminders.due(ON, journal, clock) == (Kind.ROUTINE,)
    friday = str(clock.wall().isoweekday())
    others = ON.routine_days.replace(friday, "")
    assert reminders.due(replace(ON, routine_days=others), journal, clock) == ()
    journal.start_session(SessionPlan("x", "Three moves"))
    assert reminders.due(ON, journal, clock) == ()


@pytest.mark.parametrize("urgency", ["emergency", "same_day"])
def test_no_routine_while_the_last_check_closed_exercise(clock, journal, urgency):
    at(clock, 12)
    journal.add(answer(urgency))
    at(clock, 18)
    assert reminders.due(ON, journal, clock) == ()


def test_the_morning_after_from_the_end_of_the_quiet_hours(clock, journal):
    at(clock, 19, day=1)
    session = journal.start_session(SessionPlan("x", "Three moves"))
    at(clock, 7, 59)
    assert reminders.due(ON, journal, clock) == ()
    at(clock, 8)
    assert reminders.due(ON, journal, clock) == (Kind.MORNING,)
    journal.add(PainRecord(Moment.NEXT_MORNING, 2, session))
    assert reminders.due(ON, journal, clock) == ()


def test_looking_again_on_its_day(clock, journal):
    at(clock, 10)
    journal.add(answer())
    wanted = replace(ON, routine_days="")
    at(clock, 18, day=4)
    assert reminders.due(wanted, journal, clock) == ()
    at(clock, 18, day=5)
    assert reminders.due(wanted, journal, clock) == (Kind.LOOK_AGAIN,)


def test_each_is_shown_once_a_day_also_after_a_restart(clock, journal):
    at(clock, 18)
    shown = reminders.remembered(ON, (Kind.ROUTINE,), clock.wall())
    assert reminders.due(shown, journal, clock) == ()
    later = reminders.remembered(shown, (Kind.MORNING,), clock.wall())
    assert Shown.read(later.reminded).on("2026-01-02") == {Kind.ROUTINE, Kind.MORNING}
    at(clock, 18, day=3)
    assert reminders.due(later, journal, clock) == (Kind.ROUTINE,)


@given(st.text(max_size=60))
def test_whatever_stands_in_the_settings_can_be_read(text):
    assert Shown.read(text).on("2026-01-02") <= set(Kind)


def test_words_say_nothing_about_a_knee():
    said = reminders.words(tuple(Kind)).lower()
    assert said.count(".") == len(Kind)
    for word in ("knee", "pain", "hurt", "exercise", "check", "doctor", "clinician", "sore"):
        assert word not in said


@given(st.integers(0, 1439), st.integers(0, 1439), st.integers(0, 1439))
def test_there_is_a_moment_on_every_day_and_it_is_not_quiet(wanted, start, end):
    settings = replace(ON, remind_at_min=wanted, quiet_from_min=start, quiet_to_min=end)
    assert not reminders.is_quiet(settings, reminders.moment(settings))


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 7, 1)])
@pytest.mark.parametrize("minute", [0, 90, 150, 1080, 1439])
def test_shown_exactly_once_on_days_of_any_length(clock, journal, day, minute):
    """Every 30 seconds of a day, by true time: summer time begins, ends, or nothing happens."""
    settings = replace(ON, remind_at_min=minute, quiet_from_min=0, quiet_to_min=0)
    begin = datetime.combine(day, time(0), BERLIN).astimezone(UTC)
    end = datetime.combine(day + timedelta(days=1), time(0), BERLIN).astimezone(UTC)
    said = []
    now = begin
    while now < end:
        wall = now.astimezone(BERLIN)
        kinds = tuple(k for k in reminders.open_now(settings, wall) if k is Kind.ROUTINE)
        if kinds:
            said.append(wall)
            settings = reminders.remembered(settings, kinds, wall)
        now += timedelta(seconds=30)
    assert len(said) == 1
    assert said[0].hour * 60 + said[0].minute in (minute, 180)  # 2:30 is not there in March


def test_a_sleep_over_its_time_only_delays_it(clock, journal):
    at(clock, 17)
    assert reminders.due(ON, journal, clock) == ()
    clock.sleep(3 * 3_600_000)
    assert reminders.due(ON, journal, clock) == (Kind.ROUTINE,)
    clock.sleep(3 * 3_600_000)
    assert reminders.due(ON, journal, clock) == ()  # 23:00 is quiet
