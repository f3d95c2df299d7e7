"""A report as a page set by Typst: a tagged PDF that can be read aloud, or a picture of it."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kneeapp.base.errors import UserError
from kneeapp.base.paths import assets

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from kneeapp.flow.report.page import Report

SIZES_PT = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
"""Type sizes tried until everything is on one page."""

_PREVIEW_PPI = 110
_COUNT_PPI = 24


def pdf(report: Report, pictures: Mapping[str, bytes], now: datetime) -> bytes:
    """The page as a PDF for everyone (PDF/UA-1): tagged, with text that can be selected.

    Args:
        report: what is on it.
        pictures: PNG files of the marked knee, by the words under each.
        now: the wall time, for the file's own date.

    Raises:
        UserError: the page cannot be set.
    """
    return _compiled(
        report, pictures, format="pdf", pdf_standards="ua-1", timestamp=now.replace(microsecond=0)
    )


def png(report: Report, pictures: Mapping[str, bytes], ppi: float = _PREVIEW_PPI) -> bytes:
    """The page as a picture, for the preview and the printer.

    Raises:
        UserError: the page cannot be set.
    """
    return _compiled(report, pictures, format="png", ppi=ppi)


def _compiled(report: Report, pictures: Mapping[str, bytes], **how: Any) -> bytes:  # noqa: ANN401
    import typst

    with tempfile.TemporaryDirectory(prefix="kneeapp-") as name:
        folder = Path(name)
        source = folder / "doctor.typ"
        source.write_bytes((assets() / "report" / "doctor.typ").read_bytes())
        data = _data(report, pictures, folder)
        try:
            made = _largest_that_fits(source, data, how)
        except typst.TypstError as problem:
            raise UserError(
                "The page cannot be made.", hint="Save the summary as text instead."
            ) from problem
    assert isinstance(made, bytes)
    return made


def _largest_that_fits(source: Path, data: dict[str, Any], how: dict[str, Any]) -> object:
    import typst

    for size in SIZES_PT:
        words = json.dumps(data | {"size": size})
        (source.parent / "data.json").write_text(words, "utf-8")
        compiler = typst.Compiler(source, font_paths=[assets() / "fonts"])
        if isinstance(compiler.compile(format="png", ppi=_COUNT_PPI), bytes):
            return compiler.compile(**how)
    raise UserError("There is too much for one page.", hint="Take out some of your questions.")


def _data(report: Report, pictures: Mapping[str, bytes], folder: Path) -> dict[str, Any]:
    data = asdict(report)
    for unused in ("pain_map", "wishes", "where"):
        data.pop(unused)
    files = []
    for number, (name, content) in enumerate(pictures.items()):
        file = f"knee{number}.png"
        (folder / file).write_bytes(content)
        files.append({"file": file, "name": name})
    return data | {
        "author": report.wishes.name,
        "paper": report.wishes.paper,
        "pictures": files,
        "pictures_alt": f"The knee with the sore places marked. {report.where}",
    }
