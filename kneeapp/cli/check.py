"""``kneeapp check``: every problem of routine and exercise files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kneeapp.base.paths import routines, user_routines_dir

if TYPE_CHECKING:
    import argparse

GOOD, PROBLEMS, UNREADABLE = 0, 1, 2


def add_parser(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the program's commands."""
    parser = sub.add_parser("check", help="check routine and exercise files")
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="a file or a folder")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print a line for every problem, then a summary.

    Returns:
        0 all good, 1 problems, 2 a path that cannot be read.
    """
    from kneeapp.routine.load import check, neighbours, yaml_files

    paths: list[Path] = args.paths
    readable = [path for path in paths if _can_be_read(path)]
    beside = [one for path in readable if path.is_file() for one in neighbours(path)]
    found = check(readable, [routines(), user_routines_dir(), *beside])
    for problem in found:
        print(problem, file=sys.stderr)
    count = sum(len(list(yaml_files(path))) if path.is_dir() else 1 for path in readable)
    summary = f"{_counted(count, 'file')} checked, {_counted(len(found), 'problem')}."
    print(summary, file=sys.stderr if found else sys.stdout)
    if len(readable) < len(paths):
        return UNREADABLE
    return PROBLEMS if found else GOOD


def _can_be_read(path: Path) -> bool:
    try:
        if path.is_dir():
            next(path.iterdir(), None)
        else:
            path.open("rb").close()
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        print(f"{path}: cannot be read: {reason}", file=sys.stderr)
        return False
    return True


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count or 'no'} {thing}s"
