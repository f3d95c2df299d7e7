"""Which knee is sore, from the newest map of the journal."""

from __future__ import annotations

import pytest

from kneeapp.base.side import Side
from kneeapp.body.marks import Mark, PainMap, Spread
from kneeapp.flow.visit.sore import sore_side
from kneeapp.journal.model import MapRecord

LEFT, RIGHT, BOTH = Side.LEFT, Side.RIGHT, Side.BOTH
KNEE_L, KNEE_R, HIP_R = Mark("patella", LEFT), Mark("patella", RIGHT), Mark("hip_groin", RIGHT)


@pytest.mark.parametrize(
    ("marks", "side"),
    [
        ((), BOTH),
        ((KNEE_L,), LEFT),
        ((KNEE_L, HIP_R), LEFT),
        ((HIP_R,), BOTH),
        ((KNEE_L, KNEE_R), BOTH),
    ],
)
def test_only_marks_on_a_knee_say_which_one_is_sore(journal, marks, side):
    assert sore_side(journal) is BOTH
    journal.add(MapRecord("", PainMap(marks)))
    assert sore_side(journal) is side


def test_pain_that_has_no_single_place_is_in_the_knee_that_was_shown(journal):
    journal.add(MapRecord("", PainMap(spread=Spread.DEEP, sides=LEFT)))
    assert sore_side(journal) is LEFT
