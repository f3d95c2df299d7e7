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

_ALL_ENTRIES = (
    # The list of kinds leaves the table (the code knows it), so that the next kind is no rebuild.
    """
    CREATE TABLE entry_new (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        at_utc TEXT NOT NULL,
        offset_min INTEGER NOT NULL,
        zone TEXT NOT NULL,
        uid TEXT NOT NULL UNIQUE,
        changed_utc TEXT NOT NULL
    ) STRICT
    """,
    # Made from what both a file and an export of it hold, so that merging them doubles nothing.
    """
    INSERT INTO entry_new (id, kind, at_utc, offset_min, zone, uid, changed_utc)
    SELECT id, kind, at_utc, offset_min, zone, 'v2-' || id || '-' || at_utc, at_utc FROM entry
    """,
    """
    UPDATE sqlite_sequence SET seq = (SELECT seq FROM sqlite_sequence WHERE name = 'entry')
    WHERE name = 'entry_new'
    """,
    "DROP TABLE entry",
    "ALTER TABLE entry_new RENAME TO entry",
    "CREATE INDEX entry_by_time ON entry (at_utc)",
    "CREATE INDEX entry_by_kind ON entry (kind, at_utc)",
    """
    CREATE TABLE pain_new (
        entry_id INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
        moment TEXT NOT NULL
            CHECK (moment IN ('now', 'before', 'during', 'after', 'next_morning', 'worst_day')),
        value INTEGER NOT NULL CHECK (value BETWEEN 0 AND 10),
        session_id INTEGER REFERENCES session (entry_id) ON DELETE SET NULL
    ) STRICT
    """,
    "INSERT INTO pain_new SELECT entry_id, moment, value, session_id FROM pain",
    "DROP TABLE pain",
    "ALTER TABLE pain_new RENAME TO pain",
    "CREATE INDEX pain_by_session ON pain (session_id)",
    """
    CREATE TABLE symptom (
        entry_id INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
        what TEXT NOT NULL CHECK (what IN ('swelling', 'stiffness')),
        level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 3)
    ) STRICT
    """,
    """
    CREATE TABLE run (
        entry_id INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
        metres INTEGER CHECK (metres BETWEEN 1 AND 500000),
        seconds INTEGER CHECK (seconds BETWEEN 1 AND 360000),
        surface TEXT,
        shoes TEXT NOT NULL DEFAULT '',
        pain INTEGER CHECK (pain BETWEEN 0 AND 10),
        CHECK (metres IS NOT NULL OR seconds IS NOT NULL)
    ) STRICT
    """,
    """
    CREATE TABLE treatment (
        entry_id INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
        what TEXT NOT NULL,
        detail TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    """
    CREATE TABLE hard_thing (
        entry_id INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
        what TEXT NOT NULL,
        value INTEGER NOT NULL CHECK (value BETWEEN 0 AND 10)
    ) STRICT
    """,
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_TABLES, _PROFILE, _ALL_ENTRIES)
"""Step n (counted from 1) makes version n out of version n - 1."""

VERSION = len(MIGRATIONS)

DETAIL_OF = {
    "map": "pain_map",
    "answer": "answer",
    "session": "session",
    "pain": "pain",
    "note": "note",
    "symptom": "symptom",
    "run": "run",
    "treatment": "treatment",
    "hard_thing": "hard_thing",
}
"""The table that holds the rest of an entry, by the entry's kind; keyed by ``entry_id``."""

DETAIL_TABLES = tuple(DETAIL_OF.values())

TABLES = ("entry", *DETAIL_TABLES, "set_done", "profile")
"""Every table, parents before children."""
