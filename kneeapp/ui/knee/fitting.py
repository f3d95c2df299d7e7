"""The knee at the size it is shown in, also between two angles while it turns."""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

if TYPE_CHECKING:
    from collections.abc import Callable

    from kneeapp.ui.knee.pictures import Pictures

_KEPT = 3  # two neighbours and one more, so that turning to and fro scales nothing anew
_FADE = 0.6  # of the way from one picture to the next: the rest is one picture, sharp


@dataclass(frozen=True, slots=True)
class Look:
    """How the knee is shown; inside from 0 (all skin) to 1; the size in device pixels."""

    mirrored: bool
    inside: float
    width: int
    height: int


class Fitting:
    """Scales each picture once, and fades between neighbours while the knee turns."""

    def __init__(self, pictures: Pictures, frame_of: Callable[[int], int]) -> None:
        self._pictures = pictures
        self._frame_of = frame_of
        self._kept: OrderedDict[tuple[int, Look], QImage] = OrderedDict()

    def paint(self, painter: QPainter, at: QPointF, position: float, look: Look) -> None:
        """Paint the knee.

        Args:
            painter: of the widget.
            at: the upper left corner.
            position: the step, or a number between two steps.
            look: how.
        """
        before = math.floor(position)
        share = fade(position - before)
        if share in (0.0, 1.0):
            painter.drawImage(at, self._fitted(before + round(share), look, painter))
            return
        first = self._fitted(before, look, painter)
        second = self._fitted(before + 1, look, painter)
        painter.drawImage(at, _mix(first, second, share))

    def forget(self) -> None:
        """Let go of what was scaled."""
        self._kept.clear()

    def _fitted(self, step: int, look: Look, painter: QPainter) -> QImage:
        key = (self._frame_of(step), look)
        if key not in self._kept:
            made = self._fit(key[0], look)
            made.setDevicePixelRatio(painter.device().devicePixelRatioF())
            self._kept[key] = made
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]

    def _fit(self, frame: int, look: Look) -> QImage:
        fitted = _clear(QSize(look.width, look.height))
        painter = QPainter(fitted)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        whole = QRectF(fitted.rect())
        if look.mirrored:  # a left knee is the mirror image of the right one
            painter.translate(look.width, 0)
            painter.scale(-1, 1)
        self._pictures.get(frame, look.inside).paint(painter, whole)
        painter.end()
        return fitted


def fade(share: float) -> float:
    """How much of the next picture is seen, 0 to 1, for a share of the way there."""
    edge = (1 - _FADE) / 2
    along = min(1.0, max(0.0, (share - edge) / _FADE))
    return along * along * (3 - 2 * along)


def _mix(first: QImage, second: QImage, share: float) -> QImage:
    """Both pictures, each by its share; also at the rim, where one of them is clear."""
    mixed = first.copy()
    painter = QPainter(mixed)
    # In this mode, opacity mixes clear and solid alike, so that no rim is left behind.
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    painter.setOpacity(share)
    painter.drawImage(0, 0, second)
    painter.end()
    return mixed


def _clear(size: QSize) -> QImage:
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image
