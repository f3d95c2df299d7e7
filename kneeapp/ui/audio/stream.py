"""One stream to the loudspeaker, filled far ahead: a machine that is busy delays no sound.

The stream holds BUFFER_MS. It is started anew, which takes some 30 ms, when what it holds is not
what should be heard: something is wanted at once, or all is called off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from kneeapp.ui.audio.tone import RATE, SAMPLE_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QIODevice
    from PySide6.QtMultimedia import QAudioDevice, QAudioFormat

    from kneeapp.base.clock import Clock
    from kneeapp.ui.audio.tone import Tone, When

QUIET_LOG = "qt.multimedia.*=false\nqt.speech.*=false"
"""Qt's sound libraries report every optional part a machine lacks; we find out ourselves."""
BUFFER_MS = 1_500
FEED_MS = 50
IDLE_MS = 20_000
"""After so much silence the stream stands still until the next sound."""
STUCK_MS = 4_000
"""A device that takes nothing for so long is gone."""
SETTLING_MS = 500
"""A stream that was just started does not know yet that it plays."""


class StreamPlayer(QObject):
    """Qt's audio stream, filled by a mixer."""

    def __init__(self, clock: Clock, on_failure: Callable[[], None]) -> None:
        """Open the usual device.

        Raises:
            ImportError: this machine lacks a sound library.
            OSError: it has no device.
        """
        super().__init__()
        from PySide6.QtMultimedia import QAudioSink, QMediaDevices, QtAudio

        from kneeapp.ui.audio.mixer import Mixer

        output = QMediaDevices.defaultAudioOutput()
        form = _usable(output)
        if form is None:
            raise OSError("no audio output")
        # An underrun is no end: the next samples go on.
        self._fine = (QtAudio.Error.NoError, QtAudio.Error.UnderrunError)
        self._dry = QtAudio.State.IdleState
        self._clock = clock
        self._on_failure = on_failure
        self.mixer = Mixer(clock.now_ms)
        self._repeat = form.channelCount() * form.sampleRate() // RATE
        self._sink = QAudioSink(output, form, self)
        self._sink.setBufferSize(form.bytesForDuration(BUFFER_MS * 1_000))
        self._device: QIODevice | None = None
        self._quiet_since = self._began_at = self._moved_at = self._queued = 0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FEED_MS)
        self._timer.timeout.connect(self._feed)

    def try_out(self, on_ready: Callable[[], None]) -> None:
        """Start the stream."""
        self._wake()
        if self._timer.isActive():
            on_ready()

    def play(self, tone: Tone, volume: int, when: When, *, voice: bool) -> None:
        """Put a sound on the audio clock."""
        from kneeapp.ui.audio.mixer import Channel, louder

        channel = Channel.VOICE if voice else Channel.BEEP
        self.mixer.add(louder(tone.samples, volume), channel, when)
        self._wake()

    def hush(self) -> None:
        """Forget all sounds."""
        self.mixer.hush()
        if self.mixer.anew:
            self._wake()

    def _wake(self) -> None:
        self._quiet_since = self._clock.now_ms()
        if not self._timer.isActive():
            self._moved_at = self._quiet_since
            self._timer.start()
        self._feed()

    @Slot()
    def _feed(self) -> None:
        now = self._clock.now_ms()
        ran_dry = self._sink.state() is self._dry and now - self._began_at > SETTLING_MS
        if self._sink.error() not in self._fine:
            self._give_up()
            return
        if self.mixer.anew or ran_dry:
            self._restart(now)
        if self._device is None:
            self._give_up()
            return
        unit = SAMPLE_BYTES * self._repeat
        queued = (self._sink.bufferSize() - self._sink.bytesFree()) // unit
        room = BUFFER_MS * RATE // 1_000 - queued
        if room > 0:
            self._device.write(_repeated(self.mixer.render(room), self._repeat))
        self._watch(now, queued)

    def _restart(self, now: int) -> None:
        self._sink.stop()
        self._device = self._sink.start()
        self.mixer.started()
        self._began_at = self._moved_at = now

    def _watch(self, now: int, queued: int) -> None:
        """Notice a device that takes nothing any more; rest after a long silence."""
        if queued != self._queued:
            self._queued, self._moved_at = queued, now
        if not self.mixer.is_idle():
            self._quiet_since = now
        if now - self._moved_at > STUCK_MS:
            self._give_up()
        elif now - self._quiet_since > IDLE_MS:
            self._timer.stop()
            self._sink.stop()

    def _give_up(self) -> None:
        self._timer.stop()
        self._on_failure()


def _usable(output: QAudioDevice) -> QAudioFormat | None:
    """A form that the device takes: ours, or a whole multiple of it; None without a device."""
    from PySide6.QtMultimedia import QAudioFormat

    if output.isNull():
        return None
    for rate, channels in ((RATE, 1), (2 * RATE, 1), (2 * RATE, 2)):
        form = QAudioFormat()
        form.setSampleRate(rate)
        form.setChannelCount(channels)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        if output.isFormatSupported(form):
            return form
    return None


def _repeated(samples: bytes, times: int) -> bytes:
    if times == 1:
        return samples
    import numpy as np

    return np.frombuffer(samples, np.int16).repeat(times).tobytes()
