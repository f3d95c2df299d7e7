"""The spoken words: the shipped voice, the computer's, or none."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import QLoggingCategory, QProcess

from kneeapp.base.settings import Settings
from kneeapp.player.cues import Priority
from kneeapp.player.speech import Estimate, Recorded, Silent
from kneeapp.ui.audio import recorded_voice
from kneeapp.ui.audio.backends import When
from kneeapp.ui.audio.sound import Sound
from kneeapp.ui.audio.speaker import MOCK, Speaker
from kneeapp.ui.audio.stream import QUIET_LOG
from kneeapp.ui.audio.system_voice import SystemVoice
from kneeapp.ui.audio.voice import Voice, VoiceKind, VoiceState
from tests.gui.test_sound import FakeServices, make_sound

SYSTEM = Settings(voice_kind="system", voice_engine=MOCK, voice_volume=80)


@pytest.fixture
def services(qapp, clock):
    return FakeServices(clock)


@pytest.fixture
def own(services):
    """The shipped voice and what it brings to the loudspeaker."""
    sound, made = make_sound(services, 99)
    sound.prepare()
    voice = Voice(services, sound)
    voice.prepare()
    yield voice, made[0].played
    voice.close()


@pytest.fixture
def tones(own):
    """What the shipped voice made."""
    return own[0]._sound._backend.tones


def system_voice(services):
    sound, _ = make_sound(services)
    return Voice(services, sound)


def heard(qtbot, played, count):
    qtbot.waitUntil(lambda: len(played) == count, timeout=10_000)
    return played


def test_the_shipped_voice_speaks_without_any_engine(own, tones, qtbot):
    voice, _ = own
    assert voice.state is VoiceState.READY
    assert voice.is_heard()
    assert voice.note() == ""
    voice.say("Rest. 30 seconds.")
    (tone,) = heard(qtbot, tones, 1)
    assert abs(tone.length_ms - voice.speech().length_ms("Rest. 30 seconds.")) <= 5
    samples = memoryview(tone.samples).cast("h")
    assert 6_000 < max(map(abs, samples)) < 32_767


def test_words_given_ahead_keep_their_moment(own, qtbot):
    voice, played = own
    assert voice.plays_ahead
    voice.say("7", when=When(9_000, 40))
    assert heard(qtbot, played, 1)[0][2:] == (When(9_000, 40), True)


def test_silence_also_holds_for_words_that_are_still_being_made(own, qtbot):
    voice, played = own
    voice.say("Hold.")
    voice.stop()
    voice.say("Go.")
    heard(qtbot, played, 1)
    qtbot.wait(20)
    assert len(played) == 1


def test_a_faster_voice_needs_less_time(own, tones, services, qtbot):
    voice, _ = own
    usual = voice.speech().length_ms("Get into position.")
    services.settings = replace(services.settings, voice_rate=1.0)
    fast = voice.speech().length_ms("Get into position.")
    assert fast == pytest.approx(usual / 2**0.5, abs=2)
    voice.say("Get into position.")
    assert heard(qtbot, tones, 1)[0].length_ms == pytest.approx(fast, abs=5)


def test_what_is_not_recorded_is_not_said(own, qtbot):
    voice, played = own
    assert voice.speech().length_ms("Grandmother's special lunge.") is None
    voice.say("Grandmother's special lunge.")
    voice.say("Go.")
    heard(qtbot, played, 1)


@pytest.mark.parametrize("damage", ["no folder", "no json", "wrong json", "short pack"])
def test_without_its_recordings_there_is_one_sentence(services, tmp_path, monkeypatch, damage):
    folder = tmp_path / "voice"
    if damage != "no folder":
        folder.mkdir()
        (folder / "voice.pack").write_bytes(b"xx")
        text = {"no json": "{", "wrong json": "[]"}.get(damage)
        clips = '{"rate": 24000, "clips": {"hold": [0, 999, 500]}}'
        (folder / "voice.json").write_text(text or clips)
    monkeypatch.setattr(recorded_voice, "folder", lambda: folder)
    recorded_voice.load_book.cache_clear()
    voice = system_voice(services)
    voice.prepare()
    recorded_voice.load_book.cache_clear()
    assert voice.state is VoiceState.NONE
    assert voice.note() == "The Kneeapp voice cannot be loaded. The words are on the screen."
    assert isinstance(voice.speech(), Silent)
    voice.say("Hold.")
    voice.close()


def test_a_recording_that_cannot_be_read_silences_the_voice_with_a_sentence(
    own, tmp_path, monkeypatch, qtbot
):
    voice, _ = own
    (tmp_path / "voice.pack").write_bytes(bytes(9_000_000))
    monkeypatch.setattr(recorded_voice, "folder", lambda: tmp_path)
    with qtbot.waitSignal(voice.changed, timeout=10_000):
        voice.say("Hold.")
    assert voice.note() == "The Kneeapp voice cannot be loaded. The words are on the screen."


GAVE_WAY = "This computer's voice does not answer. Kneeapp's voice speaks."


@pytest.fixture
def helper(monkeypatch):
    """Replace the helper process by a small script."""

    def use(script):
        command = (sys.executable, "-c", script)
        monkeypatch.setattr(SystemVoice.__init__, "__defaults__", (command,))

    return use


def test_the_computers_voice_wakes_says_and_is_measured(services, clock, qtbot):
    """The real helper process with Qt's engine for tests."""
    services.settings = SYSTEM
    voice = system_voice(services)
    voice.prepare()
    assert voice.note() == "The voice is waking up."
    qtbot.waitUntil(lambda: voice.state is VoiceState.READY, timeout=20_000)
    assert voice.note() == ""
    assert voice.voices
    assert voice.engines
    assert not voice.plays_ahead
    voice.say("Hold.")
    clock.advance(640)
    qtbot.waitUntil(lambda: voice.speech().length_ms("Hold.") == 640, timeout=20_000)
    voice.stop()
    process = voice._system._process
    voice.close()
    assert voice.state is VoiceState.ASLEEP
    assert process.state() is QProcess.ProcessState.NotRunning


