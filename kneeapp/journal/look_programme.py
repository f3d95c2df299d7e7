"""The sessions of one programme: few queries, however long the journal is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeapp.journal import rows

if TYPE_CHECKING:
    from datetime import datetime

    from kneeapp.journal.model import SessionRecord, Stamp
    from kneeapp.journal.store import Journal


def sessions(
    journal: Journal, programme: str, since: datetime
) -> list[tuple[int, Stamp, SessionRecord]]:
    """The ended sessions that carry a programme's id, oldest first, each with its entry's id.

    Args:
        journal: the journal.
        programme: the id of the programme.
        since: the instant it was begun, in UTC.
    """
    sql = """
        SELECT *, (SELECT count(*) FROM set_done WHERE session_id = entry.id) AS done_sets
        FROM entry JOIN session ON entry_id = entry.id
        WHERE kind = 'session' AND status != 'running' AND at_utc >= :since
            AND json_valid(choice) AND json_extract(choice, '$.place.programme') = :programme
        ORDER BY at_utc, entry.id
    """
    values = {"since": _text(since), "programme": programme}
    found = []
    for row in journal.query(sql, values):
        try:
            record = rows.session(row, row["done_sets"])
        except (ValueError, LookupError, TypeError):
            continue  # damaged so that SQLite did not notice
        found.append((row["id"], rows.stamp_or_epoch(row), record))
    return found


def mornings(journal: Journal, since: datetime) -> dict[int, int]:
    """The figure of the morning after, 0 to 10, by the id of the session it belongs to."""
    sql = """
        SELECT session_id, value FROM entry JOIN pain ON entry_id = id
        WHERE kind = 'pain' AND moment = 'next_morning' AND session_id IS NOT NULL
            AND at_utc >= :since
        ORDER BY at_utc, id
    """
    return {row[0]: row[1] for row in journal.query(sql, {"since": _text(since)})}


def _text(instant: datetime) -> str:
    return instant.isoformat(timespec="milliseconds").replace("+00:00", "Z")
