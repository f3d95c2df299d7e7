"""Coloured places over a picture, made from the map of place numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QImage, QPainter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QColor

_AROUND = ((-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (1, -1), (-1, 1), (1, 1))


def tinted(pixels: bytes, size: QSize, colours: Mapping[int, QColor]) -> QImage:
    """The places with these numbers in their colours, half the size of the map.

    Half the size, because the painter that enlarges it again softens the edges for nothing.
    """
    map_image = QImage(
        pixels, size.width(), size.height(), size.width(), QImage.Format.Format_Indexed8
    )
    table = [0] * 256
    for number, colour in colours.items():
        table[number] = colour.rgba()
    map_image.setColorTable(table)
    full = map_image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    return full.scaled(
        size / 2, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def add_outline(image: QImage, pixels: bytes, size: QSize, number: int, colour: QColor) -> None:
    """Draw a line round one place into a picture made by tinted."""
    shape = tinted(pixels, size, {number: colour})
    ring = QImage(shape.size(), QImage.Format.Format_ARGB32_Premultiplied)
    ring.fill(Qt.GlobalColor.transparent)
    painter = QPainter(ring)
    for dx, dy in _AROUND:
        painter.drawImage(QPoint(dx, dy), shape)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOut)
    painter.drawImage(QPoint(0, 0), tinted(pixels, size, {number: _opaque(colour)}))
    painter.end()
    painter = QPainter(image)
    painter.drawImage(QPoint(0, 0), ring)
    painter.end()


def _opaque(colour: QColor) -> QColor:
    solid = type(colour)(colour)
    solid.setAlpha(255)
    return solid
