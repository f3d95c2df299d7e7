"""The pictures of the turning knee, decoded when needed, within a fixed amount of memory.

A folder of pictures holds ``skin_KK.webp``, ``muscles_KK.webp`` and ``bones_KK.webp``, one of each
for each frame of its ``turntable.json``, however many there are. Skins of other tones stand in
folders of their own, ``<tone>/skin_KK.webp``; what is inside looks the same in all of them.
"""

from __future__ import annotations

from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future
    from pathlib import Path

MOST_BYTES = 18 * 2**20
"""Pictures kept at most: a quarter of a turn, of 36 angles of 600 × 900."""

_FORMAT = QImage.Format.Format_ARGB32_Premultiplied
_BLENDS_KEPT = 2  # the angle on show and the next one


class Layer(Enum):
    """The pictures of each angle, from the outside in."""

    SKIN = "skin"
    MUSCLES = "muscles"
    BONES = "bones"


LAYERS = tuple(Layer)
"""How far one can look inside: 0 is the skin, 1 the muscles, 2 the bones; between them, a blend."""


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
    """The angles looked at lately, and those a thread makes ready because they come next.

    Args:
        folder: where they are.
        tone: which skin, by the name of its folder; empty for the one that is always there.
        most_bytes: how much memory the pictures may take.
    """

    def __init__(self, folder: Path, tone: str = "", most_bytes: int = MOST_BYTES) -> None:
        self._folders = dict.fromkeys(LAYERS, folder) | {Layer.SKIN: folder / tone}
        self._most = most_bytes
        self._layers: OrderedDict[tuple[Layer, int], Cut] = OrderedDict()
        self._blends: OrderedDict[tuple[float, int], Cut] = OrderedDict()
        self._coming: dict[tuple[Layer, int], Future[Cut]] = {}
        self._worker: ThreadPoolExecutor | None = None

    def get(self, frame: int, inside: float = 0.0) -> Cut:
        """One picture, ready to paint; a missing file gives an empty one, not an error.

        Args:
            frame: the angle.
            inside: how far in one looks, 0 the skin, 2 the bones.
        """
        if inside in range(len(LAYERS)):
            return self._layer((LAYERS[int(inside)], frame))
        key = (inside, frame)
        if key not in self._blends:
            above, below = (self._layer(part) for part in _parts(frame, inside))
            self._blends[key] = _over(below, above, 1 - inside % 1)
            self._make_room()
        return self._blends[key]

    def has(self, frame: int, inside: float = 0.0) -> bool:
        """Whether a picture can be had without decoding."""
        self._collect()
        return all(part in self._layers for part in _parts(frame, inside))

    def read_ahead(self, frames: Iterable[int], inside: float = 0.0) -> None:
        """Make pictures ready in a thread, the first first; what was asked before is forgotten."""
        self._collect()
        wanted = [part for frame in frames for part in _parts(frame, inside)]
        for key, waiting in list(self._coming.items()):
            if key not in wanted and waiting.cancel():
                del self._coming[key]
        for key in wanted:
            if key not in self._layers and key not in self._coming:
                self._coming[key] = self._thread().submit(self._decode, key)

    def rest(self) -> None:
        """End the thread; the next read_ahead begins another one."""
        if self._worker is not None:
            self._worker.shutdown(wait=False, cancel_futures=True)
            self._worker = None
        self._coming.clear()

    def forget(self) -> None:
        """Let go of all pictures; they are decoded again when they are wanted."""
        self.rest()
        self._layers.clear()
        self._blends.clear()

    def bytes_kept(self) -> int:
        """How much memory the pictures take."""
        cuts = (*self._layers.values(), *self._blends.values())
        return sum(cut.image.sizeInBytes() for cut in cuts)

    def _thread(self) -> ThreadPoolExecutor:
        if self._worker is None:
            self._worker = ThreadPoolExecutor(1, "knee-pictures")
        return self._worker

    def _collect(self) -> None:
        """Take over what the thread has made."""
        for key, made in list(self._coming.items()):
            if made.done():
                del self._coming[key]
                self._keep(key, made.result())

    def _layer(self, key: tuple[Layer, int]) -> Cut:
        if key not in self._layers:
            coming = self._coming.pop(key, None)
            under_way = coming is not None and not coming.cancel()
            self._keep(key, coming.result() if coming and under_way else self._decode(key))
        self._layers.move_to_end(key)
        return self._layers[key]

    def _keep(self, key: tuple[Layer, int], cut: Cut) -> None:
        self._layers[key] = cut
        self._make_room()

    def _make_room(self) -> None:
        while len(self._blends) > _BLENDS_KEPT:
            self._blends.popitem(last=False)
        while self.bytes_kept() > self._most and len(self._layers) > 1:
            self._layers.popitem(last=False)

    def _decode(self, key: tuple[Layer, int]) -> Cut:
        layer, frame = key
        return _cut(QImage(str(self._folders[layer] / f"{layer.value}_{frame:02d}.webp")))


def _parts(frame: int, inside: float) -> Iterator[tuple[Layer, int]]:
    """The pictures that one is made of, the outer one first."""
    outer = int(inside)
    yield LAYERS[outer], frame
    if inside > outer:
        yield LAYERS[outer + 1], frame


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
