"""What it may mean and what to do: questions, triage rules, causes, advice; data and pure functions."""

from __future__ import annotations
