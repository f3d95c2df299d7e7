"""The pictures of one exercise: a sheet of cells, and which cell belongs to which moment."""

from __future__ import annotations

import json
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QSize, Qt, QThreadPool, Signal, Slot
from PySide6.QtGui import QImage, QImageReader, QTransform

from kneeapp.base.paths import assets
from kneeapp.routine.timeline import Kind, Phase

if TYPE_CHECKING:
    from pathlib import Path

    from kneeapp.routine.timeline import Segment

FORMAT = 1
LONGEST_SHEET = 16_384
"""Pixels; a larger picture is refused before it is decoded."""
FRAME_MS = 110
"""One cell of a free-running loop."""
SETTLE_MS = 800
"""Time to move into a hold that has no way down of its own."""
_KEPT = 2
_SOON = 1


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
    """

    cell: tuple[int, int]
    columns: int
    frames: int
    loop: Loop
    one_sided: bool
    alt: str
    frame_ms: int = FRAME_MS

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
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    least = min(width, height, info.columns, info.frames, info.frame_ms)
    return info if least >= 1 and raw.get("format") == FORMAT else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The decoded pictures of one exercise, as they are and mirrored."""

    info: SheetInfo
    cells: tuple[QImage, ...]

    def picture(self, frame: int, *, mirrored: bool) -> QImage:
        """One picture."""
        cell = self.cells[frame]
        if mirrored and self.info.one_sided:
            return cell.transformed(QTransform.fromScale(-1, 1))
        return cell


def read_sheet(exercise: str) -> Sheet | None:
    """Decode the pictures of an exercise; None when they are missing or damaged."""
    folder = assets() / "exercises"
    info = read_info(folder / f"{exercise}.json")
    if info is None:
        return None
    reader = QImageReader(str(folder / f"{exercise}.webp"))
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > LONGEST_SHEET:
        return None
    whole = reader.read().convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    rects = [info.cell_rect(n) for n in range(info.frames)]
    if whole.isNull() or not all(whole.rect().contains(r) for r in rects):
        return None
    return Sheet(info, tuple(whole.copy(r) for r in rects))


class SheetLoader(QObject):
    """Decodes ahead in another thread, so that no decoding falls into a movement.

    Signals:
        ready(str): the pictures of this exercise can be had, or it is known to have none.
        thumb(str, QImage): a small picture that was asked for.
    """

    ready = Signal(str)
    thumb = Signal(str, QImage)
    _decoded = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._known: OrderedDict[str, Sheet | None] = OrderedDict()
        self._asked: set[str] = set()
        self._decoded.connect(self._keep)

    def want(self, exercise: str) -> None:
        """Begin to decode, unless that is done or under way."""
        if not exercise or exercise in self._known or exercise in self._asked:
            return
        self._asked.add(exercise)
        self._pool.start(partial(self._decode, exercise), _SOON)

    def want_thumb(self, exercise: str, size: QSize) -> None:
        """Ask for a small picture of the end position."""
        self._pool.start(partial(self._shrink, exercise, size))

    def get(self, exercise: str) -> Sheet | None:
        """The pictures, if they are there."""
        if exercise in self._known:
            self._known.move_to_end(exercise)
        return self._known.get(exercise)

    def is_known(self, exercise: str) -> bool:
        """Whether it is known if this exercise has pictures."""
        return exercise in self._known

    def close(self) -> None:
        """Wait for the decoding under way and drop the rest."""
        self._pool.clear()
        self._pool.waitForDone()

    def _shrink(self, exercise: str, size: QSize) -> None:
        # Shipped ready-made; an exercise of the person's own may have no small picture.
        small = QImage(str(assets() / "exercises" / "small" / f"{exercise}.webp"))
        if not small.isNull():
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode
            small = small.scaled(size, keep, smooth.SmoothTransformation)
            with suppress(RuntimeError):  # nobody waits for it any more
                self.thumb.emit(exercise, small)

    def _decode(self, exercise: str) -> None:
        sheet = read_sheet(exercise)
        with suppress(RuntimeError):
            self._decoded.emit(exercise, sheet)

    @Slot(str, object)
    def _keep(self, exercise: str, sheet: Sheet | None) -> None:
        self._asked.discard(exercise)
        self._known[exercise] = sheet
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        self.ready.emit(exercise)


def frame_at(info: SheetInfo, segment: Segment, spent_ms: int, first_phase: Phase | None) -> int:
    """Which picture shows this moment.

    Args:
        info: the sheet.
        segment: what is being done; for a wait, the figure runs freely to show what comes.
        spent_ms: time since the segment began.
        first_phase: the first moving phase of this exercise's rep: that one goes forward
            through the pictures, the other one back.
    """
    last = info.frames - 1
    if info.loop is Loop.STILL or last == 0:
        return 0
    part = min(1.0, spent_ms / segment.length_ms)
    match segment.phase:
        case Phase.DOWN | Phase.UP:
            return round((part if segment.phase is first_phase else 1 - part) * last)
        case Phase.HOLD:
            return last if first_phase else round(_settled(spent_ms) * last)
        case Phase.RELAX:
            return 0 if first_phase else round((1 - _settled(spent_ms)) * last)
        case None:
            return _frame_without_phase(info, segment, spent_ms, part)


def _frame_without_phase(info: SheetInfo, segment: Segment, spent_ms: int, part: float) -> int:
    last = info.frames - 1
    if segment.kind is Kind.HOLD:
        return round(_settled(spent_ms) * last)
    if segment.kind is Kind.WORK and segment.rep is not None:
        if info.loop is Loop.CYCLE:
            return int(part * info.frames) % info.frames
        return round((1 - abs(2 * part - 1)) * last)
    step = spent_ms // info.frame_ms
    if info.loop is Loop.CYCLE:
        return step % info.frames
    return last - abs(last - step % (2 * last))


def _settled(spent_ms: int) -> float:
    return _eased(min(1.0, spent_ms / SETTLE_MS))


def _eased(part: float) -> float:
    """Slow at both ends, as a body moves."""
    return part * part * (3 - 2 * part)
