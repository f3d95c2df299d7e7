"""The shipped voice says all that the player says of shipped routines."""

from __future__ import annotations

import re

import pytest

from kneeapp.base.paths import assets
from kneeapp.base.side import Side
from kneeapp.player import cues
from kneeapp.player.phrases import phrase_key
from kneeapp.player.speech import Recorded
from kneeapp.routine.timeline import Choices, compile_timeline
from tests.shipped import library

AGAIN = "run assets/source/voice/make_voice.py (see README.md there)"
MOST_BYTES = 12_000_000


@pytest.fixture(scope="module")
def voice():
    from kneeapp.ui.audio.recordings import load_book

    return Recorded(load_book())


class Listener:
    """A voice with time for everything, that remembers what it was asked to say."""

    def __init__(self):
        self.asked = set()

    def length_ms(self, text):
        self.asked.add(text)
        return 1 if text else 0


def said_of(routine, side, talk):
    listener = Listener()
    exercises = library().exercises.values()
    script = cues.Script(
        talk, listener, {e.id: e.cues for e in exercises}, {e.id: e.start for e in exercises}
    )
    line = compile_timeline(routine, library(), Choices(side=side, countdown_ms=10_000))
    for index in range(len(line.segments)):
        cues.segment_cues(line, index, script)
    return listener.asked


@pytest.mark.parametrize("side", [None, Side.LEFT, Side.RIGHT])
def test_everything_that_is_said_of_a_shipped_routine_is_recorded(voice, side):
    missing = {
        text
        for routine in library().routines.values()
        for text in said_of(routine, side, cues.Talk.FULL)
        if voice.length_ms(text) is None
    }
    assert not missing, AGAIN


def test_names_numbers_and_times_are_recorded(voice):
    wanted = [e.name for e in library().exercises.values()]
    wanted += [str(n) for n in range(101)]
    wanted += [f"Rest. {n} seconds." for n in range(2, 121)]
    assert not [text for text in wanted if voice.length_ms(text) is None], AGAIN


def test_a_persons_own_dose_is_put_together(voice):
    for dose in ("5 times 17, hold 33 seconds, each side, rest 55 seconds", "hold 7 minutes"):
        assert 1_000 < voice.length_ms(dose) < 9_000


def test_the_pack_is_small_and_its_recordings_last_as_long_as_words_do():
    from kneeapp.ui.audio.recordings import load_book

    files = list((assets() / "voice").iterdir())
    assert sum(f.stat().st_size for f in files) < MOST_BYTES
    for key, clip in load_book()._clips.items():
        assert key == phrase_key(key)
        letters = len(re.sub(r"\d", "xxxx", key))
        assert 150 + 25 * letters < clip.length_ms < 600 + 130 * letters, key
