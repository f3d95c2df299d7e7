"""The pictures of the turning knee, decoded when needed, within a fixed amount of memory.

A folder of pictures holds ``skin_KK.webp`` and ``anatomy_KK.webp``, one pair for each frame of its
``turntable.json``, however many there are. Skins of other tones stand in folders of their own,
``<tone>/skin_KK.webp``; what is inside looks the same in all of them.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 76 * 2**20
"""Pictures kept at most, as they are shown: 36 angles and more of 600 × 900."""

_FORMAT = QImage.Format.Format_ARGB32_Premultiplied
_LAYERS_KEPT = 4  # decoded layers, for as long as the slider moves over one or two angles


class Layer(Enum):
    """The two pictures of each angle."""

    SKIN = "skin"
    INSIDE = "anatomy"


def tones(folder: Path) -> list[str]:
    """The names of the other skins of a folder of pictures, in order."""
    return sorted(found.parent.name for found in folder.glob("*/skin_00.webp"))


@dataclass(frozen=True, slots=True)
class Cut:
    """A picture without the clear columns beside the leg, which are half of it.

    Attributes:
        image: what is left.
        left: how many columns were cut off on the left.
        width: of the whole picture.
    """

    image: QImage
    left: int
    width: int

    def paint(self, painter: QPainter, whole: QRectF) -> None:
        """Paint it where it belongs when the whole picture fills a rectangle."""
        if self.image.isNull():
            return
        scale = whole.width() / self.width
        left, wide = whole.x() + self.left * scale, self.image.width() * scale
        painter.drawImage(QRectF(left, whole.y(), wide, whole.height()), self.image)


class Pictures:
    """All angles, with as much skin as is shown now; two layers of each would be twice as much.

    Args:
        folder: where they are.
        tone: which skin, by the name of its folder; empty for the one that is always there.
        most_bytes: how much memory the pictures may take.
    """

    def __init__(self, folder: Path, tone: str = "", most_bytes: int = MOST_BYTES) -> None:
        self._folders = {Layer.SKIN: folder / tone, Layer.INSIDE: folder}
        self._most = most_bytes
        self._inside = 0.0
        self._shown: OrderedDict[int, Cut] = OrderedDict()
        self._layers: OrderedDict[tuple[Layer, int], Cut] = OrderedDict()

    def get(self, frame: int, inside: float = 0.0) -> Cut:
        """One picture, ready to paint; a missing file gives an empty one, not an error.

        Args:
            frame: the angle.
            inside: how far the skin is faded, 0 to 1.
        """
        if inside != self._inside:
            self._inside = inside
            self._shown.clear()
        if frame not in self._shown:
            self._shown[frame] = self._blend(frame, inside)
            while self.bytes_kept() > self._most and len(self._shown) > 1:
                self._shown.popitem(last=False)
        self._shown.move_to_end(frame)
        return self._shown[frame]

    def has(self, frame: int, inside: float = 0.0) -> bool:
        """Whether a picture is ready."""
        return inside == self._inside and frame in self._shown

    def bytes_kept(self) -> int:
        """How much memory the pictures take."""
        cuts = (*self._shown.values(), *self._layers.values())
        return sum({id(cut): cut.image.sizeInBytes() for cut in cuts}.values())

    def _blend(self, frame: int, inside: float) -> Cut:
        if inside in (0.0, 1.0):
            return self._layer(Layer.INSIDE if inside else Layer.SKIN, frame)
        return _over(self._layer(Layer.INSIDE, frame), self._layer(Layer.SKIN, frame), 1 - inside)

    def _layer(self, layer: Layer, frame: int) -> Cut:
        key = (layer, frame)
        if key not in self._layers:
            path = self._folders[layer] / f"{layer.value}_{frame:02d}.webp"
            self._layers[key] = _cut(QImage(str(path)))
            while len(self._layers) > _LAYERS_KEPT:
                self._layers.popitem(last=False)
        self._layers.move_to_end(key)
        return self._layers[key]


def _over(below: Cut, above: Cut, opacity: float) -> Cut:
    """One picture over another."""
    if below.image.isNull() or above.image.isNull():
        return above if below.image.isNull() else below
    left = min(below.left, above.left)
    right = max(cut.left + cut.image.width() for cut in (below, above))
    image = QImage(right - left, below.image.height(), _FORMAT)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.drawImage(below.left - left, 0, below.image)
    painter.setOpacity(opacity)
    painter.drawImage(above.left - left, 0, above.image)
    painter.end()
    return Cut(image, left, below.width)


def _cut(whole: QImage) -> Cut:
    if whole.isNull():
        return Cut(QImage(), 0, 1)
    alpha = whole.convertToFormat(QImage.Format.Format_Alpha8)
    wide, line = alpha.width(), alpha.bytesPerLine()
    bits = bytes(alpha.constBits())
    rows = [bits[start : start + wide] for start in range(0, len(bits), line)]
    left = min((wide - len(row.lstrip(b"\0")) for row in rows), default=0)
    right = max((len(row.rstrip(b"\0")) for row in rows), default=0)
    if left >= right:
        return Cut(QImage(), 0, wide)
    image = whole.copy(left, 0, right - left, whole.height())
    image.convertTo(_FORMAT)
    return Cut(image, left, wide)
