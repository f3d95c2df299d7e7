"""The pictures of the turning knee, decoded when needed, within a fixed amount of memory.

A folder of pictures holds ``skin_KK.webp``, ``muscles_KK.webp`` and ``bones_KK.webp``, one of each
for each frame of its ``turntable.json``, however many there are. Skins of other tones stand in
folders of their own, ``<tone>/skin_KK.webp``; what is inside looks the same in all of them.

A swing of the hand passes pictures faster than they can be decoded (8 ms each). So that it never
waits, a thread makes a small draft of every angle beforehand; it stands in while the knee moves.
"""

from __future__ import annotations

import operator
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum
from functools import reduce
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future
    from pathlib import Path

MOST_BYTES = 18 * 2**20
"""Pictures kept at most: a quarter of a turn, of 36 angles of 600 × 900."""

_DRAFT = 3  # a draft is this many times less wide and high: all of a layer take 6 MB
_FORMAT = QImage.Format.Format_ARGB32_Premultiplied


class Layer(Enum):
    """The pictures of each angle, from the outside in."""

    SKIN = "skin"
    MUSCLES = "muscles"
    BONES = "bones"


LAYERS = tuple(Layer)
"""How far one can look inside: 0 is the skin, 1 the muscles, 2 the bones; between them, a blend."""

_Key = tuple[Layer, int]


def tones(folder: Path) -> list[str]:
    """The names of the other skins of a folder of pictures, in order."""
    return sorted(found.parent.name for found in folder.glob("*/skin_00.webp"))


@dataclass(frozen=True, slots=True)
class Cut:
    """A picture without the clear columns beside the leg, which are half of it.

    Attributes:
        image: what is left.
        left: where it begins, as a share of the width of the whole picture.
        wide: how wide it is, as a share of that.
    """

    image: QImage
    left: float = 0.0
    wide: float = 1.0

    def paint(self, painter: QPainter, whole: QRectF) -> None:
        """Paint it where it belongs when the whole picture fills a rectangle."""
        if not self.image.isNull():
            left, wide = whole.x() + self.left * whole.width(), self.wide * whole.width()
            painter.drawImage(QRectF(left, whole.y(), wide, whole.height()), self.image)


@dataclass(frozen=True, slots=True)
class Plate:
    """What is seen from one angle: one layer, or one that shines through another.

    Attributes:
        below: what is solid.
        above: what lies over it.
        solid: how solid `above` is, 0 to 1.
        sharp: no draft is in it.
    """

    below: Cut
    above: Cut | None = None
    solid: float = 0.0
    sharp: bool = True

    def paint(self, painter: QPainter, whole: QRectF) -> None:
        """Paint it where it belongs when the whole picture fills a rectangle."""
        self.below.paint(painter, whole)
        if self.above is not None:
            painter.setOpacity(self.solid)
            self.above.paint(painter, whole)
            painter.setOpacity(1.0)


