"""Speech faster or slower at the same pitch: overlapping windows, each laid where it fits best.

Source: Verhelst & Roelands, "An overlap-add technique based on waveform similarity (WSOLA)",
ICASSP 1993.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kneeapp.ui.audio.tone import RATE

if TYPE_CHECKING:
    import numpy.typing as npt

_WINDOW = RATE * 24 // 1_000
_HOP = _WINDOW // 2
_SEARCH = RATE * 8 // 1_000


def stretched(samples: bytes, speed: float) -> bytes:
    """The same words, `speed` times as fast (0.5 to 2)."""
    source = np.frombuffer(samples, np.int16).astype(np.float32)
    hops = round(len(source) / speed / _HOP)
    padded = np.pad(source, (_SEARCH, _WINDOW + 2 * _SEARCH + _HOP))
    window = np.hanning(_WINDOW + 1)[:-1].astype(np.float32)
    out = np.zeros((hops + 1) * _HOP + _WINDOW, np.float32)
    place = _SEARCH
    for hop in range(hops + 1):
        if hop:
            wanted = padded[place + _HOP : place + _HOP + _WINDOW]
            around = min(_SEARCH + round(hop * _HOP * speed), len(source) + _SEARCH)
            place = around + _best_shift(padded, around, wanted)
        out[hop * _HOP : hop * _HOP + _WINDOW] += padded[place : place + _WINDOW] * window
    whole = out[: round(len(source) / speed)]
    return np.clip(whole, -32_767, 32_767).astype(np.int16).tobytes()


def _best_shift(
    padded: npt.NDArray[np.float32], around: int, wanted: npt.NDArray[np.float32]
) -> int:
    near = padded[around - _SEARCH : around + _SEARCH + _WINDOW]
    likeness = np.correlate(near, wanted, "valid")
    return int(np.argmax(likeness)) - _SEARCH
