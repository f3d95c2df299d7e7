"""Record the shipped voice: every phrase the player may say, as `assets/voice/voice.{pack,json}`.

Run it with the program's own Python (it asks the program what it says), see README.md beside it:

    .venv/bin/python assets/source/voice/make_voice.py [FOLDER]
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import soundfile

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT))

from kneeapp.player.phrases import phrase_key  # noqa: E402
from phrase_list import phrases, read_aloud  # noqa: E402

VOICE = "voice_cmu_us_slt_arctic_hts"
STRETCH = 1.08
"""A little slower than the voice's own pace: it is heard from across the room."""
RATE = 24_000
LOUDNESS_DB = -19.0
"""RMS of the spoken parts, the same for all phrases."""
PEAK = 0.89
FRAME_S = 0.01
SILENCE_DB = -42.0
"""Below the loudest frame: that much quieter is silence at a phrase's ends."""
PAD_S, FADE_S = 0.015, 0.008
RUMBLE_HZ = 70.0
QUALITY = 0.94
"""libsndfile's scale for Opus, 0 best to 1 smallest; this is about 24 kbit/s, plenty for one voice."""
MADE = f"{VOICE} {STRETCH} {RATE} {LOUDNESS_DB} {QUALITY}"


def speak(texts: list[str], folder: Path) -> None:
    """Let Festival say all texts into numbered files."""
    lines = [f"({VOICE})", f"(Parameter.set 'Duration_Stretch {STRETCH})"]
    for number, text in enumerate(texts):
        said = read_aloud(text).replace('"', "")
        lines.append(
            f'(utt.save.wave (utt.synth (Utterance Text "{said}")) "{folder}/{number}.wav" \'riff)'
        )
    script = folder / "say.scm"
    script.write_text("\n".join(lines), encoding="utf-8")
    subprocess.run(["festival", "-b", str(script)], check=True)


def resampled(samples: np.ndarray, rate: int) -> np.ndarray:
    """To RATE, by the spectrum."""
    spectrum = np.fft.rfft(samples)
    wanted = round(len(samples) * RATE / rate)
    spectrum[: round(RUMBLE_HZ * len(samples) / rate)] = 0
    return np.fft.irfft(spectrum, wanted) * (wanted / len(samples))


def trimmed(samples: np.ndarray) -> np.ndarray:
    """Without the silence at both ends, faded in and out."""
    level = frame_levels(samples)
    loud = np.flatnonzero(level > level.max() * 10 ** (SILENCE_DB / 20))
    frame, pad, fade = (round(s * RATE) for s in (FRAME_S, PAD_S, FADE_S))
    begin = max(0, loud[0] * frame - pad)
    cut = samples[begin : (loud[-1] + 1) * frame + pad].copy()
    ramp = np.linspace(0, 1, fade)
    cut[:fade] *= ramp
    cut[-fade:] *= ramp[::-1]
    return cut


def frame_levels(samples: np.ndarray) -> np.ndarray:
    """RMS of each frame."""
    frame = round(FRAME_S * RATE)
    whole = samples[: len(samples) // frame * frame].reshape(-1, frame)
    return np.sqrt((whole**2).mean(axis=1))


def levelled(samples: np.ndarray) -> np.ndarray:
    """At the common loudness; what would be too loud for a moment is rounded off."""
    level = frame_levels(samples)
    spoken = level[level > level.max() * 10 ** (-25 / 20)]
    loud = samples * 10 ** (LOUDNESS_DB / 20) / np.sqrt((spoken**2).mean())
    knee = 0.6 * PEAK
    over = np.abs(loud) > knee
    loud[over] = np.sign(loud[over]) * (
        knee + (PEAK - knee) * np.tanh((np.abs(loud[over]) - knee) / (PEAK - knee))
    )
    return loud


def packed(samples: np.ndarray) -> bytes:
    """As Opus in Ogg."""
    file = io.BytesIO()
    soundfile.write(
        file, samples, RATE, format="OGG", subtype="OPUS", compression_level=QUALITY
    )
    return file.getvalue()


def recording(path: Path) -> tuple[bytes, int]:
    """What Festival said, made ready for the pack, and its length in milliseconds."""
    raw, rate = soundfile.read(path)
    clip = levelled(trimmed(resampled(raw, rate)))
    return packed(clip), round(len(clip) * 1000 / RATE)


def recorded_before(folder: Path) -> dict[str, tuple[bytes, int]]:
    """The recordings that lie there, if they were made in the same way."""
    try:
        index = json.loads((folder / "voice.json").read_text(encoding="utf-8"))
        pack = (folder / "voice.pack").read_bytes()
    except FileNotFoundError:
        return {}
    if index["made"] != MADE:
        return {}
    return {k: (pack[at : at + size], ms) for k, (at, size, ms) in index["clips"].items()}


def main() -> None:
    """Record what is new; forget what is not said any more."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "assets" / "voice")
    folder.mkdir(parents=True, exist_ok=True)
    texts = {phrase_key(text): text for text in phrases()}
    known = recorded_before(folder)
    new = [key for key in texts if key not in known]
    with tempfile.TemporaryDirectory() as name:
        speak([texts[key] for key in new], Path(name))
        known |= {key: recording(Path(name, f"{n}.wav")) for n, key in enumerate(new)}
    clips, pack = {}, bytearray()
    for key in texts:
        data, length = known[key]
        clips[key] = (len(pack), len(data), length)
        pack += data
    (folder / "voice.pack").write_bytes(pack)
    index = {"rate": RATE, "made": MADE, "clips": clips}
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    (folder / "voice.json").write_text(text.replace("],", "],\n") + "\n", encoding="utf-8")
    seconds = sum(length for _, _, length in clips.values()) / 1000
    print(f"{len(clips)} phrases, {len(new)} new, {seconds:.0f} s, {len(pack) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
