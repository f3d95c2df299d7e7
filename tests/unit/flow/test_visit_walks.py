"""Random ways through the shipped questions: they end, go back, and say the same at the end."""

from __future__ import annotations

import random

import pytest

from kneeapp.base.side import Side
from kneeapp.body.marks import Mark, PainMap
from kneeapp.flow.visit import kept, visit

PLACES = ("patella", "medial_joint_line", "lateral_epicondyle", "popliteal_fossa", "shin_inner")
MOST_QUESTIONS = 18


def choose(chance, question):
    ids = [option.id for option in question.answers]
    match question.kind:
        case "number":
            return chance.choice([(), (str(chance.randrange(8, 80)),)])
        case "multi":
            return tuple(sorted(chance.sample(ids, chance.choice([0, 0, 1, 2])), key=ids.index))
        case _:
            return (chance.choice(ids),)


def walk(chance, at):
    while at.question is not None:
        at = at.answer(choose(chance, at.question))
    return at


@pytest.fixture(params=range(12))
def chance(request):
    return random.Random(request.param)


@pytest.fixture
def start(chance):
    mark = Mark(chance.choice(PLACES), chance.choice([Side.LEFT, Side.RIGHT]), strength=4)
    return visit.begin(PainMap((mark,)))


def test_every_way_ends_soon(start, chance):
    done = walk(chance, start)
    assert len(done.given) <= MOST_QUESTIONS
    assert len({given.question.id for given in done.given}) == len(done.given)
    assert visit.assess(done).urgency


def test_going_back_and_saying_the_same_changes_nothing(start, chance):
    done = walk(chance, start)
    again = done.go_to(0)
    while again.question is not None:
        again = again.answer(again.chosen)
    assert again.given == done.given
    assert visit.assess(again) == visit.assess(done)


def test_a_changed_answer_leaves_no_trace_of_the_old_one(start, chance):
    """The case is always the sum of the answers shown, whatever was clicked in between."""
    done = walk(chance, start)
    index = chance.randrange(len(done.given))
    back = done.go_to(index)
    changed = walk(chance, back.answer(choose(chance, back.question)))
    fresh = visit.begin(start.pain_map)
    for given in changed.given:
        assert fresh.question.id == given.question.id
        fresh = fresh.answer(given.options)
    assert fresh.question is None
    assert fresh.case == changed.case


def test_what_is_left_never_says_nothing_too_early(start, chance):
    at = start
    while at.question is not None:
        assert at.left >= 1
        at = at.answer(choose(chance, at.question))
    assert at.left == 0


def test_the_person_is_remembered_but_the_illnesses_are_asked_again(start, chance):
    done = walk(chance, start)
    facts = kept.facts(done)
    again = walk(random.Random(1), visit.begin(start.pain_map, facts))
    for given in again.given:
        if given.from_last_time:
            assert given.question.kind != "multi"
            assert given.question.group == "person"
            assert list(given.options) == facts[given.question.id]
