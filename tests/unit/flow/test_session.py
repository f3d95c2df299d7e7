from __future__ import annotations

import pytest

from kneeapp.base.errors import UserError
from kneeapp.base.side import Side
from kneeapp.flow.session.log import JournalLog
from kneeapp.flow.session.notes import Moment
from kneeapp.flow.session.opening import OpenSession
from kneeapp.flow.session.place import Snapshot
from kneeapp.flow.session.session import Session
from kneeapp.journal.store import Journal
from kneeapp.player.cues import Beep, Script
from kneeapp.player.engine import Command, Ended, Entered, Paused, Status
from kneeapp.routine.timeline import Kind, PlayStep, Segment, Timeline


def make(*parts):
    """Segments from (kind, ms, set); one exercise, one step."""
    segments, start = [], 0
    for kind, length, number in parts:
        segments.append(
            Segment(
                kind=Kind(kind), label="Wall sit", start_ms=start, length_ms=length, step=0,
                exercise="wall-sit", side=Side.LEFT, set=number, sets=2, rep=None, reps=None,
                phase=None, open_ended=False,
            )
        )  # fmt: skip
        start += length
    steps = (PlayStep("wall-sit", "Wall sit", "2 × 12 s", Side.LEFT, 0),)
    return Timeline("sit", "Sit", tuple(segments), steps, ())


TWO_SETS = make(
    ("get_ready", 10_000, 1), ("hold", 12_000, 1), ("rest", 20_000, 1), ("hold", 12_000, 2)
)


class Log:
    def __init__(self):
        self.told = []

    def session_started(self, timeline):
        self.told.append(("started", timeline.id))

    def segment_done(self, segment, worked_ms, place):
        self.told.append(("set", segment.set, worked_ms, place.set))

    def place_kept(self, place):
        self.told.append(("place", place.set, place.active_ms))

    def pain_noted(self, moment, value):
        self.told.append(("pain", moment, value))

    def trouble_told(self, sentence, *, sharp):
        self.told.append(("trouble", sentence, sharp))

    def session_ended(self, status, active_ms):
        self.told.append(("ended", status, active_ms))


@pytest.fixture
def log():
    return Log()


@pytest.fixture
def session(clock, log):
    return Session(TWO_SETS, clock, log, Script())


