"""The checks, the benchmarks and the screenshots."""

from __future__ import annotations
