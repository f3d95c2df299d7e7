"""The parts of the knee page: a picture that turns, a list that says the same, and an editor."""

from __future__ import annotations
