"""``kneeapp export``: the whole journal, as a file or on standard output."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kneeapp.base.clock import SystemClock
from kneeapp.base.errors import UserError
from kneeapp.base.paths import journal_file

if TYPE_CHECKING:
    import argparse

    from kneeapp.journal.store import Journal

FORMATS = ("json", "csv", "fhir")


def add_parser(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say what the command takes."""
    parser = sub.add_parser("export", help="write out the whole journal")
    parser.add_argument("--format", choices=FORMATS, default="json", dest="kind")
    parser.add_argument(
        "--to", type=Path, metavar="PATH", help="a file, or a folder for csv; else the screen"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Export; 0 when it worked, 1 when not."""
    try:
        return _export(args.kind, args.to)
    except UserError as error:
        sys.stderr.write(" ".join(filter(None, (error.text, error.hint))) + "\n")
        return 1


def _export(kind: str, target: Path | None) -> int:
    from kneeapp.journal.export import write
    from kneeapp.journal.store import Journal

    path = journal_file()
    clock = SystemClock()
    # Looking must leave nothing behind: without a journal there is an empty one to show.
    journal = Journal.open(path, clock) if path.exists() else Journal.in_memory(clock)
    try:
        if target is None:
            sys.stdout.write(_text(journal, kind))
        else:
            for written in write(journal, kind, target):
                sys.stderr.write(f"Written: {written}\n")
    finally:
        journal.close()
    return 0


def _text(journal: Journal, kind: str) -> str:
    from kneeapp.journal.export import to_csv, to_json
    from kneeapp.journal.fhir import to_fhir

    match kind:
        case "fhir":
            return to_fhir(journal.entries())
        case "csv":
            return "\n".join(f"# {name}\n{text}" for name, text in to_csv(journal).items())
        case _:
            return to_json(journal)
