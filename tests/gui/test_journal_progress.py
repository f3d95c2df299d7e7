"""How it goes: the line with its table, the calendar, the knee over time."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta

import pytest

from kneeapp.base.side import Side
from kneeapp.body.marks import Mark, PainMap
from kneeapp.journal.model import (
    HardRecord,
    MapRecord,
    Moment,
    PainRecord,
    RunRecord,
    SessionPlan,
    SessionRecord,
    Stamp,
    Status,
)
from kneeapp.ui.journal import line_key
from kneeapp.ui.journal_page import PROGRESS, JournalPage
from kneeapp.ui.services import Services
from kneeapp.ui.tokens import CONTRAST, DARK, LIGHT


@pytest.fixture
def services(qapp, clock, tmp_path):
    clock.wall_time = datetime(2026, 3, 31, 12, tzinfo=UTC)
    made = Services(clock, tmp_path / "data")
    yield made
    made.close()


@pytest.fixture
def view(qtbot, services):
    page = JournalPage(services)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()

    def shown():
        page.show_view(PROGRESS)
        return page.view(PROGRESS)

    return shown


def ago(days):
    return Stamp(datetime(2026, 3, 31, 12, tzinfo=UTC) - timedelta(days=days), 0, "")


def fill(journal):
    for number, value in ((40, 6), (30, 5), (21, 5), (10, 3), (0, 2)):
        journal.add(PainRecord(Moment.WORST_DAY, value), ago(number))
    plan = SessionPlan("x", "Three moves", sets=3, pain_before=2)
    journal.add(SessionRecord(plan, Status.DONE, 0, 600_000, 3, 1, None), ago(10))
    journal.add(RunRecord(metres=5000), ago(3))
    for number, value in ((30, 5), (2, 3)):
        marks = (Mark("patella", Side.RIGHT, value), Mark("patella", Side.LEFT, 1))
        journal.add(MapRecord("", PainMap(marks)), ago(number))


def test_with_too_little_it_says_so(view):
    shown = view()
    assert shown.too_little.isVisible()
    assert not shown.line.isVisible()
    assert shown.plot is None
    assert not shown.maps.isVisible()


def test_the_line_and_its_table_tell_the_same(view, services):
    fill(services.journal())
    shown = view()
    assert shown.line.isVisible()
    rows = shown.line.table.words()
    assert rows[0] == ["31 Mar 2026", "2", "", "", ""]
    assert ["21 Mar 2026", "3", "", "Three moves", ""] in rows
    assert ["28 Mar 2026", "", "", "", "5 km"] in rows
    line = shown.plot.getPlotItem().listDataItems()[0]
    drawn = [int(value) for value in line.yData]
    figures = [max(int(c) for c in row[1:3] if c) for row in reversed(rows) if row[1] or row[2]]
    assert drawn == figures
    assert "fell from" in shown.trend.words
    assert "5.5 km" in shown.trend.words


def test_the_span_narrows_what_is_shown(view, services):
    fill(services.journal())
    shown = view()
    assert len(shown.line.table.words()) == 7
    shown._on_span("month")
    assert len(shown.line.table.words()) == 5
    shown._on_span("all")
    assert len(shown.line.table.words()) == 7


def test_the_calendar_says_its_days(view, services):
    fill(services.journal())
    shown = view()
    said = shown.calendar.accessibleDescription()
    assert said == "Days with a routine: 21 Mar. Days with a run: 28 Mar."
    assert shown.streak.text().startswith("2 weeks")
    assert not shown.calendar.grab().isNull()


def test_the_knee_over_time_with_difference_and_table(view, services):
    fill(services.journal())
    shown = view()
    assert shown.maps.isVisible()
    pictures = [p for p in shown.maps.findChildren(object) if getattr(p, "pixmap", None)]
    assert sum(not p.pixmap().isNull() for p in pictures) == 6
    assert shown.maps.words.words() == [["Right kneecap", "5", "3"], ["Left kneecap", "1", "1"]]


def test_the_table_goes_below_in_a_narrow_window(view, services):
    fill(services.journal())
    shown = view()
    beside = shown.line.table.geometry().top() < shown.plot.geometry().bottom()
    shown.line.resize(700, 800)
    shown.line.layout().activate()
    assert beside
    assert shown.line.table.geometry().top() >= shown.plot.geometry().bottom()


def test_the_plot_library_is_warmed_when_idle(qtbot, services):
    page = JournalPage(services)
    qtbot.addWidget(page)
    page._idle.setInterval(0)
    page.shown()
    qtbot.waitUntil(lambda: not page._cold, timeout=5000)
    assert "pyqtgraph" in sys.modules


def test_what_is_hard_has_lines_and_the_same_as_a_table(view, services):
    assert not view().hard.isVisible()
    for number, stairs, sitting in ((20, 7, 3), (10, 5, 3), (1, 2, 4)):
        services.journal().add(HardRecord("Stairs", stairs), ago(number))
        services.journal().add(HardRecord("Sitting long", sitting), ago(number))
    shown = view()
    assert shown.hard.isVisible()
    drawn = [[int(v) for v in item.yData] for item in shown.hard_plot.getPlotItem().listDataItems()]
    assert drawn == [[7, 5, 2], [3, 3, 4]]
    assert shown.hard.table.words() == [
        ["30 Mar 2026", "2", "4"],
        ["21 Mar 2026", "5", "3"],
        ["11 Mar 2026", "7", "3"],
    ]
    assert "Stairs got easier: 7 to 2 in 3 weeks." in shown.trend.words


def test_a_year_is_shown_by_the_week(view, services):
    for number in range(300):
        services.journal().add(PainRecord(Moment.WORST_DAY, number % 7), ago(number))
    shown = view()
    shown._on_span("year")
    assert len(shown.line.table.words()) == 44
    assert "each week" in shown.line.explained.text()


def test_showing_again_does_not_build_the_knees_anew(view, services):
    fill(services.journal())
    shown = view()
    inside = shown.maps._inside
    shown.shown()
    assert shown.maps._inside is inside
    services.journal().add(MapRecord("", PainMap((Mark("patella", Side.RIGHT, 1),))), ago(0))
    shown.shown()
    assert shown.maps._inside is not inside


@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])
def test_the_lines_differ_in_colour_and_shape_in_every_theme(monkeypatch, tokens):
    monkeypatch.setattr(line_key.theme, "tokens", lambda: tokens)
    assert len({look.colour().name() for look in line_key.LOOKS}) == len(line_key.LOOKS) == 3
    assert len({look.shape for look in line_key.LOOKS}) == 3
