"""The screen stays on while a routine runs, where the system lets it."""

from __future__ import annotations

import queue
from contextlib import contextmanager
from threading import Event

import pytest

from kneeapp.ui.awake import Awake

SOON = 5


def test_the_screen_stays_on_until_released():
    steps = queue.Queue()

    @contextmanager
    def keep():
        steps.put("on")
        yield type("Mode", (), {"active": True})
        steps.put("off")

    awake = Awake(keep)
    awake.hold()
    awake.hold()
    assert steps.get(timeout=SOON) == "on"
    awake.release()
    awake.release()
    assert steps.get(timeout=SOON) == "off"
    assert steps.empty()
    assert not awake.refused()


@contextmanager
def refuses():
    yield type("Mode", (), {"active": False})


def breaks():
    raise RuntimeError("no power service")


@pytest.mark.parametrize("keep", [refuses, breaks])
def test_a_system_that_refuses_or_breaks_is_only_a_hint(qtbot, keep):
    awake = Awake(keep)
    awake.hold()
    qtbot.waitUntil(awake.refused)
    awake.release()


def test_a_power_service_that_does_not_answer_stops_nobody():
    answer = Event()

    @contextmanager
    def keep():
        answer.wait(SOON)
        yield type("Mode", (), {"active": True})

    awake = Awake(keep)
    awake.hold()
    awake.release()
    awake.hold()
    awake.release()
    assert not answer.is_set()
    answer.set()


def test_the_kept_library_is_there():
    awake = Awake()
    awake.hold()
    awake.release()
