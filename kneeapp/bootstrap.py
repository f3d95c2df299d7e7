"""Everything that must happen before Qt: arguments, logging, the commands; then the window."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = ("check", "plan", "assess", "locate", "map", "export", "schema")
"""Commands that need no display; `play` and no command open the window."""


def main(argv: Sequence[str] | None = None) -> int:
    """Start the program.

    Returns:
        The exit status: 0 good, 1 problems found, 2 the call itself was wrong.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    if "--version" in words[:1]:
        from kneeapp import __version__

        print(f"kneeapp {__version__}")
        return 0
    if words and words[0] in COMMANDS:
        from kneeapp.cli.main import run_command

        return run_command(words)
    from kneeapp.cli.main import parse_window_arguments

    arguments = parse_window_arguments(words)
    return _open_window(arguments.routine, smoke=arguments.smoke)


def _open_window(routine: str, *, smoke: bool) -> int:
    import faulthandler
    import gc

    gc.disable()  # until the first paint: collecting among fresh imports finds nothing, slowly
    if sys.stderr is not None:  # a windowed Windows build has none
        faulthandler.enable()
    try:
        from kneeapp.ui.app import run
    except ImportError as error:
        return _cannot_load(error)
    return run(routine=routine, smoke=smoke)


def _cannot_load(error: ImportError) -> int:
    """Qt, or a shared library it needs, is not there: say which, and what to do."""
    if error.name is not None and error.name.startswith("kneeapp"):
        raise error
    print(f"kneeapp: the window cannot be opened: {error}.", file=sys.stderr)
    print("  In a checkout, `make run` installs what is missing.", file=sys.stderr)
    return 1
