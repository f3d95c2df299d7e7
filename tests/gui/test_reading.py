"""The process that reads for the window: waited for, done without, and never left behind."""

from __future__ import annotations

import logging
import sys

import pytest

from kneeapp.base.errors import UserError
from kneeapp.ui import reading
from kneeapp.ui.reading import Reading
from kneeapp.ui.services import Services


@pytest.fixture
def services(qapp, clock, tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "Reading", Reading)  # the true one
    monkeypatch.setattr(reading, "PATIENCE_MS", 25_000)  # other tests may keep the machine busy
    made = Services(clock, tmp_path / "data")
    yield made
    made.close()


@pytest.fixture
def command(monkeypatch):
    """What is run in place of the reader."""

    def instead(*words):
        monkeypatch.setattr(reading, "module_command", lambda *_: words)

    return instead


def test_the_window_gets_what_was_read(services, library, qtbot, caplog):
    with qtbot.waitSignal(services.library_read, timeout=25_000):
        services.warm()
    services.warm()
    found = services.library()
    assert found == library
    assert services.library() is found
    assert caplog.messages == []


def test_who_asks_early_waits(services, library, qtbot, caplog):
    services.warm()
    with qtbot.waitSignal(services.library_read):
        assert services.library() == library
    assert caplog.messages == []


def test_warm_tells_again_when_the_library_is_there(services, qtbot):
    services.library()
    with qtbot.waitSignal(services.library_read):
        services.warm()


@pytest.mark.parametrize(
    "words",
    [
        ("no-such-program",),
        (sys.executable, "-c", "raise SystemExit(3)"),
        (sys.executable, "-c", "import os; os.abort()"),
        (sys.executable, "-c", "print('rubbish' * 100_000)"),
    ],
    ids=["is not there", "fails", "dies", "talks rubbish"],
)
def test_without_the_process_the_library_is_read_here(words, command, services, library, caplog):
    command(*words)
    services.warm()
    assert services.library() == library
    assert [record.levelno for record in caplog.records] == [logging.INFO]


def test_a_process_that_hangs_is_ended(command, services, library, monkeypatch):
    command(sys.executable, "-c", "import sys; print('I come', flush=True); sys.stdin.read()")
    monkeypatch.setattr(reading, "PATIENCE_MS", 200)
    services.warm()
    process = services._reading._process
    assert services.library() == library
    assert process.state() is process.ProcessState.NotRunning


@pytest.mark.parametrize("way", ["close", "forget_library"])
def test_who_does_not_want_it_any_more_ends_the_process(way, command, services):
    command(sys.executable, "-c", "import sys; sys.stdin.read()")
    services.warm()
    process = services._reading._process
    assert process.waitForStarted()
    getattr(services, way)()
    assert process.state() is process.ProcessState.NotRunning


def test_a_routine_that_is_not_there_leaves_the_library_as_it_was(services, library):
    services._library = library
    with pytest.raises(UserError, match="did you mean 'desk-break'"):
        services.find_routine("desk-brake")
    assert services.library() is library
    assert services.find_routine("desk-break") is library.routines["desk-break"]
