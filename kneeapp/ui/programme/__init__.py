"""The parts of the programme page."""

from __future__ import annotations
