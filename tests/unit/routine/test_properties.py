"""Any routine the model can hold becomes a timeline without gaps, with every set and rep in it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kneeapp.base.side import Side
from kneeapp.routine.model import (
    SAME_AS_SET,
    Amount,
    Beat,
    Choose,
    Circuit,
    Dose,
    Exercise,
    ExerciseStep,
    Group,
    Library,
    Load,
    Neighbour,
    Note,
    Order,
    PainMode,
    PainRule,
    Pause,
    Phase,
    Purpose,
    Routine,
    Sides,
    Until,
)
from kneeapp.routine.timeline import Choices, Kind, compile_timeline


def exercise(name, *, loads=(), easier=None, group=Group.STRENGTH):
    return Exercise(
        id=name,
        name=name.title(),
        group=group,
        position="standing",
        start="Stand.",
        steps=("Move.",),
        sides=Sides.EACH,
        dose="Some.",
        sources=("J",),
        alt="A person.",
        loads=frozenset(loads),
        easier=Neighbour(easier) if easier else None,
    )


EXERCISES = {
    one.id: one
    for one in (
        exercise("deep", loads=[Load.DEEP_SQUAT], easier="low"),
        exercise("low"),
        exercise("hop", loads=[Load.IMPACT]),
        exercise("log", group=Group.TASK),
    )
}
LIBRARY = Library(EXERCISES, {}, {})
RULE = PainRule(2, 2, PainMode.CAREFUL, ("J",))

lengths = st.integers(1, 5000).map(Amount)
maybe = st.none() | st.integers(0, 5000).map(Amount)
few = st.integers(1, 4).map(Amount)
tempos = st.lists(st.builds(Beat, st.sampled_from(Phase), lengths), min_size=1, max_size=4).map(
    tuple
) | st.builds(lambda ms: (Beat(None, ms),), lengths)
doses = st.one_of(
    st.builds(Dose, time=lengths, settle=st.integers(0, 9).map(Amount), sets=few),
    st.builds(Dose, hold=lengths, sets=few, rest=st.integers(0, 9).map(Amount)),
    st.builds(Dose, reps=few, tempo=tempos, sets=few),
    st.builds(Dose, reps=few, hold=lengths, relax=maybe),
    st.builds(Dose, about=lengths, until=st.just(Until.TIRED)),
    st.builds(Dose, distance=st.just("400 m"), about=lengths),
)
steps = st.builds(
    ExerciseStep,
    exercise=st.sampled_from(sorted(EXERCISES)),
    parts=st.lists(doses, min_size=1, max_size=3).map(tuple),
    sets=few,
    rest=st.integers(0, 5000).map(Amount) | st.just(SAME_AS_SET),
    sides=st.sampled_from(Sides),
    order=st.sampled_from(Order),
    switch=maybe,
    then=st.integers(0, 5000).map(Amount),
    optional=st.booleans(),
)
others = st.builds(Pause, lengths) | st.builds(Note, st.just("Look."), lengths, st.booleans())
trees = st.recursive(
    steps | others,
    lambda inner: (
        st.builds(Circuit, few, st.lists(inner, min_size=1, max_size=3).map(tuple), lengths)
        | st.builds(Choose, st.just(1), st.lists(inner, min_size=1, max_size=3).map(tuple))
    ),
    max_leaves=6,
)
routines_ = st.builds(
    lambda steps, ready, switch: Routine(
        "any", "Any", Purpose.STRENGTH, "Any.", tuple(steps), ("J",), RULE, ("Pain.",),
        get_ready=ready, switch=switch,
    ),
    st.lists(trees, min_size=1, max_size=4),
    st.integers(0, 5000).map(Amount),
    st.integers(0, 5000).map(Amount),
)  # fmt: skip
choices_ = st.builds(
    Choices,
    side=st.none() | st.sampled_from(Side),
    minutes=st.none() | st.integers(1, 5),
    easier=st.frozensets(st.integers(0, 9), max_size=3),
    exclude=st.frozensets(st.sampled_from(["impact", "deep_squat", "low", "log"]), max_size=2),
    switch_ms=st.integers(0, 9000),
    countdown_ms=st.integers(0, 9000),
)


@settings(max_examples=60, deadline=None)
@given(routines_, choices_)
def test_no_gaps_nothing_empty_and_the_total_is_the_sum(routine, choices):
    timeline = compile_timeline(routine, LIBRARY, choices)
    now = 0
    for one in timeline.segments:
        assert one.start_ms == now
        assert one.length_ms > 0
        assert all(0 <= at < one.length_ms for at, _ in one.reminders)
        now = one.end_ms
    assert timeline.length_ms == sum(one.length_ms for one in timeline.segments) == now


@settings(max_examples=60, deadline=None)
@given(routines_, choices_)
def test_steps_and_segments_belong_together(routine, choices):
    timeline = compile_timeline(routine, LIBRARY, choices)
    played = [one.step for one in timeline.segments]
    assert played == sorted(played)
    assert all(0 <= step < max(len(timeline.steps), 1) for step in played)
    for number, step in enumerate(timeline.steps):
        assert timeline.segments[step.first_segment].step == number
        before = timeline.segments[: step.first_segment]
        assert all(one.step < number or one.label == "Rest" for one in before)


@settings(max_examples=60, deadline=None)
@given(routines_, choices_)
def test_what_is_excluded_never_comes(routine, choices):
    timeline = compile_timeline(routine, LIBRARY, choices)
    for step in timeline.steps:
        if step.exercise:
            assert step.exercise not in choices.exclude
            assert not EXERCISES[step.exercise].loads & choices.exclude


@settings(max_examples=60, deadline=None)
@given(routines_, choices_)
def test_fitting_only_makes_it_shorter_and_says_when_it_cannot(routine, choices):
    timeline = compile_timeline(routine, LIBRARY, choices)
    if choices.minutes is None:
        return
    fits = timeline.length_ms <= choices.minutes * 60_000
    assert fits or timeline.left_out[-1].startswith("This is the shortest form: ")


@settings(max_examples=60, deadline=None)
@given(
    sets=st.integers(1, 4),
    reps=st.integers(1, 6),
    tempo=tempos,
    rest=st.integers(0, 5000),
    sides=st.sampled_from(Sides),
    order=st.sampled_from(Order),
    side=st.none() | st.sampled_from(Side),
)
def test_sets_reps_and_sides_are_all_there(sets, reps, tempo, rest, sides, order, side):  # noqa: PLR0913, PLR0917
    step = ExerciseStep(
        "low", (Dose(reps=Amount(reps), tempo=tempo),), Amount(sets), Amount(rest), sides=sides,
        order=order,
    )  # fmt: skip
    routine = Routine("any", "Any", Purpose.STRENGTH, "Any.", (step,), ("J",), RULE, ("Pain.",))
    timeline = compile_timeline(routine, LIBRARY, Choices(side=side))
    work = [one for one in timeline.segments if one.kind in (Kind.WORK, Kind.HOLD)]
    twice = sides in (Sides.EACH, Sides.EACH_DIRECTION) or (
        sides is Sides.SORE and side is Side.BOTH
    )
    passes = 2 if twice else 1
    assert len(work) == passes * sets * reps * len(tempo)
    assert {(one.set, one.sets) for one in work} == {(n + 1, sets) for n in range(sets)}
    assert {(one.rep, one.reps) for one in work} == {(n + 1, reps) for n in range(reps)}
    beat = sum(one.length.value for one in tempo)
    rests = (sets - 1) * (passes if order is Order.ALL_SETS else 1)
    assert timeline.length_ms == passes * sets * reps * beat + rests * rest
    if twice:
        per_side = [sum(1 for one in work if one.side is s) for s in (Side.LEFT, Side.RIGHT)]
        assert per_side == [sets * reps * len(tempo)] * 2
