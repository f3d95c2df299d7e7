"""Where it hurts: places, the turntable's maps, hit test, marks."""

from __future__ import annotations
