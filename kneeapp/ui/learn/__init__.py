"""Parts of the Learn page."""

from __future__ import annotations
