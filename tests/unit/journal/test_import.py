"""Our own export comes back the same, joins with what is there, and bad files change nothing."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kneeapp.base.errors import UserError
from kneeapp.base.side import Side
from kneeapp.body.marks import Area, Depth, Mark, PainMap, Quality, Spread, When
from kneeapp.body.places import all_places
from kneeapp.journal import importing
from kneeapp.journal.export import to_json
from kneeapp.journal.merge import Merged
from kneeapp.journal.model import (
    AnswerRecord,
    HardRecord,
    MapRecord,
    Moment,
    NoteRecord,
    PainRecord,
    RunRecord,
    SessionPlan,
    SessionRecord,
    SetDone,
    Stamp,
    Status,
    Surface,
    Symptom,
    SymptomRecord,
    Treatment,
    TreatmentRecord,
)
from kneeapp.journal.schema import VERSION
from kneeapp.journal.store import Journal

OLD = Path(__file__).parent / "old"

scales = st.integers(0, 10)
maybe = st.none() | scales
texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30).filter(str.strip)
json_values = st.dictionaries(
    st.text(max_size=5), st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=9)
)
place_ids = st.sampled_from([p.id for p in all_places()])
sides = st.sampled_from([Side.LEFT, Side.RIGHT])
points = st.tuples(*[st.integers(-90, 90).map(float)] * 3)
marks = st.builds(
    Mark, place_ids, sides, strength=maybe, qualities=st.lists(
        st.sampled_from(Quality), unique=True, max_size=3).map(tuple),
    depth=st.none() | st.sampled_from(Depth), spread=st.none() | st.sampled_from(Spread),
    point=st.none() | points, when=st.lists(st.sampled_from(When), unique=True).map(tuple),
)  # fmt: skip
areas = st.builds(
    Area, sides, st.lists(points, min_size=3, max_size=6).map(tuple), st.floats(0, 400),
    st.lists(place_ids, max_size=3).map(tuple),
)  # fmt: skip
maps = st.builds(
    lambda each, spread, side, drawn, note: PainMap(
        tuple({mark.key: mark for mark in each}.values()), spread, side, drawn
    ).with_note(note),
    st.lists(marks, max_size=4), st.none() | st.sampled_from(Spread), sides,
    st.lists(areas, max_size=2).map(tuple), st.text(max_size=20),
)  # fmt: skip
plans = st.builds(
    SessionPlan, texts, texts, st.sampled_from([None, Side.LEFT]), scales, scales, json_values,
    maybe,
)  # fmt: skip
details = st.one_of(
    st.builds(MapRecord, st.just(""), maps),
    st.builds(AnswerRecord, texts, st.none() | scales, texts, json_values, st.tuples(json_values)),
    st.builds(
        SessionRecord, plans, st.sampled_from(Status), st.just(0), scales, maybe, maybe,
        st.none() | json_values,
    ),
    st.builds(PainRecord, st.sampled_from(Moment), scales),
    st.builds(NoteRecord, texts.map(str.strip)),
    st.builds(SymptomRecord, st.sampled_from(Symptom), st.integers(0, 3)),
    st.builds(
        RunRecord, st.integers(1, 9000), st.none() | st.integers(1, 9000),
        st.none() | st.sampled_from(Surface), texts, maybe,
    ),
    st.builds(TreatmentRecord, st.sampled_from(Treatment), texts),
    st.builds(HardRecord, texts, scales),
)  # fmt: skip
stamps = st.builds(
    lambda minutes, offset: Stamp(
        datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes), offset, "Zone"
    ),
    st.integers(0, 500_000),
    st.integers(-12 * 60, 14 * 60),
)
ONE_SET = SetDone(0, "bend", Side.LEFT, 1, 10, 1000)


def filled(clock, things):
    made = Journal.in_memory(clock)
    for detail, at in things:
        entry = made.add(detail, at)
        if isinstance(detail, SessionRecord):
            made.add_set_done(entry, ONE_SET)
            made.add_pain(Moment.NEXT_MORNING, 3, entry)
    return made


@given(st.lists(st.tuples(details, stamps), max_size=8), json_values)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_export_import_equal(clock, things, facts):
    first, second = filled(clock, things), Journal.in_memory(clock)
    first.save_profile(facts)
    second.merge(importing.parse(to_json(first)))
    assert second.rows() == first.rows()
    assert second.entries() == first.entries()
    again = second.merge(importing.parse(to_json(first)))
    assert (again.added, again.changed) == (0, 0)
    assert second.rows() == first.rows()
    first.close()
    second.close()


@given(
    st.lists(st.tuples(details, stamps), max_size=5),
    st.lists(st.tuples(details, stamps), max_size=5),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_two_journals_joined_hold_the_entries_of_both_once(clock, ours, theirs):
    first, second = filled(clock, ours), filled(clock, theirs)
    wanted = sorted(row["uid"] for each in (first, second) for row in each.rows()["entry"])
    sets = len(first.rows()["set_done"]) + len(second.rows()["set_done"])
    found = first.merge(importing.parse(to_json(second)))
    rows = first.rows()
    assert sorted(row["uid"] for row in rows["entry"]) == wanted
    assert found.added == len(second.rows()["entry"])
    assert len(rows["set_done"]) == sets
    linked = [row for row in rows["pain"] if row["session_id"] is not None]
    kinds = {row["id"]: row["kind"] for row in rows["entry"]}
    assert all(kinds[row["session_id"]] == "session" for row in linked)
    first.close()
    second.close()


def test_of_two_states_the_one_changed_last_stays(journal, clock):
    entry = journal.add_note("first words")
    old = to_json(journal)
    clock.advance(1000)
    journal.change(entry, NoteRecord("better words"))
    new = to_json(journal)
    assert journal.merge(importing.parse(old)) == Merged(known=1)
    assert journal.entry(entry).detail == NoteRecord("better words")
    other = Journal.in_memory(clock)
    other.merge(importing.parse(old))
    assert other.merge(importing.parse(new)) == Merged(changed=1)
    assert other.entry(entry).detail == NoteRecord("better words")
    other.close()


def test_a_changed_session_keeps_its_morning_figure(journal, clock, samples):
    session = samples.fill(journal)
    old = to_json(journal)
    clock.advance(1000)
    journal.set_session_pain(session, after=9)
    other = Journal.in_memory(clock)
    other.merge(importing.parse(old))
    other.merge(importing.parse(to_json(journal)))
    assert other.rows() == journal.rows()
    other.close()


def test_an_export_of_an_older_version_is_read(journal):
    journal.merge(importing.read(OLD / "version-2.json"))
    assert len(journal.entries()) == 5
    assert journal.sets(3)[0].exercise == "quad-set"


def test_an_old_export_adds_nothing_to_the_migrated_file(path, open_journal):
    path.parent.mkdir()
    path.write_bytes((OLD / "version-2.db").read_bytes())
    journal = open_journal()
    before = journal.rows()
    assert journal.merge(importing.read(OLD / "version-2.json")) == Merged(known=5)
    assert journal.rows() == before


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", "no json", '{"format": "kneeapp-journal"}', "[" * 100_000,
        '{"format": "kneeapp-journal", "version": 3, "tables": {"entry": [1]}}',
        '{"format": "kneeapp-journal", "version": 3, "tables": {"entry": [{"kind": "map"}]}}',
        '{"format": "kneeapp-journal", "version": "3", "tables": {}}',
        f'{{"format": "kneeapp-journal", "version": {VERSION + 1}, "tables": {{}}}}',
    ],
)  # fmt: skip
def test_what_is_no_export_is_refused_and_changes_nothing(journal, samples, tmp_path, text):
    samples.fill(journal)
    before = journal.rows()
    file = tmp_path / "in.json"
    file.write_text(text)
    with pytest.raises(UserError):
        importing.load(journal, file)
    assert journal.rows() == before


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("entry", "at_utc", "yesterday"),
        ("entry", "kind", "spell"),
        ("entry", "offset_min", "x"),
        ("pain", "value", 99),
        ("session", "status", "flying"),
        ("set_done", "length_ms", None),
    ],
)
def test_one_bad_row_refuses_the_whole_file(journal, samples, clock, table, column, value):
    samples.fill(journal)
    whole = json.loads(to_json(journal))
    whole["tables"][table][0][column] = value
    other = Journal.in_memory(clock)
    with pytest.raises(UserError, match="cannot be read"):
        other.merge(importing.parse(json.dumps(whole)))
    assert other.entries() == []
    other.close()


def test_a_file_that_is_not_there_is_said(journal, tmp_path):
    with pytest.raises(UserError, match="cannot be read"):
        importing.load(journal, tmp_path / "missing.json")
    binary = tmp_path / "binary.json"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UserError, match="not a journal"):
        importing.load(journal, binary)
