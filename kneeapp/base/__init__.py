"""What every room stands on: errors, clock, paths, files, settings, guarded YAML."""

from __future__ import annotations
