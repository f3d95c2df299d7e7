"""The pictures of the turning knee, decoded when needed, within a fixed amount of memory."""

from __future__ import annotations

from collections import OrderedDict
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 100 * 2**20
"""Decoded pictures kept at most: all of one layer, and half of the other."""


class Layer(Enum):
    """The two pictures of each angle."""

    SKIN = "skin"
    INSIDE = "anatomy"


class Pictures:
    """All frames of both layers."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self._folder = folder
        self._most = most_bytes
        self._kept: OrderedDict[tuple[Layer, int], QImage] = OrderedDict()

    def get(self, layer: Layer, frame: int) -> QImage:
        """One picture, ready to paint; a missing file gives a null picture, not an error."""
        key = (layer, frame)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        loaded = QImage(str(self._folder / f"{layer.value}_{frame:02d}.webp"))
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
