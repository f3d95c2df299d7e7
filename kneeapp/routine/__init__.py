"""What is done: exercises, routines, programmes, and the timeline compiled from them."""

from __future__ import annotations
