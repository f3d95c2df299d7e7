"""The named colours of each theme, and what can be computed from a colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

FONT_FAMILY = "Nunito"

PAIN_COLOURS = (
    "#f6f2e3", "#eedfbb", "#e9ca92", "#e4b472", "#dd9d57", "#d38743",
    "#c77236", "#ba5d2c", "#aa4a29", "#973929", "#822b2a",
)  # fmt: skip
"""Pain 0 to 10 in even steps of OKLab lightness (0.96 to 0.42): readable in grey, colour-blind."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The named colours of one theme; painted widgets use these, never literals."""

    dark: bool
    contrast: bool
    background: QColor
    surface: QColor
    surface_alt: QColor
    text: QColor
    text_muted: QColor
    accent: QColor
    accent_soft: QColor
    on_accent: QColor
    outline: QColor
    focus: QColor
    danger: QColor
    warning: QColor
    good: QColor
    ready: QColor
    work: QColor
    hold: QColor
    rest: QColor
    faint: QColor


# Order: background surface surface_alt text text_muted accent accent_soft on_accent outline focus
#        danger warning good ready work hold rest faint (what cannot be used now)
_LIGHT = (
    "#f6f2ec #ffffff #efe9e0 #22303a #56636d #1b6f6a #dcefec #ffffff #8d8578 #0b4f8a "
    "#b3261e #8a5200 #2a6e45 #8a5200 #1b6f6a #5b479c #2b639b #8d8578"
)
_DARK = (
    "#161b1f #20272c #2a3238 #ece7df #aab4ba #62c7be #1f3d3c #08211f #77828a #8ec5ff "
    "#ff9a90 #f0b95c #7fd09c #f0b95c #62c7be #b9a5f5 #86bdf2 #77828a"
)
_CONTRAST = (
    "#000000 #000000 #141414 #ffffff #ffffff #ffd60a #332b00 #000000 #ffffff #00e5ff "
    "#ff8a80 #ffd60a #69f0ae #ffd60a #69f0ae #d0b3ff #80d8ff #a0a0a0"
)
LIGHT = Tokens(False, False, *map(QColor, _LIGHT.split()))
DARK = Tokens(True, False, *map(QColor, _DARK.split()))
CONTRAST = Tokens(True, True, *map(QColor, _CONTRAST.split()))


def by_name(name: str) -> Tokens | None:
    """The tokens of a theme; None when the system decides."""
    return {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}.get(name)


def readable_on(colour: QColor) -> QColor:
    """Black or white, whichever stands out more (WCAG relative luminance)."""
    return QColor("#000000") if _luminance(colour) > 0.179 else QColor("#ffffff")


def _luminance(colour: QColor) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = linear(colour.redF()), linear(colour.greenF()), linear(colour.blueF())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
