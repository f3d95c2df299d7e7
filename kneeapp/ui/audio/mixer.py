"""Puts sounds on the audio clock: each begins on its own sample, however late anybody looks.

Knows nothing of Qt.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from kneeapp.ui.audio.tone import RATE

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from kneeapp.ui.audio.tone import When

    Samples: TypeAlias = npt.NDArray[np.int16]

OLD_MS = 60_000
"""The device's clock and the program's drift apart by some milliseconds in this time."""
_PER_MS = RATE / 1_000
_FADE = round(0.008 * RATE)
_LOUDEST = 32_767
_DEVICE_MS = 150
"""A device keeps some sound for itself; nothing is thrown away before that was heard."""


class Channel(Enum):
    """What a sound is; only one voice speaks at a time."""

    BEEP = auto()
    VOICE = auto()


@dataclass(slots=True)
class _Item:
    samples: Samples
    channel: Channel
    when: When
    start: int = 0

    @property
    def end(self) -> int:
        return self.start + len(self.samples)


class Mixer:
    """Sounds to come and sounds under way.

    Attributes:
        rendered: frames given out so far.
        anew: the stream should be started anew: what it holds is not what should be heard, or it
            is old and silent, and at its start the moment of a sample is known best.
        dropped: sounds that came too late and were not begun.
        cut: voices that were cut off by the next.
    """

    def __init__(self, now_ms: Callable[[], int]) -> None:
        """Begin in silence; `now_ms` is the program's clock."""
        self._now_ms = now_ms
        self.rendered = 0
        self.anew = True
        self.dropped = 0
        self.cut = 0
        self._pending: list[_Item] = []
        self._playing: list[_Item] = []
        self._zero_ms = 0.0
        self._began_ms = 0

    def add(self, samples: Samples, channel: Channel, when: When) -> None:
        """Play at a moment of the program's clock."""
        item = _Item(samples, channel, when)
        old = self._now_ms() - self._began_ms > OLD_MS and self.is_idle()
        self.anew = self.anew or old or self._due(item) < self.rendered
        self._pending.append(item)

    def hush(self) -> None:
        """Forget all sounds, those under way too."""
        self.anew = self.anew or not self.is_idle()
        self._pending.clear()
        self._playing.clear()

    def started(self) -> None:
        """The stream was started now; what it held and was not heard is given out again."""
        now = self._now_ms()
        self.rendered = min(self.rendered, self._frame_at(now))
        self._zero_ms, self._began_ms = now - self.rendered / _PER_MS, now
        self.anew = False

    def is_idle(self) -> bool:
        """Whether nothing is heard and nothing is to come."""
        self._forget_heard()
        return not self._pending and not self._playing

    def render(self, count: int) -> bytes:
        """The next samples."""
        self._begin(self.rendered + count)
        mixed = np.zeros(count, np.int32)
        mixed[::2] = 1  # unheard, but it keeps a sleepy loudspeaker awake
        for item in self._playing:
            skip = max(0, self.rendered - item.start)
            here = max(0, item.start - self.rendered)
            part = item.samples[skip : skip + count - here]
            mixed[here : here + len(part)] += part
        self.rendered += count
        self._forget_heard()
        return np.clip(mixed, -_LOUDEST, _LOUDEST).astype(np.int16).tobytes()

    def _forget_heard(self) -> None:
        heard = min(self.rendered, self._frame_at(self._now_ms() - _DEVICE_MS))
        self._playing = [i for i in self._playing if i.end > heard]

    def _begin(self, until: int) -> None:
        """Begin what is due before this frame."""
        waiting: list[_Item] = []
        for item in self._pending:
            frame = self._due(item)
            if frame >= until:
                waiting.append(item)
            elif self.rendered - frame > item.when.grace_ms * _PER_MS:
                self.dropped += 1
            else:
                item.start = max(frame, self.rendered)
                self._make_room(item)
                self._playing.append(item)
        self._pending = waiting

    def _due(self, item: _Item) -> int:
        """Its frame; what is wanted as soon as possible is due now."""
        at_ms = item.when.at_ms
        return self._frame_at(self._now_ms() if at_ms is None else at_ms)

    def _frame_at(self, ms: float) -> int:
        return round((ms - self._zero_ms) * _PER_MS)

    def _make_room(self, new: _Item) -> None:
        """One voice at a time; by plan they never meet."""
        if new.channel is not Channel.VOICE:
            return
        for item in self._playing:
            if item.channel is Channel.VOICE and item.end > new.start:
                self.cut += 1
                item.samples = _faded(item.samples, max(0, new.start - item.start))


def louder(samples: bytes, percent: int) -> Samples:
    """Samples at a loudness from 0 to 100."""
    whole: Samples = np.frombuffer(samples, np.int16)
    return whole if percent >= 100 else (whole * (percent / 100)).astype(np.int16)


def _faded(samples: Samples, length: int) -> Samples:
    rest = samples[length : length + _FADE]
    ending = (rest * np.linspace(1.0, 0.0, len(rest))).astype(np.int16)
    return np.concatenate((samples[:length], ending))
