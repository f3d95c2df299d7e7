"""The shipped voice: its index, and sentences joined from its recordings."""

from __future__ import annotations

import io
import json
from functools import lru_cache
from typing import TYPE_CHECKING

from kneeapp.base.paths import assets
from kneeapp.player.phrases import Clip, PhraseBook
from kneeapp.ui.audio.tone import RATE, SAMPLE_BYTES, Tone

if TYPE_CHECKING:
    from pathlib import Path

_KEPT = 64
"""Decoded recordings that stay in memory; numbers come again and again."""


def folder() -> Path:
    """Where the recordings lie."""
    return assets() / "voice"


@lru_cache(maxsize=1)
def load_book() -> PhraseBook:
    """The index of all recordings.

    Raises:
        OSError: there are no recordings, or they are not what they should be.
    """
    try:
        index = json.loads((folder() / "voice.json").read_text(encoding="utf-8"))
        clips = {key: Clip(*map(int, facts)) for key, facts in index["clips"].items()}
        fits = index["rate"] == RATE
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise OSError("the index of the voice cannot be read") from error
    size = (folder() / "voice.pack").stat().st_size
    if not fits or any(c.offset + c.size > size for c in clips.values()):
        raise OSError("the voice and its index do not belong together")
    return PhraseBook(clips)


def words_tone(text: str, speed: float) -> Tone | None:
    """A sentence, `speed` times as fast as recorded; None when a word of it is not recorded.

    Raises:
        OSError, RuntimeError: the recordings cannot be read.
    """
    parts = load_book().compose(text)
    if parts is None:
        return None
    pieces = []
    for part in parts:
        pieces.append(bytes(part.pause_ms * RATE // 1_000 * SAMPLE_BYTES))
        pieces.append(_decoded(part.clip))
    samples = b"".join(pieces)
    if speed != 1.0:
        from kneeapp.ui.audio.stretch import stretched

        samples = stretched(samples, speed)
    return Tone(f"voice-{hash((text, speed)):x}", samples)


@lru_cache(maxsize=_KEPT)
def _decoded(clip: Clip) -> bytes:
    import soundfile  # type: ignore[import-untyped]

    with (folder() / "voice.pack").open("rb") as file:
        file.seek(clip.offset)
        data = file.read(clip.size)
    with soundfile.SoundFile(io.BytesIO(data)) as sound:
        return bytes(sound.buffer_read(dtype="int16"))