def run(session, clock, ms, step=100):
    """Let time pass in small ticks; returns (time, cue) of all cues heard."""
    heard = []
    for _ in range(ms // step):
        clock.advance(step)
        heard += [(clock.ms, cue) for cue in session.tick().cues]
        session.flush()
    return heard


def test_a_whole_session_is_logged_set_by_set(session, clock, log):
    session.start()
    run(session, clock, 54_000)
    assert session.status is Status.DONE
    assert log.told == [
        ("started", "sit"),
        ("place", 1, 0),
        ("place", 1, 10_000),
        ("set", 1, 12_000, 2),
        ("place", 2, 42_000),
        ("set", 2, 12_000, 2),
        ("ended", Status.DONE, 54_000),
    ]


def test_a_skipped_set_is_not_a_done_set(session, clock, log):
    session.start()
    run(session, clock, 12_000)
    session.command(Command.SKIP)
    session.flush()
    assert not [t for t in log.told if t[0] == "set"]
    run(session, clock, 3_000)
    session.command(Command.DONE)
    session.flush()
    assert [t for t in log.told if t[0] == "set"] == [("set", 2, 3_000, 2)]


def test_stopping_ends_the_log_with_the_time_done(session, clock, log):
    session.start()
    run(session, clock, 5_000)
    beat = session.command(Command.STOP)
    assert beat.events[-1] == Ended(finished=False)
    assert log.told[-1][0] == "place"  # what happened is shown before it is written
    session.flush()
    assert log.told[-1] == ("ended", Status.STOPPED, 5_000)


def test_cues_come_at_their_time_and_once(session, clock):
    begin = clock.ms
    first = session.start().cues
    assert first[0].text.startswith("Get ready. Wall sit, left side.")
    heard = run(session, clock, 54_000)
    counts = [(at - begin, c.text) for at, c in heard if c.text in {"3", "2", "1"}]
    assert counts == [
        (n * 1_000, f"{end - n}")
        for end in (10, 22, 42, 54)
        for n in (end - 3, end - 2, end - 1)
    ]  # fmt: skip
    assert heard[-1][1].beep is Beep.DONE
    assert len(heard) == len({(at, c.text, c.beep) for at, c in heard})


def test_a_stall_plays_no_burst(session, clock):
    session.start()
    clock.advance(4_900)
    run_late = session.tick().cues
    clock.advance(4_900)
    run_later = session.tick().cues
    assert [c.text for c in run_late] == []
    assert [c.text for c in run_later] == []  # "3", "2" are stale; "1" was 800 ms ago


def test_a_tick_just_over_the_border_gives_the_new_segments_cue(session, clock):
    session.start()
    run(session, clock, 9_900)
    clock.advance(250)
    assert [c.text for c in session.tick().cues] == ["Hold."]


def test_pausing_is_silent_and_going_on_repeats_nothing(session, clock):
    session.start()
    before = run(session, clock, 8_000)
    session.command(Command.PAUSE)
    assert run(session, clock, 60_000) == []
    session.command(Command.RESUME)
    after = run(session, clock, 2_000)
    assert [c.text for _, c in before if c.beep is Beep.COUNT] == ["3", "2"]
    assert [c.text for _, c in after] == ["1", "Hold."]


def test_a_longer_rest_counts_down_again_at_its_new_end(session, clock):
    session.start()
    run(session, clock, 22_000 + 19_500)
    session.command(Command.PLUS_10)
    heard = [c.text for _, c in run(session, clock, 10_500)]
    assert heard == ["10 seconds left.", "3", "2", "1", "Hold."]


def test_after_sleep_in_a_hold_the_hold_begins_again_with_its_word(session, clock):
    session.start()
    run(session, clock, 15_000)
    clock.sleep(60_000)
    clock.advance(100)
    beat = session.tick()
    assert any(isinstance(e, Paused) for e in beat.events)
    assert any(isinstance(e, Entered) and e.index == 1 for e in beat.events)
    assert beat.cues == ()
    beat = session.command(Command.RESUME)
    clock.advance(10)
    heard = [c.text for c in (*beat.cues, *session.tick().cues)]
    assert heard == ["Hold."]


def test_it_wakes_for_the_next_cue_or_segment(session, clock):
    assert session.next_wake_ms() is None
    session.start()
    assert session.next_wake_ms() == 7_000  # "3"
    clock.advance(500)
    assert session.next_wake_ms() == 6_500
    session.command(Command.PAUSE)
    assert session.next_wake_ms() is None


def test_an_open_ended_segment_wakes_for_nothing(clock, log):
    own_pace = Timeline(
        "x", "x",
        (Segment(Kind.WORK, "x", 0, 9_000, 0, "x", None, None, None, None, 9, None, True),),
        (PlayStep("x", "x", "9", None, 0),), (),
    )  # fmt: skip
    session = Session(own_pace, clock, log, Script())
    session.start()
    session.tick()
    assert session.next_wake_ms() is None


def last_place(log):
    return next(t for t in reversed(log.told) if t[0] == "place")


def test_going_on_after_a_crash(session, clock, log):
    session.start()
    run(session, clock, 43_000)  # 1 s into set 2
    kept = Snapshot.of(TWO_SETS, session.state)
    again = Session(TWO_SETS, clock, log, Script())
    again.resume_from(kept, 8_000)
    begun = again.start()
    assert (again.segment.kind, again.segment.set) == (Kind.GET_READY, 2)
    assert begun.cues
    run(again, clock, 20_000)
    assert again.status is Status.DONE
    assert log.told[-1] == ("ended", Status.DONE, 43_000 + 20_000)


def test_a_place_is_chosen_only_before_the_start(session, clock):
    session.start()
    run(session, clock, 43_000)
    before = session.state
    session.resume_from(Snapshot.of(TWO_SETS, before), 8_000)
    assert session.state == before


def test_in_a_long_walk_the_place_is_kept_every_ten_seconds(clock, log):
    walk = make(("work", 600_000, None))
    session = Session(walk, clock, log, Script())
    session.start()
    run(session, clock, 95_000)
    assert [t[2] for t in log.told if t[0] == "place"] == list(range(0, 95_000, 10_000))
    again = Session(walk, clock, log, Script())
    again.resume_from(Snapshot.of(walk, session.state), 8_000)
    again.start()
    assert (again.segment.kind, again.state.spent_ms) == (Kind.WORK, 95_000)


def test_the_worst_pain_is_remembered(session, log):
    session.start()
    assert session.worst_pain is None
    session.note_pain(Moment.DURING, 2)
    session.note_pain(Moment.DURING, 1)
    session.note_pain(Moment.AFTER, 5)
    assert session.worst_pain == 2
    assert ("pain", Moment.DURING, 2) in log.told


@pytest.mark.parametrize(
    ("value", "where", "sharp", "sentence"),
    [
        (6, "outer side", False, "Pain 6 of 10 during Wall sit, left side. Where: outer side."),
        (None, "", True, "Sharp pain during Wall sit, left side."),
    ],
)
def test_trouble_is_kept_in_words(session, log, value, where, sharp, sentence):
    session.start()
    session.tell_trouble(value, where, sharp=sharp)
    assert log.told[-1] == ("trouble", sentence, sharp)
    assert session.hurt_sharply is sharp


def test_another_form_begins_at_the_set_under_way_with_time_to_get_there(session, clock, log):
    session.start()
    run(session, clock, 43_000)  # 1 s into set 2
    other = make(
        ("get_ready", 10_000, 1), ("hold", 6_000, 1), ("rest", 20_000, 1), ("hold", 6_000, 2)
    )
    beat = session.change_exercise(other, 0, "Easier: Half squat.", 7_000)
    assert [c.text for c in beat.cues] == ["Easier: Half squat."]
    assert session.status is Status.RUNNING
    assert (session.segment.kind, session.segment.set) == (Kind.GET_READY, 2)
    assert session.segment.length_ms == 7_000
    session.flush()
    assert last_place(log)[1] == 2
    heard = run(session, clock, 13_000)
    assert heard[0][1].text == "3"  # its own announcement is not said over what was said
    assert session.status is Status.DONE


def test_another_form_in_a_pause_stays_paused(session, clock):
    session.start()
    run(session, clock, 15_000)
    session.command(Command.HURT)
    session.change_exercise(make(("get_ready", 10_000, 1), ("hold", 6_000, 1)), 0, "Easier.", 0)
    assert session.status is Status.PAUSED
    assert (session.state.index, session.state.spent_ms) == (0, 0)
    session.command(Command.RESUME)
    run(session, clock, 16_000)
    assert session.status is Status.DONE


def test_the_journal_keeps_a_session(clock):
    journal = Journal.in_memory(clock)
    problems = []
    log = JournalLog(journal, {"routine_id": "sit"}, Side.LEFT, problems.append)
    session = Session(TWO_SETS, clock, log, Script())
    session.note_pain(Moment.BEFORE, 1)
    session.start()
    run(session, clock, 30_000)
    unfinished = journal.unfinished_session()
    assert unfinished.detail.plan.sets == 2
    assert Snapshot.from_json(unfinished.detail.state).set == 2
    session.note_pain(Moment.DURING, 3)
    session.note_pain(Moment.DURING, 2)
    run(session, clock, 24_000)
    session.note_pain(Moment.AFTER, 2)
    record = journal.entry(log.session_id).detail
    assert (record.plan.pain_before, record.pain_peak, record.pain_after) == (1, 3, 2)
    assert (record.status, record.done_sets, record.done_ms) == ("done", 2, 54_000)
    assert [s.length_ms for s in journal.sets(log.session_id)] == [12_000, 12_000]
    assert journal.unfinished_session() is None
    assert problems == []
    journal.close()


def test_sharp_pain_stays_with_the_session_through_changes_and_a_restart(clock):
    journal = Journal.in_memory(clock)
    log = JournalLog(journal, {"routine_id": "sit"}, Side.LEFT, pytest.fail)
    session = Session(TWO_SETS, clock, log, Script())
    session.start()
    session.flush()
    session.tell_trouble(2, "", sharp=False)
    assert not journal.entry(log.session_id).detail.hurt_sharply
    session.tell_trouble(1, "", sharp=True)
    again = JournalLog(journal, {"routine_id": "sit"}, Side.LEFT, pytest.fail)
    again.go_on(OpenSession.of(journal))
    again.choice_changed({"routine_id": "sit", "easier": ["1:sit"]})
    record = journal.entry(log.session_id).detail
    assert record.hurt_sharply
    assert record.plan.choice["easier"] == ["1:sit"]
    journal.close()


class FullDisk:
    def __getattr__(self, _name):
        def refuse(*_args, **_more):
            raise UserError("The disk is full.", hint="Make room.")

        return refuse


def test_when_the_disk_refuses_the_routine_goes_on(clock):
    problems = []
    log = JournalLog(FullDisk(), {}, None, problems.append)
    session = Session(TWO_SETS, clock, log, Script())
    session.start()
    log.session_id = 1
    run(session, clock, 54_000)
    session.note_pain(Moment.AFTER, 2)
    assert session.status is Status.DONE
    assert set(problems) == {"The disk is full. Make room."}
