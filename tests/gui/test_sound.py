"""Beeps on machines that have a way to sound, lose it, or never had one."""

from __future__ import annotations

import os
import stat
import wave

import pytest
from PySide6.QtCore import QObject, QProcess, Signal

from kneeapp.base.paths import assets
from kneeapp.base.settings import Settings
from kneeapp.player.cues import Beep
from kneeapp.ui.audio.backends import CommandBackend, When
from kneeapp.ui.audio.sound import Sound, ladder
from kneeapp.ui.audio.tone import RATE, Tone, beep_tone

TONE = Tone("tick", bytes(480))


class FakeServices(QObject):
    settings_changed = Signal()

    def __init__(self, clock, **settings):
        super().__init__()
        self.clock = clock
        self.settings = Settings(**settings)


class FakeWay:
    """Remembers what it played; fails from a given play on."""

    plays_ahead = True

    def __init__(self, on_failure, works=99):
        self.played, self.tones, self.on_failure, self.works = [], [], on_failure, works
        self.open, self.hushed = True, 0

    def close(self):
        self.open = False

    def hush(self):
        self.hushed += 1

    def play(self, tone, volume, when, *, voice):
        if len(self.played) >= self.works:
            self.on_failure(self)
            return
        self.played.append((tone.name, volume, when, voice))
        self.tones.append(tone)


@pytest.fixture
def services(qapp, clock):
    return FakeServices(clock)


def make_sound(services, *works):
    made = []

    def ways(_parent, _clock, on_failure):
        for count in works:
            made.append(FakeWay(on_failure, count))
            yield made[-1]

    return Sound(services, ways), made


def test_every_sound_is_a_short_quiet_file_with_an_unheard_lead_in():
    for beep in Beep:
        data = memoryview(beep_tone(beep).samples).cast("h")
        assert len(data) < 1.6 * RATE
        assert 3_000 < max(map(abs, data)) < 0.7 * 32_767
        lead_in = data[: round(0.012 * RATE)]
        assert max(map(abs, lead_in)) <= 1
        assert any(lead_in)  # it wakes the output


def test_there_is_no_other_sound():
    assert {p.stem for p in (assets() / "sounds").glob("*.wav")} == set(Beep)


def test_it_plays_at_the_persons_volume_now_or_at_a_moment(services):
    sound, made = make_sound(services, 99)
    assert sound.note() == ""
    sound.prepare()
    sound.play(Beep.START)
    sound.play(Beep.TICK, When(5_000, 300))
    sound.speak(TONE)
    assert made[0].played == [
        ("start", 70, None, False),
        ("tick", 70, When(5_000, 300), False),
        ("tick", 100, None, True),
    ]
    assert sound.plays_ahead
    assert sound.is_heard()


def test_beeps_off_or_volume_zero_play_nothing(services):
    sound, made = make_sound(services, 99)
    sound.prepare()
    for settings in (Settings(beeps=False), Settings(volume=0)):
        services.settings = settings
        sound.play(Beep.START)
        assert not sound.is_heard()
    services.settings = Settings(voice_volume=0)
    sound.speak(TONE)
    assert made[0].played == []


def test_a_way_that_fails_gives_place_to_the_next_and_then_to_a_note(services, qtbot):
    sound, made = make_sound(services, 0, 1)
    sound.prepare()
    with qtbot.waitSignal(sound.changed):
        sound.play(Beep.TICK)
    assert not made[0].open
    sound.play(Beep.COUNT)
    assert [w.played for w in made] == [[], [("count", 70, None, False)]]
    sound.play(Beep.END)
    assert sound.note() == "No sound found. You will see a flash instead."
    assert not sound.is_heard()
    assert not sound.plays_ahead
    sound.play(Beep.END)  # still no error
    sound.hush()


def test_a_late_failure_of_an_old_way_is_not_the_new_ones(services):
    sound, made = make_sound(services, 0, 99)
    sound.prepare()
    sound.play(Beep.TICK)
    made[0].on_failure(made[0])
    assert sound.is_heard()


def test_nothing_found_is_tried_again_next_time(services):
    sound, _ = make_sound(services)
    sound.prepare()
    assert sound.note()
    sound._ways = lambda _parent, _clock, failed: iter([FakeWay(failed)])
    sound.prepare()
    assert sound.is_heard()


