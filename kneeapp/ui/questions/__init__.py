"""The parts of the questions page."""

from __future__ import annotations
