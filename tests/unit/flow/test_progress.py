"""Days, streak, running advice, sentences and body-map changes out of a journal."""

from __future__ import annotations

import statistics
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kneeapp.base.side import Side
from kneeapp.body.marks import Mark, PainMap
from kneeapp.flow.progress import body_change, days, progress, running
from kneeapp.flow.progress.days import Fold
from kneeapp.journal import look
from kneeapp.journal.model import (
    HardRecord,
    Moment,
    PainRecord,
    RunRecord,
    SessionPlan,
    SessionRecord,
    Stamp,
    Status,
)
from kneeapp.journal.store import Journal

TODAY = date(2026, 3, 31)
LONG_AGO = date(2000, 1, 1)


def ago(number, offset_min=0):
    noon = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)
    return Stamp(noon - timedelta(days=number), offset_min, "")


def session(title="Three moves", before=None, peak=None, after=None, sets=3):
    plan = SessionPlan("x", title, sets=sets, pain_before=before)
    return SessionRecord(plan, Status.DONE, 0, 600_000, peak, after, None)


def test_a_day_gathers_what_belongs_to_it(journal):
    journal.add(PainRecord(Moment.NOW, 2), ago(3))
    journal.add(PainRecord(Moment.NEXT_MORNING, 4), ago(3))
    journal.add(session(before=3, peak=5, after=1), ago(3))
    journal.add(RunRecord(5200, 1800, pain=1), ago(3))
    journal.add(RunRecord(metres=800), ago(3))
    journal.add_map(PainMap((Mark("patella", Side.RIGHT, 6), Mark("inferior_pole", Side.RIGHT, 2))))
    found = days.days(journal, LONG_AGO)
    day = next(each for each in found if each.day == TODAY - timedelta(days=3))
    assert (day.worst, day.morning, day.figure) == (5, 4, 5)
    assert (day.sessions, day.runs, day.run_words) == (["Three moves"], 2, "6 km")
    assert [each.worst for each in found if each is not day] == [6]
    assert days.days(journal, TODAY + timedelta(days=400)) == []


def test_the_day_is_the_one_on_the_wall(journal):
    late = Stamp(datetime(2026, 3, 2, 1, tzinfo=UTC), -480, "")
    journal.add(PainRecord(Moment.NOW, 2), late)
    assert [each.day for each in days.days(journal, LONG_AGO)] == [date(2026, 3, 1)]
    assert look.active_days(journal, LONG_AGO) == {date(2026, 3, 1): {"pain"}}
    assert look.first_day(journal) == date(2026, 3, 1)


@pytest.mark.parametrize("offset", [-720, -60, 0, 60, 840])
def test_a_day_begins_and_ends_on_the_wall(journal, offset):
    """The first minute of a day belongs to it, the last of the day before does not."""
    midnight = datetime(2026, 3, 10, tzinfo=UTC) - timedelta(minutes=offset)
    for minutes in (-1, 0, 1439, 1440):
        at = Stamp(midnight + timedelta(minutes=minutes), offset, "")
        journal.add(PainRecord(Moment.NOW, 3), at)
        journal.add(RunRecord(1000), at)
        journal.add(session(), at)
        journal.add(HardRecord("Stairs", 4), at)
    day, next_day = date(2026, 3, 10), date(2026, 3, 11)
    for since, wanted in ((day, [day, next_day]), (next_day, [next_day])):
        assert [each.day for each in days.days(journal, since)] == wanted
        assert sorted(look.active_days(journal, since)) == wanted
        assert sorted({each.day for each in look.hard_things(journal, since)}) == wanted
        assert sorted({each.day for each in look.ends(journal, since, 9)}) == wanted
        assert sorted({at.day for at, _ in look.runs(journal, since)}) == wanted
    assert look.sets_done(journal, day).sessions == 3


@pytest.mark.parametrize(
    ("weeks_ago", "count"),
    [
        ((), 0),
        ((0,), 1),
        ((1,), 1),
        ((2,), 1),
        ((3,), 0),
        ((0, 1, 2), 3),
        ((0, 2, 3), 3),
        ((1, 2, 4), 3),
        ((0, 3, 4), 1),
    ],
)
def test_the_streak_forgives_this_week_and_one_missed(weeks_ago, count):
    active = [TODAY - timedelta(weeks=n) for n in weeks_ago]
    assert days.streak(active, TODAY) == count


@given(st.sets(st.integers(0, 200)))
def test_one_more_active_day_never_shortens_the_streak(numbers):
    active = [TODAY - timedelta(days=n) for n in numbers]
    assert days.streak([*active, TODAY], TODAY) >= days.streak(active, TODAY)


