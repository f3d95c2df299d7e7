"""Beeps and recorded words on machines that have a way to sound, lose it, or never had one."""

from __future__ import annotations

import json
import os
import stat
import sys
import wave
from functools import partial

import pytest
from PySide6.QtCore import QObject, Signal

from kneeapp.base.paths import assets
from kneeapp.base.settings import Settings
from kneeapp.player.cues import Beep
from kneeapp.ui.audio import loudspeaker
from kneeapp.ui.audio.commands import CommandPlayer
from kneeapp.ui.audio.helper import Helper
from kneeapp.ui.audio.loudspeaker import Loudspeaker
from kneeapp.ui.audio.sound import PLAIN, TRIES, Sound
from kneeapp.ui.audio.tone import RATE, Tone, When, beep_tone

TONE = Tone("tick", bytes(480))
NOTE = "No sound found. You will see a flash instead."
NOW = When(None, 500)


class FakeServices(QObject):
    settings_changed = Signal()

    def __init__(self, clock, **settings):
        super().__init__()
        self.clock = clock
        self.settings = Settings(**settings)


class FakeHelper(QObject):
    """A loudspeaker process that remembers its orders."""

    told = Signal(dict)
    gone = Signal()

    def __init__(self, parent, command):
        super().__init__(parent)
        self.command, self.orders, self.closed = command, [], False

    def order(self, **words):
        self.orders.append(words)

    def close(self):
        self.closed = True


class Helpers:
    """All processes that were started, newest last."""

    def __init__(self):
        self.made = []

    def __call__(self, parent, command):
        self.made.append(FakeHelper(parent, command))
        return self.made[-1]

    @property
    def last(self):
        return self.made[-1]


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


# ---------------------------------------------------------------------- the window's side
def test_it_orders_at_the_persons_loudness_now_or_at_a_moment(sound, helpers):
    sound.play(Beep.START)
    sound.play(Beep.TICK, When(5_000, 300))
    sound.speak("Hold.", 1.0, When(6_000, 40))
    sound.hush()
    assert helpers.last.orders == [
        {"beep": "start", "volume": 70, "at": None, "grace": 500},
        {"beep": "tick", "volume": 70, "at": 5_000, "grace": 300},
        {"words": "Hold.", "speed": 1.0, "volume": 100, "at": 6_000, "grace": 40},
        {"hush": True},
    ]
    assert sound.is_heard()
    assert sound.note() == ""


def test_who_wants_no_sound_has_no_process(services, helpers):
    services.settings = Settings(beeps=False, voice=False)
    Sound(services, helpers).prepare()
    assert helpers.made == []


def test_until_it_is_open_nothing_counts_as_heard(services, helpers, qtbot):
    sound = Sound(services, helpers)
    sound.prepare()
    sound.prepare()
    assert len(helpers.made) == 1
    assert not sound.is_heard()
    with qtbot.waitSignal(sound.changed):
        helpers.last.told.emit({"open": True})
    assert sound.is_heard()


def test_beeps_off_or_loudness_zero_order_nothing(sound, services, helpers):
    for settings in (Settings(beeps=False), Settings(volume=0)):
        services.settings = settings
        sound.play(Beep.START)
        assert not sound.is_heard()
    services.settings = Settings(voice_volume=0)
    sound.speak("Hold.", 1.0)
    assert helpers.last.orders == []


def test_a_process_that_is_lost_is_begun_anew_and_then_there_is_a_note(sound, helpers, qtbot):
    for lost in range(1, TRIES):
        with qtbot.waitSignal(sound.changed):
            helpers.last.gone.emit()
        assert len(helpers.made) == lost + 1
        assert not sound.is_heard()  # what is not heard is flashed
    helpers.last.gone.emit()
    assert sound.note() == NOTE
    sound.play(Beep.END)  # still no error
    sound.hush()
    assert all(h.closed for h in helpers.made)


def test_a_process_that_was_lost_before_it_worked_does_without_qts_library(services, helpers):
    sound = Sound(services, helpers)
    sound.prepare()
    helpers.last.gone.emit()
    assert helpers.last.command[-1] == PLAIN
    helpers.last.told.emit({"open": True})
    assert sound.is_heard()


def test_a_process_that_was_lost_after_it_worked_is_begun_as_before(sound, helpers):
    helpers.last.gone.emit()
    assert helpers.made[0].command == helpers.last.command


def test_a_machine_without_a_way_to_sound_says_so_and_is_tried_again_next_time(sound, helpers):
    helpers.last.told.emit({"failed": True})
    assert sound.note() == NOTE
    sound.prepare()
    assert sound.note() == ""
    helpers.last.told.emit({"open": True})
    assert sound.is_heard()


def test_no_note_for_who_wants_no_sound(sound, services, helpers):
    helpers.last.told.emit({"failed": True})
    services.settings = Settings(beeps=False, voice=False)
    assert sound.note() == ""


