"""The pictures of one exercise made ready to show: cut to the figure, scaled once, the sheet gone.

A film is what stays in memory, so it holds no pixel that is not shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from kneeapp.ui.player.sheet import read_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kneeapp.ui.player.sheet import SheetInfo

LARGEST = 1.6
"""A figure is not shown larger than this times its stored pixels: more would only be soft."""
_SPARE = 24
"""Pixels that may stay empty before pictures are made anew."""
_FORMAT = QImage.Format.Format_ARGB32_Premultiplied


@dataclass(frozen=True, slots=True)
class Fit:
    """What a film is made for.

    Attributes:
        width, height: the room for one figure, in pixels of the screen.
        stills: only the two ends of the movement are wanted.
    """

    width: int
    height: int
    stills: bool = False

    @property
    def room(self) -> QSize:
        """The room as Qt has it."""
        return QSize(self.width, self.height)

    def serves(self, other: Fit) -> bool:
        """Whether what was made for this looks right in the other: no larger, hardly smaller."""
        spare = (other.width - self.width, other.height - self.height)
        return self.stills == other.stills and min(spare) >= 0 and max(spare) <= _SPARE


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture, as large as its figure.

    Attributes:
        image: in pixels of the screen.
        at: where it lies in the film's size.
    """

    image: QImage
    at: QPoint


@dataclass(frozen=True, slots=True)
class Film:
    """The pictures of an exercise at the size they are shown.

    Attributes:
        info: how they make a movement.
        fit: what it was made for.
        size: of the box that holds the figure in all pictures.
        frames: by number; a film of stills has only the two ends.
    """

    info: SheetInfo
    fit: Fit
    size: QSize
    frames: Mapping[int, Frame]

    def picture(self, frame: int, *, mirrored: bool) -> Frame:
        """One picture; one-sided exercises are mirrored for the left leg."""
        kept = self.frames[frame]
        if not (mirrored and self.info.one_sided):
            return kept
        left = self.size.width() - kept.at.x() - kept.image.width()
        return Frame(kept.image.flipped(Qt.Orientation.Horizontal), QPoint(left, kept.at.y()))

    def bytes_held(self) -> int:
        """Memory that the pictures take."""
        return sum(frame.image.sizeInBytes() for frame in self.frames.values())


def make_film(exercise: str, fit: Fit) -> Film | None:
    """Decode and cut the pictures of an exercise; slow, for another thread.

    Returns:
        None when the exercise has no pictures, or damaged ones.
    """
    read = read_sheet(exercise)
    if read is None or fit.room.isEmpty():
        return None
    info, whole = read
    wanted = info.ends if fit.stills else range(info.frames)
    cells = {n: _cell(whole, info.cell_rect(n)) for n in wanted}
    del read, whole
    box = figure_box(_overlaid(cells.values()))
    size = box.size().scaled(fit.room, Qt.AspectRatioMode.KeepAspectRatio)
    if size.width() > box.width() * LARGEST:
        size = box.size() * LARGEST
    # Each picture is scaled with the common box, not its own: a foot that stands stays where it is.
    frames = {n: _frame(cells.pop(n), box, size) for n in wanted}
    return Film(info, fit, size, frames)


def figure_box(image: QImage) -> QRect:
    """The smallest box around everything that is not transparent; all of it when nothing is."""
    alpha = image.convertToFormat(QImage.Format.Format_Alpha8)
    data, stride, width = bytes(alpha.constBits()), alpha.bytesPerLine(), alpha.width()
    left, right, rows = width, 0, []
    for y in range(alpha.height()):
        row = data[y * stride : y * stride + width]
        if not any(row):
            continue
        rows.append(y)
        left = min(left, width - len(row.lstrip(b"\0")))
        right = max(right, len(row.rstrip(b"\0")))
    if not rows:
        return image.rect()
    return QRect(left, rows[0], right - left, rows[-1] + 1 - rows[0])


def _cell(whole: QImage, rect: QRect) -> QImage:
    return whole.copy(rect).convertToFormat(_FORMAT)


def _overlaid(cells: Iterable[QImage]) -> QImage:
    first, *others = cells
    all_of_them = QImage(first)
    painter = QPainter(all_of_them)
    for cell in others:
        painter.drawImage(0, 0, cell)
    painter.end()
    return all_of_them


def _frame(cell: QImage, box: QRect, size: QSize) -> Frame:
    keep, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    scaled = cell.copy(box).scaled(size, keep, smooth).convertToFormat(_FORMAT)
    own = figure_box(scaled)
    return Frame(scaled.copy(own), own.topLeft())