@pytest.mark.parametrize(
    "script",
    ["print('{\"failed\": true}')", "raise SystemExit(3)", "print('no json'); print('[]')"],
)
def test_where_no_engine_speaks_the_shipped_voice_does(services, helper, qtbot, script):
    helper(script)
    services.settings = SYSTEM
    voice = system_voice(services)
    voice.prepare()
    qtbot.waitUntil(lambda: voice.state is VoiceState.READY, timeout=20_000)
    assert voice.note() == GAVE_WAY
    assert isinstance(voice.speech(), Recorded)
    voice.close()
    assert voice.note() == ""


def test_an_engine_that_never_answers_is_ended_and_nobody_waits(
    services, helper, monkeypatch, qtbot
):
    monkeypatch.setattr("kneeapp.ui.audio.system_voice.WAKE_MS", 50)
    helper("import time; time.sleep(60)")
    services.settings = SYSTEM
    voice = system_voice(services)
    voice.prepare()
    qtbot.waitUntil(lambda: voice.state is VoiceState.READY, timeout=20_000)
    assert voice.note() == GAVE_WAY
    voice.close()


def test_an_engine_that_stops_answering_is_ended(services, helper, monkeypatch, qtbot):
    monkeypatch.setattr("kneeapp.ui.audio.system_voice.ANSWER_MS", 50)
    ready = 'print(\'{"engines": ["one"], "voices": ["Anna"]}\', flush=True)'
    helper(f"import time; {ready}; time.sleep(60)")
    services.settings = SYSTEM
    voice = system_voice(services)
    voice.prepare()
    qtbot.waitUntil(lambda: voice.voices == ["Anna"], timeout=20_000)
    voice.say("Hold.")
    qtbot.waitUntil(lambda: voice.note() == GAVE_WAY, timeout=20_000)
    voice.close()


def test_an_engine_that_hangs_does_not_hold_up_the_end_of_the_program(services, helper):
    helper("import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)")
    services.settings = SYSTEM
    voice = system_voice(services)
    voice.prepare()
    process = voice._system._process
    assert process.waitForStarted(10_000)
    voice.close()
    assert process.state() is QProcess.ProcessState.NotRunning


def test_the_mock_engine_is_never_chosen_by_itself(qapp, monkeypatch):
    QLoggingCategory.setFilterRules(QUIET_LOG)
    from PySide6.QtTextToSpeech import QTextToSpeech

    monkeypatch.setattr(QTextToSpeech, "availableEngines", lambda: [MOCK])
    with pytest.raises(OSError, match="no engine"):
        Speaker("")


def test_a_voice_that_is_not_wanted_is_not_woken_and_nothing_is_planned_for_it(services):
    services.settings = Settings(voice=False)
    voice = system_voice(services)
    voice.prepare()
    assert voice.state is VoiceState.ASLEEP
    assert isinstance(voice.speech(), Silent)


def test_another_voice_takes_over_at_once(own, services, qtbot):
    voice, _ = own
    assert isinstance(voice.speech(), Recorded)
    services.settings = SYSTEM
    voice.renew()
    assert isinstance(voice.speech(), Estimate)
    qtbot.waitUntil(lambda: voice.state is VoiceState.READY, timeout=20_000)


class Engine:
    """The helper process, as far as the voice sees it."""

    def __init__(self):
        self.said = []

    def say(self, text, *_how):
        self.said.append(text)

    def stop(self):
        pass


def speaking(services):
    voice = system_voice(services)
    voice._system = engine = Engine()
    voice._kind, voice.state = VoiceKind.SYSTEM, VoiceState.READY
    return voice, engine.said


def test_a_more_important_sentence_interrupts_and_is_not_interrupted(services):
    voice, said = speaking(services)
    voice.say("Next: wall sit.", Priority.INFO)
    voice.say("Check your skin.", Priority.SAFETY)
    voice.say("3", Priority.COUNTDOWN)
    assert said == ["Next: wall sit.", "Check your skin."]
    voice.stop()
    voice.say("2", Priority.COUNTDOWN)
    assert said[-1] == "2"


def test_an_engine_that_never_tells_its_end_does_not_silence_the_rest(services, clock):
    voice, said = speaking(services)
    voice.say("Check your skin.", Priority.SAFETY)
    clock.advance(14_000)
    voice.say("3", Priority.COUNTDOWN)
    clock.advance(2_000)
    voice.say("2", Priority.COUNTDOWN)
    assert said == ["Check your skin.", "2"]


def test_a_sound_that_is_gone_is_told_by_the_voice_too(services, qtbot):
    sound = Sound(services, lambda *_: iter(()))
    voice = Voice(services, sound)
    with qtbot.waitSignal(voice.changed):
        sound.prepare()
    voice.prepare()
    assert not voice.is_heard()
    voice.close()
