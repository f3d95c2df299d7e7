"""The parts of the home page: the figure, and the cards beside it."""

from __future__ import annotations
