"""The shipped library, read once in a process for every test that looks at it."""

from __future__ import annotations

from functools import cache

from kneeapp.base import paths
from kneeapp.routine.load import load_library


@cache
def library():
    """Nothing in it can change."""
    return load_library([paths.routines()])
