"""Tables as CSV that a spreadsheet shows and never runs."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A spreadsheet may run a text cell that begins so (CWE-1236)."""


def table(columns: Sequence[str], rows: Sequence[Mapping[str, object]]) -> str:
    """Rows under their column names; text cells cannot start a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([[safe_cell(row[name]) for name in columns] for row in rows])
    return out.getvalue()


def safe_cell(value: object) -> object:
    """A quote before text that a spreadsheet could take for a formula; numbers as they are."""
    if isinstance(value, str) and (
        value.startswith(FORMULA_STARTS) or value.lstrip().startswith(FORMULA_STARTS)
    ):
        return f"'{value}"
    return value
