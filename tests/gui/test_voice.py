"""The spoken words: the shipped voice, the computer's, or none."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QLoggingCategory, QProcess

from kneeapp.base.settings import Settings
from kneeapp.player.cues import Priority
from kneeapp.player.speech import Estimate, Recorded, Silent
from kneeapp.ui.audio import recordings
from kneeapp.ui.audio.helper import Helper
from kneeapp.ui.audio.recordings import words_tone
from kneeapp.ui.audio.sound import Sound
from kneeapp.ui.audio.speaker import MOCK, Speaker
from kneeapp.ui.audio.stream import QUIET_LOG
from kneeapp.ui.audio.system_voice import SystemVoice
from kneeapp.ui.audio.tone import When
from kneeapp.ui.audio.voice import Voice, VoiceKind, VoiceState
from tests.gui.test_sound import FakeServices, Helpers

SYSTEM = Settings(voice_kind="system", voice_engine=MOCK, voice_volume=80)


@pytest.fixture
def services(qapp, clock):
    return FakeServices(clock)


@pytest.fixture
def helpers():
    return Helpers()


@pytest.fixture
def sound(services, helpers):
    made = Sound(services, helpers)
    made.prepare()
    helpers.last.told.emit({"open": True})
    return made


@pytest.fixture
def voice(services, sound):
    """Awake with whatever voice the settings name."""
    made = Voice(services, sound)
    made.prepare()
    yield made
    made.close()


def said(helpers):
    return [o["words"] for o in helpers.last.orders if "words" in o]


def test_the_shipped_voice_speaks_without_any_engine(voice, helpers):
    assert voice.state is VoiceState.READY
    assert voice.is_heard()
    assert voice.note() == ""
    voice.say("Rest. 30 seconds.")
    voice.say("7", when=When(9_000, 40))
    assert said(helpers) == ["Rest. 30 seconds.", "7"]
    assert (helpers.last.orders[-1]["at"], helpers.last.orders[-1]["grace"]) == (9_000, 40)
    assert voice.plays_ahead
    voice.stop()
    assert helpers.last.orders[-1] == {"hush": True}


@pytest.mark.parametrize("speed", [1.0, 1.3])
def test_recorded_words_last_as_long_as_was_planned(speed):
    text = "Rest. 30 seconds. Next: set 2 of 3, left side."
    tone = words_tone(text, speed)
    planned = Recorded(recordings.load_book(), speed).length_ms(text)
    assert abs(tone.length_ms - planned) <= 5
    loudest = max(map(abs, memoryview(tone.samples).cast("h")))
    assert 6_000 < loudest < 32_767


def test_a_faster_voice_needs_less_time(voice, services, helpers):
    usual = voice.speech().length_ms("Get into position.")
    services.settings = replace(services.settings, voice_rate=1.0)
    assert voice.speech().length_ms("Get into position.") == pytest.approx(usual / 2**0.5, abs=2)
    voice.say("Get into position.")
    assert helpers.last.orders[-1]["speed"] == pytest.approx(2**0.5)


def test_what_is_not_recorded_cannot_be_planned(voice):
    assert voice.speech().length_ms("Grandmother's special lunge.") is None


@pytest.mark.parametrize("damage", ["no folder", "no json", "wrong json", "short pack"])
def test_without_its_recordings_there_is_one_sentence(
    services, sound, helpers, tmp_path, monkeypatch, damage
):
    folder = tmp_path / "voice"
    if damage != "no folder":
        folder.mkdir()
        (folder / "voice.pack").write_bytes(b"xx")
        text = {"no json": "{", "wrong json": "[]"}.get(damage)
        clips = '{"rate": 24000, "clips": {"hold": [0, 999, 500]}}'
        (folder / "voice.json").write_text(text or clips)
    monkeypatch.setattr(recordings, "folder", lambda: folder)
    recordings.load_book.cache_clear()
    voice = Voice(services, sound)
    voice.prepare()
    recordings.load_book.cache_clear()
    assert voice.state is VoiceState.NONE
    assert voice.note() == "The Kneeapp voice cannot be loaded. The words are on the screen."
    assert isinstance(voice.speech(), Silent)
    voice.say("Hold.")
    assert said(helpers) == []
    voice.close()


def test_recordings_that_turn_out_unreadable_are_told_once(voice, helpers, qtbot):
    with qtbot.waitSignal(voice.changed):
        helpers.last.told.emit({"mute": True})
    assert voice.note() == "The Kneeapp voice cannot be loaded. The words are on the screen."
    assert not voice.is_heard()


GAVE_WAY = "This computer's voice does not answer. Kneeapp's voice speaks."


@pytest.fixture
def engine(monkeypatch, services):
    """Choose the computer's voice, with a small script in the place of its process."""
    services.settings = SYSTEM

    def use(script):
        start = partial(_start_script, script)
        monkeypatch.setattr(SystemVoice.__init__, "__defaults__", (start,))

    return use


def _start_script(script, parent, _command):
    return Helper(parent, (sys.executable, "-c", script))


def awake(qtbot, voice):
    qtbot.waitUntil(lambda: voice.state is VoiceState.READY, timeout=20_000)


