"""The parts of the journal page."""

from __future__ import annotations
