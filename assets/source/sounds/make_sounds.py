"""Write the player's short sounds as WAV files. Needs only Python: `python make_sounds.py FOLDER`.

Soft struck bars (a sine with two quiet partials that fade faster) are heard well from the floor
without startling anyone. Each file begins with a few milliseconds that nobody hears, so that an
audio output which wakes up late cuts off nothing. The same call always writes the same bytes.
"""

from __future__ import annotations

import math
import sys
import wave
from array import array
from pathlib import Path

RATE = 24_000
PEAK = 0.55
LEAD_IN_S = 0.012
ATTACK_S = 0.004
FADE_S = 0.012
PARTIALS = ((1.0, 1.0, 1.0), (2.0, 0.22, 1.8), (3.93, 0.10, 3.2))
"""Of a bar: frequency, strength, how much faster it fades; 3.93 is what makes wood and metal."""

A4, CIS5, E5, FIS5, A5, B5, CIS6, E6 = (
    440.0, 554.37, 659.26, 739.99, 880.0, 987.77, 1108.73, 1318.51
)  # fmt: skip

Note = tuple[float, float, float, float]
"""Begin in seconds, frequency in Hz, strength 0 to 1, time in which it fades to a third."""

SOUNDS: dict[str, tuple[float, tuple[Note, ...]]] = {
    "tick": (0.09, ((0.0, E6, 0.35, 0.018),)),
    "count": (0.26, ((0.0, A5, 0.8, 0.07),)),
    "start": (0.55, ((0.0, A5, 0.75, 0.09), (0.11, E6, 0.9, 0.14))),
    "end": (0.60, ((0.0, CIS6, 0.75, 0.10), (0.13, E5, 0.9, 0.17))),
    "switch": (0.62, ((0.0, E5, 0.8, 0.08), (0.12, B5, 0.8, 0.08), (0.24, E5, 0.8, 0.13))),
    "done": (
        1.50,
        ((0.0, A4, 0.7, 0.25), (0.14, CIS5, 0.7, 0.25), (0.28, E5, 0.7, 0.28), (0.42, A5, 0.9, 0.4)),
    ),
    "attention": (0.80, ((0.0, FIS5, 0.9, 0.12), (0.24, FIS5, 0.9, 0.2), (0.24, A5, 0.5, 0.2))),
}


def samples(length_s: float, notes: tuple[Note, ...]) -> array[int]:
    """One sound as 16-bit samples, at the common loudness, faded in and out."""
    total = round((LEAD_IN_S + length_s) * RATE)
    values = [0.0] * total
    for begin, frequency, strength, fade in notes:
        first = round((LEAD_IN_S + begin) * RATE)
        for i in range(first, total):
            values[i] += strength * bar((i - first) / RATE, frequency, fade)
    loudest = max(map(abs, values), default=0.0)
    strongest = max((n[2] for n in notes), default=0.0)
    scale = PEAK * strongest / loudest if loudest else 0.0
    out = array("h", (round(32_767 * scale * v * end_fade(i, total)) for i, v in enumerate(values)))
    for i in range(0, total, 2):
        out[i] = out[i] or 1  # one step of 32,768: unheard, but it keeps the output awake
    return out


def bar(t: float, frequency: float, fade: float) -> float:
    """A struck bar at time t."""
    attack = min(1.0, t / ATTACK_S)
    return attack * sum(
        strength * math.exp(-t * faster / fade) * math.sin(2 * math.pi * frequency * ratio * t)
        for ratio, strength, faster in PARTIALS
    )


def end_fade(i: int, total: int) -> float:
    """1, and down to 0 at the very end, so that no sound clicks."""
    return min(1.0, (total - i) / (FADE_S * RATE))


def write(path: Path, data: array[int]) -> None:
    """Write mono 16-bit samples."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(data.tobytes() if sys.byteorder == "little" else swapped(data))


def swapped(data: array[int]) -> bytes:
    """WAV is little-endian everywhere."""
    copy = array("h", data)
    copy.byteswap()
    return copy.tobytes()


def main() -> None:
    """Write every sound into the folder named on the command line."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2] / "sounds")
    folder.mkdir(parents=True, exist_ok=True)
    for name, (length_s, notes) in SOUNDS.items():
        write(folder / f"{name}.wav", samples(length_s, notes))


if __name__ == "__main__":
    main()
