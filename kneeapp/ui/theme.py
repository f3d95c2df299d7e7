"""Colours, type and shapes: one set of tokens per theme, applied to the whole application."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette

from kneeapp.base.paths import assets
from kneeapp.ui.style_sheet import style_sheet
from kneeapp.ui.tokens import DARK, FONT_FAMILY, LIGHT, PAIN_COLOURS, Tokens, by_name, readable_on

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from kneeapp.base.settings import Settings

_BASE_POINTS = 11.5
_LARGE = 1.2

__all__ = [
    "Tokens",
    "apply",
    "font",
    "is_large_text",
    "pain_colour",
    "readable_on",
    "scaled",
    "set_role",
    "tokens",
]

_current = LIGHT
_scale = 1.0


def tokens() -> Tokens:
    """The colours in force now."""
    return _current


def scaled(pixels: float) -> int:
    """A length in pixels that grows with the person's text size."""
    return round(pixels * _scale)


def is_large_text() -> bool:
    """Whether what stands side by side at usual text size no longer fits so."""
    return _scale > _LARGE


def apply(app: QApplication, settings: Settings) -> None:
    """Dress the whole application; called at start and whenever the settings change."""
    global _current, _scale  # noqa: PLW0603 - one look for the one application
    _load_fonts()
    _current = _choose(settings.theme)
    _scale = settings.text_percent / 100
    sheet = style_sheet(_current, _scale)
    if sheet == app.styleSheet():
        return  # nothing has changed, and every widget would be polished again
    app.setFont(font())
    app.setPalette(_palette(_current))
    app.setStyleSheet(sheet)


@functools.cache
def _load_fonts() -> None:
    # Bundled, so that a machine without fonts shows text and all machines show the same.
    for name in ("Nunito-Regular.ttf", "Nunito-Bold.ttf"):
        QFontDatabase.addApplicationFont(str(assets() / "fonts" / name))


def font(size: float = 1.0, *, bold: bool = False) -> QFont:
    """The program's typeface; `size` is relative to body text."""
    made = QFont(FONT_FAMILY)
    made.setPointSizeF(_BASE_POINTS * _scale * size)
    made.setBold(bold)
    return made


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget one of the style sheet's roles and restyle it."""
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def pain_colour(strength: int) -> QColor:
    """The colour of a pain strength from 0 to 10."""
    return QColor(PAIN_COLOURS[max(0, min(10, strength))])


def mark_colour(strength: int | None) -> QColor:
    """The colour of a marked place; while no number was said, that of what is chosen.

    Red would be read as strong.
    """
    return tokens().accent if strength is None else pain_colour(strength)


def _choose(name: str) -> Tokens:
    chosen = by_name(name)
    if chosen is not None:
        return chosen
    scheme = QGuiApplication.styleHints().colorScheme()
    return DARK if scheme is Qt.ColorScheme.Dark else LIGHT


def _palette(colours: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for where, colour in (
        (role.Window, colours.background),
        (role.WindowText, colours.text),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.surface_alt),
        (role.Text, colours.text),
        (role.PlaceholderText, colours.text_muted),
        (role.Button, colours.surface_alt),
        (role.ButtonText, colours.text),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.ToolTipBase, colours.surface),
        (role.ToolTipText, colours.text),
        (role.Link, colours.accent),
        (role.Accent, colours.accent),
    ):
        palette.setColor(where, colour)
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, colours.faint)
    return palette
