"""The parts of the player page: ready list, figure, clock, bar, pain question, end."""

from __future__ import annotations
