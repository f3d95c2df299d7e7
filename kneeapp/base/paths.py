"""Where the program's own files lie, and where it may keep the person's."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_DATA_VARIABLE = "KNEEAPP_DATA_DIR"


def assets() -> Path:
    """The shipped folder of pictures, sounds, fonts and guidance data."""
    return _shipped("assets")


def routines() -> Path:
    """The shipped folder of exercises, routines and programmes."""
    return _shipped("routines")


ROUTINES, SETTINGS, JOURNAL = "routines", "settings.json", "journal.db"
PICTURES = "pictures"
"""What lies in the person's data folder, by name."""


def user_data_dir() -> Path:
    """Where the journal, the settings and the person's own routines live.

    The environment variable KNEEAPP_DATA_DIR overrides the usual place. Nothing is created.
    """
    chosen = os.environ.get(_DATA_VARIABLE)
    if chosen:
        return Path(chosen)
    import platformdirs

    return Path(platformdirs.user_data_dir("kneeapp", appauthor=False))


def user_routines_dir() -> Path:
    """The person's own exercises and routines, in the shipped format."""
    return user_data_dir() / ROUTINES


def sheet_folder(exercise: str) -> Path:
    """Where the pictures of an exercise lie: the person's own come before the shipped ones."""
    own = user_data_dir() / PICTURES
    return own if (own / f"{exercise}.json").is_file() else assets() / "exercises"


def journal_file() -> Path:
    """The file that holds the journal."""
    return user_data_dir() / JOURNAL


def _shipped(kind: str) -> Path:
    # A wheel carries the folders inside the package; a checkout has them beside it.
    installed = _PACKAGE / f"_{kind}"
    return installed if installed.is_dir() else _PACKAGE.parent / kind
