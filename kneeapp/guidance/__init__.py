"""What it may mean and what to do: questions, triage rules, causes, advice; all from data."""

from __future__ import annotations
