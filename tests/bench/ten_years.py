"""A journal of ten years of daily use, made the same every time: about 100,000 entries."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from kneeapp.base.side import Side
from kneeapp.body.marks import Mark, PainMap
from kneeapp.journal import columns
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
    Stamp,
    Status,
    Surface,
    Symptom,
    SymptomRecord,
    Treatment,
    TreatmentRecord,
)
from kneeapp.journal.schema import DETAIL_OF
from kneeapp.journal.tables import stamp_columns

DAYS = 3652
_PLACES = ("patella", "inferior_pole", "medial_joint_line", "lateral_joint_line")
_ANSWER = AnswerRecord(
    urgency="self_care",
    review_in_days=3,
    summary="Look after it yourself, and check again in 3 days.",
    case_file={"pain": {"side": "right", "places": ["patella"]}, "story": {"onset": "gradual"}},
    reasons=({"rule": "SC01", "text": "No warning sign", "source": "P01"},),
)


def fill(journal, entries, end=datetime(2026, 11, 20, 20, tzinfo=UTC)):
    """Put about so many entries into a journal, evenly over ten years up to `end`."""
    chance = random.Random(10)
    days = min(DAYS, max(1, entries // 27))
    with journal._tables.writing():
        number = 0
        for day in range(days):
            base = end - timedelta(days=days - 1 - day, hours=13)
            wanted = entries * (day + 1) // days - entries * day // days
            for minute, detail in enumerate(_day(chance, day, wanted, days)):
                _insert(journal, detail, Stamp(base + timedelta(minutes=20 * minute), 60, "CET"))
                number += 1
    return number


def _insert(journal, detail, at):
    kind, row = columns.of(detail)
    tables = journal._tables
    uid = f"{at.text}-{kind}"
    entry = {"kind": kind, "uid": uid, "changed_utc": at.text} | stamp_columns(at)
    entry_id = tables.insert("entry", entry)
    tables.insert(DETAIL_OF[kind], {"entry_id": entry_id, **row})
    if kind == "session":
        for number in range(1, 4):
            done = {
                "session_id": entry_id, "step": 0, "exercise": "wall-sit", "side": "right",
                "set_no": number, "reps": 10, "length_ms": 30_000,
            }  # fmt: skip
            tables.insert("set_done", done | stamp_columns(at))


def _day(chance, day, wanted, days):
    level = max(0, min(10, round(6 - 5 * day / days + chance.gauss(0, 1.2))))
    plan = SessionPlan("runners-knee-1", "Runner's knee, phase 1", Side.RIGHT, 6, 900_000, {}, 3)
    makers = (
        lambda: PainRecord(Moment.NOW, level),
        lambda: SessionRecord(plan, Status.DONE, 3, 800_000, level, max(0, level - 1), None),
        lambda: PainRecord(Moment.WORST_DAY, min(10, level + 1)),
        lambda: PainRecord(Moment.NEXT_MORNING, level),
        lambda: SymptomRecord(chance.choice(list(Symptom)), chance.randrange(4)),
        lambda: RunRecord(chance.randrange(2000, 12_000), 1800, Surface.ROAD, "blue", level),
        lambda: TreatmentRecord(chance.choice(list(Treatment)), "10 minutes"),
        lambda: HardRecord(chance.choice(("stairs", "squatting", "sitting long")), level),
        lambda: NoteRecord("Felt fine today. " * chance.randrange(1, 6)),
        lambda: PainRecord(Moment.BEFORE, level),
        lambda: PainRecord(Moment.AFTER, level),
    )
    found = [makers[n % len(makers)]() for n in range(wanted)]
    if day % 7 == 0 and wanted > 1:
        places = chance.sample(_PLACES, chance.randrange(1, 3))
        marks = tuple(Mark(p, Side.RIGHT, strength=level) for p in places)
        found[0] = MapRecord("", PainMap(marks))
        found[1] = _ANSWER
    return found
