from __future__ import annotations

import pytest

from kneeapp.player.pain import CAREFUL, Light, Limits, Readings, during, limits, outcome
from kneeapp.routine.model import PainMode, PainRule

GREEN, AMBER, RED = Light
REHAB, BONE = Limits(3, 5), Limits(0, 0)


@pytest.mark.parametrize(
    ("allowed", "value", "light"),
    [
        (CAREFUL, 2, GREEN), (CAREFUL, 3, RED),
        (REHAB, 3, GREEN), (REHAB, 4, AMBER), (REHAB, 5, AMBER), (REHAB, 6, RED),
        (BONE, 0, GREEN), (BONE, 1, RED),
    ],
)  # fmt: skip
def test_the_light_while_exercising(allowed, value, light):
    assert during(allowed, value) is light


def test_sharp_pain_is_always_red():
    assert during(REHAB, 0, sharp=True) is RED


@pytest.mark.parametrize(
    ("mode", "most", "maxima"),
    [
        ("careful", None, (2, 2)),
        ("rehab", None, (3, 5)),
        ("rehab", 2, (2, 2)),
        ("rehab", 4, (3, 4)),
        ("rehab", 0, (0, 0)),
        ("running", None, (2, 3)),
        ("careful", 9, (2, 2)),
        ("bone", 2, (0, 0)),
    ],
)
def test_todays_limits_are_the_routines_own_or_lower(mode, most, maxima):
    during_max = {"careful": 2, "rehab": 5, "running": 3, "bone": 0}[mode]
    rule = PainRule(during_max, min(2, during_max), PainMode(mode), ("P27",))
    made = limits(rule, most=most)
    assert (made.green_max, made.amber_max) == maxima


@pytest.mark.parametrize(
    ("readings", "light"),
    [
        (Readings(), GREEN),
        (Readings(before=2, worst=2, after_hour=2, next_morning=1), GREEN),
        (Readings(before=2, next_morning=3), AMBER),
        (Readings(before=2, after_hour=4), RED),
        (Readings(before=2, next_morning=4), RED),
        (Readings(worst=4), AMBER),
        (Readings(worst=6), RED),
        (Readings(before=1, next_morning=2, new_swelling=True), RED),
        (Readings(limp=True), RED),
        (Readings(sharp=True), RED),
    ],
)
def test_the_light_of_a_session_is_the_reddest_of_its_figures(readings, light):
    assert outcome(REHAB, readings) is light


@pytest.mark.parametrize("value", range(10))
@pytest.mark.parametrize("allowed", [CAREFUL, REHAB, BONE])
def test_more_pain_is_never_greener(allowed, value):
    order = list(Light)
    assert order.index(during(allowed, value)) <= order.index(during(allowed, value + 1))


def test_limits_in_the_wrong_order_are_a_bug():
    with pytest.raises(ValueError, match="out of order"):
        Limits(4, 3)
