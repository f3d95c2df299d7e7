"""The pictures of one exercise as they are stored: a sheet of cells with a JSON beside it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QImageReader

from kneeapp.base.paths import sheet_folder

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = 1
LONGEST_SHEET = 16_384
"""Pixels; a larger picture is refused before it is decoded."""
FRAME_MS = 110
"""One cell of a free-running loop."""


class Loop(StrEnum):
    """How the cells make a movement."""

    PINGPONG = "pingpong"
    CYCLE = "cycle"
    STILL = "still"


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """What the JSON beside a sheet says.

    Attributes:
        cell: width and height of one picture.
        columns: pictures in a row of the sheet.
        frames: how many pictures.
        loop: how they make a movement.
        one_sided: they show the right leg at work and are mirrored for the left.
        alt: the movement in words.
        frame_ms: one picture of a free-running loop; a walk and a run name their own pace.
        end: the picture that tells the movement together with the first one.
    """

    cell: tuple[int, int]
    columns: int
    frames: int
    loop: Loop
    one_sided: bool
    alt: str
    frame_ms: int = FRAME_MS
    end: int | None = None

    @property
    def moves(self) -> bool:
        """Whether there is more than one picture to show."""
        return self.frames > 1 and self.loop is not Loop.STILL

    @property
    def ends(self) -> tuple[int, ...]:
        """The pictures of the two ends of the movement; a still has one."""
        if not self.moves:
            return (0,)
        if self.end is not None and 0 < self.end < self.frames:
            return (0, self.end)
        # A cycle ends where it began; its other extreme is half-way.
        return (0, self.frames // 2 if self.loop is Loop.CYCLE else self.frames - 1)

    @property
    def wraps(self) -> bool:
        """Whether the first picture follows the last."""
        return self.moves and self.loop is Loop.CYCLE

    def cell_rect(self, frame: int) -> QRect:
        """Where a picture lies on the sheet."""
        row, column = divmod(frame, self.columns)
        width, height = self.cell
        return QRect(column * width, row * height, width, height)


def read_info(path: Path) -> SheetInfo | None:
    """Read the JSON; None when it is missing or not what it should be."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        width, height = (int(n) for n in raw["cell"])
        info = SheetInfo(
            cell=(width, height),
            columns=int(raw["columns"]),
            frames=int(raw["frames"]),
            loop=Loop(raw["loop"]),
            one_sided=raw["side"] == "right",
            alt=str(raw["alt"]),
            frame_ms=int(raw.get("frame_ms", FRAME_MS)),
            end=int(raw["end"]) if "end" in raw else None,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    least = min(width, height, info.columns, info.frames, info.frame_ms)
    return info if least >= 1 and raw.get("format") == FORMAT else None


def read_sheet(exercise: str) -> tuple[SheetInfo, QImage] | None:
    """Decode the whole sheet of an exercise; None when it is missing or damaged."""
    folder = sheet_folder(exercise)
    info = read_info(folder / f"{exercise}.json")
    if info is None:
        return None
    reader = QImageReader(str(folder / f"{exercise}.webp"))
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > LONGEST_SHEET:
        return None
    whole = reader.read()
    fits = all(whole.rect().contains(info.cell_rect(n)) for n in (0, info.frames - 1))
    return (info, whole) if fits and not whole.isNull() else None
