"""What was said on the knee's picture is known to the questions."""

from __future__ import annotations

from kneeapp.base.side import Side
from kneeapp.body.marks import Mark, PainMap, When
from kneeapp.flow.visit import visit
from kneeapp.guidance import words

RIGHT = Side.RIGHT
MAP = PainMap(
    (
        Mark("patella", RIGHT, 4, when=(When.RUNNING, When.STAIRS_DOWN)),
        Mark("medial_patella", RIGHT, when=(When.SITTING,)),
    )
)


def test_the_words_are_those_of_the_rules():
    assert {when.value for when in When} <= words.WORSE_WITH


def test_when_it_hurts_is_part_of_the_case():
    assert visit.case_of(MAP).worse == {"running", "stairs_down", "sitting"}


def test_it_is_offered_when_the_question_comes_and_kept_with_it():
    begun = visit.begin(MAP)
    while begun.question is not None and begun.question.id != "worse":
        question = begun.question
        begun = begun.answer((question.answers[0].id,) if question.kind == "single" else ())
    assert begun.question is not None
    assert set(begun.chosen) == {"run", "stairs_down", "sit"}
    after = begun.answer(begun.chosen)
    assert after.case.worse == {"running", "stairs_down", "sitting"}


def test_a_map_that_says_nothing_of_it_offers_nothing():
    assert visit.begin(PainMap((Mark("patella", RIGHT),))).chosen == ()
