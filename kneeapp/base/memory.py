"""Large pictures come and go: their memory must go with them."""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import cache

LARGE = 256 * 1024
"""Bytes; a block at least as large has its own pages, which go back when it is freed."""
_M_MMAP_THRESHOLD, _M_TRIM_THRESHOLD = -3, -1


@cache
def give_large_blocks_back() -> None:
    """Have freed pictures leave the process at once, from now on.

    By itself glibc learns from the first large block freed to keep all later ones, up to 64 MB
    for each thread. Elsewhere than on Linux there is nothing to do.
    """
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    with suppress(OSError, AttributeError):  # another C library
        library = ctypes.CDLL(None)
        library.mallopt(_M_MMAP_THRESHOLD, LARGE)
        library.mallopt(_M_TRIM_THRESHOLD, LARGE)
