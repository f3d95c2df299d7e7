"""Killed in the middle of writing, again and again: what was said to be saved is saved."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys

import pytest

from kneeapp.journal.store import Journal

KILLS = 1000 if os.environ.get("KNEEAPP_NIGHTLY") else 20

_WRITER = """
import sys
from pathlib import Path
from kneeapp.base.clock import SystemClock
from kneeapp.base.side import Side
from kneeapp.journal.model import SessionPlan, SetDone
from kneeapp.journal.store import Journal
journal = Journal.open(Path(sys.argv[1]), SystemClock())
session = journal.start_session(SessionPlan("runners-knee-1", "Phase 1", sets=9))
number = 0
while True:
    number += 1
    done = SetDone(0, "quad-set", Side.LEFT, number, 10, 1000)
    journal.add_set_done(session, done, {"n": number})
    sys.stdout.write(f"{session} {number}\\n")
    sys.stdout.flush()
"""


@pytest.mark.timeout(7200)  # a busy machine is slow, not wrong
@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_kill_loses_nothing_that_was_said(path, clock):
    chance = random.Random(7)
    told = {}
    for _ in range(KILLS):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(path)], stdout=subprocess.PIPE, text=True
        )
        for _ in range(chance.randrange(1, 40)):
            session, number = map(int, writer.stdout.readline().split())
            told[session] = number
        writer.send_signal(signal.SIGKILL)
        for line in writer.stdout.read().splitlines():
            if line.count(" ") == 1 and line.split()[1]:
                session, number = map(int, line.split())
                told[session] = max(told[session], number)
        writer.stdout.close()
        assert writer.wait() == -signal.SIGKILL
    journal = Journal.open(path, clock)
    try:
        assert journal.notice == ""
        assert len(journal.sessions()) == KILLS
        for session, number in told.items():
            done = [each.set_no for each in journal.sets(session)]
            assert done[:number] == list(range(1, number + 1))
            assert journal.entry(session).detail.state == {"n": done[-1]}
        assert journal.unfinished_session().id == max(told)
    finally:
        journal.close()
