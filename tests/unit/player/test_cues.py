from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kneeapp.base.side import Side
from kneeapp.player.cues import (
    STALE_MS,
    Beep,
    Cue,
    Cursor,
    Priority,
    Script,
    Talk,
    cursor,
    end_cue,
    segment_cues,
    tip,
)
from kneeapp.player.speech import Estimate
from kneeapp.player.wording import spoken
from kneeapp.routine.timeline import Phase

FULL = Script(talk=Talk.FULL)
LITTLE = Script(talk=Talk.LITTLE)


def said(cues):
    return [(c.at_ms, c.text) for c in cues if c.text]


def spoken_in(lengths):
    """A voice of which some lengths were measured."""
    speech = Estimate()
    for text, length in lengths.items():
        speech.measured(text, length)
    return speech


def beeped(cues):
    return [(c.at_ms, c.beep) for c in cues if c.beep]


def test_get_ready_names_the_exercise_the_side_and_the_dose(two_legs):
    first = segment_cues(two_legs, 0, Script())[0]
    assert first.text.startswith("Get ready. Half squat, left side. 2 times 10, hold 5 seconds.")


def test_a_dose_that_would_run_into_the_countdown_is_left_out(line, seg):
    short = line(seg("get_ready", 6_000), seg("hold", 9_000))
    cues = segment_cues(short, 0, Script())
    assert said(cues) == [
        (0, "Get ready. Half squat."), (3_000, "3"), (4_000, "2"), (5_000, "1")
    ]  # fmt: skip


def test_a_name_is_more_important_than_the_countdown(line, seg):
    short = line(seg("get_ready", 5_000), seg("hold", 9_000))
    slow = Script(speech=spoken_in({"Get ready. Half squat.": 2_500}))
    cues = segment_cues(short, 0, slow)
    assert said(cues) == [(0, "Get ready. Half squat."), (3_000, "2"), (4_000, "1")]
    assert (2_000, Beep.COUNT) in beeped(cues)  # the beep stays


def test_a_cue_that_cannot_end_in_its_segment_is_not_begun(line, seg):
    blink = line(seg("hold", 9_000), seg("switch", 400, side=Side.LEFT), seg("hold", 9_000))
    cues = segment_cues(blink, 1, Script())
    assert said(cues) == []
    assert beeped(cues) == [(0, Beep.SWITCH)]


def test_a_rest_says_how_long_and_what_comes_next(two_legs):
    cues = segment_cues(two_legs, 7, Script())
    assert [c.text for c in cues if c.text][:2] == ["Rest. 30 seconds.", "Next: set 2 of 2."]
    assert beeped(cues)[0] == (0, Beep.END)
    before_walk = [c.text for c in segment_cues(two_legs, 28, Script())]
    assert "Next: Exercise 1. 2 times 10, hold 5 seconds." in before_walk


def test_a_change_of_sides_says_which(two_legs):
    cue = segment_cues(two_legs, 14, Script())[0]
    assert (cue.text, cue.beep) == ("Switch. Right side.", Beep.SWITCH)


def test_a_rep_is_counted_and_its_hold_is_said_and_ticked(two_legs):
    down, hold, up = (segment_cues(two_legs, i, Script()) for i in (4, 5, 6))
    assert said(down) == [(0, "2")]
    assert said(hold) == [(0, "Hold.")]
    assert beeped(hold) == [(n * 1_000, Beep.TICK) for n in range(5)]
    assert said(up) == []
    assert said(segment_cues(two_legs, 4, FULL)) == [(0, "2. Down.")]
    assert said(segment_cues(two_legs, 6, FULL)) == [(0, "Up.")]


def test_the_first_rep_of_a_set_starts_with_its_own_sound(two_legs):
    assert beeped(segment_cues(two_legs, 1, Script())) == [(0, Beep.START)]
    assert beeped(segment_cues(two_legs, 4, Script())) == [(0, Beep.TICK)]


def test_a_long_hold_says_half_way_and_counts_down(line, seg):
    cues = segment_cues(line(seg("get_ready", 1_000), seg("hold", 45_000)), 1, Script())
    assert said(cues) == [
        (0, "Hold."), (22_500, "Half-way."), (35_000, "10 seconds left."),
        (42_000, "3"), (43_000, "2"), (44_000, "1"),
    ]  # fmt: skip


def test_little_talk_is_names_and_changes_with_all_beeps(two_legs):
    assert said(segment_cues(two_legs, 0, LITTLE)) == [(0, "Get ready. Half squat, left side.")]
    assert said(segment_cues(two_legs, 5, LITTLE)) == []
    assert beeped(segment_cues(two_legs, 5, LITTLE)) == beeped(segment_cues(two_legs, 5, Script()))


def test_one_tip_at_a_time_taking_turns_by_set(line, seg):
    tips = {"half-squat": ("Knees over toes.", "Chest up.")}
    walk = line(
        seg("hold", 30_000, set=1), seg("rest", 5_000), seg("hold", 30_000, set=2), seg("rest", 9)
    )
    texts = [c.text for c in segment_cues(walk, 2, Script(tips=tips))]
    assert "Chest up." in texts
    assert "Knees over toes." not in texts
    assert tip(walk, 1, tips) == "Chest up."  # in a rest, for what comes
    assert tip(walk, 3, {}) == ""


def test_open_ended_work_tells_how_to_go_on_and_never_counts_down(line, seg):
    own_pace = line(seg("get_ready", 9_000), seg("work", 30_000, open_ended=True))
    cues = segment_cues(own_pace, 1, Script())
    assert said(cues) == [(0, "Start. Press Enter when you are done.")]


