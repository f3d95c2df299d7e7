"""Keeps the screen on while a routine runs."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from typing import Any


class Awake:
    """Asks the system once to stay awake; that it may refuse is not an error."""

    def __init__(self, keep: Callable[[], AbstractContextManager[Any]] | None = None) -> None:
        self._keep = keep or _wakepy
        self._held: ExitStack | None = None
        self._refused = False

    def hold(self) -> None:
        """Keep the screen on until `release`."""
        if self._held is not None:
            return
        stack = ExitStack()
        try:
            mode = stack.enter_context(self._keep())
        except Exception:  # noqa: BLE001 - whatever a platform's power service raises, go on
            self._refused = True
            return
        self._refused = not getattr(mode, "active", False)
        self._held = stack

    def release(self) -> None:
        """Let the screen go off again."""
        if self._held is not None:
            self._held.close()
            self._held = None

    def refused(self) -> bool:
        """Whether the system did not agree at the last try."""
        return self._refused


def _wakepy() -> AbstractContextManager[Any]:
    from wakepy import keep

    return keep.presenting(on_fail="pass")
