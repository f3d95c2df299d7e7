"""The first picture of the window: where bar, figure and cards will be, in the theme's colours.

Plain frames with a style sheet, because drawing with colours, or letters, would make PySide load
all names of the `Qt` namespace before the first paint: a fifth of the time of a bare start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame

from kneeapp.ui.tokens import DARK, LIGHT, Tokens, by_name

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from kneeapp.base.settings import Settings

_BAR = 57
_MARGIN = 24
_TITLE = 50
_CARDS_PART = 0.36
_CARD, _GAP, _CARD_COUNT = 62, 10, 5
_MID_LIGHTNESS = 128
_SHEET = (
    "#sketch {{ background: {background}; border: 0; }}"
    "#bar {{ background: {surface}; border: 0; }}"
    "#figure {{ background: {surface_alt}; border-radius: 18px; }}"
    "#card {{ background: {surface}; border: 1px solid {surface_alt}; border-radius: 18px; }}"
)


class Sketch(QFrame):
    """The Today page as shapes, as large as the person's text."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = settings.text_percent / 100
        colours = _colours(settings.theme)
        self.setObjectName("sketch")
        self.setStyleSheet(
            _SHEET.format(
                background=colours.background.name(),
                surface=colours.surface.name(),
                surface_alt=colours.surface_alt.name(),
            )
        )
        self._bar = self._shape("bar")
        self._figure = self._shape("figure")
        self._cards = [self._shape("card") for _ in range(_CARD_COUNT)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        bar, margin, title, card, gap = (
            round(n * self._scale) for n in (_BAR, _MARGIN, _TITLE, _CARD, _GAP)
        )
        top = bar + margin + title
        wide = round((self.width() - 3 * margin) * (1 - _CARDS_PART))
        self._bar.setGeometry(0, 0, self.width(), bar)
        self._figure.setGeometry(margin, top, wide, self.height() - top - 3 * margin)
        for number, shape in enumerate(self._cards):
            y = top + number * (card + gap)
            shape.setGeometry(wide + 2 * margin, y, self.width() - wide - 3 * margin, card)

    def _shape(self, name: str) -> QFrame:
        shape = QFrame(self)
        shape.setObjectName(name)
        return shape


def _colours(name: str) -> Tokens:
    # Asking for the colour scheme would load the Qt namespace too: the palette tells it as well.
    chosen = by_name(name)
    if chosen is not None:
        return chosen
    dark = QGuiApplication.palette().window().color().lightness() < _MID_LIGHTNESS
    return DARK if dark else LIGHT
