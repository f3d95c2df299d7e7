"""The command line: which command, with which words; every error one sentence and a hint."""

from __future__ import annotations

import argparse
import importlib
import sys
from typing import TYPE_CHECKING

from kneeapp.base.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

_HELP = {
    "check": "check routine and exercise files",
    "plan": "print the timeline of a routine",
    "assess": "answer a case file",
    "locate": "name the place under a point of a knee view",
    "map": "write out the places marked last, with their codes",
    "export": "write out the whole journal",
    "schema": "print the JSON Schema of routine files",
}
WRONG_CALL = 2


def run_command(words: Sequence[str]) -> int:
    """Run one of the commands that need no window.

    Args:
        words: the command's name and what follows it.

    Returns:
        The exit status.
    """
    _speak_utf8()
    parser = argparse.ArgumentParser(prog="kneeapp")
    module = importlib.import_module(f"kneeapp.cli.{words[0]}")
    module.add_parser(parser.add_subparsers(dest="command", required=True))
    try:
        arguments = parser.parse_args(words)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        status = int(module.run(arguments))
        sys.stdout.flush()
    except UserError as error:
        tell(error)
        return WRONG_CALL
    except BrokenPipeError:
        return _reader_left()
    return status


def parse_window_arguments(words: Sequence[str]) -> argparse.Namespace:
    """Read the words that open the window.

    Returns:
        A namespace with `routine` (empty for none) and `smoke`.

    Raises:
        SystemExit: when help was asked for or the words were wrong, which argparse has then said.
    """
    parser = argparse.ArgumentParser(
        prog="kneeapp",
        description="Click where the knee hurts, learn what to do, and be guided through it.",
        epilog="Commands without a window: "
        + "; ".join(f"{name}: {does}" for name, does in _HELP.items()),
    )
    parser.add_argument("--version", action="store_true", help="print the version and quit")
    parser.add_argument("--smoke", action="store_true", help="open every page offscreen and quit")
    parser.set_defaults(routine="")
    commands = parser.add_subparsers(metavar="COMMAND")
    play = commands.add_parser("play", help="open the window at the player")
    play.add_argument("routine", metavar="ROUTINE", help="the id of a routine, or a routine file")
    return parser.parse_args(words)


def tell(error: UserError) -> None:
    """Say an error on stderr: one sentence and a hint."""
    print(f"kneeapp: {error.text}", file=sys.stderr)
    if error.hint:
        print(f"  {error.hint}", file=sys.stderr)


def _speak_utf8() -> None:
    # A Windows console or a C locale would otherwise fail at the first × or –.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _reader_left() -> int:
    # `kneeapp plan … | head`: not an error; keep Python from complaining at exit.
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
