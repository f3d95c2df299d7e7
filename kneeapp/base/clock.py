"""The only module that reads a clock."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Where every room gets its time from."""

    def now_ms(self) -> int:
        """Milliseconds on a clock that never goes back; it may stop while the computer sleeps."""
        ...

    def wall(self) -> datetime:
        """Local wall time with its zone; for the journal and for noticing sleep, never to count."""
        ...


class SystemClock:
    """The real clock."""

    def now_ms(self) -> int:
        """Milliseconds on a clock that never goes back."""
        return time.monotonic_ns() // 1_000_000

    def wall(self) -> datetime:
        """Local wall time with its zone."""
        return datetime.now().astimezone()
