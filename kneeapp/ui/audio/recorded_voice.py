"""The shipped voice: finds the recordings of a sentence and joins them, in its own thread."""

from __future__ import annotations

import io
import json
from functools import lru_cache
from typing import TYPE_CHECKING

import soundfile  # type: ignore[import-untyped]
from PySide6.QtCore import QObject, Signal, Slot

from kneeapp.base.paths import assets
from kneeapp.player.phrases import Clip, PhraseBook
from kneeapp.ui.audio.tone import RATE, SAMPLE_BYTES, Tone

if TYPE_CHECKING:
    from pathlib import Path

    from kneeapp.player.phrases import Part

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


class Recordings(QObject):
    """Makes tones of sentences; lives in its own thread, for decoding takes a while.

    Signals:
        made(Tone, object): the tone that was asked for, and the ticket that came with it.
        failed: the recordings cannot be read.
    """

    made = Signal(object, object)
    failed = Signal()

    def __init__(self, book: PhraseBook) -> None:
        super().__init__()
        self._book = book
        self._decode = lru_cache(maxsize=_KEPT)(_decode)

    @Slot(str, float, object)
    def make(self, text: str, speed: float, ticket: object) -> None:
        """Join the recordings of a sentence."""
        parts = self._book.compose(text)
        if parts is None:
            return
        try:
            samples = self._joined(parts)
        except (OSError, RuntimeError):  # soundfile's own error is a RuntimeError
            self.failed.emit()
            return
        if speed != 1.0:
            from kneeapp.ui.audio.stretch import stretched

            samples = stretched(samples, speed)
        self.made.emit(Tone(f"voice-{hash((text, speed)):x}", samples), ticket)

    def _joined(self, parts: tuple[Part, ...]) -> bytes:
        pieces = []
        for part in parts:
            pieces.append(bytes(part.pause_ms * RATE // 1_000 * SAMPLE_BYTES))
            pieces.append(self._decode(part.clip))
        return b"".join(pieces)


def _decode(clip: Clip) -> bytes:
    with (folder() / "voice.pack").open("rb") as file:
        file.seek(clip.offset)
        data = file.read(clip.size)
    with soundfile.SoundFile(io.BytesIO(data)) as sound:
        return bytes(sound.buffer_read(dtype="int16"))
