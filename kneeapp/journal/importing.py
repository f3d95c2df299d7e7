"""Our own JSON export, read back and joined with the journal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kneeapp.base.errors import UserError
from kneeapp.journal.export import FORMAT, is_json_column
from kneeapp.journal.rows import dump
from kneeapp.journal.schema import TABLES, VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from kneeapp.journal.merge import Merged, Row
    from kneeapp.journal.store import Journal

MOST_BYTES = 300 * 2**20
"""Ten years of daily use are about 60 MiB."""

_NOT_OURS = "This file is not a journal that Kneeapp saved."
_HINT = "Choose a file made with “Save everything”."


def read(path: Path) -> dict[str, list[Row]]:
    """The rows of an export, as the tables keep them.

    Raises:
        UserError: the file cannot be read, is not an export, or is of a newer program.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UserError("This file is too large to be a journal.", hint=_HINT)
        return parse(path.read_text("utf-8"))
    except OSError as error:
        raise UserError(f"The file cannot be read ({error.strerror or error}).") from error
    except UnicodeDecodeError as error:
        raise UserError(_NOT_OURS, hint=_HINT) from error


def parse(text: str) -> dict[str, list[Row]]:
    """The rows of an export given as text.

    Raises:
        UserError: it is not an export, or is of a newer program.
    """
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UserError(_NOT_OURS, hint=_HINT) from error
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise UserError(_NOT_OURS, hint=_HINT)
    version = whole.get("version")
    if not isinstance(version, int) or version > VERSION:
        raise UserError(
            "This journal was saved by a newer Kneeapp.", hint="Use the newer Kneeapp to read it."
        )
    tables = whole.get("tables")
    if not isinstance(tables, dict):
        raise UserError(_NOT_OURS, hint=_HINT)
    return {name: _rows(name, tables.get(name, [])) for name in TABLES}


def load(journal: Journal, path: Path) -> Merged:
    """Join an export with the journal; a copy of the journal is made first.

    Raises:
        UserError: the file cannot be used; the journal is then as it was.
    """
    return journal.merge(read(path))


def _rows(table: str, raw: object) -> list[Row]:
    if not isinstance(raw, list) or not all(isinstance(row, dict) for row in raw):
        raise UserError(_NOT_OURS, hint=_HINT)
    return [{name: _close(table, name, value) for name, value in row.items()} for row in raw]


def _close(table: str, column: str, value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    no_snapshot = value is None and column == "state"
    if is_json_column(table, column) and not no_snapshot:
        try:
            return dump(value)
        except ValueError as error:
            raise UserError(_NOT_OURS, hint=_HINT) from error
    return value
