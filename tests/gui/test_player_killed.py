"""The program is killed in the middle of a routine; it is offered again at the very place."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kneeapp.base import paths
from kneeapp.base.clock import SystemClock
from kneeapp.base.settings import Settings
from kneeapp.flow.session.opening import OpenSession
from kneeapp.flow.session.place import find
from kneeapp.flow.session.plan import SessionPlan
from kneeapp.journal.store import Journal
from kneeapp.routine.load import load_library

CHILD = """
import json, sys
from datetime import datetime, timedelta, UTC
from pathlib import Path
from kneeapp.base import paths
from kneeapp.base.settings import Settings
from kneeapp.base.side import Side
from kneeapp.flow.visit.choice import RoutineChoice
from kneeapp.flow.session.session import Session
from kneeapp.flow.session.log import JournalLog
from kneeapp.flow.session.plan import SessionPlan
from kneeapp.journal.store import Journal
from kneeapp.player.cues import Script
from kneeapp.player.engine import Command
from kneeapp.player.sets import subject
from kneeapp.routine.load import load_library

class Clock:
    ms = 0
    def now_ms(self): return self.ms
    def wall(self): return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(milliseconds=self.ms)

clock = Clock()
choice = RoutineChoice("runners-knee-1", Side.LEFT)
plan = SessionPlan.of_choice(choice, load_library([paths.routines()]))
journal = Journal.open(Path(sys.argv[1]), clock)
log = JournalLog(journal, plan.to_json(), plan.side, print)
session = Session(plan.timeline(Settings()), clock, log, Script())
session.start()
print("", flush=True)
for line in sys.stdin:
    for _ in range(int(line)):
        clock.ms += 250
        session.tick()
    session.flush()
    timeline = session.timeline
    here = timeline.segments[subject(timeline, session.state.index)]
    place = (timeline.steps[here.step].exercise, here.set, here.side, here.rep)
    print(json.dumps([session.done_sets, *place]), flush=True)
"""  # a clock that is moved on by whoever plays, so that each kill comes at a known moment


class Child:
    def __init__(self, path):
        self.process = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(path)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
        )  # fmt: skip
        self.process.stdout.readline()

    def play(self, seconds):
        """Play so long; returns the sets done and the place: exercise, set, side, rep."""
        self.process.stdin.write(f"{seconds * 4}\n")
        self.process.stdin.flush()
        done, *place = json.loads(self.process.stdout.readline())
        return done, tuple(place)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


@pytest.mark.parametrize("moment", range(6))
@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_after_a_kill_it_goes_on_at_the_very_set_rep_and_side(tmp_path, moment):
    path = tmp_path / "data" / "journal.db"
    child = Child(path)
    done, place = child.play(random.Random(moment).randrange(5, 1_200))
    child.kill()
    journal = Journal.open(path, SystemClock())
    found = OpenSession.of(journal)
    plan = SessionPlan.from_json(found.choice, load_library([paths.routines()]))
    timeline = plan.timeline(Settings(countdown_s=25))  # even with another countdown
    again = find(timeline, found.place)
    segment = timeline.segments[again.index]
    exercise = timeline.steps[segment.step].exercise
    assert (exercise, segment.set, segment.side, segment.rep) == place
    assert again.exact
    assert len(journal.sets(found.session_id)) == done
    journal.close()