def test_streak_words_are_kind():
    assert days.streak_words(0) == ""
    assert "this week" in days.streak_words(1)
    assert days.streak_words(5).startswith("5 weeks")


def runs(*pairs):
    return [(ago(n), RunRecord(metres=m)) for n, m in pairs]


def test_the_next_run_is_a_tenth_longer_at_most():
    found = running.advice(runs((40, 20_000), (20, 8000), (3, 5000)), TODAY)
    assert (found.longest, found.next_most, found.too_long) == ("8 km", "8.8 km", "")


def test_a_jump_is_said_once_and_without_blame():
    found = running.advice(runs((20, 5000), (2, 8000)), TODAY)
    assert found.too_long.startswith("Your run of 8 km on Sunday was more than a tenth longer")
    assert len(found.sentences) == 2
    assert running.advice(runs((20, 5000), (2, 5500)), TODAY).too_long == ""
    assert running.advice(runs((20, 5000), (9, 8000)), TODAY).too_long == ""


def test_minutes_count_when_no_distance_is_known():
    found = running.advice([(ago(2), RunRecord(seconds=1800))], TODAY)
    assert (found.longest, found.next_most) == ("30 min", "33 min")


def test_a_jump_in_minutes_is_said_too():
    told = [(ago(20), RunRecord(seconds=1800)), (ago(2), RunRecord(seconds=3000))]
    found = running.advice(told, TODAY)
    assert found.too_long.startswith("Your run of 50 min on Sunday was more than a tenth longer")
    assert "(30 min)" in found.too_long


def test_without_a_recent_run_there_is_no_advice():
    assert running.advice(runs((31, 5000)), TODAY) is None
    assert running.advice([], TODAY) is None


@given(st.integers(100, 100_000))
def test_the_most_is_never_over_a_tenth(metres):
    found = running.advice(runs((5, metres)), TODAY)
    most = float(found.next_most.removesuffix(" km"))
    assert most <= metres * 1.1 / 1000 + 0.06


def test_the_sentences_tell_what_changed(journal):
    for number, value in ((21, 5), (18, 5), (14, 4), (9, 3), (4, 2), (0, 2)):
        journal.add(RunRecord(metres=5000, pain=value), ago(number))
    for number, value in ((28, 7), (1, 3)):
        journal.add(HardRecord("stairs", value), ago(number))
    journal.add(session(), ago(10))
    assert progress.progress(journal, LONG_AGO, TODAY).sentences == [
        "Pain while running fell from 5 to 2 in 3 weeks.",
        "Stairs got easier: 7 to 3 in 4 weeks.",
        "You did 1 routine in 10 days: 0 of 3 sets.",
        "Your longest run of the last 30 days: 5 km. Keep the next one to 5.5 km or less.",
    ]


def test_too_little_is_not_told(journal):
    assert progress.progress(journal, LONG_AGO, TODAY).sentences == []
    day = TODAY
    assert progress.change([(day, 5), (day, 2), (day, 1)], "Pain") is None
    few_days = [(day - timedelta(days=n), v) for n, v in ((5, 8), (4, 8), (1, 1), (0, 1))]
    assert progress.change(few_days, "Pain") is None


def test_a_small_change_is_about_the_same():
    points = [(TODAY - timedelta(days=n), v) for n, v in ((30, 4), (20, 4), (10, 3), (0, 3))]
    assert progress.change(points, "Pain").sentence == "Pain stayed about the same: 3 of 10."
    assert (
        "rose from 1 to 6"
        in progress.change(
            [(TODAY - timedelta(days=100 - n), v) for n, v in ((0, 1), (1, 1), (99, 6), (100, 6))],
            "P",
        ).sentence
    )


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (9, "9 days"),
        (21, "3 weeks"),
        (79, "11 weeks"),
        (120, "4 months"),
        (1, "1 day"),
        (3650, "10 years"),
    ],
)
def test_spans_are_said_as_people_say_them(number, words):
    assert progress.span_words(number) == words


BEFORE = PainMap((Mark("patella", Side.RIGHT, 5), Mark("inferior_pole", Side.RIGHT, 3)))
AFTER = PainMap((Mark("patella", Side.RIGHT, 2), Mark("patella", Side.LEFT)))


def test_two_maps_are_compared_place_by_place():
    found = body_change.compare(BEFORE, AFTER)
    assert [(each.words, each.better) for each in found] == [
        ("Right kneecap: 5 → 2", True),
        ("Left kneecap: new", False),
        ("Right bottom tip of the kneecap: gone", True),
    ]
    assert body_change.compare(BEFORE, BEFORE)[0].better is None


def test_many_maps_are_a_table():
    assert body_change.place_table([BEFORE, AFTER]) == (
        ("Right kneecap", ("5", "2")),
        ("Right bottom tip of the kneecap", ("3", "")),
        ("Left kneecap", ("", "yes")),
    )