def test_a_reminder_wins_over_everything(line, seg):
    cold = line(
        seg("get_ready", 1_000),
        seg("work", 40_000, reminders=((19_500, "Check your skin."),)),
    )
    cues = segment_cues(cold, 1, Script())
    assert (19_500, "Check your skin.") in said(cues)
    assert "Half-way." not in [c.text for c in cues]


def test_a_note_is_read_out(line, seg):
    note = line(seg("note", 5_000, label="Sit down and look at your knee.", open_ended=True))
    assert said(segment_cues(note, 0, Script())) == [(0, "Sit down and look at your knee.")]


def test_how_it_begins_is_read_before_its_clock_starts(line, seg):
    starts = {"half-squat": "Stand with your feet apart."}
    sets = line(
        seg("get_ready", 20_000), seg("hold", 9_000, set=1), seg("rest", 20_000),
        seg("hold", 9_000, set=2),
    )  # fmt: skip
    first = [c.text for c in segment_cues(sets, 0, Script(starts=starts))]
    assert first[1] == "Stand with your feet apart."
    for other in (1, 2, 3):
        cues = segment_cues(sets, other, Script(starts=starts))
        assert "Stand with your feet apart." not in [c.text for c in cues]
    assert said(segment_cues(sets, 0, Script(talk=Talk.LITTLE, starts=starts)))[1:] == []


def test_sides_that_take_turns_are_no_news(line, seg):
    def rep(n, number):
        side = Side.LEFT if n % 2 else Side.RIGHT
        return seg("work", 2_000, rep=n, reps=2, set=number, sets=2, side=side)

    turns = line(
        seg("get_ready", 9_000), rep(1, 1), rep(2, 1), seg("rest", 20_000), rep(1, 2), rep(2, 2)
    )
    assert segment_cues(turns, 0, Script())[0].text.startswith("Get ready. Half squat.")
    assert "Next: set 2 of 2." in [c.text for c in segment_cues(turns, 3, Script())]


def test_set_and_side_are_told_together(line, seg):
    each = line(
        seg("hold", 9_000, set=1, sets=2, side=Side.RIGHT),
        seg("rest", 20_000),
        seg("hold", 9_000, set=2, sets=2, side=Side.LEFT),
    )
    assert "Next: set 2 of 2, left side." in [c.text for c in segment_cues(each, 1, Script())]


def test_without_a_get_ready_the_first_work_says_the_name(line, seg):
    straight_in = line(seg("work", 30_000))
    assert segment_cues(straight_in, 0, Script())[0].text.startswith("Half squat.")


def test_a_longer_rest_counts_down_at_its_new_end(two_legs):
    counts = [c.at_ms for c in segment_cues(two_legs, 7, Script(), 40_000) if c.beep is Beep.COUNT]
    assert counts == [37_000, 38_000, 39_000]


def test_the_end_has_its_sound(two_legs):
    assert end_cue(two_legs).beep is Beep.DONE


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        ("2 × 10, hold 5 s, each leg", "2 times 10, hold 5 seconds, each leg"),
        ("3 min", "3 minutes"),
        ("1 min to 2 min, hold 1 s", "1 minute to 2 minutes, hold 1 second"),
        ("as many as feel good", "as many as feel good"),
    ],
)
def test_doses_are_read_as_words(dose, words):
    assert spoken(dose) == words


def test_each_cue_is_given_out_once_and_stale_ones_never():
    cues = tuple(Cue(at, f"{at}") for at in (0, 100, 1_000, 2_000))
    place, due = Cursor(cues).advance(100)
    assert [c.at_ms for c in due] == [0, 100]
    place, due = place.advance(100)
    assert due == ()
    assert place.next_ms() == 1_000
    place, due = place.advance(2_000 + STALE_MS)
    assert [c.at_ms for c in due] == [2_000]
    assert place.next_ms() is None
    _, due = Cursor(cues).advance(2_001 + STALE_MS)
    assert due == ()


def test_a_cursor_set_in_the_middle_repeats_nothing():
    cues = tuple(Cue(at, "x") for at in (0, 100, 200))
    assert cursor(cues, 100).next_ms() == 200
    assert cursor(cues).next_ms() == 0


kinds = st.sampled_from(["get_ready", "work", "hold", "rest", "switch", "note"])
lengths = st.integers(1, 400_000)
reps = st.sampled_from([None, 1, 2])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parts=st.lists(
        st.tuples(kinds, lengths, st.sampled_from([None, 1, 2])), min_size=1, max_size=6
    ),
    talk=st.sampled_from(Talk),
    rate=st.floats(-1, 1),
    reminder=st.integers(0, 400_000),
)
def test_never_two_voices_at_once_and_nothing_outside_its_segment(
    line, seg, parts, talk, rate, reminder
):
    made = line(
        *(
            seg(
                kind,
                length,
                rep=rep,
                set=1,
                phase=Phase.HOLD if rep else None,
                side=Side.LEFT,
                reminders=((min(reminder, length - 1), "Check your skin."),),
            )
            for kind, length, rep in parts
        )
    )
    script = Script(
        talk=talk, speech=Estimate(rate), tips={"half-squat": ("Keep your heel down.",)}
    )
    for index, segment in enumerate(made.segments):
        cues = segment_cues(made, index, script)
        assert list(cues) == sorted(cues, key=lambda c: (c.at_ms, -c.priority))
        assert all(0 <= c.at_ms < segment.length_ms for c in cues)
        spoken_cues = [c for c in cues if c.text]
        assert all(c.end_ms <= segment.length_ms for c in spoken_cues)
        assert all(a.end_ms <= b.at_ms for a, b in pairwise(spoken_cues))
        assert len({(c.at_ms, c.text) for c in spoken_cues}) == len(spoken_cues)


def test_the_order_of_importance():
    assert Priority.SAFETY > Priority.CHANGE > Priority.NAME > Priority.COUNTDOWN > Priority.TIP
