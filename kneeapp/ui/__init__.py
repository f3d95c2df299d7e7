"""The window: pages, widgets, theme, sound, voice."""

from __future__ import annotations
