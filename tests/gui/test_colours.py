"""Colours measured: contrast in every theme, and the pain scale for every pair of eyes.

Contrast as WCAG 2.2 defines it (1.4.3 text 4.5, 1.4.11 lines and shapes 3). Colour-blind eyes as
simulated by Machado, Oliveira and Fernandes (2009), severity 1.0. Lightness as OKLab (Ottosson,
2020).
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtGui import QColor

from kneeapp.ui.knee.names import NAME_PLATE
from kneeapp.ui.tokens import CONTRAST, DARK, LIGHT, PAIN_COLOURS, readable_on

THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
GROUNDS = ("background", "surface", "surface_alt")
TEXTS = [
    *[(text, ground) for text in ("text", "text_muted") for ground in GROUNDS],
    *[("text", "accent_soft"), ("on_accent", "accent")],
    *[(text, ground) for text in ("accent", "danger", "warning", "good") for ground in GROUNDS[:2]],
]
LINES = [
    *[(line, ground) for line in ("outline", "focus", "accent") for ground in GROUNDS[:2]],
    *[(state, "surface") for state in ("ready", "work", "hold", "rest", "danger")],
]
EYES = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}


def linear(colour):
    return [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (colour.redF(), colour.greenF(), colour.blueF())
    ]


def luminance(colour):
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


def contrast(one, two):
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lightness(rgb):
    """OKLab lightness, 0 to 1, of linear red, green and blue."""
    rows = (
        (0.4122214708, 0.5363325363, 0.0514459929),
        (0.2119034982, 0.6806995451, 0.1073969566),
        (0.0883024619, 0.2817188376, 0.6299787005),
    )
    cones = [max(0.0, sum(w * c for w, c in zip(row, rgb, strict=True))) ** (1 / 3) for row in rows]
    return sum(
        w * c for w, c in zip((0.2104542553, 0.7936177850, -0.0040720468), cones, strict=True)
    )


def seen(colour, eyes):
    rgb = linear(colour)
    return [sum(w * c for w, c in zip(row, rgb, strict=True)) for row in EYES[eyes]]


def scale(eyes):
    return [lightness(seen(QColor(colour), eyes)) for colour in PAIN_COLOURS]


def test_the_measure_is_right():
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.48, abs=0.01)
    assert lightness([1, 1, 1]) == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_can_be_read(theme, text, ground):
    colours = THEMES[theme]
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("line", "ground"), LINES)
def test_lines_and_states_stand_out(theme, line, ground):
    colours = THEMES[theme]
    assert contrast(getattr(colours, line), getattr(colours, ground)) >= 3


@pytest.mark.parametrize("strength", range(11))
def test_the_number_on_each_strength_can_be_read(strength):
    colour = QColor(PAIN_COLOURS[strength])
    assert contrast(readable_on(colour), colour) >= 4.5


def test_each_strength_is_one_even_step_darker():
    steps = [a - b for a, b in pairwise(scale("usual"))]
    assert min(steps) > 0.04
    assert max(steps) / min(steps) < 1.5


@pytest.mark.parametrize("eyes", EYES)
def test_more_pain_is_darker_for_all_eyes(eyes):
    steps = [a - b for a, b in pairwise(scale(eyes))]
    assert min(steps) > 0.025
    assert sum(steps) > 0.4


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("line", ["accent", "focus", "text", "danger"])
def test_a_line_on_the_knee_has_a_rim_it_stands_out_from(theme, line):
    colour = getattr(THEMES[theme], line)
    assert contrast(readable_on(colour), colour) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("behind", [0, 255])
def test_names_beside_the_knee_can_be_read_whatever_is_behind_them(theme, behind):
    colours = THEMES[theme]
    plate = [
        round(share * NAME_PLATE + behind * (1 - NAME_PLATE))
        for share in colours.surface.getRgb()[:3]
    ]
    assert contrast(colours.text, QColor(*plate)) >= 4.5
