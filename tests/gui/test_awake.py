"""The screen stays on while a routine runs, where the system lets it."""

from __future__ import annotations

from contextlib import contextmanager

from kneeapp.ui.awake import Awake


def test_the_screen_stays_on_until_released():
    steps = []

    @contextmanager
    def keep():
        steps.append("on")
        yield type("Mode", (), {"active": True})
        steps.append("off")

    awake = Awake(keep)
    awake.hold()
    awake.hold()
    assert not awake.refused()
    awake.release()
    awake.release()
    assert steps == ["on", "off"]


def test_a_system_that_refuses_or_breaks_is_only_a_hint():
    @contextmanager
    def refuses():
        yield type("Mode", (), {"active": False})

    def breaks():
        raise RuntimeError("no power service")

    for keep in (refuses, breaks):
        awake = Awake(keep)
        awake.hold()
        assert awake.refused()
        awake.release()
