"""What the person told the program and what they did: one private SQLite file."""

from __future__ import annotations
