"""The window: pages, widgets, theme, sound, voice."""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 - from here on Qt's hook sees every import

# The hook reads the source of each module that comes after it, for Qt's `from __feature__ import`.
# Nothing here uses that. Without the hook the start takes a fifth less, and the window 7 MB less.
builtins.__import__ = vars(builtins).get("__orig_import__", builtins.__import__)
