"""Sentences put together from recordings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneeapp.player.phrases import (
    CLAUSE_PAUSE_MS,
    SENTENCE_PAUSE_MS,
    WORD_PAUSE_MS,
    Clip,
    PhraseBook,
    phrase_key,
    words,
)
from kneeapp.player.speech import Estimate, Recorded, Silent


def book(*keys):
    return PhraseBook({key: Clip(n, 1, 100 * (n + 1)) for n, key in enumerate(keys)})


def said(made, text):
    """The pieces of a text as (which recording, silence before it)."""
    parts = made.compose(text)
    return parts and [(p.clip.offset, p.pause_ms) for p in parts]


def test_a_whole_recording_wins_over_its_pieces():
    made = book("half", "squat", "left side", "half squat left side")
    assert said(made, "Half squat, left side.") == [(3, 0)]


def test_pieces_are_joined_with_the_pauses_of_speech():
    made = book("next", "half squat", "3", "times", "left side")
    assert said(made, "Next: half squat. 3 times, left side.") == [
        (0, 0), (1, CLAUSE_PAUSE_MS), (2, SENTENCE_PAUSE_MS), (3, WORD_PAUSE_MS),
        (4, CLAUSE_PAUSE_MS),
    ]  # fmt: skip


def test_the_longest_first_piece_is_not_taken_where_the_rest_could_not_be_said():
    assert said(book("a b", "a", "b c"), "a b c") == [(1, 0), (2, WORD_PAUSE_MS)]


def test_a_word_that_is_not_recorded_makes_the_sentence_unsayable():
    made = book("half", "squat")
    assert made.compose("Half lunge.") is None
    assert made.compose("") == ()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Half-way.", "half-way"),
        ("Don’t roll (back)!", "don't roll back"),
        ("1.5 kg, 10 × 2", "1.5 kg 10 × 2"),
    ],
)
def test_a_recording_is_named_by_its_words(text, key):
    assert phrase_key(text) == key


@given(st.lists(st.sampled_from(["a", "b", "c", "a b", "b c"]), min_size=1, max_size=12))
def test_whatever_is_made_of_recorded_pieces_can_be_said_with_no_more_pieces(pieces):
    text = " ".join(pieces)
    parts = book("a", "b", "c", "a b", "b c").compose(text)
    assert 0 < len(parts) <= len(pieces)
    names = ["a", "b", "c", "a b", "b c"]
    assert words(" ".join(names[p.clip.offset] for p in parts)) == words(text)


def test_recordings_have_exact_lengths():
    made = book("rest", "30 seconds")
    assert Recorded(made).length_ms("Rest. 30 seconds.") == 100 + SENTENCE_PAUSE_MS + 200
    assert Recorded(made, 2.0).length_ms("Rest.") == 50
    assert Recorded(made).length_ms("Lunge.") is None


def test_no_voice_says_nothing():
    assert (Silent().length_ms("Hold."), Silent().length_ms("")) == (None, 0)


def test_an_engines_pace_is_learned_from_what_it_says():
    voice = Estimate()
    first = voice.length_ms("Get into position.")
    for text in ("Hold.", "Rest. 30 seconds.", "Next: Half squat.", "Relax."):
        voice.measured(text, round(1.5 * voice._guess(text)))
    assert first < voice.length_ms("Get into position.") <= 1.5 * first + 1
    assert voice.length_ms("Hold.") == round(1.5 * voice._guess("Hold."))
    voice.measured("", 100)
    voice.measured("Go.", 0)
    assert Estimate(1.0).length_ms("Hold on.") * 2 == Estimate().length_ms("Hold on.")
    assert voice.length_ms("") == 0