# ---------------------------------------------------------------------- the process
class FakePlayer:
    def __init__(self):
        self.played, self.hushed = [], 0

    def try_out(self, on_ready):
        on_ready()

    def play(self, tone, volume, when, *, voice):
        self.played.append((tone.name, volume, when, voice))

    def hush(self):
        self.hushed += 1


@pytest.fixture
def told(monkeypatch):
    lines = []
    monkeypatch.setattr(loudspeaker, "tell", lambda **words: lines.append(words))
    return lines


def order(**words):
    return {"volume": 50, "at": None, "grace": 500, **words}


def test_the_process_obeys(qapp, told):
    player = FakePlayer()
    speaker = Loudspeaker(iter([player]))
    speaker.open()
    speaker.obey(order(beep="start"))
    speaker.obey(order(words="Half squat, left side. 7.", speed=1.0, at=900))
    speaker.obey({"hush": True})
    assert told == [{"open": True}]
    assert player.played[0] == ("start", 50, NOW, False)
    assert player.played[1][1:] == (50, When(900, 500), True)
    assert player.hushed == 1


def test_a_way_that_is_lost_gives_place_to_the_next(qapp, told):
    players = [FakePlayer(), FakePlayer()]
    speaker = Loudspeaker(iter(players))
    speaker.open()
    speaker._fall()
    speaker.obey(order(beep="tick"))
    assert [len(p.played) for p in players] == [0, 1]
    speaker._fall()
    speaker.obey(order(beep="tick"))
    assert told == [{"open": True}, {"open": True}, {"failed": True}]


def test_what_is_not_recorded_or_damaged_is_silent(qapp, told, tmp_path, monkeypatch):
    (tmp_path / "sounds").mkdir()
    (tmp_path / "sounds" / "tick.wav").write_bytes(b"RIFF, but no more")
    monkeypatch.setattr("kneeapp.ui.audio.tone.assets", lambda: tmp_path)
    beep_tone.cache_clear()
    player = FakePlayer()
    speaker = Loudspeaker(iter([player]))
    speaker.open()
    speaker.obey(order(beep="tick"))
    speaker.obey(order(beep="count"))  # missing
    speaker.obey(order(words="Grandmother's own lunge.", speed=1.0))
    beep_tone.cache_clear()
    assert player.played == []
    assert told == [{"open": True}]


def test_recordings_that_cannot_be_read_are_told(qapp, told, tmp_path, monkeypatch):
    from kneeapp.ui.audio import recordings

    recordings.load_book()
    (tmp_path / "voice.pack").write_bytes(bytes(9_000_000))
    monkeypatch.setattr(recordings, "folder", lambda: tmp_path)
    recordings._decoded.cache_clear()
    speaker = Loudspeaker(iter([FakePlayer()]))
    speaker.open()
    speaker.obey(order(words="Hold.", speed=1.0))
    assert told[-1] == {"mute": True}


