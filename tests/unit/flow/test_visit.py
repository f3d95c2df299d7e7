"""A visit over a tiny guidance of its own: forward, back, changing, remembering, choosing."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from types import ModuleType, SimpleNamespace

import pytest

import kneeapp.guidance
from kneeapp.base.side import Side
from kneeapp.body.marks import Mark, PainMap, Quality, Spread
from kneeapp.flow.visit import kept, visit
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
    fake = ModuleType("kneeapp.guidance.interview")
    vars(fake).update(next_question=next_question, answer=answer, remaining=remaining)
    monkeypatch.setitem(sys.modules, "kneeapp.guidance.interview", fake)
    monkeypatch.setattr(kneeapp.guidance, "interview", fake, raising=False)


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
    assert kept.facts(at) == {"age": ["34"], "risk": ["smoker"]}


@pytest.mark.parametrize(
    ("before", "expected"), [(8, "better"), (4, "same"), (1, "worse"), (None, None)]
)
def test_an_earlier_check_tells_which_way_it_goes(before, expected):
    earlier = PainMap((Mark("patella", Side.RIGHT, strength=before),))
    assert visit.begin(KNEECAP, None, earlier).case.trend == expected


def test_the_other_knee_tells_nothing():
    earlier = PainMap((Mark("patella", Side.LEFT, strength=8),))
    assert visit.begin(KNEECAP, None, earlier).case.trend is None


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


def test_saving_keeps_map_answer_and_person(clock):
    journal = Journal.in_memory(clock)
    at = answered(("no",), ("34",), ())
    kept.save(at, outcome(), "Look after it yourself", journal)
    assert journal.last_map() == KNEECAP
    (entry,) = journal.answers()
    assert entry.detail.reasons == ({"rule": "SC01", "text": "No sign", "source": "P01"},)
    assert entry.detail.case_file["person"]["age"] == 34
    assert journal.profile() == {"age": ["34"]}
    journal.close()


def test_an_empty_map_is_not_kept(clock):
    journal = Journal.in_memory(clock)
    kept.save(visit.begin(PainMap()), outcome(), "…", journal)
    assert journal.last_map() is None
    journal.close()
