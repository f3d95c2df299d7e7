"""The clockwork of a session: engine, cues, pain rule."""

from __future__ import annotations
