"""A session heard in simulated time: real session, plan, hearing and mixer, a stream of air."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QObject, Signal

from kneeapp.base.settings import Settings
from kneeapp.flow.session.session import Session
from kneeapp.player.cues import Script, Talk
from kneeapp.player.engine import Status
from kneeapp.player.speech import Recorded
from kneeapp.ui.audio.mixer import Channel, Mixer
from kneeapp.ui.audio.recordings import load_book
from kneeapp.ui.audio.tone import RATE, When, beep_tone
from kneeapp.ui.player.hearing import AHEAD_MS, Hearing

BUFFER_MS = 1_500
MS = RATE // 1_000


@dataclass
class Heard:
    """What began: when, against when it was due, and until when it sounds."""

    name: str
    channel: Channel
    due_ms: float
    at_ms: float
    end_ms: float
    grace_ms: int

    @property
    def late_ms(self):
        return self.at_ms - self.due_ms


class AirMixer(Mixer):
    """Notes what begins; the samples themselves are not mixed."""

    def __init__(self, now_ms):
        super().__init__(now_ms)
        self.now, self.heard, self.silenced_ms = now_ms, [], []
        self.names = {}

    def hush(self):
        super().hush()
        self.silenced_ms.append(self.now())
        # What was filled in and not heard yet is thrown away with the stream.
        self.heard = [h for h in self.heard if h.at_ms <= self.now()]

    def started(self):
        before = self._zero_ms
        super().started()
        for heard in self.heard[-40:]:
            if heard.at_ms > self.now():
                heard.at_ms += self._zero_ms - before
                heard.end_ms += self._zero_ms - before

    def render(self, count):
        self._begin(self.rendered + count)
        self.rendered += count
        self._forget_heard()

    def _make_room(self, new):
        super()._make_room(new)
        at = self._zero_ms + new.start / MS
        name, asked = self.names.pop(id(new.samples))
        due = asked if new.when.at_ms is None else new.when.at_ms
        length = len(new.samples) / MS
        grace = new.when.grace_ms
        self.heard.append(Heard(name, new.channel, due, at, at + length, grace))


class Ears(QObject):
    """Sound and voice in one, as `Hearing` sees them."""

    changed = Signal()
    plays_ahead = True

    def __init__(self, clock, speech):
        super().__init__()
        self.clock, self._speech = clock, speech
        self.mixer = AirMixer(clock.now_ms)

    def prepare(self):
        pass

    def has_way(self):
        return True

    def is_heard(self):
        return True

    def note(self):
        return ""

    def play(self, beep, when=None):
        self._add(str(beep), beep_tone(beep).length_ms, Channel.BEEP, when)

    def say(self, text, _priority, when=None):
        if text:
            self._add(text, self._speech.length_ms(text), Channel.VOICE, when)

    def stop(self):
        self.mixer.hush()

    def _add(self, name, length_ms, channel, when):
        samples = np.broadcast_to(np.int16(0), (length_ms * MS,))
        self.mixer.names[id(samples)] = name, self.clock.now_ms()
        self.mixer.add(samples, channel, when or When(None, 500))


class FakeServices(QObject):
    def __init__(self, clock, ears):
        super().__init__()
        self.clock, self._ears, self.settings = clock, ears, Settings()

    def sound(self):
        return self._ears

    voice = sound


class NoLog:
    """A journal that is not there."""

    def __getattr__(self, _name):
        return lambda *_: None


class Simulation:
    """A session, its hearing, and a stream that is filled in steps."""

    def __init__(self, clock, line, exercises, talk=Talk.FULL):
        speech = Recorded(load_book())
        tips = {e.id: e.cues for e in exercises}
        starts = {e.id: e.start for e in exercises}
        script = Script(talk=talk, speech=speech, tips=tips, starts=starts)
        self.clock = clock
        self.session = Session(line, clock, NoLog(), script)
        self.ears = Ears(clock, speech)
        self.hearing = Hearing(FakeServices(clock, self.ears))
        self._follow(self.session.start())

    @property
    def over(self):
        return self.session.status not in (Status.RUNNING, Status.PAUSED)

    def pump(self):
        """The loudspeaker's process has its turn."""
        mixer = self.ears.mixer
        if mixer.anew:
            mixer.started()
        left = mixer._frame_at(self.clock.now_ms() + BUFFER_MS) - mixer.rendered
        if left > 0:
            mixer.render(left)

    def look(self):
        """The window has its turn."""
        self._follow(self.session.tick())

    def command(self, command):
        """The person presses a key."""
        self.hearing.hush()
        self._follow(self.session.command(command))

    def _follow(self, beat):
        self.hearing.give(beat.cues)
        self.session.flush()
        if self.session.status is Status.RUNNING:
            self.hearing.foresee(self.session.cues_ahead(AHEAD_MS))
        elif not self.over:
            self.hearing.hush()


def overlaps(heard, silenced):
    """Voices of one stretch between two silences that sound at the same time."""
    spoken = sorted((h for h in heard if h.channel is Channel.VOICE), key=lambda h: h.at_ms)
    found = []
    for one, two in pairwise(spoken):
        end = min([one.end_ms, *(s for s in silenced if s >= one.at_ms)])
        if two.at_ms < end - 1:
            found.append((replace(one), replace(two)))
    return found
