from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneeapp.routine.model import Amount
from kneeapp.routine.values import count, days, distance, duration, number_range
from kneeapp.routine.words import duration as in_words


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("45s", 45_000),
        ("45 s", 45_000),
        ("1m30s", 90_000),
        ("1 min 30 s", 90_000),
        ("2 min", 120_000),
        ("1:30", 90_000),
        ("1:30:00", 5_400_000),
        ("1.5s", 1500),
        ("0.125s", 125),
        ("2h", 7_200_000),
        ("24h", 86_400_000),
    ],
)
def test_times(text, ms):
    assert duration(text) == Amount(ms)


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("20-30s", 20_000, 20_000, 30_000),
        ("30 to 60 s", 30_000, 30_000, 60_000),
        ("20s - 30s", 20_000, 20_000, 30_000),
        ("30s (20-45s)", 30_000, 20_000, 45_000),
        ("1 min (45s-2 min)", 60_000, 45_000, 120_000),
    ],
)
def test_ranges_of_times_start_low_unless_said(text, value, low, high):
    assert duration(text) == Amount(value, low, high)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (10, Amount(10)),
        ("10", Amount(10)),
        ("8-12", Amount(8, 8, 12)),
        ("8–12", Amount(8, 8, 12)),
        ("2 to 3", Amount(2, 2, 3)),
        ("10 (8-12)", Amount(10, 8, 12)),
        ("not stated (12)", Amount(12, stated=False)),
        ("not stated", Amount(7, stated=False)),
    ],
)
def test_counts(value, found):
    assert count(value, unstated=7) == found


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (45, "45 is not a time \\(did you mean 45s\\?\\)"),
        ("45", "write a time such as 45s"),
        ("0s", "longer than 0"),
        ("25h", "at most 24 h"),
        ("1:75", "not a time"),
        ("1s1m", "not a time"),
        ("-5s", "not a time"),
        ("30-20s", "does not go up"),
        ("10s (20-30s)", "outside its range"),
        ("not stated", "the value in \\( \\)"),
        ("half-squat", "'half-squat' is not a time"),
        (None, "nothing is not a time"),
        (["1s"], "a list is not a time"),
    ],
)
def test_what_is_no_time(value, told):
    with pytest.raises(ValueError, match=told):
        duration(value)


@pytest.mark.parametrize("value", [0, -1, 1001, True, 1.5, None, "010", "ten", "8-", "12-8"])
def test_what_is_no_count(value):
    with pytest.raises(ValueError, match=r"count|number|range"):
        count(value)


def test_no_time_at_all_where_that_makes_sense():
    assert duration("0s", zero=True) == Amount(0)


def test_distances_and_days_and_ranges():
    assert distance("400m") == "400 m"
    assert distance("1 mile") == "1 mile"
    assert days("2 weeks") == 14
    assert days("10 days") == 10
    assert number_range("7.5-10", 0, 50) == "7.5 to 10"
    assert number_range(5, 0, 50) == "5"
    assert number_range("-10-45", -20, 180) == "-10 to 45"


@pytest.mark.parametrize("value", ["400", "0 m", "far", 400, None])
def test_what_is_no_distance(value):
    with pytest.raises(ValueError, match="not a distance"):
        distance(value)


@pytest.mark.parametrize("value", ["60", "10-5", "a", True, None])
def test_what_is_no_range(value):
    with pytest.raises(ValueError, match=r"range|outside"):
        number_range(value, 0, 50)


@given(st.integers(1, 86_400_000))
def test_a_time_in_words_can_be_read_again(ms):
    assert duration(in_words(ms)).value == ms


@given(st.text(max_size=20))
def test_any_text_is_a_time_or_a_value_error(text):
    try:
        assert duration(text).value > 0
    except ValueError as error:
        assert str(error)  # noqa: PT017
