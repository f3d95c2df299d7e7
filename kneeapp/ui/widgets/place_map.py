"""Coloured places over a picture, made from the map of place numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from kneeapp.ui import theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_AROUND = ((-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (1, -1), (-1, 1), (1, 1))
_MARGIN = 4  # rows kept above and below a place, so that its line has room
_FORMAT = QImage.Format.Format_ARGB32_Premultiplied


def tinted(pixels: bytes, size: QSize, colours: Mapping[int, QColor]) -> QImage:
    """The places with these numbers in their colours, half the size of the map.

    Half the size, because the painter that enlarges it again softens the edges for nothing.
    """
    image = QImage(size / 2, _FORMAT)
    image.fill(Qt.GlobalColor.transparent)
    band = _rows(pixels, size, colours)
    if band:
        painter = QPainter(image)
        painter.drawImage(QPoint(0, band.start // 2), _half(pixels, size, band, colours))
        painter.end()
    return image


def add_outline(image: QImage, pixels: bytes, size: QSize, number: int, colour: QColor) -> None:
    """Draw a line round one place into a picture made by tinted.

    The line has a rim of black or white, so that it stands out on any skin.
    """
    band = _rows(pixels, size, (number,))
    if not band:
        return
    rim = _half(pixels, size, band, {number: theme.readable_on(colour)})
    shape = _half(pixels, size, band, {number: colour})
    ring = QImage(shape.size(), _FORMAT)
    ring.fill(Qt.GlobalColor.transparent)
    painter = QPainter(ring)
    for dx, dy in _AROUND:
        painter.drawImage(QPoint(2 * dx, 2 * dy), rim)
    for dx, dy in _AROUND:
        painter.drawImage(QPoint(dx, dy), shape)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOut)
    painter.drawImage(QPoint(0, 0), shape)
    painter.end()
    painter = QPainter(image)
    painter.drawImage(QPoint(0, band.start // 2), ring)
    painter.end()


def mirror(painter: QPainter, rect: QRectF) -> None:
    """From here on, paint what goes into a rectangle the other way round."""
    painter.translate(2 * rect.center().x(), 0)
    painter.scale(-1, 1)


def faded(colour: QColor, alpha: float) -> QColor:
    """A colour that lets the picture through: 0 = clear, 1 = solid."""
    made = QColor(colour)
    made.setAlphaF(alpha)
    return made


def lit() -> QColor:
    """The colour of a place that is pointed at: it brightens, whatever it was before."""
    colours = theme.tokens()
    return faded(colours.accent, 0.5) if colours.contrast else QColor(255, 255, 255, 95)


def _rows(pixels: bytes, size: QSize, numbers: Iterable[int]) -> range:
    """The rows in which these numbers occur; a hover that looks at no others is far faster."""
    sought = [bytes((number,)) for number in numbers]
    first = [at for byte in sought if (at := pixels.find(byte)) >= 0]
    if not first:
        return range(0)
    last = max(pixels.rfind(byte) for byte in sought)
    top = max(0, min(first) // size.width() - _MARGIN)
    bottom = min(size.height(), last // size.width() + 1 + _MARGIN)
    return range(top - top % 2, bottom - bottom % 2)


def _half(pixels: bytes, size: QSize, rows: range, colours: Mapping[int, QColor]) -> QImage:
    """Some rows of the map in colours, half as wide and high."""
    width = size.width()
    strip = pixels[rows.start * width : rows.stop * width]
    numbers = QImage(strip, width, len(rows), width, QImage.Format.Format_Indexed8)
    table = [0] * 256
    for number, colour in colours.items():
        table[number] = colour.rgba()
    numbers.setColorTable(table)
    return numbers.convertToFormat(_FORMAT).scaled(
        QSize(width, len(rows)) / 2,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
