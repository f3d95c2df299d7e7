"""The parts of the routines page."""

from __future__ import annotations
