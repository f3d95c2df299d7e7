"""The way through a programme, in and out of a real journal."""

from __future__ import annotations

import pytest

from kneeapp.base.settings import Settings
from kneeapp.base.side import Side
from kneeapp.flow.course.following import next_choice
from kneeapp.flow.course.log import courses, decision, tell
from kneeapp.flow.course.model import Step, What
from kneeapp.flow.course.words import reasons
from kneeapp.flow.own import PROGRAMMES_FACT
from kneeapp.flow.session.plan import SessionPlan
from kneeapp.journal import importing
from kneeapp.journal.export import to_json
from kneeapp.journal.model import AnswerRecord, Moment, Status, Symptom, SymptomRecord
from kneeapp.journal.model import SessionPlan as Kept
from kneeapp.journal.store import Journal
from kneeapp.player.pain import Light

DAY_MS = 24 * 3_600_000
RUN = "return-to-running"


class Person:
    """Does what the program offers, and tells how it felt."""

    def __init__(self, journal, library, clock):
        self.journal, self.library, self.clock = journal, library, clock

    @property
    def today(self):
        return self.clock.wall().date()

    def start(self, programme, **more):
        tell(self.journal, self.clock, decision(programme, What.START, **more))

    def course(self):
        found = courses(self.journal, self.library, self.today)
        return found[0] if found else None

    def choice(self):
        return next_choice(self.course(), self.library, self.journal, self.today)

    def session(self, *, before=1, peak=1, morning=1, status=Status.DONE, sharp=False):
        choice = self.choice()
        plan = SessionPlan.of_choice(choice, self.library)
        self.clock.advance(60_000)
        kept = Kept(
            choice.routine_id, "Title", choice=plan.to_json() | {"sharp": sharp}, pain_before=before
        )
        session = self.journal.start_session(kept)
        if peak is not None:
            self.journal.set_session_pain(session, peak=peak)
        self.journal.finish_session(session, status, 1000)
        self.clock.advance(DAY_MS)
        if morning is not None:
            self.journal.add_pain(Moment.NEXT_MORNING, morning, session)
        self.clock.advance(DAY_MS)


@pytest.fixture
def person(journal, library, clock):
    return Person(journal, library, clock)


def test_nothing_is_followed_at_first(person):
    assert person.course() is None


def test_sessions_carry_their_place_and_good_ones_lead_on(person):
    person.start(RUN, side=Side.LEFT)
    assert person.choice().routine_id == "walk-run-1"
    for _ in range(3):
        person.session()
    here = person.course()
    assert (here.stage.id, here.step) == ("week-2", Step.ON)
    choice = person.choice()
    assert (choice.routine_id, choice.side, choice.minutes) == ("walk-run-2", Side.LEFT, None)
    assert "“Week 2” is open now" in choice.why


def test_a_bad_morning_leads_a_runner_back_a_week(person):
    person.start(RUN)
    for _ in range(3):
        person.session()
    person.session(morning=4)
    here = person.course()
    assert here.newest.light is Light.RED
    assert (here.stage.id, here.step) == ("week-1", Step.BACK)
    assert person.choice().minutes is None  # the easier week is step enough


@pytest.mark.parametrize("status", [Status.DONE, Status.STOPPED])
@pytest.mark.parametrize("peak", [None, 1])
def test_sharp_pain_is_red_whatever_the_figure(person, peak, status):
    person.start(RUN)
    for _ in range(3):
        person.session()
    person.session(peak=peak, status=status, sharp=True)
    here = person.course()
    assert here.newest.light is Light.RED
    assert (here.stage.id, here.step) == ("week-1", Step.BACK)
    assert reasons(here, person.today)[0].startswith("There was sharp pain in the last session.")


def test_a_strength_session_that_hurt_is_about_a_third_shorter_next_time(person):
    person.start("runners-knee")
    usual = person.choice()
    person.session(peak=6)
    after = person.choice()
    assert (usual.minutes, after.minutes) == (None, 15)
    assert person.course().stage.id == "settle"


def test_new_swelling_is_red(person, journal):
    person.start("runners-knee")
    person.session()
    assert person.course().newest.light is Light.GREEN
    person.clock.advance(-DAY_MS)
    journal.add(SymptomRecord(Symptom.SWELLING, 2))
    person.clock.advance(DAY_MS)
    assert person.course().newest.light is Light.RED


def test_deleting_the_bad_session_takes_its_consequence_away(person, journal):
    person.start(RUN)
    person.session(peak=7)
    assert person.course().newest.light is Light.RED
    journal.delete(journal.sessions(1)[0].id)
    assert person.course().newest is None


def test_a_phase_leaves_steps_out(person):
    person.start("outer-knee-8-weeks")
    plan = SessionPlan.of_choice(person.choice(), person.library)
    exercises = {step.exercise for step in plan.timeline(Settings()).steps}
    assert "clamshell" in exercises
    assert not exercises & {"hip-hike", "lateral-step-down", "standing-outer-hip-stretch"}
    again = SessionPlan.from_json(plan.to_json(), person.library)
    assert again == plan
    assert plan.is_same_work(again.to_json())


def test_what_the_last_check_left_out_stays_out(person, journal):
    case = {"pain": {"side": "right", "places": ["patella"]}, "story": {"onset": "gradual"}}
    journal.add_answer(AnswerRecord("self_care", 3, "Summary", case))
    person.start("runners-knee")
    assert "deep_squat" in person.choice().exclude
    person.clock.advance(43 * DAY_MS)
    assert person.choice().exclude == frozenset()


def test_several_at_once_newest_first_and_stopping_one(person, journal, clock):
    person.start("runners-knee")
    clock.advance(1000)
    person.start(RUN)
    names = [each.programme.id for each in courses(journal, person.library, person.today)]
    assert names == [RUN, "runners-knee"]
    tell(journal, clock, decision(RUN, What.STOP))
    names = [each.programme.id for each in courses(journal, person.library, person.today)]
    assert names == ["runners-knee"]


def test_starting_anew_forgets_the_sessions_before(person, clock):
    person.start(RUN)
    person.session()
    person.start(RUN)
    assert person.course().newest is None


def test_it_survives_an_export_and_a_damaged_record(person, journal, library, clock, tmp_path):
    person.start(RUN)
    person.session()
    before = person.course()
    path = tmp_path / "out.json"
    path.write_text(to_json(journal), encoding="utf-8")
    other = Journal.in_memory(clock)
    importing.load(other, path)
    assert courses(other, library, person.today)[0].visit == before.visit
    kept = other.profile()[PROGRAMMES_FACT]
    other.save_profile({PROGRAMMES_FACT: {"said": [{"what": "?"}, *kept["said"], 7]}})
    assert courses(other, library, person.today)[0].visit == before.visit
    other.close()
