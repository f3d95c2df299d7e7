"""The style sheet, filled in from the tokens; widgets choose a look by their `role` property."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from kneeapp.base.paths import assets

if TYPE_CHECKING:
    from kneeapp.ui.tokens import Tokens

_FOCUS_BORDER = 3
"""Pixels; the same in the sheet."""


def style_sheet(colours: Tokens, scale: float) -> str:
    """The whole sheet for one theme at one text size (1.0 = 100 %)."""
    sheet = Template((assets() / "themes" / "kneeapp.qss").read_text(encoding="utf-8"))
    names = sheet.get_identifiers()
    # s12 is a length of 12 pixels, p15 a type size of 15 points, both at 100 % text.
    sizes = {n: str(round(int(n[1:]) * scale)) for n in names if n[0] == "s" and n[1:].isdigit()}
    points = {n: f"{int(n[1:]) * scale:.1f}" for n in names if n[0] == "p" and n[1:].isdigit()}
    return sheet.substitute(_colours(colours), **sizes, **points, **_slider(scale))


def _slider(scale: float) -> dict[str, str]:
    """The lengths of a slider: its handle hangs over the groove on both sides and stays round."""
    groove, over = max(2, round(6 * scale)), round(8 * scale)
    handle = groove + 2 * over
    lengths = {
        "groove": groove,
        "handle_over": over,
        "handle": handle,
        "handle_round": handle // 2,
        "handle_inner": handle - 2 * _FOCUS_BORDER,
    }
    return {name: str(length) for name, length in lengths.items()}


def _colours(colours: Tokens) -> dict[str, str]:
    mode = "dark" if colours.dark else "light"
    icons = (assets() / "icons").as_posix()
    hover = colours.accent.lighter(112) if colours.dark else colours.accent.darker(112)
    named = {
        "text": colours.text,
        "text_muted": colours.text_muted,
        "surface": colours.surface,
        "surface_alt": colours.surface_alt,
        "outline": colours.outline,
        "accent": colours.accent,
        "accent_soft": colours.accent_soft,
        "accent_hover": hover,
        "on_accent": colours.on_accent,
        "focus": colours.focus,
        "danger": colours.danger,
        "warning": colours.warning,
        "faint": colours.faint,
        "hairline": colours.outline if colours.contrast else colours.surface_alt,
    }
    names = {name: colour.name() for name, colour in named.items()}
    return names | {
        "check_icon": f"{icons}/check-{mode}.svg",
        "down_icon": f"{icons}/down-{mode}.svg",
    }