class Pictures:
    """The angles looked at lately, and those a thread makes ready because they come next.

    Args:
        folder: where they are.
        tone: which skin, by the name of its folder; empty for the one that is always there.
        most_bytes: how much memory the pictures may take, besides the drafts.
    """

    def __init__(self, folder: Path, tone: str = "", most_bytes: int = MOST_BYTES) -> None:
        self._folders = dict.fromkeys(LAYERS, folder) | {Layer.SKIN: folder / tone}
        self._most = most_bytes
        self._layers: OrderedDict[_Key, Cut] = OrderedDict()
        self._drafts: dict[_Key, Cut] = {}
        self._to_draft: set[_Key] = set()
        self._coming: dict[_Key, Future[Cut]] = {}
        self._worker: ThreadPoolExecutor | None = None

    def get(self, frame: int, inside: float = 0.0) -> Plate:
        """One picture, ready to paint; a missing file gives an empty one, not an error.

        Args:
            frame: the angle.
            inside: how far in one looks, 0 the skin, 2 the bones.
        """
        return _plate([self._layer(part) for part in _parts(frame, inside)], inside)

    def at_hand(self, frame: int, inside: float = 0.0) -> Plate | None:
        """One picture or its draft without waiting for it; None when there is neither."""
        self._collect()
        parts = list(_parts(frame, inside))
        cuts = [self._layers.get(part) or self._drafts.get(part) for part in parts]
        there = [cut for cut in cuts if cut is not None]
        if len(there) < len(cuts):
            return None
        return _plate(there, inside, sharp=all(part in self._layers for part in parts))

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

    def draft(self, frames: Iterable[int], inside: float = 0.0) -> None:
        """Make drafts of these angles in the thread, the first first; all others go."""
        order = [part for frame in frames for part in _parts(frame, inside)]
        wanted = set(order)
        if wanted == self._to_draft:
            return
        self._to_draft = wanted
        self._drafts = {key: made for key, made in self._drafts.items() if key in wanted}
        missing = iter([key for key in order if key not in self._drafts])
        worker = self._thread()
        worker.submit(self._draft_next, worker, self._drafts, missing)

    def rest(self) -> None:
        """End the thread; the next read_ahead begins another one."""
        if self._worker is not None:
            self._worker.shutdown(wait=False, cancel_futures=True)
            self._worker = None
        self._coming.clear()
        self._to_draft = set()

    def forget(self) -> None:
        """Let go of all pictures; they are decoded again when they are wanted."""
        self.rest()
        self._layers.clear()
        self._drafts.clear()

    def bytes_kept(self) -> int:
        """How much memory the pictures take."""
        cuts = (*self._layers.values(), *self._drafts.values())
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

    def _layer(self, key: _Key) -> Cut:
        if key not in self._layers:
            coming = self._coming.pop(key, None)
            under_way = coming is not None and not coming.cancel()
            self._keep(key, coming.result() if coming and under_way else self._decode(key))
        self._layers.move_to_end(key)
        return self._layers[key]

    def _keep(self, key: _Key, cut: Cut) -> None:
        self._layers[key] = cut
        kept = sum(each.image.sizeInBytes() for each in self._layers.values())
        while kept > self._most and len(self._layers) > 1:
            _, oldest = self._layers.popitem(last=False)
            kept -= oldest.image.sizeInBytes()

    def _draft_next(
        self, worker: ThreadPoolExecutor, drafts: dict[_Key, Cut], keys: Iterator[_Key]
    ) -> None:
        """Make one draft and queue up again, so that pictures wanted now wait for one at most."""
        key = next(keys, None)
        if key is None or drafts is not self._drafts:  # others are wanted by now
            return
        drafts[key] = _smaller(self._layers.get(key) or self._decode(key))
        with suppress(RuntimeError):  # the thread has been ended
            worker.submit(self._draft_next, worker, drafts, keys)

    def _decode(self, key: _Key) -> Cut:
        layer, frame = key
        return _cut(QImage(str(self._folders[layer] / f"{layer.value}_{frame:02d}.webp")))


def _parts(frame: int, inside: float) -> Iterator[_Key]:
    """The pictures that one is made of, the outer one first."""
    outer = int(inside)
    yield LAYERS[outer], frame
    if inside > outer:
        yield LAYERS[outer + 1], frame


def _plate(cuts: list[Cut], inside: float, *, sharp: bool = True) -> Plate:
    if len(cuts) == 1:
        return Plate(cuts[0], sharp=sharp)
    return Plate(cuts[1], cuts[0], 1 - inside % 1, sharp)


def _cut(whole: QImage) -> Cut:
    if whole.isNull():
        return Cut(QImage())
    alpha = whole.convertToFormat(QImage.Format.Format_Alpha8)
    wide, line, bits = alpha.width(), alpha.bytesPerLine(), alpha.constBits()
    # All rows laid over each other, as one large number: what is zero at its ends is clear.
    rows = (bits[start : start + wide] for start in range(0, len(bits), line))
    seen = reduce(operator.or_, (int.from_bytes(row, "little") for row in rows))
    if not seen:
        return Cut(QImage())
    left = ((seen & -seen).bit_length() - 1) // 8
    right = (seen.bit_length() + 7) // 8
    image = whole.copy(left, 0, right - left, whole.height())
    image.convertTo(_FORMAT)
    return Cut(image, left / wide, image.width() / wide)


def _smaller(cut: Cut) -> Cut:
    if cut.image.isNull():
        return cut
    small = cut.image.scaled(
        max(1, cut.image.width() // _DRAFT),
        max(1, cut.image.height() // _DRAFT),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    return replace(cut, image=small)
