"""The sessions of a phase, in their order."""

from __future__ import annotations

import pytest

from kneeapp.routine.model import Amount, Programme, Session, Stage
from kneeapp.routine.schedule import (
    all_weeks,
    first_week,
    is_for_good,
    last_week,
    session_of,
    units,
    week_count,
)


def stage(name, *sessions, **more):
    return Stage(name, name.title(), sessions, **more)


def programme(*stages):
    return Programme("plan", "Plan", "A plan.", stages, ("J",))


def order(plan, which):
    return [
        (unit.week, unit.number, unit.of, unit.key, unit.turn)
        for unit in units(plan, plan.stages[which], {})
    ]


def test_a_week_is_its_number_of_sessions():
    plan = programme(stage("a", Session("r", days_per_week=Amount(2)), weeks=Amount(1, 1, 2)))
    key = ("a", 0)
    assert order(plan, 0) == [
        (1, 1, 2, key, 1),
        (1, 2, 2, key, 2),
        (2, 1, 2, key, 3),
        (2, 2, 2, key, 4),
    ]


def test_sessions_that_follow_one_another():
    plan = programme(
        stage("a", *(Session(name, times=1) for name in "xyz"), weeks=Amount(5)),
        stage("b", Session("x", times=4), weeks=Amount(6, 6, 7)),
    )
    assert [unit[3][1] for unit in order(plan, 0)] == [0, 1, 2]
    assert [unit[:3] for unit in order(plan, 1)] == [(1, 1, 2), (1, 2, 2), (2, 1, 2), (2, 2, 2)]


def test_two_routines_of_a_week_are_spread_over_it():
    plan = programme(
        stage("a", Session("holds", days_per_week=Amount(4)), weeks=Amount(1, 1, 2)),
        stage("b", Session("heavy", days_per_week=Amount(3)), weeks=Amount(3), plus=("a",)),
    )
    keys = [unit[3][0] for unit in order(plan, 1)]
    assert keys == ["a", "b", "a", "b", "a", "b", "a"]


def test_a_session_on_certain_numbers():
    often, extra = Session("r", days_per_week=Amount(3)), Session("extra", on=(1, 4))
    plan = programme(stage("a", often, extra, weeks=Amount(1)))
    assert [unit[3][1] for unit in order(plan, 0)] == [1, 0, 0, 1, 0]


def test_the_weeks_of_phases_may_overlap():
    plan = programme(
        stage("a", Session("r", times=2), weeks=Amount(1)),
        stage("b", Session("r", times=2), weeks=Amount(1, 1, 2)),
        stage("c", Session("r", times=2), weeks=Amount(2)),
        stage("keep", Session("r", days_per_week=Amount(2))),
    )
    assert [(first_week(plan, s), last_week(plan, s)) for s in plan.stages] == [
        (1, 1), (1, 2), (2, 2), (3, 3),
    ]  # fmt: skip
    assert all_weeks(plan) == 2
    assert [is_for_good(plan, s) for s in plan.stages] == [False, False, False, True]


@pytest.mark.parametrize(("days", "weeks"), [(None, 1), (7, 1), (10, 2), (14, 2)])
def test_a_phase_with_a_shortest_time_has_as_many_weeks(days, weeks):
    assert week_count(stage("a", Session("r"), at_least_days=days)) == weeks


def test_what_is_no_longer_there():
    plan = programme(stage("a", Session("r")))
    assert session_of(plan, ("a", 0)) is plan.stages[0].sessions[0]
    assert session_of(plan, ("a", 1)) is None
    assert session_of(plan, ("gone", 0)) is None


def test_every_shipped_phase_has_sessions_and_its_weeks_grow(shipped):
    for each in shipped.programmes.values():
        firsts = [first_week(each, s) for s in each.stages]
        assert firsts == sorted(firsts), each.id
        for one in each.stages:
            planned = units(each, one, shipped.routines)
            assert planned, (each.id, one.id)
            assert {unit.week for unit in planned} == set(range(1, week_count(one) + 1))
