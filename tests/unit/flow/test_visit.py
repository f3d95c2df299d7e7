"""A visit over a tiny guidance of its own: forward, back, changing, remembering, choosing."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from types import MappingProxyType, ModuleType, SimpleNamespace

import pytest

import kneeapp.guidance
from kneeapp.base.side import Side
from kneeapp.body.marks import Mark, PainMap, Quality, Spread
from kneeapp.flow import visit
from kneeapp.flow.visit import RoutineChoice
from kneeapp.journal.model import SessionPlan, Status
from kneeapp.journal.store import Journal


@dataclass(frozen=True)
class Option:
    id: str
    label: str


@dataclass(frozen=True)
class Question:
    id: str
    kind: str = "single"
    group: str = "story"
    text: str = ""
    help: str = ""
    why: str = ""
    answers: tuple[Option, ...] = (Option("yes", "Yes"), Option("no", "No"))


SHAPE = Question("shape", group="warning")
INJURY = Question("injury")
POP = Question("pop")
AGE = Question("age", kind="number", group="person", answers=())
RISK = Question("risk", kind="multi", group="person")
ALL = (SHAPE, AGE, RISK, INJURY, POP)


def next_question(case, asked):
    """A leg out of shape ends the questions; the pop is asked only after an injury."""
    if "deformity" in case.yes:
        return None
    for question in ALL:
        if question.id not in asked and (question is not POP or case.onset == "sudden_injury"):
            return question
    return None


def answer(case, question, options):
    match question.id, options:
        case "shape", ("yes",):
            return replace(case, yes=case.yes | {"deformity"})
        case "injury", ("yes",):
            return replace(case, onset="sudden_injury")
        case "pop", ("yes",):
            return replace(case, yes=case.yes | {"popping_sound_at_injury"})
        case "age", (number,):
            return replace(case, age=int(number))
        case "risk", _:
            return replace(case, history=case.history | set(options))
    return case


def remaining(case, asked):
    return sum(q.id not in asked for q in ALL)


@pytest.fixture(autouse=True)
def _tiny_guidance(monkeypatch):
    fake = ModuleType("kneeapp.guidance.questions")
    vars(fake).update(next_question=next_question, answer=answer, remaining=remaining)
    monkeypatch.setitem(sys.modules, "kneeapp.guidance.questions", fake)
    monkeypatch.setattr(kneeapp.guidance, "questions", fake, raising=False)


KNEECAP = PainMap((Mark("patella", Side.RIGHT, strength=4, qualities=(Quality.DULL,)),))


def answered(*answers, profile=None):
    at = visit.begin(KNEECAP, profile)
    for options in answers:
        at = at.answer(options)
    return at


def ids(at):
    return [given.question.id for given in at.given]


def test_the_marks_become_the_start_of_the_case():
    marks = PainMap(
        (
            Mark("patella", Side.LEFT, strength=2, qualities=(Quality.DULL,), spread=Spread.HAND),
            Mark("patella", Side.RIGHT, strength=6, qualities=(Quality.SHARP,)),
            Mark("medial_joint_line", Side.RIGHT),
        )
    )
    case = visit.case_of(marks)
    assert case.places == ("patella", "medial_joint_line")
    assert (case.side, case.intensity, case.spread) == (Side.BOTH, 6, "hand")
    assert case.qualities == {"dull", "sharp"}


def test_the_map_s_own_spread_wins_and_two_different_ones_say_nothing():
    two = PainMap(
        (
            Mark("patella", Side.LEFT, spread=Spread.HAND),
            Mark("patella", Side.RIGHT, spread=Spread.DEEP),
        )
    )
    assert visit.case_of(two).spread is None
    assert visit.case_of(two.with_spread(Spread.RING)).spread == "ring"


def test_nothing_marked_is_a_case_too():
    assert visit.case_of(PainMap(sides=Side.LEFT)).places == ()


def test_one_question_after_the_other():
    at = visit.begin(KNEECAP)
    assert at.question is SHAPE
    assert not at.can_go_back
    at = at.answer(("no",)).answer(("34",)).answer(()).answer(("yes",))
    assert at.question is POP
    at = at.answer(("no",))
    assert at.question is None
    assert at.left == 0
    assert (at.case.age, at.case.onset) == (34, "sudden_injury")
    assert at.answer(("yes",)) == at


def test_a_warning_sign_ends_the_questions():
    at = answered(("yes",))
    assert at.question is None
    assert at.case.yes == {"deformity"}


def test_back_shows_what_was_chosen_and_keeps_the_rest():
    at = answered(("no",), ("34",), ())
    back = at.back().back()
    assert (back.question, back.chosen) == (AGE, ("34",))
    again = back.answer(("34",))
    assert again.question is RISK
    assert again.answer(()) == at


def test_a_changed_answer_keeps_later_ones_that_still_matter():
    at = answered(("no",), ("34",), ("smoker",), ("yes",), ("yes",))
    at = at.go_to(1).answer(("55",))
    assert at.question is None
    assert at.case.age == 55
    assert "popping_sound_at_injury" in at.case.yes


def test_a_changed_answer_drops_later_ones_that_do_not_matter_any_more():
    at = answered(("no",), ("34",), (), ("yes",), ("yes",))
    at = at.go_to(3).answer(("no",))
    assert at.question is None
    assert ids(at) == ["shape", "age", "risk", "injury"]
    assert at.case.yes == frozenset()


def test_changing_to_a_warning_sign_ends_at_once():
    at = answered(("no",), ("34",), ()).go_to(0).answer(("yes",))
    assert at.question is None
    assert ids(at) == ["shape"]


def test_back_at_the_first_question_stays():
    at = visit.begin(KNEECAP)
    assert at.back() == at
    assert at.go_to(-3) == at


def test_how_many_are_left_counts_down_and_up_again():
    at = visit.begin(KNEECAP)
    seen = [at.left]
    for options in (("no",), ("34",), ()):
        at = at.answer(options)
        seen.append(at.left)
    assert seen == [5, 4, 3, 2]
    assert at.back().left == 3


def test_age_is_taken_over_and_lists_are_only_offered():
    profile = {"age": ["34"], "risk": ["smoker"], "shape": ["yes"]}
    at = visit.begin(KNEECAP, profile)
    assert (at.question, at.chosen) == (SHAPE, ("yes",))
    at = at.answer(("no",))
    assert (at.question, at.chosen) == (RISK, ("smoker",))
    assert at.case.age == 34
    assert at.given[1].from_last_time
    changed = at.go_to(1).answer(("35",))
    assert changed.case.age == 35
    assert not changed.given[1].from_last_time
    assert changed.question is RISK


def test_only_facts_about_the_person_are_remembered():
    at = answered(("no",), ("34",), ("smoker",), ("yes",), ("yes",))
    assert visit.facts(at) == {"age": ["34"], "risk": ["smoker"]}


def test_a_strange_profile_does_no_harm():
    assert visit.begin(KNEECAP, {"age": 34, "risk": None}).remembered == {}


def fit(family):
    return SimpleNamespace(cause=SimpleNamespace(family=family))


def outcome(**changes):
    made = {
        "urgency": "self_care",
        "review_in_days": 3,
        "reasons": (SimpleNamespace(rule="SC01", text="No sign", source="P01"),),
        "causes": (fit("patellofemoral"),),
        "routine_why": "It settles the knee first.",
        "exercise": "gentle",
        "routines": ("runners-knee-1", "gone"),
        "avoid": ("deep_squat",),
    }
    return SimpleNamespace(**made | changes)


RULE = SimpleNamespace(during=5, careful_during=2)
LIBRARY = SimpleNamespace(
    routines=MappingProxyType(
        {"runners-knee-1": SimpleNamespace(id="runners-knee-1", pain_rule=RULE)}
    )
)


def test_saving_keeps_map_answer_and_person(clock):
    journal = Journal.in_memory(clock)
    at = answered(("no",), ("34",), ())
    visit.save(at, outcome(), "Look after it yourself", journal)
    assert journal.last_map() == KNEECAP
    (entry,) = journal.answers()
    assert entry.detail.reasons == ({"rule": "SC01", "text": "No sign", "source": "P01"},)
    assert entry.detail.case_file["person"]["age"] == 34
    assert journal.profile() == {"age": ["34"]}
    journal.close()


def test_an_empty_map_is_not_kept(clock):
    journal = Journal.in_memory(clock)
    visit.save(visit.begin(PainMap()), outcome(), "…", journal)
    assert journal.last_map() is None
    journal.close()


def test_the_routine_fits_the_knee():
    (choice,) = visit.routine_choices(visit.begin(KNEECAP), outcome(), LIBRARY)
    assert choice == RoutineChoice(
        "runners-knee-1",
        Side.RIGHT,
        frozenset({"deep_squat"}),
        2,
        "Your right knee: kneecap, 4 of 10, dull. It settles the knee first."
        " Stop when the pain goes above 2 of 10, or is sharp.",
    )


@pytest.mark.parametrize(
    "changes", [{"exercise": "no"}, {"urgency": "emergency"}, {"urgency": "same_day"}]
)
def test_no_routine_when_the_answer_allows_none(changes):
    assert visit.routine_choices(visit.begin(KNEECAP), outcome(**changes), LIBRARY) == ()


@pytest.mark.parametrize("family", ["bone_stress", "fracture"])
def test_no_pain_at_all_when_a_bone_may_be_hurt(clock, family):
    causes = (*outcome().causes, fit(family))
    past = session_of(clock, Status.DONE, 1)
    (choice,) = visit.routine_choices(visit.begin(KNEECAP), outcome(causes=causes), LIBRARY, past)
    assert choice.pain_limit == 0
    assert "any pain" in choice.why


def session_of(clock, status, peak, routine="runners-knee-1"):
    journal = Journal.in_memory(clock)
    session = journal.start_session(SessionPlan(routine, "Phase 1"))
    journal.set_session_pain(session, peak=peak)
    journal.finish_session(session, status, 1000)
    entries = journal.sessions()
    journal.close()
    return entries


@pytest.mark.parametrize(
    ("status", "peak", "routine", "limit"),
    [
        (Status.DONE, 2, "runners-knee-1", 5),
        (Status.DONE, None, "runners-knee-1", 5),
        (Status.DONE, 3, "runners-knee-1", 2),
        (Status.STOPPED, 1, "runners-knee-1", 2),
        (Status.DONE, 1, "another", 2),
    ],
)
def test_the_wider_limit_comes_after_one_careful_session(clock, status, peak, routine, limit):
    known = LIBRARY.routines["runners-knee-1"]
    assert visit.pain_limit(known, session_of(clock, status, peak, routine)) == limit


def test_a_stricter_routine_stays_strict():
    strict = SimpleNamespace(id="x", pain_rule=SimpleNamespace(during=0, careful_during=0))
    assert visit.pain_limit(strict) == 0
