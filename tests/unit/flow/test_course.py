"""How far a person is in a programme: one case for each rule, then random histories."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneeapp.base.side import Side
from kneeapp.flow.course import words as course_words
from kneeapp.flow.course.course import course, start_phase
from kneeapp.flow.course.following import next_place
from kneeapp.flow.course.model import Done, GateState, History, Said, Step, What
from kneeapp.journal.model import Stamp
from kneeapp.player.pain import Light
from kneeapp.routine.model import Amount, Gate, GateKind, Programme, Session, Stage, Start
from kneeapp.routine.programme import Place
from kneeapp.routine.schedule import all_weeks, is_for_good, units
from tests.shipped import library

GREEN, AMBER, RED = Light.GREEN, Light.AMBER, Light.RED
MONDAY = date(2026, 3, 2)
GOOD = Gate(GateKind.SESSIONS, "2 good sessions.", sessions=2, green=True)
EASY_STAIRS = Gate(GateKind.PAIN, "Stairs at most 2.", what="stairs", at_most=2)


def stage(name, *gates, after_red=None, times=2, rest=False, **more):
    session = Session(f"r-{name}", times=times, rest_days=rest)
    return Stage(name, name.upper(), (session,), gates=gates, after_red=after_red, **more)


def plan(*stages, **more):
    return Programme("plan", "Plan", "A plan.", stages, ("J",), **more)


THREE = plan(
    stage("a", GOOD, weeks=Amount(1)),
    stage("b", GOOD, weeks=Amount(2), after_red="a"),
    stage("c", GOOD, weeks=Amount(3), after_red="b"),
)


class Story:
    """Writes a history day by day, the way the program would: each session where it says."""

    def __init__(self, programme=THREE, start=""):
        self.programme = programme
        self.day = MONDAY
        self.minute = 0
        self.said = []
        self.done = []
        self.more = {}
        self.say(What.START, phase=start)

    def stamp(self):
        self.minute += 1
        at = datetime(self.day.year, self.day.month, self.day.day, 9, tzinfo=UTC)
        return Stamp.of(at + timedelta(minutes=self.minute))

    def say(self, what, **more):
        self.said.append(Said(self.stamp(), "plan", what, **more))
        return self

    def now(self):
        history = History(tuple(self.said), tuple(self.done), **self.more)
        return course(self.programme, {}, history, self.day)

    def session(self, light=GREEN, *, finished=True, **figures):
        here = self.now()
        place = next_place(here, self.day)
        self.done.append(Done(self.stamp(), place, finished, light, **figures))
        self.day += timedelta(days=1)
        return self

    def answer(self, gate, *, yes=True):
        return self.say(What.ANSWER, gate=gate.say, yes=yes)


def test_it_begins_with_the_first_phase():
    here = Story().now()
    assert (here.stage.id, here.week, here.counted) == ("a", 1, 0)
    assert course_words.where(here) == "Week 1, session 1 of 2"
    assert course_words.reasons(here, MONDAY) == ["You begin with “A”."]
    assert not here.open


def test_good_sessions_open_the_next_phase_and_the_morning_after_has_its_say():
    story = Story().session()
    assert course_words.where(story.now()) == "Week 1, session 2 of 2"
    story.session()
    story.day -= timedelta(days=1)  # still the evening of the second session
    evening = story.now()
    assert evening.stage.id == "a"
    assert evening.gates[-1].why == "Tomorrow morning tells."
    story.day += timedelta(days=1)
    here = story.now()
    assert (here.stage.id, here.step, here.week) == ("b", Step.ON, 2)
    assert course_words.reasons(here, story.day)[0] == "The last part went well. “B” is open now."


def test_a_session_that_hurt_a_little_comes_again():
    story = Story().session(AMBER, during=3)
    here = story.now()
    assert course_words.where(here) == "Week 1, session 1 of 2"
    assert "(3 of 10 during it). Do it again." in course_words.reasons(here, story.day)[0]


def test_a_session_that_hurt_too_much_leads_back_by_the_programme():
    story = Story().session().session().session(RED, during=5)
    here = story.now()
    assert (here.stage.id, here.step, here.counted) == ("a", Step.BACK, 0)
    assert "So you go back to “A”" in course_words.reasons(here, story.day)[0]


def test_without_a_phase_to_go_back_to_it_holds():
    story = Story().session().session(RED)
    here = story.now()
    assert (here.stage.id, here.step, here.open) == ("a", Step.STAYED, False)
    assert "about a third shorter" in course_words.reasons(here, story.day)[0]


def test_what_hurt_rests_until_tomorrow():
    story = Story().session(RED)
    story.day -= timedelta(days=1)
    assert story.now().due == MONDAY + timedelta(days=1)


def test_a_red_morning_after_going_on_leads_back():
    story = Story().session().session()
    story.say(What.MOVE, phase="b")
    assert story.now().stage.id == "b"
    story.done[-1] = Done(story.done[-1].at, story.done[-1].place, True, RED, morning=6)
    here = story.now()
    assert (here.stage.id, here.step) == ("a", Step.BACK)


def test_a_broken_off_session_comes_again():
    here = Story().session(None, finished=False).now()
    assert here.counted == 0
    assert "broken off" in course_words.reasons(here, MONDAY + timedelta(days=1))[0]


def test_sessions_without_figures_count_but_open_nothing():
    here = Story().session(None).session(None).now()
    assert (here.is_complete, here.open, here.stage.id) == (True, False, "a")
    assert "2 sessions have no pain figure" in here.gates[0].why
    assert course_words.where(here) == "Week 1, session 1 of 2, again"


def test_going_on_early_is_offered_once_the_conditions_are_met():
    story = Story(plan(stage("a", GOOD, times=4, weeks=Amount(1)), stage("b")))
    story.session().session()
    here = story.now()
    assert (here.stage.id, here.can_go_on_early) == ("a", True)
    assert story.say(What.MOVE, phase="b").now().stage.id == "b"


def test_a_question_opens_when_the_person_says_yes():
    story = Story(plan(stage("a", EASY_STAIRS), stage("b")))
    story.session().session()
    here = story.now()
    assert (here.stage.id, here.gates[0].state) == ("a", GateState.ASK)
    assert "Answer 1 question to go on." in course_words.reasons(here, story.day)[0]
    story.answer(EASY_STAIRS, yes=False)
    assert story.now().gates[0].state is GateState.SHUT
    story.answer(EASY_STAIRS)
    assert story.now().stage.id == "b"


def test_an_answer_ends_with_a_session_that_hurt_too_much_and_after_a_week():
    story = Story(plan(stage("a", EASY_STAIRS, times=5), stage("b")))
    story.session().answer(EASY_STAIRS)
    assert story.now().gates[0].state is GateState.MET
    story.day += timedelta(days=8)
    assert story.now().gates[0].state is GateState.ASK
    story.answer(EASY_STAIRS).session(RED)
    assert story.now().gates[0].state is GateState.ASK


def test_the_shortest_time_in_a_phase():
    story = Story(plan(stage("a", at_least_days=7), stage("b")))
    story.session().session()
    here = story.now()  # the next part is told, and waits
    assert (here.stage.id, here.due) == ("b", MONDAY + timedelta(days=7))
    assert course_words.reasons(here, story.day) == [
        "The last part went well. “B” comes next.",
        "The next session is on Monday. Rest until then.",
    ]
    story.day += timedelta(days=5)
    assert story.now().due == story.day


def test_time_alone_does_not_lead_on():
    story = Story(plan(stage("a", EASY_STAIRS, at_least_days=7), stage("b")))
    story.session().session()
    here = story.now()
    assert (here.stage.id, here.gates[0].why) == ("a", "2 of 7 days have passed.")


def test_time_does_not_lead_on_after_pain():
    story = Story(plan(stage("a", EASY_STAIRS, at_least_days=30), stage("b")))
    story.session().session().session(RED).answer(EASY_STAIRS)
    assert story.now().stage.id == "a"


@pytest.mark.parametrize(
    ("figures", "state"), [((2, 2), "met"), ((2, 3), "shut"), ((2, None), "shut")]
)
def test_pain_of_the_last_sessions(figures, state):
    gate = Gate(GateKind.PAIN, "During at most 2.", what="during", at_most=2, sessions=2)
    story = Story(plan(stage("a", gate, times=3), stage("b")))
    for figure in figures:
        story.session(GREEN, during=figure)
    assert story.now().gates[0].state == state


def test_swelling_in_the_journal_shuts_and_pain_now_is_read_from_it():
    swelling = Gate(GateKind.FREE_OF, "No swelling for 7 days.", what="swelling", days=7)
    now = Gate(GateKind.PAIN, "Now at most 3.", what="now", at_most=3)
    story = Story(plan(stage("a", swelling, now), stage("b")))
    assert [gate.state for gate in story.now().gates] == ["ask", "ask"]
    story.more = {"swollen": (MONDAY,), "pain_now": ((MONDAY, 2),)}
    assert [gate.state for gate in story.now().gates] == ["shut", "met"]
    assert story.now().gates[0].why == "The journal says it was swollen on 2 March."


def test_two_good_sessions_may_lead_on_by_the_programmes_own_word():
    story = Story(plan(stage("a", after_two_green="c", times=9), stage("b"), stage("c")))
    assert story.session().now().stage.id == "a"
    assert story.session().now().stage.id == "c"


def test_rest_days_are_kept():
    story = Story(plan(stage("a", rest=True)))
    story.session()
    assert story.now().due == MONDAY + timedelta(days=2)
    said = course_words.reasons(story.now(), story.day)
    assert said[1] == "The next session is tomorrow. Rest until then."


def test_missed_days_do_not_punish():
    story = Story().session()
    story.day += timedelta(days=20)
    here = story.now()
    assert course_words.where(here) == "Week 1, session 2 of 2"
    assert "21 days ago. That is fine." in course_words.reasons(here, story.day)[-1]


def test_pause_going_back_and_stop():
    story = Story().session().session()
    assert story.say(What.PAUSE).now().paused
    assert not story.say(What.RESUME).now().paused
    assert story.say(What.PAUSE).session().now().paused is False  # doing it is going on
    assert story.say(What.MOVE, phase="a").now().stage.id == "a"
    assert story.now().counted == 0
    assert story.say(What.STOP).now() is None
    assert story.say(What.START, phase="b", side=Side.LEFT).now().side is Side.LEFT


def test_the_end():
    story = Story()
    for _ in range(6):
        story.session()
    here = story.now()
    assert here.is_finished
    assert course_words.where(here) == "Finished"
    assert course_words.progress(here) == 1.0


def test_a_last_phase_for_good_never_ends():
    story = Story(
        plan(stage("a"), Stage("keep", "Keep it", (Session("r", days_per_week=Amount(2)),)))
    )
    for _ in range(12):
        story.session()
    assert course_words.where(story.now()) == "Keep it"


def test_a_session_of_an_unknown_phase_moves_nobody():
    story = Story().session()
    story.done.append(Done(story.stamp(), Place("plan", "gone", ("gone", 0)), True, RED))
    assert story.now().stage.id == "a"


def test_the_entry_by_todays_pain():
    high = Gate(GateKind.PAIN, "7 or more", what="now", at_least=7)
    some = Gate(GateKind.PAIN, "4 or more", what="now", at_least=4)
    made = plan(stage("a"), stage("b"), stage("c"), starts=(Start(high, "a"), Start(some, "b")))
    assert [start_phase(made, pain) for pain in (9, 5, 1, None)] == ["a", "b", "a", "a"]


# ---------------------------------------------------------------- random histories
LIBRARY = library()
LIGHTS = (GREEN, GREEN, GREEN, AMBER, RED, None)
WORDS = ("break", "wait", "pause", "resume", "back", "answer", "on")
MOVES = st.sampled_from((*LIGHTS, *WORDS))


@settings(max_examples=150, deadline=None)
@given(
    name=st.sampled_from(sorted(LIBRARY.programmes)),
    moves=st.lists(MOVES, min_size=5, max_size=60),
)
def test_over_random_histories(name, moves):
    story = Story(LIBRARY.programmes[name])
    story.programme = programme = LIBRARY.programmes[name]
    story.now = lambda: course(
        programme,
        LIBRARY.routines,
        History(tuple(story.said), tuple(story.done), **story.more),
        story.day,
    )
    for move in moves:
        before = story.now()
        _act(story, before, move)
        after = story.now()
        assert 1 <= after.week <= all_weeks(programme) + is_for_good(programme, after.stage)
        assert 0.0 <= course_words.progress(after) <= 1.0
        assert course_words.reasons(after, story.day)
        newest = after.newest
        if newest is not None and newest.light is RED:
            assert not (after.visit and after.open)
            assert after.position <= _index(programme, newest.place.phase)
        if before.next is not None and isinstance(move, (Light, type(None))):
            _nothing_is_skipped(before, after)


def _index(programme, phase):
    return [stage.id for stage in programme.stages].index(phase)


def _act(story, before, move):
    if move == "wait":
        story.day += timedelta(days=3)
    elif move in WORDS and move != "break":
        _speak(story, before, move)
    elif before.next is not None:
        finished = move != "break"
        story.session(move if finished else None, finished=finished, during=0)
        story.day += timedelta(days=1)


def _speak(story, before, move):
    stages = before.programme.stages
    match move:
        case "pause" | "resume":
            story.say(What(move))
        case "back":
            story.say(What.MOVE, phase=stages[max(0, before.position - 1)].id)
        case "on" if before.can_go_on_early:
            story.say(What.MOVE, phase=stages[before.position + 1].id)
        case "answer":
            for gate in before.gates:
                if gate.can_answer:
                    story.say(What.ANSWER, gate=gate.say)
        case _:
            pass


def _nothing_is_skipped(before, after):
    """The next session is the one after the one just done, or the same, or a phase begins."""
    if after.position == before.position and after.visit[: len(before.visit)] == before.visit:
        assert after.counted - before.counted in (0, 1)
        return
    if after.position > before.position:
        assert before.counted >= len(before.units) - 1
        assert after.position == before.position + 1
    # Whatever phase begins begins with its first session.
    first = units(after.programme, after.stage, LIBRARY.routines)[0]
    assert after.next is None or after.counted > 0 or after.next == first
