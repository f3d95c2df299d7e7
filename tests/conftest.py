"""Fixtures every room shares: a clock that moves when told, and a clean Qt between tests."""

from __future__ import annotations

import functools
import gc
import logging
import os
import sys
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings

# No stopwatch in the suite: on a busy machine one example, or making it, may take long.
settings.register_profile(
    "calm",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    max_examples=100 if os.environ.get("KNEEAPP_NIGHTLY") else 40,
)
settings.load_profile("calm")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


class FakeClock:
    """A clock the test drives; wall and monotonic time can be moved apart, as sleep does."""

    def __init__(self) -> None:
        self.ms = 1_000_000
        self.wall_time = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)

    def now_ms(self) -> int:
        return self.ms

    def wall(self) -> datetime:
        return self.wall_time

    def advance(self, ms: int) -> None:
        self.ms += ms
        self.wall_time += timedelta(milliseconds=ms)

    def sleep(self, ms: int) -> None:
        """The computer sleeps: wall time goes on, the monotonic clock stands still."""
        self.wall_time += timedelta(milliseconds=ms)


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture(autouse=True)
def _own_data_dir(tmp_path, monkeypatch):
    """No test may touch the real journal or settings."""
    monkeypatch.setenv("KNEEAPP_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture(autouse=True)
def _no_warnings_logged(caplog):
    """One log line of level WARNING fails a test that did not ask for it (caplog.clear())."""
    yield
    loud = [r for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
    assert not loud, [r.getMessage() for r in loud]


@pytest.fixture(scope="session")
def library():
    """The shipped library; nothing in it can change."""
    from tests.shipped import library

    return library()


@pytest.fixture
def journal(clock):
    """A journal in memory."""
    from kneeapp.journal.store import Journal

    made = Journal.in_memory(clock)
    yield made
    made.close()


@functools.cache
def _freeze(_modules: int) -> None:
    """What was imported stays: the collections after each test need not look at it again.

    Called before a test, when those before it have left nothing; once for each count of modules.
    """
    gc.collect()
    gc.freeze()


def pytest_collection_finish():
    _freeze(len(sys.modules))


def pytest_collection_modifyitems(items):
    for item in items:
        if "qapp" in getattr(item, "fixturenames", ()):
            item.add_marker("gui")


@pytest.fixture(autouse=True)
def _destroy_widgets(request):
    """Qt deletes only inside a running loop; hand out the deletions while the app still lives."""
    _freeze(len(sys.modules))
    yield
    if "qapp" not in request.fixturenames:
        return
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    for widget in QApplication.topLevelWidgets():
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    left = QApplication.topLevelWidgets()
    assert left == [], left
