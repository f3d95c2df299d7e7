"""Keeps the screen on while a routine runs."""

from __future__ import annotations

from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from typing import Any

    Keep = Callable[[], AbstractContextManager[Any]]


class Awake:
    """Asks the system to stay awake; that it may refuse is not an error.

    It is asked in a thread: a power service that does not answer would stop the window for seconds.
    """

    def __init__(self, keep: Keep | None = None) -> None:
        self._keep = keep
        self._let_go: Event | None = None
        self._refused = False

    def hold(self) -> None:
        """Keep the screen on until `release`."""
        if self._let_go is not None:
            return
        if self._keep is None:
            self._keep = _wakepy()
        self._let_go = Event()
        Thread(
            target=self._stay, args=(self._keep, self._let_go), name="awake", daemon=True
        ).start()

    def release(self) -> None:
        """Let the screen go off again."""
        if self._let_go is not None:
            self._let_go.set()
            self._let_go = None

    def refused(self) -> bool:
        """Whether the system did not agree at the last try."""
        return self._refused

    def _stay(self, keep: Keep, let_go: Event) -> None:
        try:
            with keep() as mode:
                self._refused = not getattr(mode, "active", False)
                let_go.wait()
        except Exception:  # noqa: BLE001 - whatever a platform's power service raises, go on
            self._refused = True


def _wakepy() -> Keep:
    from wakepy import keep  # not in the thread: PySide's import hook does not bear two at a time

    def presenting() -> AbstractContextManager[Any]:
        return keep.presenting(on_fail="pass")

    return presenting
