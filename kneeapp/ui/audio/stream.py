"""One stream to the loudspeaker, filled far ahead in its own thread: a busy window delays no sound.

The stream holds BUFFER_MS, so that even a program that stands still for a second is not heard. It
is started anew, which takes some 30 ms, when what it holds is not what should be heard: something
is wanted at once, or all is called off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLoggingCategory, QObject, Qt, QThread, QTimer, Signal, Slot

from kneeapp.ui.audio.tone import RATE, SAMPLE_BYTES

if TYPE_CHECKING:
    from PySide6.QtCore import QIODevice
    from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink

    from kneeapp.base.clock import Clock
    from kneeapp.ui.audio.backends import Failed, When
    from kneeapp.ui.audio.mixer import Mixer
    from kneeapp.ui.audio.tone import Tone

QUIET_LOG = "qt.multimedia.*=false\nqt.speech.*=false"
"""Qt's sound libraries report every optional part a machine lacks; the ladder finds out itself."""
BUFFER_MS = 1_500
FEED_MS = 50
IDLE_MS = 20_000
"""After so much silence the stream stands still until the next sound."""
STUCK_MS = 3_000
"""A device that takes nothing for so long is gone."""
SETTLING_MS = 500
"""A stream that was just started does not know yet that it plays."""
_LAST_MS = 2_000


class Feeder(QObject):
    """Fills the stream; lives in its own thread.

    Signals:
        failed: there is no device, or it is gone.
    """

    failed = Signal()

    def __init__(self, mixer: Mixer, clock: Clock) -> None:
        super().__init__()
        self._mixer = mixer
        self._clock = clock
        self._sink: QAudioSink | None = None
        self._device: QIODevice | None = None
        self._repeat = 1
        self._quiet_since = 0
        self._began_at = 0
        self._queued = 0
        self._moved_at = 0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FEED_MS)
        self._timer.timeout.connect(self._feed)

    @Slot()
    def open(self) -> None:
        """Open the usual device."""
        from PySide6.QtMultimedia import QAudioSink, QMediaDevices, QtAudio

        output = QMediaDevices.defaultAudioOutput()
        form = _usable(output)
        if form is None:
            self.failed.emit()
            return
        # An underrun is no end: the next samples go on.
        self._fine = (QtAudio.Error.NoError, QtAudio.Error.UnderrunError)
        self._dry = QtAudio.State.IdleState
        self._repeat = form.channelCount() * form.sampleRate() // RATE
        self._sink = QAudioSink(output, form, self)
        self._sink.setBufferSize(form.bytesForDuration(BUFFER_MS * 1_000))
        self.wake()

    @Slot()
    def wake(self) -> None:
        """A sound is to come, or all are called off."""
        if self._sink is not None:
            self._quiet_since = self._clock.now_ms()
            self._timer.start()
            self._feed()

    @Slot()
    def close(self) -> None:
        """Be silent for good."""
        self._timer.stop()
        if self._sink is not None:
            self._sink.stop()
            self._sink = None

    @Slot()
    def _feed(self) -> None:
        sink, now = self._sink, self._clock.now_ms()
        if sink is None:
            return
        ran_dry = sink.state() is self._dry and now - self._began_at > SETTLING_MS
        if self._mixer.anew or ran_dry:
            self._restart(sink, now)
        if self._device is None or sink.error() not in self._fine:
            self._give_up()
            return
        unit = SAMPLE_BYTES * self._repeat
        queued = (sink.bufferSize() - sink.bytesFree()) // unit
        room = BUFFER_MS * RATE // 1_000 - queued
        if room > 0:
            self._device.write(_repeated(self._mixer.render(room), self._repeat))
        self._watch(sink, now, queued)

    def _restart(self, sink: QAudioSink, now: int) -> None:
        sink.stop()
        self._device = sink.start()
        self._mixer.started()
        self._began_at = self._moved_at = now

    def _watch(self, sink: QAudioSink, now: int, queued: int) -> None:
        """Notice a device that takes nothing any more; rest after a long silence."""
        if queued != self._queued:
            self._queued, self._moved_at = queued, now
        if not self._mixer.is_idle():
            self._quiet_since = now
        if now - self._moved_at > STUCK_MS:
            self._give_up()
        elif now - self._quiet_since > IDLE_MS:
            self._timer.stop()
            sink.stop()

    def _give_up(self) -> None:
        self.close()
        self.failed.emit()


class StreamBackend:
    """The stream as the rest of the program sees it."""

    plays_ahead = True

    def __init__(self, parent: QObject, clock: Clock, on_failure: Failed) -> None:
        """Begin to open the usual device.

        Raises:
            ImportError: this machine lacks a sound library.
        """
        QLoggingCategory.setFilterRules(QUIET_LOG)
        import PySide6.QtMultimedia  # noqa: F401  imported here: not in the thread, and not late

        from kneeapp.ui.audio.mixer import Mixer

        self.mixer = Mixer(clock.now_ms)
        self._control = Control(self, on_failure, parent)
        self._thread = QThread(parent)
        self._feeder = Feeder(self.mixer, clock)
        self._feeder.moveToThread(self._thread)
        self._control.wake.connect(self._feeder.wake)
        self._control.end.connect(self._feeder.close, Qt.ConnectionType.BlockingQueuedConnection)
        self._feeder.failed.connect(self._control.on_failed)
        self._thread.started.connect(self._feeder.open)
        self._thread.finished.connect(self._feeder.deleteLater)  # its timer belongs to the thread
        self._thread.start()

    def play(self, tone: Tone, volume: int, when: When | None, *, voice: bool) -> None:
        """Put a sound on the audio clock."""
        from kneeapp.ui.audio.mixer import Channel, louder

        channel = Channel.VOICE if voice else Channel.BEEP
        samples = louder(tone.samples, volume)
        if when is None:
            self.mixer.add(samples, channel, None)
        else:
            self.mixer.add(samples, channel, when.at_ms, when.grace_ms)
        self._control.wake.emit()

    def hush(self) -> None:
        """Forget all sounds; the stream is started anew if it holds some."""
        self.mixer.hush()
        if self.mixer.anew:
            self._control.wake.emit()

    def close(self) -> None:
        """Be silent for good."""
        if self._thread.isRunning():
            self._control.end.emit()
            self._thread.quit()
            self._thread.wait(_LAST_MS)


class Control(QObject):
    """Talks to the feeder from the window's thread."""

    wake = Signal()
    end = Signal()

    def __init__(self, backend: StreamBackend, on_failure: Failed, parent: QObject) -> None:
        super().__init__(parent)
        self._backend = backend
        self._on_failure = on_failure

    @Slot()
    def on_failed(self) -> None:
        """The device is not there, or not any more."""
        self._on_failure(self._backend)


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
