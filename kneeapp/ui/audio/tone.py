"""Samples that can be played, whatever made them."""

from __future__ import annotations

import wave
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kneeapp.base.paths import assets

if TYPE_CHECKING:
    from pathlib import Path

    from kneeapp.player.cues import Beep

RATE = 24_000
"""Samples a second of everything that is played: one channel of 16-bit numbers."""
SAMPLE_BYTES = 2


@dataclass(frozen=True, slots=True)
class Tone:
    """A sound: its name, and its samples in the machine's byte order."""

    name: str
    samples: bytes

    @property
    def length_ms(self) -> int:
        """How long it sounds."""
        return len(self.samples) * 1_000 // (SAMPLE_BYTES * RATE)


@dataclass(frozen=True, slots=True)
class When:
    """When a sound begins.

    Attributes:
        at_ms: on the program's clock; None is at once.
        grace_ms: how much later it may begin and still be worth it.
    """

    at_ms: int | None
    grace_ms: int


@lru_cache(maxsize=16)
def beep_tone(beep: Beep) -> Tone:
    """A beep from its file.

    Raises:
        OSError: the file is missing or is not what it should be.
    """
    try:
        with wave.open(str(assets() / "sounds" / f"{beep}.wav")) as file:
            form = (file.getnchannels(), file.getsampwidth(), file.getframerate())
            samples = file.readframes(file.getnframes())
    except (wave.Error, EOFError) as error:
        raise OSError(str(error)) from error
    if form != (1, SAMPLE_BYTES, RATE):
        raise OSError(f"{beep}: {form}")
    return Tone(str(beep), samples)


def write_wav(path: Path, tone: Tone) -> None:
    """As a file for a program of the system."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(SAMPLE_BYTES)
        file.setframerate(RATE)
        file.writeframes(tone.samples)