def test_a_damaged_sound_file_is_silent(services, tmp_path, monkeypatch):
    (tmp_path / "sounds").mkdir()
    (tmp_path / "sounds" / "tick.wav").write_bytes(b"RIFF, but no more")
    monkeypatch.setattr("kneeapp.ui.audio.tone.assets", lambda: tmp_path)
    beep_tone.cache_clear()
    sound, made = make_sound(services, 99)
    sound.prepare()
    sound.play(Beep.TICK)
    sound.play(Beep.COUNT)  # missing
    beep_tone.cache_clear()
    assert made[0].played == []


def program(folder, name, code):
    path = folder / name
    path.write_text(f'#!/bin/sh\necho "$@" >> "{folder}/said"\nexit {code}\n')
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_the_systems_own_player_is_used_when_qt_has_none(services, tmp_path, monkeypatch, qtbot):
    program(tmp_path, "paplay", 1)  # a player whose server is not there
    program(tmp_path, "aplay", 0)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setitem(__import__("sys").modules, "PySide6.QtMultimedia", None)
    sound = Sound(services)
    sound.prepare()
    assert not sound.plays_ahead
    said = tmp_path / "said"
    sound.play(Beep.TICK)
    qtbot.waitUntil(lambda: said.exists() and said.read_text().count("\n") == 1, timeout=5_000)
    qtbot.waitUntil(lambda: sound._backend._program == "aplay", timeout=5_000)
    sound.play(Beep.COUNT)
    qtbot.waitUntil(lambda: said.read_text().count("\n") == 2, timeout=5_000)
    first, second = said.read_text().splitlines()
    assert first.startswith("--volume=45875 ")
    assert second.startswith("-q ")
    assert second.endswith("/count.wav")
    sound.close()


def sleeping_player(services, tmp_path, monkeypatch, failed):
    path = tmp_path / "aplay"
    path.write_text("#!/bin/sh\nexec sleep 60\n")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path) + os.pathsep + os.environ["PATH"])
    return CommandBackend(services, "aplay", failed.append)


def test_a_sound_under_way_at_the_end_of_the_program_tells_nobody(services, tmp_path, monkeypatch):
    failed = []
    backend = sleeping_player(services, tmp_path, monkeypatch, failed)
    backend.play(TONE, 50, None, voice=False)
    (process,) = backend._running
    assert process.waitForStarted(5_000)
    with wave.open(process.arguments()[-1]) as file:
        assert file.getnframes() * 2 == len(TONE.samples)
    backend.close()
    assert process.state() is QProcess.ProcessState.NotRunning
    assert failed == []


def test_one_voice_at_a_time_and_silence_stops_it(services, tmp_path, monkeypatch):
    failed = []
    backend = sleeping_player(services, tmp_path, monkeypatch, failed)
    backend.play(TONE, 50, None, voice=False)
    for name in ("one", "two"):
        backend.play(Tone(name, bytes(480)), 50, None, voice=True)
    assert sorted(p.arguments()[-1].rsplit("/", 1)[1] for p in backend._running) == [
        "tick.wav",
        "two.wav",
    ]
    backend.hush()
    assert len(backend._running) == 1
    backend.close()
    assert failed == []


def test_a_player_that_is_not_there_is_a_failure(services, qtbot, monkeypatch):
    failures = []
    monkeypatch.setenv("PATH", "")
    way = CommandBackend(services, "aplay", failures.append)
    way.play(TONE, 50, None, voice=False)
    qtbot.waitUntil(lambda: failures == [way], timeout=5_000)


def test_a_machine_without_anything_has_no_way(services, clock, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(__import__("sys").modules, "PySide6.QtMultimedia", None)
    assert list(ladder(services, clock, print)) == []


def test_a_machine_without_a_device_falls_through_to_the_note(
    services, qtbot, monkeypatch, tmp_path
):
    """The real stream, on a machine whose sound server is not there."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/none")
    monkeypatch.setattr("kneeapp.ui.audio.stream._usable", lambda _output: None)
    sound = Sound(services)
    sound.prepare()
    qtbot.waitUntil(lambda: sound.note() != "", timeout=20_000)
    assert not sound.has_way()
    sound.close()
