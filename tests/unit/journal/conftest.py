"""A journal on disk, and one filled with a bit of everything."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from kneeapp.base.side import Side
from kneeapp.body.marks import Mark, PainMap
from kneeapp.journal.model import AnswerRecord, SessionPlan, SetDone
from kneeapp.journal.store import Journal


@pytest.fixture
def path(tmp_path):
    return tmp_path / "own" / "journal.db"


@pytest.fixture
def open_journal(path, clock):
    """Open (again and again) the journal on disk; all are closed at the end."""
    made = []

    def opened():
        made.append(Journal.open(path, clock))
        return made[-1]

    yield opened
    for each in made:
        each.close()


PATELLA = PainMap((Mark("patella", Side.RIGHT, strength=4),))
ANSWER = AnswerRecord(
    urgency="self_care",
    review_in_days=3,
    summary="Look after it yourself",
    case_file={"pain": {"side": "right", "places": ["patella"]}},
    reasons=({"rule": "SC01", "text": "No warning sign", "source": "P01"},),
)
PLAN = SessionPlan(
    routine="runners-knee-1",
    title="Runner's knee, phase 1",
    side=Side.RIGHT,
    sets=6,
    length_ms=1_200_000,
    choice={"exclude": ["deep_squat"], "pain_limit": 2},
    pain_before=3,
)
SET = SetDone(exercise="quad-set", step=0, side=Side.RIGHT, set_no=1, reps=10, length_ms=60_000)


@pytest.fixture
def samples():
    """Things to keep, and `fill(journal)`, which keeps one entry of every kind."""
    return SimpleNamespace(patella=PATELLA, answer=ANSWER, plan=PLAN, one_set=SET, fill=_fill)


def _fill(journal):
    """One entry of every kind; returns the id of the session."""
    journal.add_map(PATELLA)
    journal.add_answer(ANSWER)
    session = journal.start_session(PLAN)
    journal.add_set_done(session, SET, {"segment": 7})
    journal.set_session_pain(session, peak=2, after=1)
    journal.finish_session(session, "done", 1_100_000)
    journal.add_pain("next_morning", 2, session)
    journal.add_note("Felt easy")
    return session