def test_a_machine_without_sound_library_or_programs_has_no_way(clock, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    assert list(loudspeaker.players(clock, print)) == []
    assert list(loudspeaker.players(clock, print, plain=True)) == []


def test_the_real_process_opens_or_fails_and_ends_with_the_window(services, qtbot, monkeypatch):
    """On whatever machine this runs."""
    sound = Sound(services)
    sound.prepare()
    qtbot.waitUntil(lambda: sound.is_heard() or sound.note() == NOTE, timeout=25_000)
    sound.play(Beep.TICK)
    sound.speak("Hold.", 1.0)
    sound.close()
    assert not sound.has_way()


# ---------------------------------------------------------------------- programs of the system
def program(folder, name, text):
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture
def failed():
    return []


@pytest.fixture
def with_program(qapp, clock, tmp_path, monkeypatch, failed):
    """A player by a program of the system that runs this shell script."""
    made = []

    def make(name, text):
        program(tmp_path, name, text)
        monkeypatch.setenv("PATH", str(tmp_path) + os.pathsep + os.environ["PATH"])
        made.append(CommandPlayer(name, clock, lambda: failed.append(name)))
        return made[-1]

    yield make
    for player in made:
        player._stop(list(player._running))
        player.remove_files()
        assert not player._folder.exists()
        player.deleteLater()


def test_a_program_gets_the_loudness_in_its_own_way(with_program, tmp_path, failed, qtbot):
    said = tmp_path / "said"
    for name, option in (("paplay", "--volume=32768"), ("pw-play", "--volume=0.5")):
        said.write_text("")
        player = with_program(name, f'echo "$@" > "{said}"')
        player.play(TONE, 50, NOW, voice=False)
        qtbot.waitUntil(lambda: said.read_text().endswith("\n"), timeout=10_000)
        assert said.read_text().split()[0] == option
        qtbot.waitUntil(lambda p=player: not p._running, timeout=10_000)
    assert failed == []


def test_a_program_that_fails_or_is_not_there_is_a_failure(
    with_program, monkeypatch, failed, qtbot
):
    player = with_program("aplay", "exit 1")
    player.play(TONE, 50, NOW, voice=False)
    qtbot.waitUntil(lambda: failed == ["aplay"], timeout=10_000)
    monkeypatch.setenv("PATH", "")
    player.play(TONE, 50, NOW, voice=False)
    qtbot.waitUntil(lambda: failed == ["aplay"] * 2, timeout=10_000)


@pytest.mark.parametrize(("code", "works"), [(0, True), (1, False)])
def test_a_program_is_tried_out_in_silence(with_program, failed, qtbot, code, works):
    player, ready = with_program("aplay", f"exit {code}"), []
    player.try_out(partial(ready.append, 1))
    qtbot.waitUntil(lambda: bool(ready or failed), timeout=10_000)
    assert (bool(ready), bool(failed)) == (works, not works)


def test_one_voice_at_a_time_and_silence_stops_it(with_program, failed):
    player = with_program("aplay", "exec sleep 60")
    player.play(TONE, 50, NOW, voice=False)
    for name in ("one", "two"):
        player.play(Tone(name, bytes(480)), 50, NOW, voice=True)
    files = [p.arguments()[-1] for p in player._running]
    assert [f.rsplit("/", 1)[1] for f in files] == ["tick.wav", "two.wav"]
    with wave.open(files[0]) as file:
        assert (file.getframerate(), file.getnframes() * 2) == (RATE, len(TONE.samples))
    player.hush()
    assert len(player._running) == 1
    assert failed == []


def test_what_is_early_waits_and_what_is_late_is_dropped(with_program, clock):
    player = with_program("aplay", "exec sleep 60")
    player.play(TONE, 50, When(clock.now_ms() - 400, 300), voice=False)
    player.play(TONE, 50, When(clock.now_ms() + 60_000, 300), voice=False)
    assert not player._running
    assert player._timer.interval() == 60_000
    clock.advance(60_000)
    player._begin_due()
    assert len(player._running) == 1
    player.play(TONE, 50, When(clock.now_ms() + 60_000, 300), voice=False)
    player.hush()
    assert not player._waiting


# ---------------------------------------------------------------------- helper processes
def script(text):
    return (sys.executable, "-c", text)


@pytest.fixture
def helper(qapp):
    made = []

    def start(text):
        made.append(Helper(qapp, script(text)))
        return made[-1]

    yield start
    for each in made:
        each.close()
        each.deleteLater()


ECHO = """
import json, sys
for line in sys.stdin:
    print(json.dumps({"heard": True})); print("noise"); print("[]")
    print(json.dumps({"echo": json.loads(line)}), flush=True)
"""


def test_a_helper_answers_and_what_it_tells_arrives(helper, qtbot):
    told = []
    made = helper(ECHO)
    made.told.connect(told.append)
    made.order(beep="tick")
    made.order(hush=True)
    qtbot.waitUntil(lambda: told == [{"echo": {"beep": "tick"}}, {"echo": {"hush": True}}])
    assert not made._patience.isActive()


@pytest.mark.parametrize("text", ["raise SystemExit(3)", "import os; os.abort()"])
def test_a_helper_that_ends_or_aborts_is_gone(helper, qtbot, text):
    made = helper(text)
    with qtbot.waitSignal(made.gone, timeout=20_000):
        pass
    made.order(beep="tick")  # no error


def test_a_helper_that_stands_still_is_ended(helper, qtbot, monkeypatch):
    monkeypatch.setattr("kneeapp.ui.audio.helper.ANSWER_MS", 30)
    told = []
    made = helper("import time; print('{}', flush=True); time.sleep(60)")
    made.told.connect(told.append)
    qtbot.waitUntil(lambda: told == [{}], timeout=20_000)
    with qtbot.waitSignal(made.gone, timeout=20_000):
        made.order(beep="tick")


def test_a_program_that_is_not_there_is_gone_at_once(qapp, qtbot):
    gone = []
    made = Helper(qapp, ("/no/such/program",))
    made.gone.connect(lambda: gone.append(1))
    qtbot.waitUntil(lambda: gone == [1] or not made._open, timeout=20_000)
    made.close()


def test_orders_are_one_line_of_json_each(helper, qtbot):
    told = []
    made = helper(ECHO)
    made.told.connect(told.append)
    made.order(words="Rest.\n30 seconds “now”.")
    qtbot.waitUntil(lambda: bool(told))
    assert told[0]["echo"] == {"words": "Rest.\n30 seconds “now”."}
    assert json.dumps(told[0]).count("\\n") == 1
