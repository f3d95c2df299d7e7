"""What differs between two pictures, found with Qt's own painting: numpy would take 20 MB."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter

EDGE = 8
"""Pixels of a square block; pictures are compared block by block."""
SAME = 2
"""Grey levels of 255; by so much a block may differ on average and count as the same."""
GHOST = 30
"""Grey levels; blocks of twice the edge that differ by more, shown at once, look doubled."""
_FEW = 5
"""So many doubled blocks are too few to be seen, such as a finger's."""
_GREY = 0xFF808080
_CHANGED = bytes(level > SAME for level in range(256))


@dataclass(frozen=True, slots=True)
class Patch:
    """A part of a picture.

    Attributes:
        image: in pixels of the screen.
        at: where it lies in the picture.
    """

    image: QImage
    at: QPoint

    def turned(self, width: int) -> Patch:
        """The same in the mirror image of a picture of this width."""
        area = turned(QRect(self.at, self.image.size()), width)
        return Patch(self.image.flipped(Qt.Orientation.Horizontal), area.topLeft())


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
    """How a picture differs from another one: in bands, each as short as can be."""
    found, area = [], QRect()
    rows = [each.translate(_CHANGED) for each in _rows(_blocks(its_flat, other_flat, EDGE))]
    beside = [bytes(len(rows[0]))]
    for number, around in enumerate(zip(beside + rows, rows, rows[1:] + beside, strict=False)):
        # A block more on each side: the change may begin within a block that hardly differs.
        spans = [_span(row) for row in around if any(row)]
        if spans:
            left, right = min(left for left, _ in spans) - 1, max(right for _, right in spans) + 1
            band = QRect(left * EDGE, number * EDGE, (right - left) * EDGE, EDGE)
            band &= picture.rect()
            area |= band
            found.append(Patch(picture.copy(band), band.topLeft()))
    return Difference(tuple(found), area)


def is_near(one_flat: QImage, other_flat: QImage) -> bool:
    """Whether both can be shown at once, one fading into the other, without looking doubled."""
    levels = sorted(b"".join(_rows(_blocks(one_flat, other_flat, 2 * EDGE))))
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
