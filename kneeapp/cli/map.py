"""``kneeapp map``: the places marked last, with their codes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kneeapp.base.clock import SystemClock
from kneeapp.base.errors import UserError
from kneeapp.base.files import write_atomic
from kneeapp.base.paths import journal_file
from kneeapp.body import listing

if TYPE_CHECKING:
    import argparse

    from kneeapp.body.marks import PainMap

FORMATS = ("json", "csv")


def add_parser(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say what the command takes."""
    parser = sub.add_parser("map", help="write out the places marked last, with their codes")
    parser.add_argument("--format", choices=FORMATS, default="json", dest="kind")
    parser.add_argument("--to", type=Path, metavar="FILE", help="a file; else the screen")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the map; 1 when nothing was ever marked.

    Raises:
        UserError: the journal cannot be read, or the file cannot be written.
    """
    pain_map = _last_map()
    if pain_map is None:
        sys.stderr.write("Nothing is marked in the journal yet.\n")
        return 1
    text = listing.to_csv(pain_map) if args.kind == "csv" else listing.to_json(pain_map)
    if args.to is None:
        sys.stdout.write(text)
    else:
        _write(args.to, text.encode("utf-8-sig" if args.kind == "csv" else "utf-8"))
    return 0


def _last_map() -> PainMap | None:
    from kneeapp.journal.store import Journal

    path = journal_file()
    if not path.exists():  # looking must leave nothing behind
        return None
    journal = Journal.open(path, SystemClock())
    try:
        return journal.last_map()
    finally:
        journal.close()


def _write(path: Path, data: bytes) -> None:
    try:
        write_atomic(path, data)
    except OSError as error:
        raise UserError(
            f"The map cannot be written to {path} ({error.strerror or error}).",
            hint="Choose a folder where you may write.",
        ) from error
    sys.stderr.write(f"Written: {path}\n")
