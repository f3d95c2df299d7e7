"""How long a text takes to say: from recordings, or estimated for a speech engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from kneeapp.player.phrases import PhraseBook

START_MS = 300
"""What every utterance costs before its first sound, on a usual speech engine."""
CHARACTER_MS = 65
"""About 15 characters a second, an unhurried English voice."""
DIGIT_CHARACTERS = 4
"""A digit is spoken as a word."""
_LEARNING = 0.25
"""How much of the estimate one measured text may change."""
_SLOWEST, _FASTEST = 3.0, 0.3


class Speech(Protocol):
    """A voice, as far as the plan needs to know it."""

    def length_ms(self, text: str) -> int | None:
        """How long it takes to say; None when this voice cannot say it."""
        ...


class Silent:
    """No voice: only beeps are planned."""

    def length_ms(self, text: str) -> int | None:
        """Nothing can be said, only nothing."""
        return None if text else 0


class Estimate:
    """A speech engine: it says everything, and its lengths are learned while it speaks."""

    def __init__(self, rate: float = 0.0) -> None:
        """Begin with a usual voice; `rate` is -1 slow to 1 fast."""
        self._usual = float(2.0**-rate)
        self._factor = 1.0
        self._known: dict[str, int] = {}

    def length_ms(self, text: str) -> int | None:
        """As it was when the text was said before, else estimated."""
        return self._known.get(text) or round(self._guess(text) * self._factor)

    def measured(self, text: str, length_ms: int) -> None:
        """Learn from a text that was said to its end."""
        if not text or length_ms <= 0:
            return
        self._known[text] = length_ms
        seen = min(max(length_ms / self._guess(text), _FASTEST), _SLOWEST)
        self._factor += (seen - self._factor) * _LEARNING

    def _guess(self, text: str) -> float:
        if not text:
            return 0.0
        characters = len(text) + (DIGIT_CHARACTERS - 1) * sum(c.isdigit() for c in text)
        return (START_MS + CHARACTER_MS * characters) * self._usual


class Recorded:
    """Recordings: lengths are exact, and what is not recorded cannot be said."""

    def __init__(self, book: PhraseBook, speed: float = 1.0) -> None:
        """A book of recordings, played `speed` times as fast."""
        self._book = book
        self._speed = speed

    def length_ms(self, text: str) -> int | None:
        """The sum of its recordings and the pauses between them."""
        parts = self._book.compose(text)
        if parts is None:
            return None
        return round(sum(p.pause_ms + p.clip.length_ms for p in parts) / self._speed)
