"""The library, read in a process of its own: `python -m kneeapp.routine.reader QUESTION`.

What reads and checks the files (YAML, pydantic, the models of every kind) takes 35 MB and, for half
a second, Python's lock. The window needs none of it to play, so a short-lived process reads, and
sends the finished library back: a pickle through the pipe of our own child, never from a file.
"""

from __future__ import annotations

import copyreg
import json
import pickle
import sys
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

from kneeapp import __version__
from kneeapp.base.errors import UserError
from kneeapp.routine.amounts import read_only

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneeapp.routine.model import Library

Answer: TypeAlias = "tuple[Library, str] | UserError"
"""The library with the id of the routine that was wanted, or why there is none."""
# What stands before it was printed by others; another version has other classes.
_MARK = f"\0kneeapp {__version__} library\n".encode()


def question(wanted: str, folders: Sequence[Path]) -> str:
    """What to read as one plain word of a command line, whatever letters the folders have."""
    return json.dumps([wanted, *map(str, folders)])


def answer(wanted: str, folders: Sequence[Path]) -> Answer:
    """Read everything in these folders, here and now.

    Args:
        wanted: the id or the file of a routine; empty: only the library is wanted.
        folders: as `load_library` takes them.
    """
    from kneeapp.routine.load import find_routine, load_library

    if not wanted:
        return load_library(folders), ""
    try:
        routine, library = find_routine(wanted, folders)
    except UserError as error:
        return UserError(error.text, hint=error.hint)
    return library, routine.id


def pack(found: Answer) -> bytes:
    """An answer as it is sent."""
    copyreg.pickle(MappingProxyType, _reduced)
    return _MARK + pickle.dumps(found, pickle.HIGHEST_PROTOCOL)


def unpack(sent: bytes) -> Answer | None:
    """What our own child sent; None when that is not a whole answer of this version."""
    mark, parcel = sent.partition(_MARK)[1:]
    if mark:
        with suppress(Exception):  # half a pickle can fail in any way
            found: Answer = pickle.loads(parcel)
            return found
    return None


def _reduced(items: MappingProxyType[Any, Any]) -> tuple[Any, ...]:
    return read_only, (dict(items),)


def main() -> None:
    """Answer the question of the command line."""
    wanted, *folders = json.loads(sys.argv[1])
    sys.stdout.buffer.write(pack(answer(wanted, [Path(folder) for folder in folders])))


if __name__ == "__main__":
    main()