def test_maps_that_cannot_be_read_are_left_out(journal):
    journal.add_map(BEFORE)
    journal.add_map(AFTER)
    journal._tables.db.execute("UPDATE pain_map SET marks = '[' WHERE entry_id = 1")
    assert [each for _, each in look.maps(journal, LONG_AGO)] == [AFTER]
    assert [f.value for f in look.figures(journal, LONG_AGO)] == [2]


FIGURES = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 10)),
    min_size=0,
    max_size=40,
    unique_by=lambda p: p[0],
)


@given(FIGURES)
def test_a_sentence_about_any_figures_is_right(told):
    """Held against a second, plain way to reckon."""
    points = sorted((TODAY - timedelta(days=n), value) for n, value in told)
    found = progress.change(points, "Pain while running")
    if len(points) < 4 or (points[-1][0] - points[0][0]).days < 7:
        assert found is None
        return
    each = min(3, len(points) // 2)
    first = round(statistics.median([v for _, v in points[:each]]))
    last = round(statistics.median([v for _, v in points[len(points) - each :]]))
    words = found.sentence
    if last - first >= 2:
        assert words.startswith(f"Pain while running rose from {first} to {last} in ")
    elif first - last >= 2:
        assert words.startswith(f"Pain while running fell from {first} to {last} in ")
    else:
        assert words == f"Pain while running stayed about the same: {last} of 10."


@given(st.integers(1, 4000))
def test_a_span_in_words_is_close_to_the_days(number):
    count, unit = progress.span_words(number).split()
    days_of = {"day": 1, "days": 1, "weeks": 7, "months": 30.4, "years": 365.25}
    assert abs(int(count) * days_of[unit] - number) <= days_of[unit] / 2 + 1
    assert (count == "1") == (unit == "day")


@given(FIGURES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_ends_and_days_agree_with_every_figure(clock, told):
    journal = Journal.in_memory(clock)
    for number, value in told:
        journal.add(PainRecord(Moment.NOW, value), ago(number))
        journal.add(session(peak=value), ago(number, 90))
    figures = look.figures(journal, LONG_AGO)
    for what in ("now", "during"):
        of = [f for f in figures if f.what == what]
        wanted = of if len(of) <= 6 else of[:3] + of[-3:]
        assert [f for f in look.ends(journal, LONG_AGO, 3) if f.what == what] == wanted
    worst = {}
    for figure in figures:
        worst[figure.day] = max(figure.value, worst.get(figure.day, 0))
    assert {day.day: day.worst for day in days.days(journal, LONG_AGO)} == worst
    half = TODAY - timedelta(days=150)
    later = {day: value for day, value in worst.items() if day >= half}
    assert {day.day: day.worst for day in days.days(journal, half)} == later
    journal.close()


@pytest.mark.parametrize("fold", list(Fold))
def test_folding_loses_nothing(journal, fold):
    for number in range(0, 400, 3):
        journal.add(PainRecord(Moment.NOW, number % 11), ago(number))
        journal.add(RunRecord(1000, 600), ago(number))
    journal.add(session(), ago(7))
    single = days.days(journal, LONG_AGO)
    put = days.folded(single, fold)
    assert sum(each.metres for each in put) == sum(each.metres for each in single)
    assert sum(len(each.sessions) for each in put) == 1
    for each in put:
        inside = [d for d in single if fold.begin(d.day) == each.day]
        told = [d.worst for d in inside if d.worst is not None]
        assert each.worst == max(told, default=None)
    assert [each.day for each in put] == sorted({fold.begin(d.day) for d in single})


@pytest.mark.parametrize(
    ("span", "fold"), [(91, Fold.DAY), (365, Fold.WEEK), (1000, Fold.WEEK), (3652, Fold.MONTH)]
)
def test_a_long_time_is_put_together(span, fold):
    assert Fold.of(span) is fold


def test_the_three_things_that_are_hard_lately_under_one_name_each(journal):
    for number, what, value in (
        (30, "stairs", 8), (30, "Kneeling", 9), (20, "squatting", 5), (10, "Stairs", 6),
        (10, "Stairs", 4), (5, "Sitting long", 3), (4, "squatting", 2),
    ):  # fmt: skip
        journal.add(HardRecord(what, value), ago(number))
    things = days.hard_things(journal, LONG_AGO, Fold.DAY)
    assert [(t.name, [v for _, v in t.points]) for t in things] == [
        ("Stairs", [8, 6]),
        ("Squatting", [5, 2]),
        ("Sitting long", [3]),
    ]
    assert days.hard_table(things)[0] == (TODAY - timedelta(days=30), (8, None, None))
    assert len(days.hard_table(things)) == 5
