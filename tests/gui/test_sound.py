"""Beeps, voice and the awake screen, with machines that have them, lose them or never had them."""

from __future__ import annotations

import os
import stat
import wave
from contextlib import contextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, QProcess, Signal

from kneeapp.base.settings import Settings
from kneeapp.player.cues import Beep, Priority
from kneeapp.ui.awake import Awake
from kneeapp.ui.sound import SILENCE, CommandBackend, Sound, ladder, sound_file
from kneeapp.ui.voice import MOCK, Voice, VoiceState


class FakeServices(QObject):
    settings_changed = Signal()

    def __init__(self, clock, **settings):
        super().__init__()
        self.clock = clock
        self.settings = Settings(**settings)


class FakeWay:
    """Remembers what it played; fails from a given play on."""

    def __init__(self, on_failure, works=99):
        self.played, self.on_failure, self.works = [], on_failure, works

    def close(self):
        pass

    def play(self, path, volume):
        if len(self.played) >= self.works:
            self.on_failure(self)
            return
        self.played.append((path.stem, volume))


@pytest.fixture
def services(qapp, clock):
    return FakeServices(clock)


def make_sound(services, *works):
    made = []

    def ways(_parent, on_failure):
        for count in works:
            made.append(FakeWay(on_failure, count))
            yield made[-1]

    return Sound(services, ways), made


def test_every_sound_is_a_short_quiet_mono_file():
    for name in (SILENCE, *Beep):
        with wave.open(str(sound_file(name))) as file:
            assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 44_100)
            data = memoryview(file.readframes(file.getnframes())).cast("h")
            assert file.getnframes() < 1.6 * 44_100
        loudest = max(map(abs, data))
        assert loudest < 0.7 * 32_767
        lead_in = data[: round(0.012 * 44_100)]
        assert max(map(abs, lead_in)) <= 1  # unheard
        assert any(lead_in)  # but it wakes the output
        assert loudest > 3_000 or name == SILENCE


def test_it_wakes_the_output_with_silence_and_plays_at_the_persons_volume(services):
    sound, made = make_sound(services, 99)
    assert sound.note() == ""
    sound.prepare()
    sound.play(Beep.START)
    assert made[0].played == [("silence", 1), ("start", 70)]
    assert sound.is_heard()
    assert sound.note() == ""


def test_beeps_off_or_volume_zero_play_nothing(services):
    sound, made = make_sound(services, 99)
    sound.prepare()
    for settings in (Settings(beeps=False), Settings(volume=0)):
        services.settings = settings
        sound.play(Beep.START)
        assert not sound.is_heard()
    assert made[0].played == [("silence", 1)]


def test_a_way_that_fails_gives_place_to_the_next_and_then_to_a_note(services, qtbot):
    sound, made = make_sound(services, 1, 2)
    sound.prepare()
    sound.play(Beep.TICK)  # the first fails; the second wakes
    sound.play(Beep.COUNT)
    assert [way.played for way in made] == [[("silence", 1)], [("silence", 1), ("count", 70)]]
    with qtbot.waitSignal(sound.changed):
        sound.play(Beep.END)
    assert sound.note() == "No sound found. You will see a flash instead."
    assert not sound.is_heard()
    sound.play(Beep.END)  # still no error


def test_a_late_failure_of_an_old_way_is_not_the_new_ones(services):
    sound, made = make_sound(services, 1, 99)
    sound.prepare()
    sound.play(Beep.TICK)
    made[0].on_failure(made[0])
    assert sound.is_heard()


def test_nothing_found_is_tried_again_next_time(services):
    sound, _ = make_sound(services)
    sound.prepare()
    assert sound.note()
    sound._ways = lambda _parent, failed: iter([FakeWay(failed)])
    sound.prepare()
    assert sound.is_heard()


def program(folder, name, code):
    path = folder / name
    path.write_text(f'#!/bin/sh\necho "$@" >> "{folder}/said"\nexit {code}\n')
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_the_systems_own_player_is_used_when_qt_has_none(services, tmp_path, monkeypatch, qtbot):
    program(tmp_path, "paplay", 1)  # a player whose server is not there
    program(tmp_path, "aplay", 0)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr("kneeapp.ui.sound.EffectBackend", lambda *_: (_ for _ in ()).throw(OSError))
    sound = Sound(services)
    sound.prepare()
    said = tmp_path / "said"
    qtbot.waitUntil(lambda: said.exists() and said.read_text().count("\n") == 2, timeout=5_000)
    first, second = said.read_text().splitlines()
    assert first.startswith("--volume=655 ")
    assert second.startswith("-q ")
    assert sound.is_heard()


