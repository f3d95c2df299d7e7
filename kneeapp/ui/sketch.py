"""The first picture of the window: where bar, title and figure will be, in the theme's colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QGuiApplication

from kneeapp.ui.tokens import DARK, LIGHT, Tokens, by_name

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter

    from kneeapp.base.settings import Settings

_BAR = 57
_MARGIN = 24
_TITLE = 50
_CARDS = 0.36
_MID_LIGHTNESS = 128


def draw(painter: QPainter, area: QRect, settings: Settings) -> None:
    """Draw the sketch of the Today page, as large as the person's text."""
    colours = _colours(settings.theme)
    scale = settings.text_percent / 100
    bar, margin, title = (n * scale for n in (_BAR, _MARGIN, _TITLE))
    painter.fillRect(area, colours.background)
    painter.fillRect(0, 0, area.width(), round(bar), colours.surface)
    font = QFont(painter.font())
    font.setPointSizeF(15 * scale)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(colours.text)
    painter.drawText(round(margin), round(bar * 0.64), "Kneeapp")
    painter.setPen(colours.surface_alt)
    painter.setBrush(colours.surface_alt)
    wide = (area.width() - 3 * margin) * (1 - _CARDS)
    top = bar + margin + title
    painter.drawRoundedRect(QRectF(margin, top, wide, area.height() - top - 3 * margin), 18, 18)


def _colours(name: str) -> Tokens:
    # Asking Qt for the colour scheme would load all of its names: the palette tells it too.
    chosen = by_name(name)
    if chosen is not None:
        return chosen
    dark = QGuiApplication.palette().window().color().lightness() < _MID_LIGHTNESS
    return DARK if dark else LIGHT
