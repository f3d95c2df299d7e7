"""Power cuts in the middle of writing: what was acknowledged is there, and nothing half done."""

from __future__ import annotations

import os
import random
from contextlib import suppress

import apsw
import pytest

from kneeapp.base.errors import UserError
from kneeapp.base.side import Side
from kneeapp.journal import disk as disk_room
from kneeapp.journal.model import SessionPlan, SetDone
from kneeapp.journal.store import Journal
from tests.unit.journal.power import Connection, Disk, PowerCutError, PowerVFS

CUTS = 500 if os.environ.get("KNEEAPP_NIGHTLY") else 40
_MOST_STEPS = 400


@pytest.fixture
def machine(clock):
    """Start the journal on a disk: `machine(disk)`; what is opened is closed at the end."""
    opened = []

    def start(disk):
        vfs = PowerVFS(f"power-{id(disk)}", disk)
        db = Connection(f"power-{id(disk)}")
        opened.append((db, vfs))
        for pragma in disk_room._PRAGMAS:
            db.execute(pragma)
        disk_room.migrate(db)
        return Journal(db, clock)

    yield start
    for db, vfs in opened:
        with suppress(apsw.Error, PowerCutError):
            db.close()
        vfs.unregister()


def write_until_dark(journal):
    """Write and write; returns what was acknowledged before the power went."""
    told = []
    with suppress(PowerCutError, apsw.Error):
        session = journal.start_session(SessionPlan("x", "Three moves", sets=99))
        told.append(("session", session, 0))
        for number in range(1, _MOST_STEPS):
            done = SetDone(0, "bend", Side.LEFT, number, 10, 100)
            journal.add_set_done(session, done, {"n": number})
            told.append(("set", session, number))
            note = journal.add_note(f"note {number} " + "x" * 300)
            told.append(("note", note, number))
    assert len(told) < 2 * _MOST_STEPS - 1
    return told


def cut_once(machine, chance):
    """One power cut; returns how much was acknowledged."""
    disk = Disk(chance)
    journal = machine(disk)
    disk.steps_left = chance.randrange(1, _MOST_STEPS)
    told = write_until_dark(journal)
    after = machine(disk.after_power_cut())
    assert after._tables.db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert after._tables.db.execute("PRAGMA foreign_key_check").fetchall() == []
    for kind, entry_id, number in told:
        detail = after.entry(entry_id).detail
        if kind == "note":
            assert detail.text.startswith(f"note {number} ")
        elif kind == "set":
            assert (detail.state or {"n": 0})["n"] >= number
    for session in after.sessions():
        numbers = [each.set_no for each in after.sets(session.id)]
        sets = sum(kind == "set" for kind, _, _ in told)
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(numbers) - sets in (0, 1)
        assert session.detail.state == ({"n": numbers[-1]} if numbers else None)
    return len(told)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", range(4))
def test_a_power_cut_loses_nothing_that_was_acknowledged(machine, seed):
    chance = random.Random(seed)
    assert sum(cut_once(machine, chance) for _ in range(CUTS // 4)) > CUTS // 2


@pytest.mark.parametrize("too_little", ["OFF", "FULL"])
def test_the_same_cuts_do_lose_with_less_syncing(machine, monkeypatch, too_little):
    """FULL leaves out the folder: the rollback journal may be there again after the cut."""
    less = tuple(p.replace("EXTRA", too_little) for p in disk_room._PRAGMAS)
    monkeypatch.setattr(disk_room, "_PRAGMAS", less)
    chance = random.Random(1)
    lost = 0
    for _ in range(40):
        try:
            cut_once(machine, chance)
        except (AssertionError, UserError, apsw.Error):
            lost += 1
    assert lost