def test_a_sound_under_way_at_the_end_of_the_program_tells_nobody(services, tmp_path, monkeypatch):
    program = tmp_path / "aplay"
    program.write_text("#!/bin/sh\nsleep 60\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path) + os.pathsep + os.environ["PATH"])
    failed = []
    backend = CommandBackend(services, "aplay", failed.append)
    backend.play(sound_file("tick"), 50)
    (process,) = backend._running
    assert process.waitForStarted(5_000)
    backend.close()
    assert process.state() is QProcess.ProcessState.NotRunning
    assert failed == []


def test_a_player_that_is_not_there_is_a_failure(services, qtbot, monkeypatch):
    failures = []
    monkeypatch.setenv("PATH", "")
    way = CommandBackend(services, "aplay", failures.append)
    way.play(sound_file("tick"), 50)
    qtbot.waitUntil(lambda: failures == [way], timeout=5_000)


def test_a_machine_without_anything_has_no_way(services, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(__import__("sys").modules, "PySide6.QtMultimedia", None)
    assert list(ladder(services, print)) == []


@pytest.mark.parametrize("threaded", [True, False])
def test_the_voice_wakes_says_and_measures(services, clock, qtbot, threaded):
    services.settings = Settings(voice_engine=MOCK, voice_volume=80)
    voice = Voice(services, threaded=threaded)
    with qtbot.waitSignal(voice.changed):
        voice.prepare()
    qtbot.waitUntil(lambda: voice.state is VoiceState.READY, timeout=5_000)
    assert voice.voices
    voice.say("Hold.")
    clock.advance(640)
    qtbot.waitUntil(lambda: voice.known_ms == {"Hold.": 640}, timeout=5_000)
    voice.close()
    assert voice.state is VoiceState.ASLEEP


def test_the_mock_engine_is_never_chosen_by_itself(services, qtbot, monkeypatch):
    from PySide6.QtTextToSpeech import QTextToSpeech

    monkeypatch.setattr(QTextToSpeech, "availableEngines", lambda: [MOCK])
    voice = Voice(services, threaded=False)
    voice.prepare()
    assert voice.state is VoiceState.NONE
    assert voice.note() == "No voice found on this computer. The words are on the screen."
    voice.say("Hold.")  # no error
    voice.stop()


def test_without_the_speech_library_there_is_a_note(services, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "PySide6.QtTextToSpeech", None)
    voice = Voice(services, threaded=False)
    voice.prepare()
    assert voice.state is VoiceState.NONE
    services.settings = replace(services.settings, voice=False)
    assert voice.note() == ""


def test_a_voice_that_is_not_wanted_is_not_woken(services):
    services.settings = Settings(voice=False)
    voice = Voice(services)
    voice.prepare()
    assert voice.state is VoiceState.ASLEEP


def test_a_more_important_sentence_interrupts_and_is_not_interrupted(services):
    voice = Voice(services)
    voice.state = VoiceState.READY
    said = []
    voice._say.connect(lambda text, *_: said.append(text))
    voice.say("Next: wall sit.", Priority.INFO)
    voice.say("Check your skin.", Priority.SAFETY)
    voice.say("3", Priority.COUNTDOWN)
    assert said == ["Next: wall sit.", "Check your skin."]
    voice.stop()
    voice.say("2", Priority.COUNTDOWN)
    assert said[-1] == "2"


def test_an_engine_that_never_tells_its_end_does_not_silence_the_rest(services, clock):
    voice = Voice(services)
    voice.state = VoiceState.READY
    said = []
    voice._say.connect(lambda text, *_: said.append(text))
    voice.say("Check your skin.", Priority.SAFETY)
    clock.advance(14_000)
    voice.say("3", Priority.COUNTDOWN)
    clock.advance(2_000)
    voice.say("2", Priority.COUNTDOWN)
    assert said == ["Check your skin.", "2"]


def test_the_screen_stays_on_until_released():
    steps = []

    @contextmanager
    def keep():
        steps.append("on")
        yield type("Mode", (), {"active": True})
        steps.append("off")

    awake = Awake(keep)
    awake.hold()
    awake.hold()
    assert not awake.refused()
    awake.release()
    awake.release()
    assert steps == ["on", "off"]


def test_a_system_that_refuses_or_breaks_is_only_a_hint():
    @contextmanager
    def refuses():
        yield type("Mode", (), {"active": False})

    def breaks():
        raise RuntimeError("no power service")

    for keep in (refuses, breaks):
        awake = Awake(keep)
        awake.hold()
        assert awake.refused()
        awake.release()
