"""The figures of a session in the journal's form."""

from __future__ import annotations

from kneeapp.journal.model import SessionPlan, SessionRecord, Status
from kneeapp.ui.journal.fields import SessionFields


def test_minutes_are_rounded_to_be_read_and_kept_exactly_unless_changed(qtbot):
    fields = SessionFields()
    qtbot.addWidget(fields)
    there = SessionRecord(SessionPlan("x", "Three moves"), Status.DONE, 0, 65_160, None, None, None)
    fields.fill(there)
    assert fields.minutes.text() == "1.1"
    assert fields.record() == there
    fields.minutes.setText("2")
    assert fields.record().done_ms == 120_000
