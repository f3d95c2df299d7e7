"""What is put on the audio clock before it is due, and what is left of a cue that comes late."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kneeapp.player.ahead import ahead
from kneeapp.player.cues import STALE_MS, Beep, Cue, Priority, Script, cursor, segment_cues
from kneeapp.player.engine import Command, State, Status, apply, tick


def plan(line):
    return lambda index: segment_cues(line, index, Script())


def started(line, now=1_000):
    return apply(line, State(), Command.START, now, 0)[0]


def test_cues_of_the_next_segments_have_their_moment_on_the_clock(two_legs):
    state = started(two_legs)
    cues = plan(two_legs)
    dues = list(ahead(two_legs, state, cues(0), cues, 1_000 + 17_000))
    assert [d.at_ms for d in dues] == sorted(d.at_ms for d in dues)
    beeps = [(d.at_ms - 1_000, d.cue.beep) for d in dues if d.cue.beep]
    assert beeps == [
        (7_000, Beep.COUNT), (8_000, Beep.COUNT), (9_000, Beep.COUNT), (10_000, Beep.START),
        *((12_000 + n * 1_000, Beep.TICK) for n in range(5)), (17_000, Beep.TICK),
    ]  # fmt: skip


def test_the_end_is_foreseen_and_nothing_after_it(line, seg):
    short = line(seg("hold", 2_000))
    state = started(short)
    dues = list(ahead(short, state, (), plan(short), 60_000))
    assert [(d.at_ms, d.cue.beep) for d in dues] == [(3_000, Beep.DONE)]


def test_nothing_is_foreseen_beyond_what_the_person_ends_or_while_paused(line, seg):
    own_pace = line(seg("work", 2_000, open_ended=True), seg("hold", 9_000))
    state = started(own_pace)
    assert list(ahead(own_pace, state, (), plan(own_pace), 60_000)) == []
    paused = apply(own_pace, state, Command.PAUSE, 1_500, 0)[0]
    assert paused.status is Status.PAUSED
    assert list(ahead(own_pace, paused, plan(own_pace)(0), plan(own_pace), 60_000)) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(steps=st.lists(st.integers(1, 2_500), min_size=1, max_size=60))
def test_foreseen_and_given_out_are_the_same_cues_at_the_same_moments(two_legs, steps):
    """However unevenly somebody looks, every cue that was due had been foreseen, once, in time."""
    cues = plan(two_legs)
    state, now, foreseen = started(two_legs), 1_000, {}
    for step in steps:
        left = [c for c in cues(state.index) if c.at_ms > state.spent_ms or not foreseen]
        for due in ahead(two_legs, state, left, cues, now + 3_000):
            assert foreseen.setdefault(due.cue.key, due.at_ms) == due.at_ms
        begin, index = state.last_ms - state.spent_ms, state.index
        now += step
        state, _ = tick(two_legs, state, now, 0)
        passed = [c for c in cues(index) if begin + c.at_ms <= now]
        assert all(c.key in foreseen for c in passed)


def test_a_late_cue_keeps_its_words_only_if_they_still_end_in_time():
    cue = Cue(0, "Hold.", Priority.CHANGE, Beep.TICK, length_ms=500, grace_ms=100)
    assert cue.when_late(100) == cue
    assert cue.when_late(101).text == ""
    assert cue.when_late(STALE_MS).beep is Beep.TICK
    assert cue.when_late(STALE_MS + 1) is None
    assert Cue(0, "Hold.", grace_ms=100).when_late(101) is None


def test_the_key_survives_the_loss_of_the_words():
    cue = Cue(0, "Hold.", Priority.CHANGE, Beep.TICK, length_ms=500, grace_ms=100)
    assert cue.when_late(200).key == cue.key


def test_words_wait_for_the_loud_part_of_their_beep_and_still_end_in_time(line, seg):
    walk = line(seg("hold", 9_000), seg("switch", 1_600))
    (cue,) = [c for c in segment_cues(walk, 1, Script()) if c.text]
    assert cue.head_ms > 0
    assert cue.length_ms == cue.head_ms + Script().speech.length_ms(cue.text)
    assert cue.end_ms <= 1_600


def test_a_name_that_cannot_be_said_is_told_as_the_persons_own(line, seg):
    class Short:
        def length_ms(self, text):
            return None if "Half squat" in text else 400

    script = Script(speech=Short())
    texts = [
        c.text for c in segment_cues(line(seg("get_ready", 9_000), seg("hold", 9_000)), 0, script)
    ]
    assert texts[0].startswith("Get ready. Your own exercise.")


def test_a_cursor_in_the_middle_foresees_only_what_was_not_heard():
    cues = tuple(Cue(at, f"{at}") for at in (0, 100, 200))
    assert [c.at_ms for c in cursor(cues, 100).to_come()] == [200]
