"""What happened: the local journal in one SQLite file."""

from __future__ import annotations
