"""The knee at the size it is shown in, also between two angles while it turns."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from kneeapp.ui.widgets import place_map

if TYPE_CHECKING:
    from collections.abc import Callable

    from kneeapp.ui.knee.pictures import Pictures, Plate

_STAND_INS = (0, 1, -1, 2, -2, 3, -3)
"""While it moves, an angle this near will do: to wait for the right one would be seen more."""
_FADE = 0.6  # of the way from one picture to the next: the rest is one picture, sharp


@dataclass(frozen=True, slots=True)
class Look:
    """How the knee is shown.

    Attributes:
        mirrored: as a left knee is, the mirror image of the right one.
        inside: from 0 (all skin) to 2 (all bones).
        moving: a draft, or an angle nearby, will do where the picture is not decoded yet.
    """

    mirrored: bool = False
    inside: float = 0.0
    moving: bool = False


class Fitting:
    """Paints each picture to size, and fades between neighbours while the knee turns."""

    def __init__(self, pictures: Pictures, frame_of: Callable[[int], int]) -> None:
        self._pictures = pictures
        self._frame_of = frame_of
        # To take new memory for each frame costs more time than all the painting.
        self._mixed, self._next = QImage(), QImage()
        self.sharp = True
        """Whether what was painted last had no draft in it."""

    def paint(self, painter: QPainter, rect: QRectF, position: float, look: Look) -> None:
        """Paint the knee.

        Args:
            painter: of the widget.
            rect: where.
            position: the step, or a number between two steps.
            look: how.
        """
        before = math.floor(position)
        share = fade(position - before)
        self.sharp = True
        painter.save()
        if look.mirrored:
            place_map.mirror(painter, rect)
        if share in (0.0, 1.0):
            self._plate(before + round(share), look).paint(painter, rect)
        else:
            painter.drawImage(rect.topLeft(), self._mix(painter, rect, before, share, look))
        painter.restore()

    def forget(self) -> None:
        """Let go of what is kept to paint faster."""
        self._mixed, self._next = QImage(), QImage()

    def _plate(self, step: int, look: Look) -> Plate:
        for away in _STAND_INS if look.moving else ():
            found = self._pictures.at_hand(self._frame_of(step + away), look.inside)
            if found is not None:
                self.sharp = self.sharp and found.sharp and not away
                return found
        return self._pictures.get(self._frame_of(step), look.inside)

    def _mix(
        self, painter: QPainter, rect: QRectF, before: int, share: float, look: Look
    ) -> QImage:
        """Both pictures, each by its share; also at the rim, where one of them is clear."""
        ratio = painter.device().devicePixelRatioF()
        size = (rect.size() * ratio).toSize()
        if self._mixed.size() != size:
            self._mixed, self._next = _clear(size, ratio), _clear(size, ratio)
        for image, step in ((self._mixed, before), (self._next, before + 1)):
            image.fill(Qt.GlobalColor.transparent)
            within = QPainter(image)
            within.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            self._plate(step, look).paint(within, QRectF(0, 0, rect.width(), rect.height()))
            within.end()
        within = QPainter(self._mixed)
        # In this mode, opacity mixes clear and solid alike, so that no rim is left behind.
        within.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        within.setOpacity(share)
        within.drawImage(0, 0, self._next)
        within.end()
        return self._mixed


def fade(share: float) -> float:
    """How much of the next picture is seen, 0 to 1, for a share of the way there."""
    edge = (1 - _FADE) / 2
    along = min(1.0, max(0.0, (share - edge) / _FADE))
    return along * along * (3 - 2 * along)


def _clear(size: QSize, ratio: float) -> QImage:
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    return image
