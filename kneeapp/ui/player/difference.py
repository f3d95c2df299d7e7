"""What differs between two pictures, found with Qt's own painting: numpy would take 20 MB."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter

EDGE = 8
"""Pixels of a square block; pictures are compared block by block."""
SAME = 2
"""Grey levels of 255; by so much a block may differ on average and count as the same."""
GHOST = 30
"""Grey levels; a limb whose blocks differ by more looks doubled when both pictures are shown."""
GHOST_EDGE = 16
"""Pixels of such a block as the figure was drawn; a larger figure has larger ones."""
_FEW = 5
"""So many doubled blocks are too few to be seen, such as a finger's."""
_BAND = 2
"""Blocks that a band is high: higher ones hold more that does not differ, lower ones are many."""
_RUNS = re.compile(rb"\x01+(?:\0{1,4}\x01+)*")
"""What differs within a band; a short part between that does not is taken along."""
_GREY = 0xFF808080
_CHANGED = bytes(level > SAME for level in range(256))


@dataclass(slots=True, eq=False)
class Patch:
    """A part of a picture, or of its mirror image.

    Attributes:
        image: in pixels of the screen.
        at: where it lies in the picture.
        width: of the whole picture.
        is_turned: it is a part of the mirror image now.
    """

    image: QImage
    at: QPoint
    width: int
    is_turned: bool = False

    def turn(self, *, on: bool) -> Patch:
        """Be a part of the mirror image, or not; at rest most of the time, so it costs nothing."""
        if on != self.is_turned:
            self.is_turned = on
            self.at = turned(QRect(self.at, self.image.size()), self.width).topLeft()
            self.image.flip(Qt.Orientation.Horizontal)
        return self


@dataclass(frozen=True, slots=True)
class Difference:
    """How a picture differs from another one.

    Attributes:
        patches: what it has in place of the other.
        area: where all of them lie.
    """

    patches: tuple[Patch, ...]
    area: QRect


def turned(area: QRect, width: int) -> QRect:
    """Where an area lies in the mirror image of a picture of this width."""
    left = width - area.left() - area.width()
    return QRect(left, area.top(), area.width(), area.height())


def figure_box(image: QImage) -> QRect:
    """The smallest box around everything that is not transparent; all of it when nothing is."""
    alpha = image.convertToFormat(QImage.Format.Format_Alpha8)
    spans = [_span(row) for row in _rows(alpha)]
    seen = [y for y, (left, right) in enumerate(spans) if left < right]
    if not seen:
        return image.rect()
    left, right = min(spans[y][0] for y in seen), max(spans[y][1] for y in seen)
    return QRect(left, seen[0], right - left, seen[-1] + 1 - seen[0])


def flat(picture: QImage) -> QImage:
    """The picture on grey, in whole blocks: what is transparent can be compared too."""
    size = QSize(-(-picture.width() // EDGE) * EDGE, -(-picture.height() // EDGE) * EDGE)
    made = QImage(size, QImage.Format.Format_RGB32)
    made.fill(_GREY)
    painter = QPainter(made)
    painter.drawImage(0, 0, picture)
    painter.end()
    return made


def difference(picture: QImage, its_flat: QImage, other_flat: QImage) -> Difference:
    """How a picture differs from another one: in bands, each no longer than it must be."""
    found, area = [], QRect()
    rows = [each.translate(_CHANGED) for each in _rows(_blocks(its_flat, other_flat, EDGE))]
    for top in range(0, len(rows), _BAND):
        # A block more on each side: the change may begin within a block that hardly differs.
        around = rows[max(0, top - 1) : top + _BAND + 1]
        for run in _RUNS.finditer(bytes(map(any, zip(*around, strict=True)))):
            left, right = run.start() - 1, run.end() + 1
            band = QRect(left * EDGE, top * EDGE, (right - left) * EDGE, _BAND * EDGE)
            band &= picture.rect()
            area |= band
            found.append(Patch(picture.copy(band), band.topLeft(), picture.width()))
    return Difference(tuple(found), area)


def is_near(one_flat: QImage, other_flat: QImage, scale: float = 1.0) -> bool:
    """Whether both can be shown at once, one fading into the other, without looking doubled.

    Args:
        one_flat: a picture on grey.
        other_flat: another one.
        scale: how many times as large as drawn they are.
    """
    edge = max(1, round(GHOST_EDGE * scale))
    levels = sorted(b"".join(_rows(_blocks(one_flat, other_flat, edge))))
    return len(levels) < _FEW or levels[-_FEW] <= GHOST


def _blocks(one: QImage, other: QImage, edge: int) -> QImage:
    """How much two flat pictures differ, a grey level for each block."""
    made = QImage(one)
    painter = QPainter(made)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(0, 0, other)
    painter.end()
    size = QSize(max(1, made.width() // edge), max(1, made.height() // edge))
    keep, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    grey = QImage.Format.Format_Grayscale8
    return made.convertToFormat(grey).scaled(size, keep, smooth).convertToFormat(grey)


def _rows(image: QImage) -> list[bytes]:
    """The pixels of an image of one byte each."""
    data, stride = bytes(image.constBits()), image.bytesPerLine()
    return [data[y * stride : y * stride + image.width()] for y in range(image.height())]


def _span(row: bytes) -> tuple[int, int]:
    """From the first byte that is not 0 to behind the last; nothing when all are."""
    left = len(row) - len(row.lstrip(b"\0"))
    return (left, len(row.rstrip(b"\0"))) if left < len(row) else (0, 0)
