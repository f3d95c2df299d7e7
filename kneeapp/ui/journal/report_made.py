"""The page for the doctor as words, pictures and files; all of it may be done in another thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import typst  # noqa: F401 - here, so that the thread imports nothing (see `Job`)
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

from kneeapp.base.errors import UserError
from kneeapp.base.files import write_atomic
from kneeapp.base.paths import assets
from kneeapp.base.side import Side
from kneeapp.body import readback  # noqa: F401
from kneeapp.body.turntable import Turntable
from kneeapp.flow.report import doctor_note, typeset
from kneeapp.flow.report import report as flow_report
from kneeapp.guidance import cards, case, questions  # noqa: F401
from kneeapp.ui.journal import knee_picture

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from kneeapp.body.marks import PainMap
    from kneeapp.flow.report.page import Report, Wishes
    from kneeapp.journal.store import Journal

_PICTURE_PX = 700


class Made(NamedTuple):
    """The page in words, the knees on it as PNG files by the words under each, and its look."""

    report: Report
    pictures: dict[str, bytes]
    image: QImage


def preview(journal: Journal, wishes: Wishes, now: datetime) -> Made:
    """The page as it will look.

    Raises:
        UserError: it cannot be set.
    """
    report = flow_report.report(journal, wishes, now)
    pictures = _pictures(report.pain_map)
    return Made(report, pictures, QImage.fromData(typeset.png(report, pictures)))


def save_pdf(journal: Journal, wishes: Wishes, now: datetime, target: Path) -> Path:
    """Write the page.

    Raises:
        UserError: it cannot be set, or not be written.
    """
    report = flow_report.report(journal, wishes, now)
    return _written(target, typeset.pdf(report, _pictures(report.pain_map), now))


def save_text(journal: Journal, now: datetime, target: Path) -> Path:
    """Write the whole story.

    Raises:
        UserError: it cannot be written.
    """
    return _written(target, doctor_note.summary(journal.entries(), now).encode())


def _written(target: Path, content: bytes) -> Path:
    try:
        write_atomic(target, content)
    except OSError as error:
        raise UserError(
            f"The page could not be saved: {error.strerror or error}.",
            hint="Choose a folder where you may write.",
        ) from error
    return target


def _pictures(pain_map: PainMap | None) -> dict[str, bytes]:
    """The marked knees as PNG files, by the words under each."""
    if pain_map is None:
        return {}
    table = Turntable.load(assets() / "knee")
    made = {}
    for side, words in ((Side.RIGHT, "Right knee"), (Side.LEFT, "Left knee")):
        if knee_picture.shows(table, pain_map, side):
            step = knee_picture.best_step(table, (pain_map,), side)
            look = knee_picture.strengths(table, pain_map, side)
            image = knee_picture.picture(table, look, side, step, _PICTURE_PX)
            made[words] = _png(image)
    return made


def _png(image: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes, Qt wants text
    return bytes(content.data())
