"""The program is killed in the middle of a routine; nothing that its screen called done is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kneeapp.base.clock import SystemClock
from kneeapp.flow.session_place import Snapshot
from kneeapp.journal.store import Journal

CHILD = """
import sys
from datetime import datetime, timedelta, UTC
from pathlib import Path
from kneeapp.base import paths
from kneeapp.base.settings import Settings
from kneeapp.base.side import Side
from kneeapp.flow.choice import RoutineChoice
from kneeapp.flow.session import Session
from kneeapp.flow.session_log import JournalLog
from kneeapp.flow.session_plan import SessionPlan
from kneeapp.journal.store import Journal
from kneeapp.player.cues import Script
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
while True:
    clock.ms += 250
    session.tick()
    session.flush()
    print(session.done_sets, flush=True)
"""  # a clock that runs ahead: minutes of a routine in a second


@pytest.mark.parametrize("sets", [1, 5])
@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_every_set_called_done_is_on_disk_after_a_kill(tmp_path, sets):
    path = tmp_path / "data" / "journal.db"
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    told = 0
    for line in child.stdout:
        told = int(line)
        if told >= sets:
            break
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    journal = Journal.open(path, SystemClock())
    entry = journal.unfinished_session()
    done = journal.sets(entry.id)
    assert len(done) >= told
    assert Snapshot.from_json(entry.detail.state) is not None
    journal.close()
