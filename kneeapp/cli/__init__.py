"""The commands. No Qt."""

from __future__ import annotations
