"""Sounds on the audio clock, sample by sample."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneeapp.ui.audio.mixer import Channel, Mixer, louder
from kneeapp.ui.audio.stretch import stretched
from kneeapp.ui.audio.tone import RATE, When

MS = RATE // 1_000


def tone(ms, value=1_000):
    return np.full(ms * MS, value, np.int16)


@pytest.fixture
def mixer():
    """A mixer whose frame 0 is heard at 10,000 ms."""
    made = Mixer(lambda: made.now)
    made.now = 10_000
    made.started()
    return made


def rendered(mixer, count):
    return np.frombuffer(mixer.render(count), np.int16)


def loud(samples):
    return np.flatnonzero(np.abs(samples) > 1)


def test_silence_is_not_heard_but_never_quite_still(mixer):
    silence = rendered(mixer, 480)
    assert set(np.abs(silence)) == {0, 1}


def test_a_sound_begins_on_its_sample_whatever_the_blocks(mixer):
    mixer.add(tone(20), Channel.BEEP, When(10_100, 300))
    got = np.concatenate([rendered(mixer, n) for n in (7, 993, 1_000, 401, 2_000)])
    assert (loud(got)[0], loud(got)[-1]) == (100 * MS, 120 * MS - 1)
    assert not mixer.is_idle()
    mixer.now = 11_000
    assert mixer.is_idle()


@given(
    dues=st.lists(st.integers(10_000, 12_000), max_size=20),
    blocks=st.lists(st.integers(1, 5_000), min_size=1, max_size=40),
)
def test_ticks_keep_their_exact_distance_however_irregularly_the_stream_is_filled(dues, blocks):
    mixer = Mixer(lambda: 10_000)
    mixer.started()
    for due in dues:
        mixer.add(np.array([100], np.int16), Channel.BEEP, When(due, 300))
    parts = [rendered(mixer, n) for n in blocks]
    while mixer.rendered <= 2_000 * MS:
        parts.append(rendered(mixer, 5_000))
    got = loud(np.concatenate(parts))
    assert list(got) == sorted({(due - 10_000) * MS for due in dues})


def test_two_sounds_add_up_and_never_wrap_round(mixer):
    for _ in range(3):
        mixer.add(tone(1, 20_000), Channel.BEEP, When(10_000, 300))
    assert rendered(mixer, MS).max() == 32_767


def test_a_sound_as_soon_as_possible_does_not_wait_for_what_was_given_out_ahead(mixer):
    mixer.add(tone(100), Channel.BEEP, When(10_000, 300))
    mixer.started()
    rendered(mixer, 1_500 * MS)
    mixer.now += 40
    mixer.add(tone(1, 500), Channel.BEEP, When(None, 300))
    assert mixer.anew
    mixer.started()
    again = rendered(mixer, 100 * MS)
    assert set(again[:MS]) == {1_500, 1_501}  # it sounds at once
    assert loud(again)[-1] == 60 * MS - 1  # and the other one ends as it would have


def test_what_is_due_before_the_end_of_what_was_given_out_is_heard_in_time(mixer):
    mixer.add(tone(1), Channel.BEEP, When(None, 300))
    mixer.started()
    rendered(mixer, 1_500 * MS)
    mixer.now += 10
    mixer.add(tone(1), Channel.BEEP, When(11_000, 300))
    assert mixer.anew
    mixer.started()
    assert list(loud(rendered(mixer, 1_500 * MS))) == list(range(990 * MS, 991 * MS))
    assert mixer.dropped == 0


def test_what_comes_too_late_is_dropped_and_what_is_a_little_late_begins_at_once(mixer):
    rendered(mixer, 500 * MS)
    mixer.add(tone(1), Channel.VOICE, When(10_400, 50))
    mixer.add(tone(1), Channel.BEEP, When(10_450, 50))
    assert list(loud(rendered(mixer, 2 * MS))) == list(range(MS))
    assert mixer.dropped == 1


def test_silence_forgets_all_and_asks_for_a_new_stream_only_if_the_old_one_holds_sound(mixer):
    mixer.now += 1_000
    mixer.hush()
    assert not mixer.anew
    mixer.add(tone(50), Channel.VOICE, When(None, 300))
    mixer.started()
    mixer.add(tone(50), Channel.BEEP, When(11_200, 300))
    assert not mixer.anew
    rendered(mixer, 20 * MS)
    mixer.hush()
    assert mixer.anew
    mixer.started()
    mixer.now += 1_000
    assert mixer.is_idle()


def test_what_was_given_out_but_not_heard_yet_is_not_thrown_away(mixer):
    mixer.now += 1_000
    mixer.add(tone(50), Channel.BEEP, When(None, 300))
    mixer.started()
    rendered(mixer, 1_500 * MS)
    mixer.now += 60
    mixer.add(tone(50), Channel.BEEP, When(14_000, 300))
    assert not mixer.anew
    mixer.hush()
    assert mixer.anew  # but when it must be silent, it is


def test_after_a_silence_an_old_stream_begins_anew_and_so_does_its_clock(mixer):
    rendered(mixer, 300 * MS)
    mixer.now += 5_000
    mixer.add(tone(1), Channel.BEEP, When(20_000, 300))
    assert not mixer.anew
    rendered(mixer, 12_000 * MS)
    mixer.now = 100_000
    mixer.add(tone(1), Channel.BEEP, When(100_001, 300))
    assert mixer.anew
    mixer.started()
    assert not mixer.anew
    assert loud(rendered(mixer, 2 * MS))[0] == MS


def test_a_new_voice_cuts_the_old_one_softly_and_it_is_counted(mixer):
    mixer.add(tone(100, 1_000), Channel.VOICE, When(10_000, 300))
    mixer.add(tone(10, 3_000), Channel.VOICE, When(10_020, 300))
    mixer.add(tone(100, 1), Channel.BEEP, When(10_020, 300))
    got = rendered(mixer, 100 * MS)
    assert mixer.cut == 1
    assert got[20 * MS - 1] == 1_000 + 0
    assert np.abs(np.diff(got[20 * MS + 1 : 29 * MS].astype(int))).max() < 30
    assert np.abs(got[31 * MS :]).max() <= 2


def test_loudness_is_in_percent():
    assert list(louder(np.array([100, -200], np.int16).tobytes(), 50)) == [50, -100]
    assert louder(np.array([100], np.int16).tobytes(), 100)[0] == 100


@pytest.mark.parametrize("speed", [0.71, 1.41])
def test_faster_words_keep_their_pitch_and_loudness(speed):
    time = np.arange(RATE) / RATE
    wave = (8_000 * np.sin(2 * np.pi * 200 * time)).astype(np.int16)
    got = np.frombuffer(stretched(wave.tobytes(), speed), np.int16)
    assert len(got) == pytest.approx(RATE / speed, abs=1)
    middle = got[2_000:-2_000].astype(float)
    pitch = np.argmax(np.abs(np.fft.rfft(middle))) * RATE / len(middle)
    assert pitch == pytest.approx(200, abs=3)
    assert np.sqrt((middle**2).mean()) == pytest.approx(8_000 / 2**0.5, rel=0.1)
