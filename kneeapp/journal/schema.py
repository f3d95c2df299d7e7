"""The tables of the journal, and the numbered steps from each old version to the next.

The number of steps a file has seen is its ``user_version``. A step is never changed once a
version of the program has been given away; a new need is a new step at the end.

Every instant is UTC text (``2026-11-23T07:05:00.000Z``) beside the offset in minutes and the
zone name that held when the row was written, so that the day of an entry never moves.
"""

from __future__ import annotations

APPLICATION_ID = 0x6B6E6565
"""The four letters "knee", in the header of every journal file."""

_TABLES = (
    """
    CREATE TABLE entry (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL CHECK (kind IN ('map', 'answer', 'session', 'pain', 'note')),
        at_utc TEXT NOT NULL,
        offset_min INTEGER NOT NULL,
        zone TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX entry_by_time ON entry (at_utc)",
    """
    CREATE TABLE pain_map (
        entry_id INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
        read_back TEXT NOT NULL,
        marks TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE answer (
        entry_id INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
        urgency TEXT NOT NULL,
        review_in_days INTEGER,
        summary TEXT NOT NULL,
        case_file TEXT NOT NULL,
        reasons TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE session (
        entry_id INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
        routine TEXT NOT NULL,
        title TEXT NOT NULL,
        side TEXT,
        choice TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('running', 'done', 'stopped')),
        planned_sets INTEGER NOT NULL,
        planned_ms INTEGER NOT NULL,
        done_ms INTEGER NOT NULL DEFAULT 0,
        pain_before INTEGER CHECK (pain_before BETWEEN 0 AND 10),
        pain_peak INTEGER CHECK (pain_peak BETWEEN 0 AND 10),
        pain_after INTEGER CHECK (pain_after BETWEEN 0 AND 10),
        ended_utc TEXT,
        state TEXT
    ) STRICT
    """,
    """
    CREATE TABLE set_done (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        session_id INTEGER NOT NULL REFERENCES session (entry_id) ON DELETE CASCADE,
        at_utc TEXT NOT NULL,
        offset_min INTEGER NOT NULL,
        zone TEXT NOT NULL,
        step INTEGER NOT NULL,
        exercise TEXT NOT NULL,
        side TEXT,
        set_no INTEGER NOT NULL,
        reps INTEGER,
        length_ms INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX set_done_by_session ON set_done (session_id)",
    """
    CREATE TABLE pain (
        entry_id INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
        moment TEXT NOT NULL CHECK (moment IN ('now', 'next_morning')),
        value INTEGER NOT NULL CHECK (value BETWEEN 0 AND 10),
        session_id INTEGER REFERENCES session (entry_id) ON DELETE SET NULL
    ) STRICT
    """,
    """
    CREATE TABLE note (
        entry_id INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
        text TEXT NOT NULL
    ) STRICT
    """,
)

_PROFILE = (
    """
    CREATE TABLE profile (
        fact TEXT PRIMARY KEY,
        value TEXT NOT NULL,
        at_utc TEXT NOT NULL,
        offset_min INTEGER NOT NULL,
        zone TEXT NOT NULL
    ) STRICT
    """,
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_TABLES, _PROFILE)
"""Step n (counted from 1) makes version n out of version n - 1."""

VERSION = len(MIGRATIONS)

DETAIL_TABLES = ("pain_map", "answer", "session", "pain", "note")
"""One row each per entry, keyed by ``entry_id``; which one is told by the entry's kind."""

TABLES = ("entry", *DETAIL_TABLES, "set_done", "profile")
"""Every table, parents before children."""
