"""The whole journal in forms that other programs read: JSON, CSV, and FHIR R4 (see `fhir`)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kneeapp.base.csvtext import table
from kneeapp.base.errors import UserError
from kneeapp.base.files import make_private_folder, write_atomic
from kneeapp.journal.fhir import to_fhir
from kneeapp.journal.schema import TABLES, VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from kneeapp.journal.store import Journal

FORMAT = "kneeapp-journal"
"""What a JSON export calls itself."""

_JSON_COLUMNS = frozenset(
    {
        ("pain_map", "marks"),
        ("answer", "case_file"),
        ("answer", "reasons"),
        ("session", "choice"),
        ("session", "state"),
        ("profile", "value"),
    }
)


def to_json(journal: Journal) -> str:
    """Everything, table by table, a line for each row, with the parts kept as JSON opened up."""
    tables = [f"{json.dumps(name)}: [{_lines(journal, name)}]" for name in TABLES]
    head = f'{{"format": {json.dumps(FORMAT)}, "version": {VERSION}, "tables": {{'
    return head + ",\n".join(tables) + "}}\n"


def _lines(journal: Journal, table: str) -> str:
    # SQLite puts them together: in Python ten years of entries take 20 times as long.
    opened = {column for of, column in _JSON_COLUMNS if of == table}
    return ",".join(f"\n{line}" for line in journal.json_rows(table, opened))


def to_csv(journal: Journal) -> dict[str, str]:
    """One text per table, named by the table; text cells cannot start a formula."""
    return {name: table(tuple(rows[0]), rows) for name, rows in journal.rows().items() if rows}


def write(journal: Journal, kind: str, target: Path) -> list[Path]:
    """Write an export; only you may read the files.

    Args:
        journal: what to write.
        kind: ``json``, ``csv`` or ``fhir``.
        target: a file, or for ``csv`` a folder.

    Returns:
        The files written.

    Raises:
        UserError: the place cannot be written to.
    """
    try:
        return _write(journal, kind, target)
    except OSError as error:
        raise UserError(
            f"The export cannot be written to {target} ({error.strerror or error}).",
            hint="Choose a folder where you may write.",
        ) from error


def _write(journal: Journal, kind: str, target: Path) -> list[Path]:
    if kind != "csv":
        write_atomic(target, to_fhir(journal.entries()) if kind == "fhir" else to_json(journal))
        return [target]
    make_private_folder(target)
    files = []
    for name, text in to_csv(journal).items():
        files.append(target / f"{name}.csv")
        write_atomic(files[-1], text.encode("utf-8-sig"))
    return files


def is_json_column(table: str, column: str) -> bool:
    """Whether a column holds JSON, which an export opens up."""
    return (table, column) in _JSON_COLUMNS
