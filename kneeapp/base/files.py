"""Writing a file so that a crash leaves either the old one or the new one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def make_private_folder(folder: Path) -> None:
    """Create a folder that only its owner may enter; parents keep the system's usual mode.

    Raises:
        OSError: when the system refuses.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)


def write_atomic(path: Path, content: str | bytes, *, mode: int = PRIVATE_FILE) -> None:
    """Replace `path` with `content` in one step, safely on disk when this returns.

    Raises:
        OSError: when the system refuses; the old file is then untouched.
    """
    import tempfile  # late: it is heavy, and nothing is written at start

    data = content.encode() if isinstance(content, str) else content
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, mode)  # noqa: PTH101 - the name comes from mkstemp as a string
        os.replace(temporary, path)  # noqa: PTH105
    except BaseException:
        os.unlink(temporary)  # noqa: PTH108
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    # The rename itself must survive a power cut; Windows has no handle for a folder.
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
