"""The cards of the settings page, one file each."""

from __future__ import annotations