def test_the_computers_voice_wakes_says_and_is_measured(services, sound, clock, qtbot):
    """The real helper process with Qt's engine for tests."""
    services.settings = SYSTEM
    voice = Voice(services, sound)
    voice.prepare()
    assert voice.note() == "The voice is waking up."
    awake(qtbot, voice)
    assert voice.note() == ""
    assert voice.voices
    assert voice.engines
    assert not voice.plays_ahead
    voice.say("Hold.")
    clock.advance(640)
    qtbot.waitUntil(lambda: voice.speech().length_ms("Hold.") == 640, timeout=20_000)
    voice.stop()
    process = voice._system._helper._process
    voice.close()
    assert voice.state is VoiceState.ASLEEP
    assert process.state() is QProcess.ProcessState.NotRunning


@pytest.mark.parametrize("script", ["print('{\"failed\": true}')", "raise SystemExit(3)"])
def test_where_no_engine_speaks_the_shipped_voice_does(services, sound, engine, qtbot, script):
    engine(script)
    voice = Voice(services, sound)
    voice.prepare()
    awake(qtbot, voice)
    assert voice.note() == GAVE_WAY
    assert isinstance(voice.speech(), Recorded)
    voice.close()
    assert voice.note() == ""


def test_an_engine_that_never_answers_is_ended_and_nobody_waits(
    services, sound, engine, monkeypatch, qtbot
):
    monkeypatch.setattr("kneeapp.ui.audio.helper.WAKE_MS", 50)
    engine("import time; time.sleep(60)")
    voice = Voice(services, sound)
    voice.prepare()
    awake(qtbot, voice)
    assert voice.note() == GAVE_WAY
    voice.close()


def test_an_engine_that_stops_answering_is_ended(services, sound, engine, monkeypatch, qtbot):
    monkeypatch.setattr("kneeapp.ui.audio.helper.ANSWER_MS", 50)
    ready = 'print(\'{"engines": ["one"], "voices": ["Anna"]}\', flush=True)'
    engine(f"import time; {ready}; time.sleep(60)")
    voice = Voice(services, sound)
    voice.prepare()
    qtbot.waitUntil(lambda: voice.voices == ["Anna"], timeout=20_000)
    voice.say("Hold.")
    qtbot.waitUntil(lambda: voice.note() == GAVE_WAY, timeout=20_000)
    voice.close()


def test_an_engine_that_hangs_does_not_hold_up_the_end_of_the_program(services, sound, engine):
    engine("import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)")
    voice = Voice(services, sound)
    voice.prepare()
    process = voice._system._helper._process
    assert process.waitForStarted(10_000)
    voice.close()
    assert process.state() is QProcess.ProcessState.NotRunning


def test_the_mock_engine_is_never_chosen_by_itself(qapp, monkeypatch):
    QLoggingCategory.setFilterRules(QUIET_LOG)
    from PySide6.QtTextToSpeech import QTextToSpeech

    monkeypatch.setattr(QTextToSpeech, "availableEngines", lambda: [MOCK])
    with pytest.raises(OSError, match="no engine"):
        Speaker("")


def test_a_voice_that_is_not_wanted_is_not_woken_and_nothing_is_planned_for_it(services, sound):
    services.settings = Settings(voice=False)
    voice = Voice(services, sound)
    voice.prepare()
    assert voice.state is VoiceState.ASLEEP
    assert isinstance(voice.speech(), Silent)
    assert voice.note() == ""


def test_another_voice_takes_over_at_once(voice, services, qtbot):
    assert isinstance(voice.speech(), Recorded)
    services.settings = SYSTEM
    voice.renew()
    assert isinstance(voice.speech(), Estimate)
    awake(qtbot, voice)


class Engine:
    """The helper process, as far as the voice sees it."""

    def __init__(self):
        self.said = []

    def say(self, text, *_how):
        self.said.append(text)

    def stop(self):
        pass


def speaking(services, sound):
    voice = Voice(services, sound)
    voice._system = engine = Engine()
    voice._kind, voice.state = VoiceKind.SYSTEM, VoiceState.READY
    return voice, engine.said


def test_a_more_important_sentence_interrupts_and_is_not_interrupted(services, sound):
    voice, said = speaking(services, sound)
    voice.say("Next: wall sit.", Priority.INFO)
    voice.say("Check your skin.", Priority.SAFETY)
    voice.say("3", Priority.COUNTDOWN)
    assert said == ["Next: wall sit.", "Check your skin."]
    voice.stop()
    voice.say("2", Priority.COUNTDOWN)
    assert said[-1] == "2"


def test_an_engine_that_never_tells_its_end_does_not_silence_the_rest(services, sound, clock):
    voice, said = speaking(services, sound)
    voice.say("Check your skin.", Priority.SAFETY)
    clock.advance(14_000)
    voice.say("3", Priority.COUNTDOWN)
    clock.advance(2_000)
    voice.say("2", Priority.COUNTDOWN)
    assert said == ["Check your skin.", "2"]


def test_without_a_way_to_sound_the_shipped_voice_is_not_heard(voice, helpers, qtbot):
    with qtbot.waitSignal(voice.changed):
        helpers.last.told.emit({"failed": True})
    assert not voice.is_heard()
