"""The pictures of the turning knee, decoded when needed, within a fixed amount of memory.

A folder of pictures holds ``skin_KK.webp`` and ``anatomy_KK.webp``, one pair for each frame of its
``turntable.json``, however many there are. Skins of other tones stand in folders of their own,
``<tone>/skin_KK.webp``; what is inside looks the same in all of them.
"""

from __future__ import annotations

from collections import OrderedDict
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 80 * 2**20
"""Decoded pictures kept at most: 38 of 600 × 900; with the maps less than 120 MB."""


class Layer(Enum):
    """The two pictures of each angle."""

    SKIN = "skin"
    INSIDE = "anatomy"


def tones(folder: Path) -> list[str]:
    """The names of the other skins of a folder of pictures, in order."""
    return sorted(found.parent.name for found in folder.glob("*/skin_00.webp"))


class Pictures:
    """All frames of both layers.

    Args:
        folder: where they are.
        tone: which skin, by the name of its folder; empty for the one that is always there.
        most_bytes: how much memory the decoded pictures may take.
    """

    def __init__(self, folder: Path, tone: str = "", most_bytes: int = MOST_BYTES) -> None:
        self._folders = {Layer.SKIN: folder / tone, Layer.INSIDE: folder}
        self._most = most_bytes
        self._kept: OrderedDict[tuple[Layer, int], QImage] = OrderedDict()

    def get(self, layer: Layer, frame: int) -> QImage:
        """One picture, ready to paint; a missing file gives a null picture, not an error."""
        key = (layer, frame)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        loaded = QImage(str(self._folders[layer] / f"{layer.value}_{frame:02d}.webp"))
        loaded = loaded.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        self._kept[key] = loaded
        while self.bytes_kept() > self._most and len(self._kept) > 1:
            self._kept.popitem(last=False)
        return loaded

    def has(self, layer: Layer, frame: int) -> bool:
        """Whether a picture is decoded already."""
        return (layer, frame) in self._kept

    def bytes_kept(self) -> int:
        """How much memory the decoded pictures take."""
        return sum(picture.sizeInBytes() for picture in self._kept.values())
