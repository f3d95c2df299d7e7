"""Kneeapp: click where the knee hurts, learn what to do, be guided through what fits."""

from __future__ import annotations

__version__ = "0.1.0"
