"""``kneeapp schema``: JSON Schema of routine files, for editors."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse


def add_parser(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the program's commands."""
    parser = sub.add_parser("schema", help="print the JSON Schema of routine files")
    parser.set_defaults(run=run)


def run(_args: argparse.Namespace) -> int:
    """Print the schema."""
    from kneeapp.routine.drawn import json_schema

    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))
    return 0
